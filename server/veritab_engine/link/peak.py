"""Readings of records: the highest, or the lowest, of all times so far, or of all since a year.

An earlier row with a larger figure refutes a record; that there is none proves it only as far as the table goes back.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from veritab_engine.lexicon import words
from veritab_engine.link.broad import bounded
from veritab_engine.link.clause import Clause
from veritab_engine.link.figure import Figure, figures
from veritab_engine.link.reading import Operation, Reading
from veritab_engine.link.rows import rows_at
from veritab_engine.link.sides import Part
from veritab_engine.link.stretch import MOST_ROWS
from veritab_engine.link.time import dates_another
from veritab_engine.reference import Rows, TooBroad
from veritab_engine.value import Period

IN_TIME = frozenset({"record", "all - time", "since", "ever"})


def peak_readings(clause: Clause) -> Iterator[Reading]:
    """The place of a figure among those of its own series before it."""
    told = {*clause.sentence.lower[clause.tokens.start : clause.tokens.stop]}
    told |= {clause.sentence.lower[i] for i in clause.noun_tokens}
    since = _since(clause)
    if words("operations/extremes").isdisjoint(told):
        return
    if IN_TIME.isdisjoint(told) and "time" not in told:
        return
    if "since" in told and since is None:
        return
    others = frozenset(range(len(clause.sentence.words))) - frozenset(since[1] if since else ())
    for figure in figures(Part(clause.scene, clause.claim, others)):
        if figure.phrase.first in clause.segment or figure.phrase.last <= clause.tokens.start:
            yield from bounded(_peaks(figure, since), figure.table, Operation.PEAK)


def _since(clause: Clause) -> tuple[Period, range] | None:
    """The time behind the "since" of the record's own words."""
    own = range(clause.tokens.start, max(clause.noun_tokens.stop, clause.tokens.stop) + 3)
    found = ((period, at) for period, at in clause.dates if at.start in own and dates_another(clause, at))
    return next((each for each in found if clause.sentence.lower[each[1].start - 1] == "since"), None)


def _peaks(figure: Figure, since: tuple[Period, range] | None) -> Iterator[Reading]:
    clause, table = figure.clause, figure.table
    rows, asked = rows_at(table, figure.assignment, clause)
    if len(rows) != 1 or asked.since:
        return
    before = _up_to(figure, rows[0], since[0] if since else None)
    if len(before) > MOST_ROWS:
        raise TooBroad
    explained = frozenset(clause.tokens)
    if since is not None:
        explained |= frozenset((since[1].start - 1, *since[1]))
    started = since is not None and bool(before) and _reaches(figure, before[0], since[0])
    gapless = all(_follows(figure, early, late) for early, late in pairwise(before))
    reading = figure.reading(Operation.PEAK, tuple(before), asked, explained)
    yield replace(reading, open_start=not (started and gapless))


def _up_to(figure: Figure, row: int, since: Period | None) -> Rows:
    """The rows up to one of them, from the time on that they are told of, that time left out."""
    rows = figure.assignment.rows
    until = rows[: rows.index(row) + 1]
    here = figure.table.period(row)
    if since is None or here is None:
        return until
    return until.where(lambda each: (time := figure.table.period(each)) is not None and time.first > since.last)


def _reaches(figure: Figure, row: int, since: Period) -> bool:
    period = figure.table.period(row)
    return period is not None and period.follows(since)


def _follows(figure: Figure, early: int, late: int) -> bool:
    first, second = figure.table.period(early), figure.table.period(late)
    return first is not None and second is not None and second.follows(first)
