"""Documents: texts of the corpora and examples, mutated, through every face of the checker."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from random import Random

import yaml

from benchmarks.fuzz.case import Case, hold_sentence, spread, texts
from benchmarks.fuzz.mutation import mutated
from veritab_engine import Checker, Claim, Document, ReferenceTables, TableError, VeritabError
from veritab_engine.finding import Finding
from veritab_engine.reference.inline import InlineTable, read_inline

ROOT = Path(__file__).parent.parent.parent
DAYS = (None, None, "2025-05-08", "0001-01-01", "9999-12-31", "2024-02-29")
SHIPPED = "shipped"


@cache
def seeds() -> list[str]:
    """The texts of the corpora, and the examples."""
    corpora = sorted((ROOT / "tests" / "corpora").rglob("*.yaml"))
    told = [text for file in corpora for text in texts(yaml.safe_load(file.read_text("utf-8")), _is_prose)]
    return told + [file.read_text("utf-8") for file in sorted((ROOT / "examples").glob("*.txt"))]


@cache
def bare() -> dict[str, str]:
    """The tables of the corpora of bare tables, as CSV, by the name of the corpus."""
    files = sorted((ROOT / "tests" / "corpora" / "bare").glob("*.yaml"))
    told = ((file.stem, texts(yaml.safe_load(file.read_text("utf-8")), _is_table)) for file in files)
    return {name: found[0] for name, found in told if found and _loads(name, found[0])}


@cache
def checker(tables: str) -> Checker:
    """A checker over the tables that ship, or over the one of a bare corpus."""
    if tables == SHIPPED:
        return Checker(ReferenceTables.shipped())
    return Checker(_loaded(tables, bare()[tables]))


class Documents:
    """What the engine makes of any text."""

    def make(self, chance: Random) -> Case:
        known = seeds()
        text = mutated(chance.choice(known), known, chance)
        tables = SHIPPED if chance.random() < 0.6 else chance.choice(sorted(bare()))
        return {"target": "documents", "text": text, "tables": tables, "as_of": chance.choice(DAYS)}

    def throw(self, case: Case) -> None:
        """Hold that a check is refused with a sentence or else complete, repeatable and true to its text."""
        text, own = spread(case["text"]), checker(case["tables"])
        as_of = case.get("as_of")
        document = Document(text, as_of=date.fromisoformat(as_of) if as_of else None)
        try:
            report = own.check(document)
        except VeritabError as error:
            hold_sentence(str(error))
            return
        assert own.check(document) == report, "a second check gives another report"
        for finding in report.findings:
            _hold(finding, text)
        extracted = own.extract(document)
        _hold_claims(extracted, text)
        own.verify(document, extracted)
        for finding in _some(report.findings):
            assert own.explain(document, finding.claim.id).finding.claim == finding.claim, "explained is another claim"


def _loaded(name: str, csv: str) -> ReferenceTables:
    return ReferenceTables.of([read_inline(InlineTable(f"{name}.csv", csv.encode()))])


def _loads(name: str, csv: str) -> bool:
    try:
        return bool(_loaded(name, csv).tables)
    except TableError:
        return False


def _hold(finding: Finding, text: str) -> None:
    assert finding.message, "a finding says nothing"
    assert 0 <= finding.confidence <= 1, "a confidence is no share"
    _hold_claims([finding.claim], text)


def _hold_claims(claims: Sequence[Claim], text: str) -> None:
    for claim in claims:
        assert 0 <= claim.span.start < claim.span.end <= len(text), "a span lies outside of the text"
        assert text[claim.span.start : claim.span.end] == claim.quote, "a quote is not its slice"


def _some(findings: Sequence[Finding]) -> Sequence[Finding]:
    """Few enough to explain one by one."""
    return findings[:: 1 + len(findings) // 3]


def _is_prose(text: str) -> bool:
    return len(text) > 12 and " " in text and not _is_table(text)


def _is_table(text: str) -> bool:
    lines = text.splitlines()
    return len(lines) > 2 and all("," in line for line in lines[:3]) and len(lines[0]) < 300
