"""Which rows a claim about a time is about, and the rows that a change is counted between."""

from __future__ import annotations

from datetime import date, timedelta

from veritab_engine.link.bind import Assignment
from veritab_engine.link.calendar import in_calendar, row_length
from veritab_engine.link.reading import Asked, Source
from veritab_engine.link.scene import Clause
from veritab_engine.link.time import NOT_ASKED, asked_time, change_base
from veritab_engine.reference import Rows, Table, TooBroad
from veritab_engine.reference.table import TableKind
from veritab_engine.value import Period

MOST_ROWS = 64
"""A figure that could be of more rows than these is of none that could be told."""
LENGTHS = frozenset({"decade", "decades", "half-decade", "century"})
SPANNING = frozenset({"in", "over", "during", "across", "within"})
"""Before a length of time, these say that a figure is told of all of it."""
EVENT_NEAR = 45
"""An event this many days before the document's date, or fewer, is the one being reported."""
EVENT_AHEAD = 7
"""... and so is one this many days after it."""


def rows_at(table: Table, assignment: Assignment, clause: Clause, *, carry: bool = True) -> tuple[Rows, Asked]:
    """The rows of the time asked for; where no time is told, the latest row that the document can know of.

    A state ("is the largest partner") is told of the present: its time is not carried from another sentence.
    """
    latest = table.period(assignment.rows[-1])
    if latest is None:
        untold = table.schema.inferred and bool(clause.dates)
        return assignment.rows, Asked(None, Source.NONE if untold else Source.SCOPE)
    asked = in_calendar(asked_time(clause, row_length(table, latest)), clause, table, latest)
    if asked.elsewhere:
        return assignment.rows[:0], asked
    if asked.source is Source.CARRIED and not carry:
        asked = NOT_ASKED
    if asked.period is not None:
        rows = assignment.rows.at(asked.period)
        if rows or asked.source is not Source.CARRIED:
            return rows, asked
        asked = NOT_ASKED
    as_of = clause.scene.as_of
    if as_of is None:
        return assignment.rows[-1:], asked
    if table.schema.kind is TableKind.EVENT:
        return current(assignment.rows, as_of), Asked(None, Source.AS_OF)
    return assignment.rows.until(as_of)[-1:], asked


def current(rows: Rows, as_of: date) -> Rows:
    """The events that a document of that day reports: they are on, are about to be, or have just been."""
    first, last = as_of - timedelta(EVENT_NEAR), as_of + timedelta(EVENT_AHEAD)
    return rows.overlapping(Period(f"{first}/{last}", first, last))


def changes(clause: Clause, table: Table, assignment: Assignment, rows: Rows) -> list[tuple[int, int]]:
    """Each row with the one that its change is counted from: the one told, else its neighbour before it in time.

    A change over a stretch that is told only by its length ("over the past decade") has no rows, nor has "tripled" with
    no word of since when.
    """
    base = change_base(clause)
    if base is not None:
        bases = assignment.rows.at(base)
        if len(rows) * len(bases) > MOST_ROWS:
            raise TooBroad
        return [(row, early) for row in rows for early in bases if row != early]
    if clause.claim.unit == "times" or _has_stretch(clause):
        return []
    pairs = ((row, assignment.rows.before(row)) for row in rows)
    return [(row, early) for row, early in pairs if early is not None and _neighbours(table, early, row)]


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
