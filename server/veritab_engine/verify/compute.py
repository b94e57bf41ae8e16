"""Computation: what the tables give for a reading, operation by operation, before any claim is held against it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from veritab_engine.claim import Claim, Direction
from veritab_engine.link.measure import OF_A_PERCENT
from veritab_engine.link.reading import Operation, Reading
from veritab_engine.reference import Table, TooBroad
from veritab_engine.reference.reckoning import reckon
from veritab_engine.value import AtLeast, Parts, Period, Point, Text, Value
from veritab_engine.verify.convert import conversion, converted

HUNDRED = Decimal(100)
CHANGE_SHOWN_TO = Decimal("0.01")
DAYS_IN = {"day": 1, "week": 7}
MONTHS_IN = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}


def _cells(claim: Claim, reading: Reading, table: Table) -> list[Value]:
    cells = [table.cell(row, reading.column) for row in reading.rows]
    unit = conversion(claim, reading, table)
    return [cell if unit is None else converted(cell, unit) for cell in cells if cell is not None]


def _count(claim: Claim, reading: Reading, table: Table) -> list[Value]:
    number = Decimal(len(reading.rows))
    return [Point(number), AtLeast(number)] if reading.open_start else [Point(number)]


def _change(claim: Claim, reading: Reading, table: Table) -> list[Value]:
    now, then = (table.cell(row, reading.column) for row in reading.rows)
    if not isinstance(now, Point) or not isinstance(then, Point) or then.number == 0:
        return []
    if now.approximate or then.approximate:
        return []
    if claim.unit == "times":
        return [Point((now.number / then.number).quantize(CHANGE_SHOWN_TO), CHANGE_SHOWN_TO, CHANGE_SHOWN_TO)]
    difference = now.number - then.number
    if claim.unit != "percent":
        parts = OF_A_PERCENT.get(claim.unit or "", 1)
        step = max(now.shown_to, then.shown_to) * parts
        return [Point(difference * parts, step, step)]
    percent = (difference / abs(then.number) * HUNDRED).quantize(CHANGE_SHOWN_TO)
    return [*published_change(reading, table), Point(percent, CHANGE_SHOWN_TO, CHANGE_SHOWN_TO)]


def published_change(reading: Reading, table: Table) -> list[Value]:
    """The change from the row before as it was published with the figure, before any revision of that row."""
    now, then = (table.period(row) for row in reading.rows)
    if now is None or then is None or not now.follows(then):
        return []
    columns = [column.name for column in table.schema.columns if column.change_of == reading.column]
    cells = [table.cell(reading.rows[0], column) for column in columns]
    return [cell for cell in cells if cell is not None]


def _elapsed(claim: Claim, reading: Reading, table: Table) -> list[Value]:
    event, asked = table.period(reading.rows[0]), reading.asked.period
    if event is None or asked is None:
        return []
    spans = [_length(event.first, day, claim.unit or "year") for day in (asked.last, asked.first)]
    calendar = [_calendar_years(event.first, asked)] if (claim.unit or "year") == "year" else []
    return [Point(Decimal(number)) for number in dict.fromkeys(calendar + spans) if number >= 0]


def _calendar_years(event: date, asked: Period) -> int:
    """Years as anniversaries count them: the difference of the years' numbers."""
    return asked.last.year - event.year


def _length(start: date, end: date, unit: str) -> int:
    """Full units from one day to another."""
    if unit in DAYS_IN:
        return (end - start).days // DAYS_IN[unit]
    months = (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
    return months // MONTHS_IN.get(unit, 12)


def _rank(claim: Claim, reading: Reading, table: Table) -> list[Value]:
    try:
        standing = table.standing(reading.rows[0], reading.column, dict(reading.among))
    except TooBroad:
        return []
    if standing is None:
        return []
    return [Point(Decimal(1 + (standing.smaller if claim.direction is Direction.DOWN else standing.larger)))]


def _attribute(claim: Claim, reading: Reading, table: Table) -> list[Value]:
    return [cell for cell in _cells(claim, reading, table) if isinstance(cell, Text)]


def _date(claim: Claim, reading: Reading, table: Table) -> list[Value]:
    periods = [table.period(row) for row in reading.rows]
    return [period for period in periods if period is not None]


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


OPERATIONS: dict[Operation, Callable[[Claim, Reading, Table], list[Value]]] = {
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
    Operation.PAIR: _pair,
    Operation.WEEKDAY: _weekday,
    Operation.PREDICATE: _predicate,
    Operation.PARTY: _party,
}
"""What each operation gives: every truth that a writer could rightly have meant by it; nothing where it has none."""
