"""Articles written by somebody who had not read the code, over the tables that ship or over a bare file (`csv`).

All that a `text` and the sentences in `true` say is so, and nothing of it may be flagged; those in `false` are. An
error of `planted` puts `becomes` for `is` in the text: it is never borne out, and it is flagged where `found` says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest
import yaml

from veritab_engine import Checker, Document, Finding, ReferenceTables, Report, Verdict
from veritab_engine.reference.inline import InlineTable, read_inline

CORPUS = Path(__file__).parent.parent / "corpora" / "articles"
CASES = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in sorted(CORPUS.glob("*.yaml"))}

Check = Callable[[str, str], Report]


@pytest.fixture(scope="module")
def check() -> Check:
    checkers: dict[str, Checker] = {"": Checker(ReferenceTables.shipped())}

    def checked(name: str, text: str) -> Report:
        case = CASES[name]
        key = case.get("file", "")
        if key not in checkers:
            table = read_inline(InlineTable(key, case["csv"].encode()))
            checkers[key] = Checker(ReferenceTables.of([table]))
        return checkers[key].check(Document(text, as_of=case["as_of"]))

    return checked


def true_texts() -> Iterator[Any]:
    for name, case in CASES.items():
        yield pytest.param(name, case["text"], id=name)
        yield from (pytest.param(name, text, id=f"{name}: {text}") for text in case.get("true", ()))


def false_texts() -> Iterator[Any]:
    for name, case in CASES.items():
        yield from (pytest.param(name, text, id=f"{name}: {text}") for text in case.get("false", ()))


def planted() -> Iterator[Any]:
    for name, case in CASES.items():
        yield from (pytest.param(name, each, id=f"{name}: {each['becomes']}") for each in case["planted"])


def alike(one: str, other: str) -> int:
    """How many characters two strings have in common from the first on."""
    return len(list(takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))))


def over_the_error(report: Report, text: str, error: dict[str, str]) -> list[Finding]:
    """The findings on what was changed."""
    now, was = error["becomes"], error["is"]
    kept = alike(now, was)
    kept_behind = min(alike(now[::-1], was[::-1]), len(now) - kept, len(was) - kept)
    first = text.index(was) + kept
    last = text.index(was) + len(now) - kept_behind
    return [f for f in report.findings if f.claim.span.start <= last and f.claim.span.end >= first]


@pytest.mark.parametrize(("name", "text"), list(true_texts()))
def test_what_is_true_is_not_flagged(check: Check, name: str, text: str) -> None:
    assert [f.message for f in check(name, text).conflicts] == []


@pytest.mark.parametrize(("name", "text"), list(false_texts()))
def test_what_is_false_is_flagged(check: Check, name: str, text: str) -> None:
    assert check(name, text).conflicts


@pytest.mark.parametrize(("name", "error"), list(planted()))
def test_an_error_is_never_borne_out_and_stays_found(check: Check, name: str, error: dict[str, Any]) -> None:
    text = CASES[name]["text"]
    changed = text.replace(error["is"], error["becomes"])
    found = over_the_error(check(name, changed), text, error)
    verdicts = {finding.verdict for finding in found}
    assert Verdict.CONFLICT in verdicts or not (error["found"] or Verdict.SUPPORTED in verdicts)
