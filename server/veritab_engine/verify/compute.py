"""Computation: what the tables give for a reading, operation by operation, before any claim is held against it.

An operation gives its truths, each with the arithmetic that led to it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from veritab_engine.claim import Claim, Direction
from veritab_engine.link.measure import OF_A_PERCENT
from veritab_engine.link.reading import Operation, Reading
from veritab_engine.reference import Table, TooBroad
from veritab_engine.reference.reckoning import reckon
from veritab_engine.value import AtLeast, Parts, Period, Point, Text, Value, rounded
from veritab_engine.verify import several
from veritab_engine.verify.convert import conversion, converted
from veritab_engine.verify.later import later_of
from veritab_engine.verify.working import Worked, shown, work

HUNDRED = Decimal(100)
CHANGE_SHOWN_TO = Decimal("0.01")
DAYS_IN = {"day": 1, "week": 7}
MONTHS_IN = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}


def _cells(claim: Claim, reading: Reading, table: Table) -> list[Worked]:
    unit = conversion(claim, reading, table)
    found: list[Worked] = []
    for row in reading.rows:
        cell = table.cell(row, reading.column)
        if cell is None:
            continue
        told = f"{reading.column} of row {row + 1}"
        if unit is None:
            found.append(work(cell, told, shown(cell)))
        else:
            found.append(work(converted(cell, unit), f"{told} in {claim.unit}", f"{shown(cell)} x {shown(unit)}"))
    return found


def _count(claim: Claim, reading: Reading, table: Table) -> list[Worked]:
    number = Decimal(len(reading.rows))
    truths: list[Value] = [Point(number), AtLeast(number)] if reading.open_start else [Point(number)]
    return [work(truth, "the number of rows", shown(truth)) for truth in truths]


def _change(claim: Claim, reading: Reading, table: Table) -> list[Worked]:
    now, then = (table.cell(row, reading.column) for row in reading.rows)
    if not isinstance(now, Point) or not isinstance(then, Point) or then.number == 0:
        return []
    if now.approximate or then.approximate:
        return []
    told = f"change of {reading.column}"
    if claim.unit == "times":
        ratio = Point(rounded(now.number / then.number, CHANGE_SHOWN_TO), CHANGE_SHOWN_TO, CHANGE_SHOWN_TO)
        return [work(ratio, f"{told} in times", f"{shown(now)} / {shown(then)}")]
    difference, minus = now.number - then.number, f"{shown(now)} - {shown(then)}"
    if claim.unit != "percent":
        parts = OF_A_PERCENT.get(claim.unit or "", 1)
        step = max(now.shown_to, then.shown_to) * parts
        scaled = f"({minus}) x {parts}" if parts != 1 else minus
        return [work(Point(difference * parts, step, step), told, scaled)]
    percent = rounded(difference / abs(then.number) * HUNDRED, CHANGE_SHOWN_TO)
    computed = Point(percent, CHANGE_SHOWN_TO, CHANGE_SHOWN_TO)
    return [
        *(work(each, f"{told} as published", shown(each)) for each in published_change(reading, table)),
        work(computed, f"{told} in percent", f"({minus}) / {shown(abs(then.number))} x 100"),
    ]


def published_change(reading: Reading, table: Table) -> list[Value]:
    """The change from the row before as it was published with the figure, before any revision of that row."""
    now, then = (table.period(row) for row in reading.rows)
    if now is None or then is None or not now.follows(then):
        return []
    columns = [column.name for column in table.schema.columns if column.change_of == reading.column]
    cells = [table.cell(reading.rows[0], column) for column in columns]
    return [cell for cell in cells if cell is not None]


def _elapsed(claim: Claim, reading: Reading, table: Table) -> list[Worked]:
    event, asked = table.period(reading.rows[0]), reading.asked.period
    if event is None or asked is None:
        return []
    unit = claim.unit or "year"
    counted: dict[int, str] = {}
    if unit == "year":
        counted[_calendar_years(event.first, asked)] = f"{asked.last.year} - {event.first.year}"
    for day in (asked.last, asked.first):
        counted.setdefault(_length(event.first, day, unit), f"full {unit}s from {event.first} to {day}")
    return [work(Point(Decimal(number)), f"{unit}s since", how) for number, how in counted.items() if number >= 0]


def _calendar_years(event: date, asked: Period) -> int:
    """Years as anniversaries count them: the difference of the years' numbers."""
    return asked.last.year - event.year


def _length(start: date, end: date, unit: str) -> int:
    """Full units from one day to another."""
    if unit in DAYS_IN:
        return (end - start).days // DAYS_IN[unit]
    months = (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
    return months // MONTHS_IN.get(unit, 12)


def _rank(claim: Claim, reading: Reading, table: Table) -> list[Worked]:
    try:
        standing = table.standing(reading.rows[0], reading.column, dict(reading.among))
    except TooBroad:
        return []
    if standing is None:
        return []
    ahead, order = (standing.smaller, "smaller") if claim.direction is Direction.DOWN else (standing.larger, "larger")
    told = f"rank of row {reading.rows[0] + 1} by {reading.column}"
    return [work(Point(Decimal(1 + ahead)), told, f"1 + {ahead} with a {order} {reading.column}")]


def _attribute(claim: Claim, reading: Reading, table: Table) -> list[Worked]:
    return [cell for cell in _cells(claim, reading, table) if isinstance(cell.truth, Text)]


def _date(claim: Claim, reading: Reading, table: Table) -> list[Worked]:
    times = ((row, table.period(row)) for row in reading.rows)
    return [work(time, f"time of row {row + 1}", time.iso) for row, time in times if time is not None]


def _start(claim: Claim, reading: Reading, table: Table) -> list[Worked]:
    times = ((row, table.period(row)) for row in reading.rows)
    days = [(row, time.first) for row, time in times if time is not None and time.first > date.min]
    return [work(_day(day), f"first day of row {row + 1}", day.isoformat()) for row, day in days]


def _end(claim: Claim, reading: Reading, table: Table) -> list[Worked]:
    times = ((row, table.period(row)) for row in reading.rows)
    days = [(row, time.last) for row, time in times if time is not None and time.last < date.max]
    return [work(_day(day), f"last day of row {row + 1}", day.isoformat()) for row, day in days]


def _day(day: date) -> Period:
    return Period(day.isoformat(), day, day)


def _pair(claim: Claim, reading: Reading, table: Table) -> list[Value]:
    """The cells in the order of the columns, and the other way round where they are one column's of two rivals."""
    cells = [table.cell(row, column) for row, column in zip(reading.rows, reading.columns, strict=True)]
    parts = tuple(cell for cell in cells if isinstance(cell, Point))
    if len(parts) != len(cells) or not isinstance(claim.value, Parts):
        return []
    turned = [parts[::-1]] if len(set(reading.columns)) == 1 else []
    told = claim.value.parts

    def missed(each: tuple[Point, ...]) -> tuple[int, bool]:
        """How many parts are wrong; of two ways that miss alike, the one that rises or falls as the text does."""
        wrong = sum(mine.number != true.number for mine, true in zip(told, each, strict=True))
        return wrong, (told[0].number >= told[-1].number) != (each[0].number >= each[-1].number)

    return [Parts(each) for each in sorted((parts, *turned), key=missed)]


def weekday_of(period: Period) -> Text:
    """The name of the day of the week that a period begins on."""
    name = f"{period.first:%A}"
    return Text(name, f"weekday:{name}")


def _weekday(claim: Claim, reading: Reading, table: Table) -> list[Value]:
    period = table.period(reading.rows[0])
    return [weekday_of(period)] if period is not None else []


def stated(words: str, holds: bool) -> Text:
    """What words say where they hold, or what is true where they do not."""
    return Text(words, f"predicate:{'holds' if holds else 'fails'}")


def _predicate(claim: Claim, reading: Reading, table: Table) -> list[Value]:
    holds = _holds(reading, table)
    if holds is None or reading.said is None:
        return []
    if reading.said.predicate.unfounded:
        holds = False
    elif holds and reading.said.predicate.necessary:
        return []
    words = " ".join(claim.quote.split())
    return [stated(words if holds else reading.said.predicate.opposite or f"not {words}", holds)]


def _holds(reading: Reading, table: Table) -> bool | None:
    """Whether the predicate is true of the row; None where the table does not say."""
    said = reading.said
    assert said is not None
    try:
        answer = reckon(said.predicate.condition, table, said.row, said.names, said.other)
    except TooBroad:
        return None
    return None if answer is None else bool(answer)


def _party(claim: Claim, reading: Reading, table: Table) -> list[Value]:
    """The name in the cell; of two rows, the first one's where the predicate holds as it stands, else the second's."""
    if len(reading.rows) == 1:
        cell = table.cell(reading.rows[0], reading.column)
    else:
        holds = _holds(reading, table)
        cell = None if holds is None else table.cell(reading.rows[not holds], reading.column)
    return [cell] if isinstance(cell, Text) else []


OPERATIONS: dict[Operation, Callable[[Claim, Reading, Table], Sequence[Value | Worked]]] = {
    Operation.VALUE: _cells,
    Operation.COUNT: _count,
    Operation.ORDINAL: _count,
    Operation.CHANGE: _change,
    Operation.ELAPSED: _elapsed,
    Operation.STREAK: _count,
    Operation.RANK: _rank,
    Operation.ATTRIBUTE: _attribute,
    Operation.MEMBER: _attribute,
    Operation.DATE: _date,
    Operation.START: _start,
    Operation.END: _end,
    Operation.PAIR: _pair,
    Operation.WEEKDAY: _weekday,
    Operation.PREDICATE: _predicate,
    Operation.PARTY: _party,
    Operation.LATER: later_of,
    Operation.SUM: several.sum_of,
    Operation.MEAN: several.mean_of,
    Operation.LEAST: several.least_of,
    Operation.MOST: several.most_of,
    Operation.DIFFERENCE: several.difference_of,
    Operation.RATIO: several.ratio_of,
    Operation.PEAK: several.peak_of,
}
"""What each operation gives: every truth that a writer could rightly have meant by it; nothing where it has none."""
