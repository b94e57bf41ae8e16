"""The catalogue of findings: whole, in order, and every sentence fillable."""

from __future__ import annotations

from string import Formatter

from veritab_engine.finding import Reason, Verdict
from veritab_engine.link import Operation
from veritab_engine.report import CATALOGUE
from veritab_engine.report.catalogue import SILENT
from veritab_engine.report.conflicts import DIAGNOSED, WRONG

FIELDS = {"figures", "quote", "expected", "table", "what", "found", "revised", "factor", "words", "other", "document"}


def test_codes_are_unique_and_in_order_of_their_groups() -> None:
    codes = [rule.code for rule in CATALOGUE]
    assert len(set(codes)) == len(codes)
    assert all(code.startswith("VT") and code[2:].isdigit() for code in codes)


def test_every_operation_can_be_found_wrong() -> None:
    assert set(WRONG) == set(Operation)
    assert all(rule.verdict is Verdict.CONFLICT for rule in (*WRONG.values(), *DIAGNOSED.values()))


def test_every_reason_for_silence_has_its_finding() -> None:
    assert set(SILENT) == set(Reason)
    assert all(rule.verdict is Verdict.NOT_COVERED for rule in SILENT.values())


def test_every_sentence_takes_only_what_findings_give() -> None:
    for rule in CATALOGUE:
        fields = {field for _, field, _, _ in Formatter().parse(rule.template) if field is not None}
        assert fields <= FIELDS
        assert "quote" in fields
        assert rule.template.endswith(".")
