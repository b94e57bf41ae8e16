"""Which rows a claim about a time is about."""

from __future__ import annotations

from datetime import date

from veritab_engine.lexicon import words
from veritab_engine.link.bind import Assignment
from veritab_engine.link.calendar import in_calendar, row_length
from veritab_engine.link.clause import Clause
from veritab_engine.link.reading import Asked, Source
from veritab_engine.link.time import NOT_ASKED, asked_time
from veritab_engine.reference import Rows, Table
from veritab_engine.reference.table import TableKind
from veritab_engine.value import Period, shifted

MOST_ROWS = 64
"""A figure that could be of more rows than these is of none that could be told."""
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
        untold = table.schema.inferred and (bool(clause.dates) or _is_of_another_occasion(clause))
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


def _is_of_another_occasion(clause: Clause) -> bool:
    """True for "in the previous meeting", "over his career": what a table without times does not tell apart."""
    return not words("words/other_occasion").isdisjoint(clause.sentence.lower)


def current(rows: Rows, as_of: date) -> Rows:
    """The events that a document of that day reports: they are on, are about to be, or have just been."""
    first, last = shifted(as_of, -EVENT_NEAR), shifted(as_of, EVENT_AHEAD)
    return rows.overlapping(Period(f"{first}/{last}", first, last))
