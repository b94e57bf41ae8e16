"""The derivation of a verdict: every reading that was considered, what it explained, and what it gave."""

from __future__ import annotations

from dataclasses import dataclass, replace

from veritab_engine.finding import Finding, Reason
from veritab_engine.link import Reading, Scene
from veritab_engine.reference.table import Row
from veritab_engine.report.finding import MOST_ROWS
from veritab_engine.report.notes import mentions_of, notes_on
from veritab_engine.report.phrase import expected_text, expression_of
from veritab_engine.value import HALF, Agreement, AtLeast, AtMost, Interval, Point, Value
from veritab_engine.verify import Judgement, Outcome
from veritab_engine.verify.doubt import doubt_of
from veritab_engine.verify.working import Step


@dataclass(frozen=True, slots=True)
class Considered:
    """One reading as a person reads it."""

    table: str
    expression: str
    bindings: tuple[str, ...]
    """Each as "column=id (source)"."""
    explained: tuple[str, ...]
    """The words of the sentence that the reading accounts for."""
    unexplained: tuple[str, ...]
    score: float
    rows: tuple[Row, ...]
    expected: str
    agreement: Agreement | None
    """None where the reading was refused."""
    refused: Reason | None
    refutes: bool
    chosen: bool
    working: tuple[Step, ...] = ()
    """The arithmetic that led to what is expected."""
    doubt: str = ""
    """Why a plain outcome was left open."""


@dataclass(frozen=True, slots=True)
class Derivation:
    """A finding with the way that led to it."""

    finding: Finding
    steps: tuple[Considered, ...]
    """Best reading first, refused ones last."""
    passes: str
    """The true values with which the claim would have agreed, as "low to high"; empty for names and dates."""
    notes: tuple[str, ...] = ()
    """Why there is no verdict, or none that is firmer, a sentence each."""
    mentions: tuple[str, ...] = ()
    """What the tables know of the words of the sentence."""


def derive(judgement: Judgement, finding: Finding, scene: Scene) -> Derivation:
    """The derivation of one judgement; `finding` is what was made of it."""
    steps = [
        *(_considered(judgement, outcome, scene) for outcome in judgement.considered),
        *(_step(judgement, reading, scene) for reading in judgement.refused),
    ]
    return Derivation(
        finding,
        tuple(steps),
        _passes(judgement.claim.value),
        notes_on(judgement, scene),
        mentions_of(judgement, scene),
    )


def _considered(judgement: Judgement, outcome: Outcome, scene: Scene) -> Considered:
    expected = expected_text(outcome)
    step = _step(judgement, outcome.reading, scene, expected, outcome.agreement, outcome is judgement.outcome)
    return replace(step, working=outcome.working, doubt=doubt_of(judgement.claim, outcome, scene))


def _step(
    judgement: Judgement,
    reading: Reading,
    scene: Scene,
    expected: str = "",
    agreement: Agreement | None = None,
    chosen: bool = False,
) -> Considered:
    table = scene.tables.tables[reading.table]
    words = scene.prose.sentences[judgement.claim.sentence].words
    return Considered(
        table=reading.table,
        expression=expression_of(reading, table),
        bindings=tuple(f"{b.column}={b.id} ({b.source.value})" for b in reading.bindings),
        explained=tuple(words[i] for i in sorted(reading.explained)),
        unexplained=reading.unexplained,
        score=round(reading.score, 3),
        rows=tuple(table.row(row) for row in reading.rows[-MOST_ROWS:]),
        expected=expected,
        agreement=agreement,
        refused=reading.blocked,
        refutes=reading.refutes,
        chosen=chosen,
    )


def _passes(value: Value) -> str:
    """The truths with which a value agrees, in words; empty for what is no number."""
    match value:
        case Point():
            low, high = value.interval()
            return f"{low.normalize():f} to {high.normalize():f}" if low != high else f"{low.normalize():f}"
        case Interval(low=low, high=high, shown_to=shown_to):
            return f"{(low - shown_to * HALF).normalize():f} to {(high + shown_to * HALF).normalize():f}"
        case AtLeast(bound=bound, strict=strict):
            return f"more than {bound.normalize():f}" if strict else f"{bound.normalize():f} and more"
        case AtMost(bound=bound, strict=strict):
            return f"less than {bound.normalize():f}" if strict else f"{bound.normalize():f} and less"
        case _:
            return ""
