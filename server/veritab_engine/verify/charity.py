"""Charity before alarm: a figure that is right at another time which the sentence may well mean is no conflict.

"$244.8 billion in 2024, against $240.1 billion the year before": a reading may put the wrong year to a figure where a
sentence tells several, so a figure that another named year has, or the neighbour of the year that was read, is left
open.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from veritab_engine.claim import Claim
from veritab_engine.lexicon import words
from veritab_engine.link.clause import Clause
from veritab_engine.link.reading import Operation, Reading
from veritab_engine.link.scene import Scene
from veritab_engine.reference import Rows, Table, TooBroad
from veritab_engine.value import Agreement, Period, Point, Value

MOST_COMPARED = 512
"""A figure that more rows than this could have been told of is left open."""
LEADING = 3
"""How many tokens before the figure may lead it as the other one of two ("up from a record")."""
TRAILING = 4
"""How many behind it may send it to another time ("the year before")."""

TERMS = frozenset({Operation.START, Operation.END})
AROUND = timedelta(7)


def is_told_of_other_time(claim: Claim, reading: Reading, scene: Scene) -> bool:
    """True where another time of the same rows has the claimed figure, and the sentence may speak of that time."""
    if reading.operation is not Operation.VALUE or not isinstance(claim.value, Point):
        return False
    clause, table = scene.clause(claim), scene.tables.tables[reading.table]
    told = [other.value for other, _ in clause.neighbours if isinstance(other.value, Period)]
    try:
        rows = table.rows({binding.column: binding.id for binding in reading.bindings})
        if any(_agrees(claim.value, reading, table, row) for date in told for row in _few(rows.overlapping(date))):
            return True
        beside = _few(_beside(table, rows, reading.rows[0]))
        others = any(_agrees(claim.value, reading, table, row) for row in beside)
    except TooBroad:
        return True
    return others and (_points_back(clause) or _is_one_of_several(clause))


def is_of_a_near_day(claim: Claim, reading: Reading, truths: Sequence[Value]) -> bool:
    """True for the first or last day in office beside those found: votes, oaths and handovers lie days apart."""
    if reading.operation not in TERMS or not isinstance(claim.value, Period):
        return False
    told = claim.value
    days = (truth for truth in truths if isinstance(truth, Period))
    return any(told.first - day.last <= AROUND and day.first - told.last <= AROUND for day in days)


def _agrees(value: Point, reading: Reading, table: Table, row: int) -> bool:
    """True where another row than those read has the value."""
    cell = table.cell(row, reading.column) if row not in reading.rows else None
    return cell is not None and value.compare(cell) is Agreement.AGREES


def _beside(table: Table, rows: Rows, row: int) -> list[int]:
    """The rows whose time ends right before that of a row, or begins right after it."""
    here = table.period(row)
    if here is None:
        return []
    found: list[int] = []
    if here.first > date.min:
        before = here.first - timedelta(1)
        found += rows.overlapping(Period("", before, before)).where(lambda each: _ends(table, each, before))
    if here.last < date.max:
        after = here.last + timedelta(1)
        found += rows.starting_in(Period("", after, after))
    return found


def _ends(table: Table, row: int, day: date) -> bool:
    period = table.period(row)
    return period is not None and period.last == day


def _few(rows: Sequence[int]) -> Sequence[int]:
    """The rows; TooBroad where they are too many to compare."""
    if len(rows) > MOST_COMPARED:
        raise TooBroad
    return rows


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
