"""The checker's faces: check, verify what a caller found, explain."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veritab_engine import (
    Checker,
    Claim,
    Document,
    DocumentError,
    Reason,
    ReferenceTables,
    SettingError,
    Span,
    Verdict,
)
from veritab_engine.reference import EntityRef
from veritab_engine.value import Agreement, Point

CHECKER = Checker(ReferenceTables.shipped())
PACKAGE = """
name: heads
resources:
  - name: heads
    path: heads.csv
    schema:
      fields:
        - {name: region, type: string, fact:role: entity}
        - {name: year, type: year, fact:role: time}
        - {name: heads, type: integer, fact:role: measure, fact:phrases: [heads], fact:tolerance: 5000000}
      primaryKey: [region, year]
"""
VISITS = """
name: visits
resources:
  - name: visits
    path: visits.csv
    fact:kind: event
    fact:phrases: [visit]
    schema:
      fields:
        - {name: visitor, type: string, fact:role: entity}
        - {name: visited, type: date, fact:role: time}
"""
STORY = "In 2024, two-way trade between China and Russia reached $240.1 billion. Analysts expect more."


def test_a_figure_of_another_year_is_named_as_such() -> None:
    [finding] = CHECKER.check(Document(STORY)).conflicts
    assert finding.claim.quote == "$240.1 billion"
    assert finding.diagnosis is not None
    assert (finding.diagnosis.code, finding.diagnosis.detail) == ("other_period", {"found": "2023"})
    assert finding.suggestion is not None
    assert finding.suggestion.text == "$244.8 billion"
    assert finding.evidence is not None
    assert finding.evidence.rows[0].cells["year"] == "2024"


def test_a_report_has_one_finding_a_claim() -> None:
    report = CHECKER.check(Document(STORY, id="story"))
    assert [finding.claim for finding in report.findings] == list(report.claims)
    assert report.document == "story"
    assert report.snapshot == CHECKER.tables.id
    assert report.verdict is Verdict.CONFLICT


def test_an_empty_text_has_no_claims_and_is_not_supported() -> None:
    report = CHECKER.check(Document(""))
    assert report.claims == ()
    assert report.verdict is Verdict.NOT_COVERED
    assert report.coverage.decided == 0


def test_claims_of_the_caller_are_judged_where_they_stand() -> None:
    start = STORY.index("$240.1")
    span = Span(start, start + len("$240.1 billion"))
    claim = Claim("mine", "money", span, "", Point(Decimal("240.1e9"), Decimal("1e8"), Decimal("1e8")), unit="USD")
    year = CHECKER.extract(Document(STORY))[0]
    [_, finding] = CHECKER.verify(Document(STORY), [year, claim]).findings
    assert (finding.claim.id, finding.claim.quote) == ("mine", "$240.1 billion")
    assert finding.verdict is Verdict.CONFLICT


def test_a_callers_claim_outside_the_text_is_refused() -> None:
    claim = Claim("mine", "count", Span(900, 902), "", Point(Decimal(3)))
    with pytest.raises(DocumentError, match="900 to 902 lies in no sentence"):
        CHECKER.verify(Document(STORY), [claim])


def test_a_derivation_shows_the_reading_that_was_chosen() -> None:
    money = next(claim for claim in CHECKER.extract(Document(STORY)) if claim.kind == "money")
    derivation = CHECKER.explain(Document(STORY), money.id)
    [chosen] = [step for step in derivation.steps if step.chosen]
    assert chosen.agreement is Agreement.DISAGREES
    assert "partner=RUS (sentence)" in chosen.bindings
    assert derivation.passes == "240050000000 to 240200000000"


def test_an_unknown_claim_cannot_be_explained() -> None:
    with pytest.raises(SettingError, match='no claim "c99"'):
        CHECKER.explain(Document(STORY), "c99")


VOCABULARY = """
    China Russia Xi Jinping Putin's trade two-way reached $244.8 billion in 2024 , . ; ( ) \u201c \u201d the 11th 80th
    anniversary of founding United Nations ago years Eighty President largest trading partner for 15 consecutive since
    up 1.9 percent from a year earlier it initiative was \u2014 \N{ZERO WIDTH SPACE} \N{COMBINING ACUTE ACCENT} trip to
"""
WORDS = st.sampled_from(VOCABULARY.split())


@given(st.lists(WORDS, max_size=30).map(" ".join) | st.text(max_size=80), st.none() | st.dates())
def test_any_text_is_checked_and_every_quote_is_its_own(text: str, as_of: date | None) -> None:
    report = CHECKER.check(Document(text, as_of=as_of))
    for finding in report.findings:
        span = finding.claim.span
        assert text[span.start : span.end] == finding.claim.quote
        assert finding.message


@given(st.lists(WORDS, max_size=30).map(" ".join))
def test_a_check_is_deterministic(text: str) -> None:
    document = Document(text, as_of=date(2025, 5, 8))
    assert CHECKER.check(document) == CHECKER.check(document)


def test_a_columns_tolerance_lets_a_figure_pass(tmp_path: Path) -> None:
    (tmp_path / "heads.csv").write_text("region,year,heads\nNorth,2024,100000000\nSouth,2024,7000\n", "utf-8")
    (tmp_path / "datapackage.yaml").write_text(PACKAGE, "utf-8")
    checker = Checker(ReferenceTables.load(tmp_path))
    near = checker.check(Document("North had 103,000,000 heads in 2024.")).findings[0]
    assert near.verdict is Verdict.SUPPORTED
    far = checker.check(Document("North had 113,000,000 heads in 2024.")).conflicts
    assert [finding.claim.quote for finding in far] == ["113,000,000"]


def test_a_count_on_a_table_that_is_not_complete_refutes_nothing(tmp_path: Path) -> None:
    (tmp_path / "visits.csv").write_text("visitor,visited\nAnn Lee,2024-01-02\nAnn Lee,2024-03-04\n", "utf-8")
    (tmp_path / "datapackage.yaml").write_text(VISITS, "utf-8")
    document = Document("Ann Lee has made 5 visits.", as_of=date(2024, 5, 1))
    [finding] = Checker(ReferenceTables.load(tmp_path)).check(document).findings
    assert finding.reason is Reason.INCOMPLETE_TABLE


def test_a_list_of_names_is_too_broad_to_read() -> None:
    names = sorted(
        CHECKER.tables.name_of(EntityRef("country", id)) for id in CHECKER.tables.tables["capitals"].distinct("country")
    )
    text = f"Trade reached $5 billion in 2024 with {', '.join(names[:60])}."
    [finding] = [f for f in CHECKER.check(Document(text)).findings if f.claim.kind == "money"]
    assert finding.reason is Reason.TOO_BROAD


def test_a_document_with_more_claims_than_can_be_held_is_refused(monkeypatch):
    monkeypatch.setattr("veritab_engine.extract.MOST_CLAIMS", 3)
    assert len(CHECKER.check("It has 5 ships, 6 boats and 7 rafts.").claims) == 3
    with pytest.raises(DocumentError, match=r"more than 3 claims; check it in parts"):
        CHECKER.check("It has 5 ships, 6 boats, 7 rafts and 8 canoes.")
