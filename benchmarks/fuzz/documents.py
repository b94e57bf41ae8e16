"""Documents: texts of the corpora and examples, mutated, through every face of the checker."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from random import Random

from benchmarks.fuzz.case import Case, hold_sentence, spread
from benchmarks.fuzz.corpora import SHIPPED, bare, checker, described, seeds
from benchmarks.fuzz.mutation import mutated
from veritab_engine import Claim, Document, VeritabError
from veritab_engine.finding import Finding

DAYS = (None, None, "2025-05-08", "0001-01-01", "9999-12-31", "2024-02-29")
MOST_JOINED = 6
"""Texts of one corpus that make a document at most: what is read together meets in ways that nobody wrote down."""


class Documents:
    """What the engine makes of any text."""

    def make(self, chance: Random) -> Case:
        case = {"target": "documents", "as_of": chance.choice(DAYS)}
        which = chance.random()
        if which < 0.4:
            corpus = described()[tables := chance.choice(sorted(described()))]
            joined = " ".join(chance.choices(corpus.texts, k=chance.randint(1, MOST_JOINED)))
            text = joined if chance.random() < 0.3 else mutated(joined, corpus.texts, chance)
            return {**case, "text": text, "tables": tables, "scope": chance.choice(corpus.scopes)}
        text = mutated(chance.choice(seeds()), seeds(), chance)
        return {**case, "text": text, "tables": SHIPPED if which < 0.75 else chance.choice(sorted(bare()))}

    def throw(self, case: Case) -> None:
        """Hold that a check is refused with a sentence or else complete, repeatable and true to its text."""
        text, own = spread(case["text"]), checker(case["tables"])
        as_of = case.get("as_of")
        document = Document(text, as_of=date.fromisoformat(as_of) if as_of else None, scope=case.get("scope", {}))
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
