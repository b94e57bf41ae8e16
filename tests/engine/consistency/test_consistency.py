"""The document against itself, and documents against each other: corpora of contradictions and of what is none."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from veritab_engine import Checker, Document, ReferenceTables, Verdict
from veritab_engine.checker import together
from veritab_engine.report.conflicts import CONTRADICTED

CORPORA = Path(__file__).parents[2] / "corpora"
CODES = {rule.code for rule in CONTRADICTED.values()}
VALUES, BATCH, WEEKDAYS = (
    yaml.safe_load((CORPORA / "consistency" / f"{name}.yaml").read_text("utf-8"))
    for name in ("values", "batch", "weekdays")
)
MARK = re.compile(r"\[(.*?)\]", re.DOTALL)
DAY = date(2025, 5, 8)


@pytest.fixture(scope="module")
def checker():
    return Checker(ReferenceTables.shipped())


def quotes(reports):
    """The quotes of every contradiction, each as the set of the two places."""
    return [
        {finding.claim.quote, *(related.quote for related in finding.related)}
        for report in reports
        for finding in report.findings
        if finding.related
    ]


@pytest.mark.parametrize("row", VALUES["reject"])
def test_two_values_that_cannot_both_hold_are_found(checker, row):
    report = checker.check(Document(MARK.sub(r"\1", row), as_of=DAY))
    assert quotes([report]) == [set(MARK.findall(row))]
    [flagged] = report.conflicts
    assert flagged.code in CODES or flagged.evidence is not None


@pytest.mark.parametrize("row", VALUES["fits"])
def test_the_value_is_flagged_that_fits_the_rest_less(checker, row):
    [wrong] = MARK.finditer(row)
    [flagged] = checker.check(Document(MARK.sub(r"\1", row), as_of=DAY)).conflicts
    assert (flagged.claim.span.start, flagged.claim.quote) == (wrong.start(), wrong[1])


@pytest.mark.parametrize("row", VALUES["accept"])
def test_what_may_both_hold_is_silent(checker, row):
    assert quotes([checker.check(Document(row, as_of=DAY))]) == []


@pytest.mark.parametrize("row", WEEKDAYS["reject"], ids=lambda row: row["text"])
def test_a_weekday_that_its_day_is_not_is_flagged_and_mended(checker, row):
    [marked] = MARK.findall(row["text"])
    [flagged] = checker.check(Document(MARK.sub(r"\1", row["text"]), as_of=DAY)).conflicts
    assert (flagged.claim.quote, flagged.suggestion.text) == (marked, row["suggestion"])


@pytest.mark.parametrize("row", WEEKDAYS["accept"])
def test_a_weekday_that_may_be_right_is_silent(checker, row):
    assert not checker.check(Document(row, as_of=DAY)).conflicts


@pytest.mark.parametrize("row", BATCH["reject"], ids=" | ".join)
def test_documents_of_a_batch_contradict_each_other(checker, row):
    documents = [Document(MARK.sub(r"\1", text), id=f"{i}.txt") for i, text in enumerate(row)]
    reports = together([checker.examine(document) for document in documents])
    assert quotes(reports) == [set(MARK.findall(" ".join(row)))]
    [flagged] = reports[-1].conflicts
    assert [place.document for place in flagged.related] == [documents[-2].id]
    assert [place.position for place in flagged.related] == [len(row) - 2]


@pytest.mark.parametrize("row", BATCH["accept"], ids=" | ".join)
def test_documents_that_speak_of_different_things_do_not(checker, row):
    assert quotes(together([checker.examine(text) for text in row])) == []


def test_documents_of_different_scope_are_never_compared(checker):
    texts = ("In 2024, Acme earned $5 million.", "In 2024, Acme earned $7 million.")
    scopes = ({"reporter": "CHN"}, {"reporter": "RUS"})
    stories = [Document(text, scope=scope) for text, scope in zip(texts, scopes, strict=True)]
    assert quotes(together([checker.examine(story) for story in stories])) == []


def test_documents_that_speak_on_the_same_day_are_compared_without_a_date(checker):
    texts = ("Acme employs 412 people.", "Acme employs 450 people.")
    assert quotes(together([checker.examine(Document(text, as_of=DAY)) for text in texts])) == [{"412", "450"}]


def test_clean_texts_are_consistent(checker):
    for path in sorted((CORPORA / "clean").glob("*.txt")):
        assert quotes([checker.check(Document(path.read_text("utf-8")))]) == [], path.name


TRADE = "In 2024, trade between China and Russia reached {}. Trade between China and Russia was {} in 2024."


def test_where_a_table_contradicts_one_there_is_one_finding_that_names_both_places(checker):
    report = checker.check(TRADE.format("$244.8 billion", "$250 billion"))
    [conflict] = report.conflicts
    assert conflict.claim.quote == "$250 billion"
    assert [place.quote for place in conflict.related] == ["$244.8 billion"]
    assert conflict.evidence is not None


def test_where_a_table_bears_one_out_the_other_is_flagged_wherever_it_stands(checker):
    report = checker.check(TRADE.format("$250 billion", "$244.8 billion"))
    assert [finding.claim.quote for finding in report.conflicts] == ["$250 billion"]
    assert report.verdict is Verdict.CONFLICT
