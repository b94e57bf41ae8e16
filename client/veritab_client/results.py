"""What clients send and get, as plain frozen data. Offsets are code points, as Python counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal

from veritab_client.tables import Row
from veritab_client.values import Value

if TYPE_CHECKING:
    from veritab_client.original import Original

Verdict = Literal["SUPPORTED", "CONFLICT", "AMBIGUOUS", "NOT_COVERED"]
Likelihood = Literal["UNLIKELY", "POSSIBLE", "LIKELY", "VERY_LIKELY"]
Modality = Literal["asserted", "hypothetical", "negated"]
Direction = Literal["up", "down"]
Agreement = Literal["agrees", "open", "disagrees"]


@dataclass(frozen=True, slots=True)
class Document:
    """A text and what its sender knows about it; see the contract's Document."""

    text: str
    as_of: date | None = None
    scope: Mapping[str, str] = field(default_factory=dict)
    id: str = ""
    language: str = "en"
    original: Original | None = None
    """Where the text stands in the source of its file, for formats with markup around it; it is not sent."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of the text: `text` is what stands at `span`."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class About:
    """What a value is about, as far as the text says; parts may stand in an earlier sentence than the claim."""

    subject: Phrase | None = None
    measure: Phrase | None = None
    time: Phrase | None = None
    place: Phrase | None = None
    speaker: Phrase | None = None


NOTHING_TOLD = About()


@dataclass(frozen=True, slots=True)
class Claim:
    """One value that the text asserts; `quote` is `text[span.start:span.end]`."""

    id: str
    kind: str
    span: Span
    quote: str
    value: Value
    unit: str | None = None
    hedge: str | None = None
    direction: Direction | None = None
    noun: str = ""
    noun_span: Span | None = None
    modality: Modality = "asserted"
    quoted: bool = False
    sentence: int = 0
    about: About = NOTHING_TOLD


@dataclass(frozen=True, slots=True)
class GivenClaim:
    """A claim that the caller found, to be judged; without an id the service gives it one."""

    span: Span
    kind: str
    value: Value
    unit: str | None = None
    id: str = ""
    hedge: str | None = None
    direction: Direction | None = None
    noun_span: Span | None = None
    modality: Modality = "asserted"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a verdict was computed from."""

    table: str
    rows: tuple[Row, ...]
    expression: str
    expected: str
    source: str = ""
    as_of: str = ""
    closed_world: bool = False


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Why a claim is likely to be wrong."""

    code: str
    detail: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The text to put in place of a span."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that a finding is about: the words that its claim contradicts."""

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
    verdict: Verdict
    likelihood: Likelihood
    score: float
    claim: Claim
    message: str
    evidence: Evidence | None = None
    diagnosis: Diagnosis | None = None
    suggestion: Suggestion | None = None
    reason: str | None = None
    """Set where the verdict is NOT_COVERED."""
    related: tuple[Related, ...] = ()
    """The other places that the claim contradicts."""
    confidence: float = 0.0
    """How likely the verdict is to be right, 0 to 1; 0 where the claim is neither supported nor in conflict."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of a report's claims got which verdict."""

    claims: int
    supported: int
    conflict: int
    ambiguous: int
    not_covered: int


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of one document."""

    document: str
    """The document's id."""
    verdict: Verdict
    findings: tuple[Finding, ...]
    coverage: Coverage
    snapshot: str
    as_of: str = ""
    truncated: bool = False
    """True where there were more findings than were asked for."""
    unmatched_scope: tuple[str, ...] = ()
    """The columns of the document's scope for whose value no table has a row; all of their tables are left out."""

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims of the findings."""
        return tuple(finding.claim for finding in self.findings)

    @property
    def conflicts(self) -> tuple[Finding, ...]:
        """The findings that conflict."""
        return tuple(finding for finding in self.findings if finding.verdict == "CONFLICT")


@dataclass(frozen=True, slots=True)
class Extraction:
    """The claims of one document."""

    document: str
    claims: tuple[Claim, ...]
    snapshot: str


@dataclass(frozen=True, slots=True)
class Step:
    """One line of arithmetic: what is computed, how, and what comes out."""

    what: str
    formula: str
    result: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand a claim against one table; see the contract's Reading."""

    table: str
    expression: str
    bindings: tuple[str, ...]
    rows: tuple[Row, ...]
    expected: str
    agreement: Agreement | None
    score: float
    explained: tuple[str, ...]
    unexplained: tuple[str, ...]
    chosen: bool
    refused: str | None
    """Why it was refused, where it was."""
    refutes: bool
    """True where a disagreement would prove the claim wrong."""
    steps: tuple[Step, ...] = ()
    """The arithmetic that led to what is expected."""
    doubt: str = ""
    """Why a disagreement was left open."""


@dataclass(frozen=True, slots=True)
class Derivation:
    """How a claim's verdict came about; `passes` is the interval of true values that would have agreed with it."""

    finding: Finding
    readings: tuple[Reading, ...]
    passes: str
    snapshot: str
    notes: tuple[str, ...] = ()
    """Why there is no verdict, or no firmer one."""
    mentions: tuple[str, ...] = ()
    """What the tables know of the words of its sentence."""


@dataclass(frozen=True, slots=True)
class ClaimKind:
    """A kind of claim."""

    name: str
    summary: str


@dataclass(frozen=True, slots=True)
class FindingRule:
    """A kind of finding."""

    code: str
    title: str
    template: str
    why: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What the service can find and say."""

    claim_kinds: tuple[ClaimKind, ...]
    finding_rules: tuple[FindingRule, ...]
    snapshot: str
