"""Bases: which row a change is counted from.

"From a year earlier" is a year back, however many rows lie between. Where no words tell it, the row before is meant; in
a series of quarters or months it may be the one a year earlier as well, which then is read too, as the less likely one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from veritab_engine.link.back import DAYS, earlier, told_back
from veritab_engine.link.bind import Assignment
from veritab_engine.link.clause import Clause
from veritab_engine.link.set_apart import is_set_apart
from veritab_engine.link.time import change_base
from veritab_engine.reference import Rows, Table, TooBroad
from veritab_engine.value import Period

LENGTHS = frozenset({"decade", "decades", "half-decade", "century"})
SPANNING = frozenset({"in", "over", "during", "across", "within"})
"""Before a length of time, these say that a figure is told of all of it."""
SHORTEST_YEAR, LONGEST_STEADY = 350, 184
"""Days. Rows no longer than a half-year have a row a year earlier that is not the one before."""
SAME_LENGTH = 4
"""Rows of one frequency differ by no more days than this."""
LESS_LIKELY = 0.2
"""How much less the year before scores than the row before, where no words tell which is meant."""
MOST_PAIRS = 64
YEAR, NONE = "year", "none"


@dataclass(frozen=True, slots=True)
class Step:
    """The rows that a change lies between, the later one first; `doubt` is taken off its score.

    It is `sure` where words tell the base, or where every base that could be meant has a row.
    """

    rows: tuple[int, ...]
    doubt: float = 0.0
    sure: bool = True


def changes(clause: Clause, table: Table, assignment: Assignment, rows: Rows) -> list[Step]:
    """Each row with the ones that its change may be counted from.

    A change over a stretch that is told only by its length ("over the past decade") has no rows, nor has "tripled" with
    no word of since when.
    """
    told = _told(clause)
    base = None if told else change_base(clause)
    if base is not None:
        bases = assignment.rows.at(base)
        if len(rows) * len(bases) > MOST_PAIRS:
            raise TooBroad
        return [Step((row, early)) for row in rows for early in bases if row != early]
    told = told or _told(clause, anywhere=True)
    if told == NONE or (not told and (clause.claim.unit == "times" or has_stretch(clause))):
        return []
    return [step for row in rows for step in _steps(table, assignment.rows, row, told)]


def _told(clause: Clause, *, anywhere: bool = False) -> str:
    """How far back the words say that the base lies: "year", "quarter"; nothing where they do not, or tell several."""
    found = {back.unit for back in told_back(clause) if anywhere or back.tokens.start in clause.segment}
    return found.pop() if len(found) == 1 else NONE if found else ""


def _steps(table: Table, rows: Rows, row: int, told: str) -> Iterator[Step]:
    here = table.period(row)
    if here is None:
        return
    before, length = rows.before(row), (here.last - here.first).days + 1
    beside = before is not None and _neighbours(table, before, row)
    if told and not _is_as_long(length, told):
        yield from (Step((row, early)) for early in _back(table, rows, here, told))
        return
    fine = not told and 1 < length <= LONGEST_STEADY
    yearly = _back(table, rows, here, YEAR) if fine else []
    if before is not None and beside:
        yield Step((row, before), sure=not fine or bool(yearly))
    yield from (Step((row, early), doubt=LESS_LIKELY, sure=beside) for early in yearly if early != before)


def _is_as_long(length: int, unit: str) -> bool:
    """True where a unit of time is as long as the rows, so that its base is the row before."""
    return abs(length - DAYS[unit]) <= max(DAYS[unit] // 20, 1) or (unit == YEAR and length > SHORTEST_YEAR)


def _back(table: Table, rows: Rows, here: Period, unit: str) -> list[int]:
    """The rows as long as this one that lie so far before it; none where the unit is shorter than the rows."""
    length = (here.last - here.first).days + 1
    if length > DAYS[unit]:
        return []
    middle = earlier(here.first + timedelta(length // 2), unit)
    found = rows.overlapping(Period("", middle, middle)) if middle is not None else rows[:0]
    return [each for each in found[:MOST_PAIRS] if _lasts(table, each, length)]


def _lasts(table: Table, row: int, length: int) -> bool:
    period = table.period(row)
    return period is not None and abs((period.last - period.first).days + 1 - length) <= SAME_LENGTH


def is_summed(clause: Clause) -> bool:
    """True for a figure told of a length of time: "in the 12 years to 2024"."""
    return any(tokens.start in clause.segment and _spans(clause, tokens) for tokens in clause.stretches)


def has_stretch(clause: Clause) -> bool:
    """True where a length of time that the change may span, or "since", stands in the sentence."""
    lower = clause.sentence.lower
    told = [at for at in clause.stretches if not is_set_apart(clause, at)]
    spanning = (tokens.start in clause.segment or _spans(clause, tokens) for tokens in told)
    since = any(word == "since" and not is_set_apart(clause, range(i, i + 1)) for i, word in enumerate(lower))
    return since or not LENGTHS.isdisjoint(lower) or any(spanning)


def _spans(clause: Clause, tokens: range) -> bool:
    return not SPANNING.isdisjoint(clause.sentence.lower[max(tokens.start - 3, 0) : tokens.start])


def _neighbours(table: Table, early: int, late: int) -> bool:
    first, second = table.period(early), table.period(late)
    return first is not None and second is not None and second.follows(first)
