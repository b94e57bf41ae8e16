"""Readings in words: what was asked of which rows, and what the table has, as a text would write it."""

from __future__ import annotations

from decimal import Decimal

from veritab_engine.claim import Claim
from veritab_engine.link.reading import Operation, Reading
from veritab_engine.reference import Table
from veritab_engine.reference.table import Column
from veritab_engine.value import AtLeast, AtMost, Interval, Parts, Period, Point, Text, Value
from veritab_engine.verify import Outcome

SCALES = ((Decimal(10) ** 12, "trillion"), (Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))
SIGNS = {"USD": "$", "EUR": "€", "GBP": "£"}
COUNTED = {
    Operation.COUNT: "the number of rows",
    Operation.ORDINAL: "the event",
    Operation.ELAPSED: "the time passed since the event",
    Operation.STREAK: "the unbroken run of {column}",
    Operation.RANK: "the rank by {column}",
    Operation.CHANGE: "the change of {column}",
    Operation.DATE: "the date",
}


def what_of(reading: Reading, table: Table) -> str:
    """What was asked, in words: "total of China, Russia for 2024"."""
    column = _title(reading.column)
    what = COUNTED.get(reading.operation, "{column}").format(column=column)
    names = [table_name for table_name in _names(reading, table) if table_name]
    about = f" of {', '.join(names)}" if names else ""
    return f"{what}{about}{_when(reading, table)}"


def expression_of(reading: Reading, table: Table) -> str:
    """The operation in one line: 'value of total where reporter=CHN, partner=RUS, at 2024'."""
    where = ", ".join(f"{binding.column}={binding.id}" for binding in reading.bindings)
    column = f" of {reading.column}" if reading.column else ""
    return f"{reading.operation.value}{column}" + (f" where {where}" if where else "") + _when(reading, table)


def expected_text(claim: Claim, outcome: Outcome, table: Table) -> str:
    """The truth that is shown, with its unit."""
    if outcome.expected is None:
        return ""
    column = next((c for c in table.schema.columns if c.name == outcome.reading.column), None)
    return written(outcome.expected, _unit(claim, outcome.reading, column))


def written(value: Value, unit: str | None = None) -> str:
    """A value as prose writes it: "$244.81 billion", "11", "at least 41", "2013-09-07"."""
    match value:
        case Point(number=number, approximate=approximate):
            return ("about " if approximate else "") + _quantity(number, unit)
        case AtLeast(bound=bound, strict=strict):
            return f"{'more than' if strict else 'at least'} {_quantity(bound, unit)}"
        case AtMost(bound=bound, strict=strict):
            return f"{'less than' if strict else 'at most'} {_quantity(bound, unit)}"
        case Interval(low=low, high=high):
            return f"{_quantity(low, unit)} to {_quantity(high, unit)}"
        case Period(iso=iso):
            return iso
        case Text(text=text):
            return text
        case Parts(parts=parts):
            return "-".join(f"{part.number:f}" for part in parts)


def _quantity(number: Decimal, unit: str | None) -> str:
    sign = "-" if number < 0 else ""
    figure = _scaled(abs(number))
    if unit is None:
        return f"{sign}{figure}"
    if unit in SIGNS:
        return f"{sign}{SIGNS[unit]}{figure}"
    if unit == "percent":
        return f"{sign}{figure} percent"
    plural = "" if abs(number) == 1 or unit.isupper() else "s"
    return f"{sign}{figure} {unit}{plural}"


def _scaled(number: Decimal) -> str:
    for scale, word in SCALES:
        if number >= scale:
            return f"{_plain(number / scale)} {word}"
    return f"{_plain(number):}"


def _plain(number: Decimal) -> str:
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _unit(claim: Claim, reading: Reading, column: Column | None) -> str | None:
    """The unit of what the operation gives: the column's for a cell, the claim's for time and change."""
    match reading.operation:
        case Operation.VALUE:
            return column.unit if column else None
        case Operation.ELAPSED | Operation.STREAK | Operation.CHANGE:
            return claim.unit
        case _:
            return None


def _names(reading: Reading, table: Table) -> list[str]:
    """The names that the bindings hold, as the table's own rows write them."""
    if not reading.rows:
        return [binding.id for binding in reading.bindings]
    return [table.text(reading.rows[0], binding.column) for binding in reading.bindings]


def _when(reading: Reading, table: Table) -> str:
    if reading.operation in (Operation.COUNT, Operation.STREAK, Operation.ELAPSED, Operation.DATE):
        return ""
    period = table.period(reading.rows[-1]) if reading.rows else None
    if period is None:
        return ""
    if reading.operation is Operation.ATTRIBUTE:
        return f" on {reading.asked.period.iso}" if reading.asked.period else ""
    return f" for {period.iso}"


def _title(column: str) -> str:
    return column.replace("_", " ")
