"""Stretches: a time told by its two ends, "between 2020 and 2024", "from March to June"."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from veritab_engine.link.bind import Assignment
from veritab_engine.link.calendar import fiscal_year_of
from veritab_engine.link.clause import Clause
from veritab_engine.link.reading import Asked, Source
from veritab_engine.reference import Rows, Table, TooBroad
from veritab_engine.reference.period import parse_period
from veritab_engine.value import Period

OPENERS = frozenset({"between", "from"})
JOINTS = frozenset({"and", "to", "until", "through", "till"})
REACH_OF_LEAD, REACH_OF_DATE = 3, 2
"""Tokens before a figure among which "from" and "to" lead to it, and behind it to the date that is its own."""
MOST_ROWS = 512
"""More rows than this are not computed with."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time from the start of one period to the end of another."""

    first: Period
    last: Period
    tokens: frozenset[int]

    @property
    def whole(self) -> Period:
        """All of it as one period."""
        return Period(f"{self.first.iso}/{self.last.iso}", self.first.first, self.last.last)

    @property
    def asked(self) -> Asked:
        """The whole as the time of a claim."""
        return Asked(self.whole, Source.SENTENCE, tokens=self.tokens)


def told_stretch(clause: Clause) -> Stretch | None:
    """The one stretch that the sentence tells by both its ends; None where it tells none, or several."""
    found = [each for period, tokens in clause.dates if (each := _of_range(clause, period, tokens)) is not None]
    return found[0] if len(found) == 1 else None


def spanned(clause: Clause) -> Stretch | None:
    """The stretch that a change is told of: by its ends, or by the dates of the two figures that it lies between.

    "Rose from $62 million in 2019 to $69 million in 2023, an increase of 11 percent" is a change from 2019 to 2023.
    """
    return told_stretch(clause) or _between_figures(clause)


def _between_figures(clause: Clause) -> Stretch | None:
    lower = clause.sentence.lower
    figures = [tokens for other, tokens in clause.neighbours if other.kind != "date"]
    led = {"from": list[tuple[Period, range]](), "to": list[tuple[Period, range]]()}
    for tokens in figures:
        word = next((each for each in lower[max(tokens.start - REACH_OF_LEAD, 0) : tokens.start] if each in led), None)
        dated = [each for each in clause.dates if 0 <= each[1].start - tokens.stop <= REACH_OF_DATE]
        if word is not None and dated:
            led[word].append(dated[0])
    if len(led["from"]) != 1 or len(led["to"]) != 1 or led["from"][0] == led["to"][0]:
        return None
    (first, one), (last, other) = led["from"][0], led["to"][0]
    return Stretch(first, last, frozenset((*one, *other)))


def _of_range(clause: Clause, period: Period, tokens: range) -> Stretch | None:
    first, slash, last = period.iso.partition("/")
    if not slash:
        return None
    lower, opener = clause.sentence.lower, tokens.start - 1
    opened = opener >= 0 and lower[opener] in OPENERS
    if not (opened or lower[tokens.start] in OPENERS) or JOINTS.isdisjoint(lower[tokens.start : tokens.stop]):
        return None
    begin, end = parse_period(first), parse_period(last)
    if begin is None or end is None:
        return None
    return Stretch(begin, end, frozenset(range(tokens.start - opened, tokens.stop)))


def ends_in(stretch: Stretch, table: Table, assignment: Assignment) -> tuple[Rows, Rows]:
    """The rows of the stretch's last and of its first period; none where the table counts other years."""
    if not _counts_alike(table):
        return assignment.rows[:0], assignment.rows[:0]
    return assignment.rows.at(stretch.last), assignment.rows.at(stretch.first)


def rows_through(period: Period, table: Table, assignment: Assignment) -> tuple[int, ...]:
    """The rows that make up a period without a gap, two or more; none where they do not."""
    if not _counts_alike(table):
        return ()
    rows = assignment.rows.overlapping(period)
    if len(rows) > MOST_ROWS:
        raise TooBroad
    times = [time for row in rows if (time := table.period(row)) is not None]
    if len(times) < 2 or len(times) < len(rows) or times[0].first != period.first or times[-1].last != period.last:
        return ()
    joined = all(after.follows(before) for before, after in pairwise(times))
    return tuple(rows) if joined else ()


def _counts_alike(table: Table) -> bool:
    fiscal = fiscal_year_of(table)
    return fiscal is None or fiscal.is_calendar
