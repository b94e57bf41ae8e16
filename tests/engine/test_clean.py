"""Clean prose that must stay silent: everything in tests/corpora/clean is true, or about things in no table.

A file begins with front matter: the day that it speaks on (`as_of`), and `each: paragraph` where every paragraph is
a document of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from veritab_engine import Checker, Document, ReferenceTables, Verdict

CORPUS = Path(__file__).parent.parent / "corpora" / "clean"


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(ReferenceTables.shipped())


def documents() -> Iterator[Any]:
    for path in sorted(CORPUS.glob("*.txt")):
        head, body = path.read_text("utf-8").split("\n\n", 1)
        front = yaml.safe_load(head)
        texts = body.strip().split("\n\n") if front.get("each") == "paragraph" else [body]
        for text in texts:
            name = path.stem if len(texts) == 1 else f"{path.stem}: {text[:80]}"
            yield pytest.param(Document(text, as_of=front["as_of"]), id=name)


@pytest.mark.parametrize("document", list(documents()))
def test_clean_prose_has_no_conflict(checker: Checker, document: Document) -> None:
    assert [f.message for f in checker.check(document).findings if f.verdict is Verdict.CONFLICT] == []
