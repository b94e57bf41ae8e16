"""True sentences on the subjects of the shipped tables: a flag on one of them is a false alarm."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from veritab_engine import Checker, Document, ReferenceTables

SENTENCES: list[str] = yaml.safe_load((Path(__file__).parent / "true_sentences.yaml").read_text("utf-8"))
DAY = date(2025, 5, 20)


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(ReferenceTables.shipped())


@pytest.mark.parametrize("sentence", SENTENCES)
def test_what_is_true_is_not_flagged(checker, sentence):
    assert [finding.message for finding in checker.check(Document(sentence, as_of=DAY)).conflicts] == []
