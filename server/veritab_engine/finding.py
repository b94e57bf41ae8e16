"""Findings: every claim's verdict as a person reads it, and the report on a whole document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from veritab_engine.claim import Claim
from veritab_engine.document import Span
from veritab_engine.reference.table import Row


class Verdict(StrEnum):
    """What the tables, or the other words of the text, say of a claim."""

    SUPPORTED = "SUPPORTED"
    CONFLICT = "CONFLICT"
    AMBIGUOUS = "AMBIGUOUS"
    """Readings disagree, or the claim's own words leave it open."""
    NOT_COVERED = "NOT_COVERED"


class Reason(StrEnum):
    """Why a claim is not covered."""

    NO_ENTITY = "NO_ENTITY"
    NO_MEASURE = "NO_MEASURE"
    OTHER_PERIOD = "OTHER_PERIOD"
    INCOMPLETE_TABLE = "INCOMPLETE_TABLE"
    UNEXPLAINED_RESTRICTOR = "UNEXPLAINED_RESTRICTOR"
    HYPOTHETICAL = "HYPOTHETICAL"
    INCOMPARABLE_UNIT = "INCOMPARABLE_UNIT"
    TOO_BROAD = "TOO_BROAD"


class Likelihood(StrEnum):
    """How sure a verdict is, in words to filter by, least first."""

    UNLIKELY = "UNLIKELY"
    POSSIBLE = "POSSIBLE"
    LIKELY = "LIKELY"
    VERY_LIKELY = "VERY_LIKELY"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a verdict was computed from: the table's name, its rows, the expression and what it gives."""

    table: str
    rows: tuple[Row, ...]
    expression: str
    """The operation in one line: 'total where partner=RUS, year=2024'."""
    expected: str
    """What the table has, as the text would write it: "$244.81 billion"."""
    source: str = ""
    as_of: str = ""
    """The day the table speaks for, ISO 8601; empty where it does not say."""
    closed_world: bool = False
    """True where the verdict rests on the table being complete for the period."""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Why a claim is likely to be wrong: a code of the catalogue ("other_period") and its particulars."""

    code: str
    detail: Mapping[str, str]
    """Fills the sentence of the catalogue: {"found": "2023"}."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The text to put in place of a span."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that a finding is about: the claim that this one contradicts."""

    span: Span
    quote: str
    claim_id: str
    document: str = ""
    """The id of its document, where it is another one of a batch."""
    position: int | None = None
    """The place of that document in the batch, from 0; None for the finding's own document."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One claim's verdict, whatever it is."""

    code: str
    """Of the catalogue: "VT102"."""
    verdict: Verdict
    likelihood: Likelihood
    score: float
    """Ranks findings of one report, 0 to 1."""
    claim: Claim
    message: str
    """One sentence that stands alone."""
    evidence: Evidence | None = None
    diagnosis: Diagnosis | None = None
    suggestion: Suggestion | None = None
    reason: Reason | None = None
    """Set where the verdict is NOT_COVERED."""
    related: tuple[Related, ...] = ()
    """The other places that it contradicts, in this text or in another one of a batch."""
    confidence: float = 1.0
    """How likely a verdict that decides is to be right, 0 to 1; 0 where the verdict is another."""
    signals: Mapping[str, float] = field(default_factory=dict)
    """What the confidence was computed from, by name, each 0 to 1."""


@dataclass(frozen=True, slots=True)
class CoverageFigures:
    """How many of a report's claims got which verdict."""

    claims: int
    supported: int
    conflict: int
    ambiguous: int
    not_covered: int

    @property
    def decided(self) -> float:
        """The share of claims that are supported or in conflict, 0 to 1; 0 where there are no claims."""
        return (self.supported + self.conflict) / self.claims if self.claims else 0.0


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of one document."""

    document: str
    """The document's id."""
    claims: tuple[Claim, ...]
    findings: tuple[Finding, ...]
    """One finding a claim, in the order of the claims."""
    snapshot: str
    """The content hash of the tables that were used."""
    as_of: str = ""
    """The document's date that was used, ISO 8601; empty where none is known."""
    unmatched_scope: tuple[str, ...] = ()
    """The columns of the document's scope for whose value no table has a row; all of their tables are left out."""

    @property
    def conflicts(self) -> tuple[Finding, ...]:
        """The findings that conflict."""
        return tuple(finding for finding in self.findings if finding.verdict is Verdict.CONFLICT)

    @property
    def coverage(self) -> CoverageFigures:
        """How many claims got which verdict."""
        count = {verdict: sum(f.verdict is verdict for f in self.findings) for verdict in Verdict}
        return CoverageFigures(
            claims=len(self.findings),
            supported=count[Verdict.SUPPORTED],
            conflict=count[Verdict.CONFLICT],
            ambiguous=count[Verdict.AMBIGUOUS],
            not_covered=count[Verdict.NOT_COVERED],
        )

    @property
    def verdict(self) -> Verdict:
        """The text's as a whole: CONFLICT if any finding conflicts; SUPPORTED only where every claim is supported."""
        verdicts = {finding.verdict for finding in self.findings}
        if Verdict.CONFLICT in verdicts:
            return Verdict.CONFLICT
        if verdicts == {Verdict.SUPPORTED}:
            return Verdict.SUPPORTED
        return Verdict.AMBIGUOUS if Verdict.AMBIGUOUS in verdicts else Verdict.NOT_COVERED
