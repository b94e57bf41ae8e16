"""Verdicts on sentences against the tables that ship, row by row of tests/corpora/verdicts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from veritab_engine import Checker, Document, Finding, ReferenceTables, Span, Verdict

CORPORA = Path(__file__).parent.parent / "corpora" / "verdicts"


@pytest.fixture(scope="session")
def checker() -> Checker:
    return Checker(ReferenceTables.shipped())


def rows() -> Iterator[Any]:
    for path in sorted(CORPORA.glob("*.yaml")):
        corpus = yaml.safe_load(path.read_text("utf-8"))
        for row in corpus["rows"]:
            yield pytest.param({"as_of": corpus["as_of"], **row}, id=f"{path.stem}: {row['text'][:90]}")


def marked(text: str) -> tuple[str, Span]:
    """The text without its brackets, and the span that the first of them held."""
    plain = text.replace("[[", "").replace("]]", "")
    start, end = plain.index("["), plain.index("]")
    return plain[:start] + plain[start + 1 : end] + plain[end + 1 :], Span(start, end - 1)


def finding_at(checker: Checker, row: Mapping[str, Any]) -> Finding:
    text, span = marked(row["text"])
    report = checker.check(Document(text, as_of=row["as_of"]))
    found = [finding for finding in report.findings if finding.claim.span == span]
    assert found, f"no claim at {text[span.start : span.end]!r}, only {[c.quote for c in report.claims]}"
    order = [Verdict.CONFLICT, Verdict.SUPPORTED, Verdict.AMBIGUOUS, Verdict.NOT_COVERED]
    return min(found, key=lambda finding: order.index(finding.verdict))


@pytest.mark.parametrize("row", list(rows()))
def test_verdict(checker: Checker, row: Mapping[str, Any]) -> None:
    if row["verdict"] == "nothing":
        text, span = marked(row["text"])
        found = checker.check(Document(text, as_of=row["as_of"])).findings
        assert not [finding.message for finding in found if finding.claim.span == span]
        return
    finding = finding_at(checker, row)
    allowed = row["verdict"] if isinstance(row["verdict"], list) else [row["verdict"]]
    assert finding.verdict in allowed, finding.message
    if "reason" in row:
        assert finding.reason == row["reason"]
    if "code" in row:
        assert finding.code == row["code"], finding.message
    assert finding.likelihood == row.get("likelihood", finding.likelihood)
    if "suggestion" in row:
        assert finding.suggestion is not None
        assert finding.suggestion.text == row["suggestion"]


TRADE = {2018: "107.06", 2020: "107.77", 2021: "146.89", 2022: "190.27", 2023: "240.11", 2024: "244.81"}


@given(st.sampled_from(sorted(TRADE)), st.decimals("0.3", "500", places=1))
def test_a_planted_figure_is_never_supported(year: int, amount: Decimal) -> None:
    checker = Checker(TABLES)
    truth = Decimal(TRADE[year])
    text = f"In {year}, two-way trade between China and Russia reached ${amount} billion."
    [finding] = [f for f in checker.check(Document(text, as_of=date(2025, 5, 8))).findings if f.claim.kind == "money"]
    near = amount - Decimal("0.05") <= truth < amount + Decimal("0.1")
    trailing_zero = amount == amount.to_integral_value()
    if near and not trailing_zero:
        assert finding.verdict is Verdict.SUPPORTED
    if abs(truth - amount) >= 50:
        assert finding.verdict is Verdict.CONFLICT
    if not near and not trailing_zero:
        assert finding.verdict is Verdict.CONFLICT


TABLES = ReferenceTables.shipped()
