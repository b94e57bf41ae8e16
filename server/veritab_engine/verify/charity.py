"""Charity before alarm: a figure that is right at another time which the sentence may well mean is no conflict.

"$244.8 billion in 2024, against $240.1 billion the year before": a reading may put the wrong year to a figure where a
sentence tells several, so a figure that another named year has, or the neighbour of the year that was read, is left
open.
"""

from __future__ import annotations

from veritab_engine.claim import Claim
from veritab_engine.lexicon import words
from veritab_engine.link.reading import Operation, Reading
from veritab_engine.link.scene import Clause, Scene
from veritab_engine.reference import Table
from veritab_engine.value import Agreement, Period, Point

LEADING = 3
"""How many tokens before the figure may lead it as the other one of two ("up from a record")."""
TRAILING = 4
"""How many behind it may send it to another time ("the year before")."""


def is_told_of_other_time(claim: Claim, reading: Reading, scene: Scene) -> bool:
    """True where another time of the same rows has the claimed figure, and the sentence may speak of that time."""
    if reading.operation is not Operation.VALUE or not isinstance(claim.value, Point):
        return False
    clause, table = scene.clause(claim), scene.tables.tables[reading.table]
    others = _agreeing(claim.value, reading, table)
    told = [other.value for other, _ in clause.neighbours if isinstance(other.value, Period)]
    if any(period.overlaps(date) for period in others for date in told):
        return True
    here = table.period(reading.rows[0])
    beside = here is not None and any(period.follows(here) or here.follows(period) for period in others)
    return beside and (_points_back(clause) or _is_one_of_several(clause))


def _agreeing(value: Point, reading: Reading, table: Table) -> list[Period]:
    """The times at which the same entities have the value."""
    rows = table.rows({binding.column: binding.id for binding in reading.bindings})
    cells = ((table.period(row), table.cell(row, reading.column)) for row in rows if row not in reading.rows)
    return [
        period
        for period, cell in cells
        if period is not None and cell is not None and value.compare(cell) is Agreement.AGREES
    ]


def _points_back(clause: Clause) -> bool:
    """True for "up from $240.1 billion", "against $240.1 billion", "$240.1 billion the year before"."""
    lower, here = clause.sentence.lower, clause.tokens
    before = lower[max(here.start - LEADING, 0) : here.start]
    behind = lower[here.stop : here.stop + TRAILING]
    return not (words("words/from_before").isdisjoint(before) and words("words/before_it").isdisjoint(behind))


def _is_one_of_several(clause: Clause) -> bool:
    """True for one of several figures of a kind in a sentence, with no date in its own segment."""
    claim = clause.claim
    several = any(other.kind == claim.kind and other.unit == claim.unit for other, _ in clause.neighbours)
    return several and not any(at.start in clause.segment for _, at in clause.dates)
