"""Readings over a stretch of time: a change from its one end to the other, its mean, its sum, and what held all along.

"Doubled between 2020 and 2024", "averaged 3.2 percent from 2015 to 2019", "a total of $929 million in 2022" over four
quarters, "above 3 percent in every year since 2015". The rows have to make the stretch up without a gap.
"""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.claim import Modality
from veritab_engine.finding import Reason
from veritab_engine.lexicon import phrases, words
from veritab_engine.link.back import DAYS
from veritab_engine.link.base import SAME_LENGTH
from veritab_engine.link.broad import bounded
from veritab_engine.link.clause import Clause
from veritab_engine.link.comparable import comparable
from veritab_engine.link.figure import Figure, figures, is_in_unit
from veritab_engine.link.measure import OF_A_PERCENT
from veritab_engine.link.reading import Asked, Operation, Reading, Source, refused
from veritab_engine.link.stretch import MOST_ROWS, Stretch, ends_in, rows_through, spanned, told_stretch
from veritab_engine.link.time import asked_time
from veritab_engine.reference import TooBroad, stem
from veritab_engine.value import AtLeast, AtMost, Period, Point

REACH_OF_CUE = 5
"""Tokens before a figure among which "averaged" makes a mean of it."""
SINCE = "since"


def change_over_readings(clause: Clause) -> Iterator[Reading]:
    """The change from the first period of a stretch to its last."""
    stretch = spanned(clause)
    if stretch is None:
        return
    for figure in figures(clause):
        yield from bounded(_ends(figure, stretch), figure.table, Operation.CHANGE)


def _ends(figure: Figure, stretch: Stretch) -> Iterator[Reading]:
    unit, own = figure.clause.claim.unit, figure.column.unit
    points = own == "percent" and unit in OF_A_PERCENT
    if unit not in ("percent", "times", own) and not points:
        return
    late, early = ends_in(stretch, figure.table, figure.assignment)
    if len(late) == 1 and len(early) == 1 and late != early:
        asked = Asked(stretch.last, Source.SENTENCE, tokens=stretch.tokens)
        yield figure.reading(Operation.CHANGE, (late[0], early[0]), asked, frozenset())
    else:
        yield refused(figure.table.schema.name, Operation.CHANGE, Reason.OTHER_PERIOD, figure.column.name)


def stretch_readings(clause: Clause) -> Iterator[Reading]:
    """The mean, the sum, or the least and most of the rows of a stretch."""
    mean, held = _mean_cue(clause), held_cue(clause)
    summed = _sum_cue(clause)
    if not (mean or held) and not _may_be_summed(clause):
        return
    for figure in figures(clause):
        if comparable(clause, figure.phrase, figure.table, figure.column) and is_in_unit(clause, figure.column):
            if held:
                yield from bounded(_held(figure, held), figure.table, Operation.LEAST)
            elif mean:
                yield from bounded(_made_up(figure, Operation.MEAN, mean), figure.table, Operation.MEAN)
            elif flows(figure):
                yield from bounded(_made_up(figure, Operation.SUM, summed), figure.table, Operation.SUM)


def _mean_cue(clause: Clause) -> frozenset[int]:
    """The "averaged" or "an average of" before the figure."""
    first = max(clause.tokens.start - REACH_OF_CUE, clause.segment.start)
    return _told(clause, range(first, clause.tokens.start), "operations/mean")


def _sum_cue(clause: Clause) -> frozenset[int]:
    return _told(clause, clause.segment, "operations/summed")


def _may_be_summed(clause: Clause) -> bool:
    """True for a figure with a time of its own, which rows may make up."""
    alone = isinstance(clause.claim.value, Point)
    return alone and clause.claim.kind in ("money", "count", "measure") and bool(clause.dates)


def _told(clause: Clause, where: range, section: str) -> frozenset[int]:
    return frozenset(i for i in where if clause.sentence.lower[i] in words(section))


def held_cue(clause: Clause) -> frozenset[int]:
    """The words that make a bound hold all along: "above 3 percent in every year since 2015", "never under 2,360"."""
    if not isinstance(clause.claim.value, AtLeast | AtMost):
        return frozenset()
    lower = clause.sentence.lower
    if is_never(clause):
        return frozenset(i for i in clause.segment if lower[i] in words("operations/never"))
    hits = ((i, phrases("operations/every").at(lower, i)) for i in clause.segment)
    return frozenset(j for i, hit in hits if hit is not None for j in range(i, hit[1]))


def is_never(clause: Clause) -> bool:
    """True for a bound that is told to have been passed at no time."""
    before = clause.sentence.lower[clause.segment.start : clause.tokens.start]
    return clause.claim.modality is Modality.NEGATED and not words("operations/never").isdisjoint(before)


def _held(figure: Figure, cue: frozenset[int]) -> Iterator[Reading]:
    """The row that is nearest to breaking the bound, among all of the stretch."""
    clause, table = figure.clause, figure.table
    told = told_stretch(clause) or _since(figure)
    rows = rows_through(told.whole, table, figure.assignment) if told is not None else ()
    if told is not None and rows and _is_each_row(figure, rows[0], cue):
        least = isinstance(clause.claim.value, AtLeast) != is_never(clause)
        yield figure.reading(Operation.LEAST if least else Operation.MOST, rows, told.asked, cue)


def _is_each_row(figure: Figure, row: int, cue: frozenset[int]) -> bool:
    """True where "every quarter" is told of rows that are quarters; "never" is told of any."""
    period = figure.table.period(row)
    units = {figure.clause.sentence.lower[i].removesuffix("s") for i in cue} & DAYS.keys()
    length = (period.last - period.first).days + 1 if period is not None else 0
    return all(abs(length - DAYS[unit]) <= SAME_LENGTH for unit in units)


def _since(figure: Figure) -> Stretch | None:
    """From the year told behind "since" to the last row that the document can know of."""
    clause, rows, as_of = figure.clause, figure.assignment.rows, figure.clause.scene.as_of
    known = rows.until(as_of) if as_of is not None else rows
    last = figure.table.period(known[-1]) if known else None
    for period, tokens in clause.dates:
        if last is not None and clause.sentence.lower[tokens.start - 1] == SINCE and period.last < last.first:
            return Stretch(period, last, frozenset((tokens.start - 1, *tokens)))
    return None


def _made_up(figure: Figure, operation: Operation, cue: frozenset[int]) -> Iterator[Reading]:
    """The rows that make up the time told: the quarters of "in 2022", the years of "between 2020 and 2024"."""
    stretch = told_stretch(figure.clause)
    if stretch is not None and not cue:
        return
    asked = stretch.asked if stretch is not None else _one_period(figure)
    if asked is None or asked.period is None:
        return
    rows = rows_through(asked.period, figure.table, figure.assignment)
    if len(rows) > MOST_ROWS:
        raise TooBroad
    if rows:
        yield figure.reading(operation, rows, asked, cue)


def _one_period(figure: Figure) -> Asked | None:
    latest = figure.table.period(figure.assignment.rows[-1])
    if latest is None:
        return None
    length = (latest.last - latest.first).days + 1
    asked = asked_time(figure.clause, length)
    period = asked.period
    if period is None or asked.since or asked.source is not Source.SENTENCE or not _is_longer(period, length):
        return None
    return asked


def _is_longer(period: Period, length: int) -> bool:
    return (period.last - period.first).days + 1 > length + length // 2


def flows(figure: Figure) -> bool:
    """True for a measure whose figure for a year is the sum of those of its months."""
    told = {stem(word) for phrase in figure.column.phrases for word in phrase.lower().split()}
    rated = not told.isdisjoint({stem(word) for word in words("operations/rates")})
    return not rated and not told.isdisjoint({stem(word) for word in words("operations/flows")})
