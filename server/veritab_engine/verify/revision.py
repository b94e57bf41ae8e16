"""Revisions: figures that were right once, that will be, or that their own table does not hold for final."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from veritab_engine.claim import Claim
from veritab_engine.lexicon import words
from veritab_engine.link.reading import Operation, Reading
from veritab_engine.link.scene import Scene
from veritab_engine.reference.vintage import Version
from veritab_engine.value import Agreement, Point, Value

UNSETTLED = frozenset({"provisional", "approximate", "forecast"})
"""What a status says of figures that may yet be revised."""
PLAUSIBLE = Decimal("0.02")
"""The share of a figure by which a revision may move it: within it, an unsettled figure contradicts nothing."""


def may_be_revised(status: str, values: Sequence[Value], truths: Sequence[Value]) -> bool:
    """True where a claim misses an unsettled figure by no more than a revision of it may."""
    if status not in UNSETTLED:
        return False
    return any(
        isinstance(value, Point)
        and isinstance(truth, Point)
        and abs(value.number - truth.number) <= abs(truth.number) * PLAUSIBLE
        for value in values
        for truth in truths
    )


def superseded(claim: Claim, reading: Reading, scene: Scene) -> tuple[Version, Version] | None:
    """The earlier publication that the claim agrees with, and the one that replaced it for the document's day."""
    known = [each for each in _versions(reading, scene) if scene.as_of is None or each.published <= scene.as_of]
    for early in reversed(known[:-1]):
        if claim.value.compare(early.value) is Agreement.AGREES:
            return early, known[-1]
    return None


def is_of_another_day(claim: Claim, reading: Reading, scene: Scene) -> bool:
    """True for a figure that was published after the document's day, or that the sentence calls an earlier one."""
    as_of = scene.as_of
    later = (each for each in _versions(reading, scene) if as_of is not None and each.published > as_of)
    if any(claim.value.compare(each.value) is Agreement.AGREES for each in later):
        return True
    told = scene.clause(claim).sentence.vocabulary
    return not words("words/first_figures").isdisjoint(told) and superseded(claim, reading, scene) is not None


def _versions(reading: Reading, scene: Scene) -> list[Version]:
    """All publications of the figure that a reading asks for, the earliest first; none for tables without vintages."""
    history = scene.tables.histories.get(reading.table)
    if history is None or reading.operation is not Operation.VALUE or not reading.rows:
        return []
    return list(history.versions(scene.tables.tables[reading.table], reading.rows[0], reading.column))
