"""Which rows a claim about a time is about, and the rows that a change is counted between."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from veritab_engine.link.bind import Assignment
from veritab_engine.link.calendar import in_calendar, row_length
from veritab_engine.link.reading import Asked, Source
from veritab_engine.link.scene import Clause
from veritab_engine.link.time import LONGEST_MONTH, NOT_ASKED, asked_time, change_base, days
from veritab_engine.reference import Table
from veritab_engine.reference.table import TableKind
from veritab_engine.value import Period

LENGTHS = frozenset({"decade", "decades", "half-decade", "century"})
SPANNING = frozenset({"in", "over", "during", "across", "within"})
"""Before a length of time, these say that a figure is told of all of it."""
EVENT_NEAR = 45
"""An event this many days before the document's date, or fewer, is the one being reported."""
EVENT_AHEAD = 7
"""... and so is one this many days after it."""


def rows_at(
    table: Table, assignment: Assignment, clause: Clause, *, carry: bool = True
) -> tuple[tuple[int, ...], Asked]:
    """The rows of the time asked for; where no time is told, the latest row that the document can know of.

    A state ("is the largest partner") is told of the present: its time is not carried from another sentence.
    """
    latest = table.period(assignment.rows[-1])
    if latest is None:
        untold = table.schema.inferred and bool(clause.dates)
        return assignment.rows, Asked(None, Source.NONE if untold else Source.SCOPE)
    asked = in_calendar(asked_time(clause, row_length(table, latest)), clause, table, latest)
    if asked.elsewhere:
        return (), asked
    if asked.source is Source.CARRIED and not carry:
        asked = NOT_ASKED
    if asked.period is not None:
        rows = tuple(row for row in assignment.rows if _same_time(table.period(row), asked.period))
        if rows or asked.source is not Source.CARRIED:
            return rows, asked
        asked = NOT_ASKED
    as_of = clause.scene.as_of
    if as_of is None:
        return assignment.rows[-1:], asked
    if table.schema.kind is TableKind.EVENT:
        return tuple(row for row in assignment.rows if is_current(table, row, as_of)), Asked(None, Source.AS_OF)
    return tuple(row for row in assignment.rows if _begun(table.period(row), as_of))[-1:], asked


def is_current(table: Table, row: int, as_of: date) -> bool:
    """True for an event that a document of that day reports: it is on, is about to be, or has just been."""
    period = table.period(row)
    if period is None:
        return False
    return period.first - timedelta(EVENT_AHEAD) <= as_of <= period.last + timedelta(EVENT_NEAR)


def _same_time(held: Period | None, asked: Period) -> bool:
    if held is None:
        return False
    if days(held) > LONGEST_MONTH:
        return held.first == asked.first and held.last == asked.last
    return held.overlaps(asked)


def _begun(held: Period | None, as_of: date) -> bool:
    return held is None or held.first <= as_of


def changes(clause: Clause, table: Table, assignment: Assignment, rows: tuple[int, ...]) -> list[tuple[int, ...]]:
    """Each row with the one that its change is counted from: the one told, else its neighbour before it in time.

    A change over a stretch that is told only by its length ("over the past decade") has no rows, nor has "tripled" with
    no word of since when.
    """
    base = change_base(clause)
    if base is not None:
        bases = [row for row in assignment.rows if _same_time(table.period(row), base)]
        return [(row, early) for row in rows for early in bases if row != early]
    if clause.claim.unit == "times" or _has_stretch(clause):
        return []
    earlier = {late: early for early, late in pairwise(assignment.rows) if _neighbours(table, early, late)}
    return [(row, earlier[row]) for row in rows if row in earlier]


def is_summed(clause: Clause) -> bool:
    """True for a figure told of a length of time: "in the 12 years to 2024"."""
    return any(tokens.start in clause.segment and _spans(clause, tokens) for tokens in clause.stretches)


def _has_stretch(clause: Clause) -> bool:
    """True where a length of time that the change may span, or "since", stands in the sentence."""
    lower = clause.sentence.lower
    spanning = (tokens.start in clause.segment or _spans(clause, tokens) for tokens in clause.stretches)
    return "since" in lower or not LENGTHS.isdisjoint(lower) or any(spanning)


def _spans(clause: Clause, tokens: range) -> bool:
    return not SPANNING.isdisjoint(clause.sentence.lower[max(tokens.start - 3, 0) : tokens.start])


def _neighbours(table: Table, early: int, late: int) -> bool:
    first, second = table.period(early), table.period(late)
    return first is not None and second is not None and second.follows(first)
