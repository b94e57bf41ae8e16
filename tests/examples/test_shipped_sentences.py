"""Sentences on all that ships, written before the tables were: none that is true is flagged, and the wrong are."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from veritab_engine import Checker, Document, ReferenceTables

HERE = Path(__file__).parent
TRUE: list[str] = yaml.safe_load((HERE / "shipped_true.yaml").read_text("utf-8"))
WRONG: list[str | dict[str, str]] = yaml.safe_load((HERE / "shipped_wrong.yaml").read_text("utf-8"))
FLAGGED = [row for row in WRONG if isinstance(row, str)]
SILENT = [row for row in WRONG if not isinstance(row, str)]
DAY = date(2025, 5, 20)


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(ReferenceTables.shipped())


def flagged(checker: Checker, text: str) -> list[str]:
    found: tuple[Any, ...] = checker.check(Document(text, as_of=DAY)).conflicts
    return [finding.claim.quote for finding in found]


@pytest.mark.parametrize("text", TRUE)
def test_what_is_true_is_not_flagged(checker, text):
    assert flagged(checker, text) == []


@pytest.mark.parametrize("text", FLAGGED)
def test_what_is_wrong_is_flagged_and_nothing_else(checker, text):
    [planted] = [part.partition("]")[0] for part in text.split("[")[1:]]
    [found] = flagged(checker, text.replace("[", "").replace("]", ""))
    assert found.endswith(planted)


@pytest.mark.parametrize("row", SILENT, ids=lambda row: row["text"])
def test_a_wrong_sentence_that_is_not_flagged_says_why(checker, row):
    assert row["silent"]
    assert flagged(checker, row["text"].replace("[", "").replace("]", "")) == []
