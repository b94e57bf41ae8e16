"""The derivation of a verdict: every reading that was considered, what it explained, and what it gave."""

from __future__ import annotations

from dataclasses import dataclass

from veritab_engine.finding import Finding, Reason
from veritab_engine.link import Reading, Scene
from veritab_engine.reference.table import Row
from veritab_engine.report.finding import MOST_ROWS, finding_of
from veritab_engine.report.phrase import expected_text, expression_of
from veritab_engine.value import Agreement, Point, Value
from veritab_engine.verify import Judgement, Outcome


@dataclass(frozen=True, slots=True)
class Step:
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


@dataclass(frozen=True, slots=True)
class Derivation:
    """A finding with the way that led to it."""

    finding: Finding
    steps: tuple[Step, ...]
    """Best reading first, refused ones last."""
    passes: str
    """The interval of true values with which the claim would have agreed, as "low to high"; empty for other shapes."""


def derive(judgement: Judgement, scene: Scene) -> Derivation:
    """The derivation of one judgement."""
    steps = [
        *(_considered(judgement, outcome, scene) for outcome in judgement.considered),
        *(_step(judgement, reading, scene) for reading in judgement.refused),
    ]
    return Derivation(finding_of(judgement, scene), tuple(steps), _passes(judgement.claim.value))


def _considered(judgement: Judgement, outcome: Outcome, scene: Scene) -> Step:
    expected = expected_text(outcome)
    return _step(judgement, outcome.reading, scene, expected, outcome.agreement, outcome is judgement.outcome)


def _step(
    judgement: Judgement,
    reading: Reading,
    scene: Scene,
    expected: str = "",
    agreement: Agreement | None = None,
    chosen: bool = False,
) -> Step:
    table = scene.tables.tables[reading.table]
    words = scene.prose.sentences[judgement.claim.sentence].words
    return Step(
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
    if not isinstance(value, Point):
        return ""
    low, high = value.interval()
    return f"{low.normalize():f} to {high.normalize():f}"
