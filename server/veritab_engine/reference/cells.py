"""Cells from the text of a file to the plain form that a table keeps: "1,053" is 1053, "2.12.2024" is 2024-12-02.

Every distinct text of a column is read once; what does not read is told with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from veritab_engine.reference.descriptor import Field
from veritab_engine.reference.frequency import enlarged
from veritab_engine.reference.long import LongColumn
from veritab_engine.reference.long_cells import NOTHING, PLAIN, read_numbers, read_texts
from veritab_engine.reference.marked import without_marks
from veritab_engine.reference.numeral import NUMBER, Numeral, plainly, scaled, unmarked, unsigned
from veritab_engine.reference.period import EXCEL, parse_date, parse_period
from veritab_engine.reference.table import Column, Role, holds_numbers
from veritab_engine.value import Period

Plain = Sequence[str | None]
"""A column's cells, None where missing."""

STATUSES = {
    "exact": "exact",
    "a": "exact",
    "normal": "exact",
    "at_least": "at_least",
    "at_most": "at_most",
    "approximate": "approximate",
    "e": "approximate",
    "estimate": "approximate",
    "estimated": "approximate",
    "provisional": "provisional",
    "p": "provisional",
    "preliminary": "provisional",
    "revised": "exact",
    "r": "exact",
    "f": "forecast",
    "forecast": "forecast",
    "projected": "forecast",
    "projection": "forecast",
}
"""What a status column may say, with SDMX's codes for a normal, estimated, provisional, revised and forecast value."""

_LETTERS_FOR_DIGITS = str.maketrans("OolI", "0011")
_FORMS = {
    "date": re.compile(r"\d{4}-\d{2}-\d{2}.*"),
    "year": re.compile(r"\d{4}"),
    "yearmonth": re.compile(r"\d{4}-\d{2}"),
}
_FISCAL = re.compile(r"^(?:FY|fiscal(?: year)?) ?(?=[0-9]{4})", re.IGNORECASE)
_TRUE, _FALSE = frozenset({"true", "1"}), frozenset({"false", "0"})


def read_column(texts: Sequence[str], field: Field) -> tuple[Plain, dict[str, str]]:
    """The column's cells in plain form, and for each text that does not read, and so is missing, what is wrong."""
    read = reader_of(field)
    if isinstance(texts, LongColumn):
        return _read_long(texts, field, read)
    plain: dict[str, str | None] = {}
    wrong: dict[str, str] = {}
    for text in dict.fromkeys(texts):
        try:
            plain[text] = None if text in field.missing else read(text)
        except ValueError as error:
            plain[text], wrong[text] = None, str(error)
    return tuple(plain[text] for text in texts), wrong


def _read_long(texts: LongColumn, field: Field, read: Callable[[str], str]) -> tuple[Plain, dict[str, str]]:
    """The cells of a long column, as a vector."""

    def cell(text: str) -> str | None:
        return None if text in field.missing else read(text)

    if field.column.entity is not None or not holds_numbers(field.column):
        return read_texts(texts, cell)
    strange = field.group_mark or field.decimal_mark != "." or field.marks or any(map(is_number, field.missing))
    return read_numbers(texts, cell, NOTHING if strange else PLAIN[field.column.type])


def is_number(text: str) -> bool:
    """True where `text` is a number with nothing around it."""
    return NUMBER.fullmatch(text) is not None


def reader_of(field: Field) -> Callable[[str], str]:
    """How one cell of this column is read; what it returns raises ValueError that says what is wrong."""
    column = field.column
    if column.role in (Role.TIME, Role.VINTAGE) or column.type in _FORMS:
        return lambda text: _time(text, field)
    if column.role is Role.STATUS:
        return _status
    if column.type in {"number", "integer"}:
        return lambda text: read_number(text, field)
    if column.type == "boolean":
        return lambda text: _boolean(text, field)
    marks = tuple(mark for mark, _ in field.marks)
    return (lambda text: without_marks(text, marks)) if marks else str


def is_read(text: str, field: Field) -> bool:
    """True for a cell that is a number as the column writes them."""
    try:
        read_number(text, field)
    except ValueError:
        return False
    return True


def read_statuses(texts: Sequence[str], field: Field) -> Plain:
    """The status that the marks of each cell give its number ("<5" is at most 5), None where they give none."""
    marks = dict(field.marks)
    statuses = {text: None if text in field.missing else unmarked(text, marks).status for text in dict.fromkeys(texts)}
    return tuple(statuses[text] for text in texts)


def read_number(text: str, field: Field) -> str:
    """The number of a cell, in the column's own power of ten; ValueError says what is wrong with it."""
    numeral = unmarked(text, dict(field.marks)) if field.marks else Numeral(plainly(text))
    digits = numeral.digits if field.bare else unsigned(numeral.digits)
    if field.group_mark:
        digits = digits.replace(field.group_mark, "")
    if field.decimal_mark != ".":
        digits = digits.replace(field.decimal_mark, ".")
    if not NUMBER.fullmatch(digits):
        raise ValueError(f'"{text}" is not a number{_slip(digits)}. Correct it, or declare it as a missing value.')
    number = Decimal(digits)
    if any(isinstance(meaning, int) for _, meaning in field.marks):
        number = scaled(number, (numeral.power or 0) - field.scale)
    if field.column.type != "integer":
        return f"{number:f}"
    if number != number.to_integral_value():
        raise ValueError(f'"{text}" is not a whole number. Correct it, or declare the column as "number".')
    return f"{number.to_integral_value():f}"


def _slip(digits: str) -> str:
    """What may have happened to a text that is nearly a number."""
    if NUMBER.fullmatch(digits.translate(_LETTERS_FOR_DIGITS)):
        return " (a letter O or l?)"
    return " (thousands need groupChar)" if NUMBER.fullmatch(digits.replace(",", "")) else ""


def _time(text: str, field: Field) -> str:
    if field.column.fiscal is not None:
        text = _FISCAL.sub("", text)
    if "%" in field.format or field.format == EXCEL:
        period = parse_date(text, field.format)
        wanted = f"a date written as {field.format}"
    else:
        form = _FORMS.get(field.column.type)
        period = parse_period(text) if form is None or form.fullmatch(text) else None
        wanted = f"a {field.column.type} of the calendar" if form else "a date"
    if period is None:
        raise ValueError(f'"{text}" is not {wanted}. Write it as ISO 8601 does, or declare its format.')
    return _in_its_calendar(period, field.column).iso


def _in_its_calendar(period: Period, column: Column) -> Period:
    """The days that a time stands for: those of its fiscal year, or of the month that the series dates by its end."""
    if column.role is not Role.TIME:
        return period
    period = enlarged(period, column.frequency) if column.frequency else period
    return column.fiscal.named_by(period) if column.fiscal is not None else period


def _status(text: str) -> str:
    if text.casefold() not in STATUSES:
        *known, last = dict.fromkeys(STATUSES.values())
        raise ValueError(f'"{text}" is not a status. Write {", ".join(known)} or {last}.')
    return STATUSES[text.casefold()]


def _boolean(text: str, field: Field) -> str:
    folded = text.casefold()
    for plain, written in (("true", field.true or _TRUE), ("false", field.false or _FALSE)):
        if folded in written:
            return plain
    raise ValueError(f'"{text}" is not true or false.')
