"""The compiled engine tells what the Python tells: the same claims of the same texts, and the same errors.

`make compiled` builds it; without a build of these very sources there is nothing to compare, and the tests are skipped.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from tools.compiled import COMPILED, is_fresh

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "server"
CORPORA = ROOT / "tests" / "corpora"
PROGRAM = """
import copy, json, pickle, sys
from datetime import date
from veritab_engine import Document
from veritab_engine.errors import VeritabError
from veritab_engine.extract import extract
from veritab_engine.mention import find
from veritab_engine.read import read

def refused(act):
    try:
        return f"not refused: {act()!r}"
    except (AttributeError, TypeError, VeritabError) as error:
        return f"{type(error).__name__}: {error}"

def claims(text, as_of=None):
    return repr(extract(read(Document(text, as_of=as_of))))

texts = json.load(sys.stdin)
texts_of_no_kind = [(b"2024",), (None,), ("2024", "2024-05-08")]
bad = [refused(lambda: claims(*each)) for each in texts_of_no_kind] + [refused(lambda: read(x)) for x in (None, "a")]
one = extract(read(Document("About 15 people came on 3 May 2024.")))
kept = [repr(pickle.loads(pickle.dumps(one))), repr(copy.deepcopy(one)), refused(lambda: setattr(one[0], "kind", ""))]
day = date(2025, 5, 8)
given = [[claims(text), claims(text, day)] for text in texts]
json.dump({"module": find.__file__, "claims": given, "bad": bad, "kept": kept}, sys.stdout)
"""


def leaves(data: object) -> Iterator[str]:
    """Every string in what a YAML file holds."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list):
        for each in data.values() if isinstance(data, dict) else data:
            yield from leaves(each)


def texts() -> list[str]:
    """The forms of all corpora, without the brackets that mark claims, and the whole pages that lie about."""
    corpora = [yaml.safe_load(path.read_text("utf-8")) for path in sorted(CORPORA.rglob("*.yaml"))]
    forms = [re.sub(r"[\[\]]", "", form) for form in leaves(corpora)]
    pages = [*sorted(CORPORA.rglob("*.txt")), *sorted(ROOT.glob("*.md")), *sorted(ROOT.glob("docs/*.md"))]
    return forms + [page.read_text("utf-8") for page in (*pages, *sorted(ROOT.glob("examples/*.txt")))]


def run(path: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM],
        env=os.environ | {"PYTHONPATH": str(path)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.fixture(scope="module")
def both():
    """What the Python tells and what the compiled engine does, told side by side."""
    if not is_fresh():
        pytest.skip("build/compiled is not made of these sources; run: make compiled")
    asked = json.dumps(texts())
    running = run(SOURCES), run(COMPILED)
    return [json.loads(each.communicate(asked)[0]) for each in running]


def test_one_is_python_and_the_other_is_compiled(both):
    python, compiled = (Path(told["module"]) for told in both)
    assert python.suffix == ".py"
    assert compiled.suffix in {".so", ".pyd"}
    assert compiled.is_relative_to(COMPILED)


def test_both_find_the_same_claims_in_every_text_that_lies_about(both):
    python, compiled = (told["claims"] for told in both)
    assert sum(claims != "()" for claims, _ in python) > 1000
    assert [pair for pair in zip(python, compiled, strict=True) if pair[0] != pair[1]] == []


@pytest.mark.parametrize("what", ["bad", "kept"])
def test_both_take_bad_input_and_copies_alike(both, what):
    python, compiled = (told[what] for told in both)
    assert compiled == python
    assert not any(each.startswith("not refused") for each in compiled)
