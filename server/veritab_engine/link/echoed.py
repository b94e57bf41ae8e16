"""Readings of figures that go on with the one before: "Italy had 60.9 million and France 68.5 million".

What such a clause leaves out is what the figure before it was read as: the measure, the names and the time of its row,
with the names and the time that the clause tells put in their place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from veritab_engine.claim import Claim, Modality
from veritab_engine.lexicon import phrases
from veritab_engine.link.back import MONTHS, stretch_back
from veritab_engine.link.bind import Assignment
from veritab_engine.link.clause import STRETCHES, Clause
from veritab_engine.link.comparable import is_relative_alike
from veritab_engine.link.difference import is_difference
from veritab_engine.link.gaps import Gap, are_alike
from veritab_engine.link.measure import value_readings
from veritab_engine.link.parts import parts
from veritab_engine.link.reading import Asked, Binding, Operation, Reading, Source
from veritab_engine.link.restrict import restrictors
from veritab_engine.link.rows import rows_at
from veritab_engine.mention.names import NameMention
from veritab_engine.reference import Rows, Table
from veritab_engine.value import Period, Point

LESS = 0.02
"""How much less such a reading scores than the one that it goes on with."""
FARTHEST = 6
"""Figures; no chain of them is followed farther."""
EARLIER = (("earlier",), ("before",), ("previously",))
MOST_STEPS = 100
REACH_OF_DATE = 2
SENTENCES_BACK = 2


@dataclass(frozen=True, slots=True)
class Echo:
    """A figure with the one that it goes on with, and the tokens of its own clause."""

    clause: Clause
    base: Clause
    own: frozenset[int]
    here: bool
    """True where both stand in one sentence."""


def echoed_readings(clause: Clause, depth: int = 0) -> Iterator[Reading]:
    """The readings of a figure that goes on with another one; none where it tells no name or time of its own."""
    echo = _echo(clause)
    if echo is None or depth == FARTHEST:
        return
    told = [each for each in echoed_readings(echo.base, depth + 1) if _is_open(each)]
    if told and not echo.here and _back(clause, echo.own) is not None:
        return
    for reading in told or filter(_is_open, value_readings(echo.base)):
        yield from filter(_is_open, _in_place(reading, echo))


def _is_open(reading: Reading) -> bool:
    return reading.blocked is None and not reading.unexplained and reading.operation is Operation.VALUE


def _echo(clause: Clause) -> Echo | None:
    figures, found = clause.scene.gaps(clause.claim.sentence)
    gap = next((each for each in found if figures[each.figure] is clause.claim), None)
    if gap is None:
        return None
    base = figures[gap.before] if gap.before is not None else _last_before(clause)
    if base is None or not are_alike(base.unit, clause.claim.unit):
        return None
    return Echo(clause, clause.scene.clause(base), _with_date(clause, gap), gap.before is not None)


def _last_before(clause: Clause) -> Claim | None:
    """The last figure before in the paragraph that is stated, and goes on with no other one of its sentence."""
    scene = clause.scene
    for index in range(clause.claim.sentence - 1, max(clause.claim.sentence - SENTENCES_BACK, 0) - 1, -1):
        if scene.prose.sentences[index].paragraph != clause.sentence.paragraph:
            return None
        figures, found = scene.gaps(index)
        going_on = {gap.figure for gap in found if gap.before is not None}
        told = [each for i, each in enumerate(figures) if i not in going_on and each.modality is Modality.ASSERTED]
        if told:
            return told[-1]
    return None


def _with_date(clause: Clause, gap: Gap) -> frozenset[int]:
    """The gap's tokens with a date right behind the figure: "128,450 of 2019", or before "when": "2021, when"."""
    first, lower = min(gap.own), clause.sentence.lower
    if lower[first : first + 2] == (",", "when"):
        return gap.own.union(*(at for _, at in clause.dates if at.stop == first))
    behind = (at for _, at in clause.dates if 0 <= at.start - clause.tokens.stop <= REACH_OF_DATE)
    return gap.own.union(*(range(clause.tokens.stop, at.stop) for at in behind))


def _in_place(reading: Reading, echo: Echo) -> Iterator[Reading]:
    clause, table = echo.clause, echo.clause.scene.tables.tables[reading.table]
    names = [name for name in clause.named.names if name.first in echo.own]
    bindings = _replaced(table, reading.bindings, names)
    alike = is_relative_alike(clause.claim.unit, table.column(reading.column))
    if bindings is None or len(reading.rows) != 1 or not alike or is_difference(clause):
        return
    rows = table.rows({each.column: each.id for each in bindings})
    told = {name.first for name in names}
    for row, asked, refutes in _rows(echo, table, rows, reading, named=bool(told)):
        explained = echo.own | frozenset(clause.tokens) | asked.tokens
        if echo.here:
            explained |= frozenset(range(min(echo.own)))
        yield replace(
            reading,
            rows=(row,),
            bindings=bindings,
            asked=asked,
            explained=explained,
            score=reading.score - LESS,
            refutes=reading.refutes and refutes,
            direction=None,
            unexplained=restrictors(table, clause, explained, range(0), bindings)
            + parts(clause, range(0), explained, Assignment(bindings, rows, 1.0), Operation.VALUE),
        )


def _replaced(table: Table, bindings: Sequence[Binding], names: Sequence[NameMention]) -> tuple[Binding, ...] | None:
    """The bindings with every name in the place of the one of its class; None where a name has no place."""
    held = list(bindings)
    for name in names:
        kinds = {ref.kind: ref.id for ref in name.refs}
        fitting = [i for i, each in enumerate(held) if (table.column(each.column).entity or "") in kinds]
        cued = [i for i in fitting if held[i].mention is not None] or fitting
        if not cued:
            return None
        place = cued[-1]
        column = table.column(held[place].column)
        if kinds[column.entity or ""] not in table.distinct(column.name):
            return None
        held[place] = Binding(column.name, kinds[column.entity or ""], Source.SENTENCE, name)
    return tuple(held)


def _rows(echo: Echo, table: Table, rows: Rows, reading: Reading, *, named: bool) -> Iterator[tuple[int, Asked, bool]]:
    """The rows that may be meant, with the time that tells them, and whether they are pinned down."""
    clause, here = echo.clause, table.period(reading.rows[0])
    if here is None:
        if named and len(rows) == 1:
            yield rows[0], reading.asked, True
        return
    dates = [(period, at) for period, at in clause.dates if at.start in echo.own]
    back = _back(clause, echo.own)
    if back is not None:
        period = _earlier(here, back)
        found = rows.exactly(period) if period is not None else rows[:0]
        yield from ((row, Asked(period, Source.SENTENCE, tokens=echo.own), True) for row in found[:1])
    elif dates:
        period, at = dates[-1]
        found = rows.at(period)
        if len(found) == 1:
            yield found[0], Asked(period, Source.SENTENCE, tokens=frozenset(at)), True
    elif named and echo.here:
        yield from ((row, reading.asked, True) for row in rows.exactly(here)[:1])
    elif named:
        found, asked = rows_at(table, Assignment((), rows, 1.0), clause)
        yield from ((row, asked, False) for row in found[:1] if len(found) == 1)


def _back(clause: Clause, own: frozenset[int]) -> tuple[int, str] | None:
    """How many units of time the clause says that it lies before the other: "a year earlier", "two years before"."""
    lower = clause.sentence.lower
    for i in sorted(own):
        hit = phrases("bases/behind").at(lower, i)
        if hit is not None and hit[1] - 1 in own:
            return 1, hit[0]
    for other, at in clause.neighbours:
        told = at.start in own and other.kind in STRETCHES and lower[at.stop : at.stop + 1] in EARLIER
        if told and isinstance(other.value, Point) and other.unit in MONTHS:
            return int(other.value.number), other.unit
    return None


def _earlier(period: Period, back: tuple[int, str]) -> Period | None:
    count, unit = back
    found: Period | None = period
    for _ in range(min(count, MOST_STEPS)):
        found = stretch_back(found, unit) if found is not None else None
    return found
