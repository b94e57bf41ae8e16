"""Cells from the text of a file to the plain form that a table keeps: "1,053" is 1053, "2.12.2024" is 2024-12-02.

Every distinct text of a column is read once; what does not read is a TableError that names its row.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from veritab_engine.errors import TableError
from veritab_engine.reference.descriptor import Field
from veritab_engine.reference.long import LONG, LongColumn
from veritab_engine.reference.long_cells import NOTHING, PLAIN, Unreadable, first_repeat, read_numbers, read_texts
from veritab_engine.reference.period import parse_date, parse_period
from veritab_engine.reference.sources import Grid
from veritab_engine.reference.table import Role, is_number
from veritab_engine.reference.vector import NumberVector, TextVector, Vector

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
}
"""What a status column may say, with SDMX's codes for a normal and an estimated value."""

_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
_SIGNS_AROUND = re.compile(r"^[^\d+\-.]+|[^\d.]+$")
_LETTERS_FOR_DIGITS = str.maketrans("OolI", "0011")
_FORMS = {
    "date": re.compile(r"\d{4}-\d{2}-\d{2}.*"),
    "year": re.compile(r"\d{4}"),
    "yearmonth": re.compile(r"\d{4}-\d{2}"),
}
_TRUE, _FALSE = frozenset({"true", "1"}), frozenset({"false", "0"})


def read_column(grid: Grid, texts: Sequence[str], field: Field) -> Plain:
    """The column's cells in plain form; TableError names the first row whose cell does not read."""
    read = _reader(field)
    if isinstance(texts, LongColumn):
        return _read_long(grid, texts, field, read)
    plain: dict[str, str | None] = {}
    for text in dict.fromkeys(texts):
        try:
            plain[text] = None if text in field.missing else _allowed(read(text), text, field)
        except ValueError as error:
            raise TableError(f"{grid.where(texts.index(text), field.column.name)}: {error}") from error
    cells = tuple(plain[text] for text in texts)
    _constraints(grid, cells, field)
    return cells


def _read_long(grid: Grid, texts: LongColumn, field: Field, read: Callable[[str], str]) -> Plain:
    """The cells of a long column as a vector."""
    if field.column.entity is None and is_number(field.column):
        strange = field.group_mark or field.allowed or any(map(_NUMBER.fullmatch, field.missing))
        plain = NOTHING if strange or field.decimal_mark != "." else PLAIN[field.column.type]
        cells: Vector = _long(grid, texts, field, lambda each: read_numbers(texts, each, plain), read)
    else:
        cells = _long(grid, texts, field, lambda each: read_texts(texts, each), read)
    _constraints(grid, cells, field)
    return cells


def _long(
    grid: Grid,
    texts: LongColumn,
    field: Field,
    vector: Callable[[Callable[[str], str | None]], Vector],
    read: Callable[[str], str],
) -> Vector:
    try:
        return vector(lambda text: None if text in field.missing else _allowed(read(text), text, field))
    except Unreadable as error:
        where = grid.where(texts.index(error.text), field.column.name)
        raise TableError(f"{where}: {error.__cause__}") from error


def is_numeral(text: str) -> bool:
    """True where `text` is a number with nothing around it."""
    return _NUMBER.fullmatch(text) is not None


def _reader(field: Field) -> Callable[[str], str]:
    """How one cell of this column is read; what it returns raises ValueError that says what is wrong."""
    column = field.column
    if column.role is Role.TIME or column.type in _FORMS:
        return lambda text: _time(text, field)
    if column.role is Role.STATUS:
        return _status
    if column.type in {"number", "integer"}:
        return lambda text: _number(text, field)
    return (lambda text: _boolean(text, field)) if column.type == "boolean" else str


def _number(text: str, field: Field) -> str:
    digits = text.replace("\N{MINUS SIGN}", "-")
    if not field.bare:
        digits = _SIGNS_AROUND.sub("", digits)
    if field.group_mark:
        digits = digits.replace(field.group_mark, "")
    if field.decimal_mark != ".":
        digits = digits.replace(field.decimal_mark, ".")
    if not _NUMBER.fullmatch(digits):
        raise ValueError(f'"{text}" is not a number{_slip(digits)}. Correct it, or declare it as a missing value.')
    number = Decimal(digits)
    if field.column.type != "integer":
        return f"{number:f}"
    if number != number.to_integral_value():
        raise ValueError(f'"{text}" is not a whole number. Correct it, or declare the column as "number".')
    return f"{number.to_integral_value():f}"


def _slip(digits: str) -> str:
    """What may have happened to a text that is nearly a number."""
    if _NUMBER.fullmatch(digits.translate(_LETTERS_FOR_DIGITS)):
        return " (a letter O or l?)"
    return " (thousands need groupChar)" if _NUMBER.fullmatch(digits.replace(",", "")) else ""


def _time(text: str, field: Field) -> str:
    if "%" in field.format:
        period = parse_date(text, field.format)
        wanted = f"a date written as {field.format}"
    else:
        form = _FORMS.get(field.column.type)
        period = parse_period(text) if form is None or form.fullmatch(text) else None
        wanted = f"a {field.column.type} of the calendar" if form else "a date"
    if period is None:
        raise ValueError(f'"{text}" is not {wanted}. Write it as ISO 8601 does, or declare its format.')
    return period.iso


def _status(text: str) -> str:
    if text.casefold() not in STATUSES:
        raise ValueError(f'"{text}" is not a status. Write exact, at_least, at_most or approximate.')
    return STATUSES[text.casefold()]


def _boolean(text: str, field: Field) -> str:
    folded = text.casefold()
    for plain, written in (("true", field.true or _TRUE), ("false", field.false or _FALSE)):
        if folded in written:
            return plain
    raise ValueError(f'"{text}" is not true or false.')


def _allowed(plain: str, text: str, field: Field) -> str:
    if field.allowed and not {plain, text} & field.allowed:
        raise ValueError(
            f'"{text}" is not one of {", ".join(sorted(field.allowed))}. Correct it or add it to the enum.'
        )
    return plain


def _constraints(grid: Grid, cells: Plain, field: Field) -> None:
    name = field.column.name
    if field.required and None in cells:
        raise TableError(f"{grid.where(cells.index(None), name)}: the cell is empty, and the column is required.")
    if field.unique:
        check_unique(grid, cells, name)


def check_unique(grid: Grid, keys: Sequence[object], columns: str) -> None:
    """Raise TableError that names both rows where two keys are the same; missing cells do not count."""
    if len(grid) > LONG and isinstance(keys, TextVector | NumberVector):
        check_long_unique(grid, [keys], columns)
        return
    seen: dict[object, int] = {}
    for row, key in enumerate(keys):
        if key is not None and seen.setdefault(key, row) != row:
            first = grid.lines[seen[key]]
            raise TableError(
                f"{grid.where(row, columns)}: {_shown(key)} stands in row {first} already. Remove one of them."
            )


def check_long_unique(grid: Grid, vectors: Sequence[Vector], columns: str) -> None:
    """The same for the columns of a long table, in which no cell of the key is missing."""
    found = first_repeat(vectors)
    if found is not None:
        row, earlier = found
        key = tuple(str(vector[row]) for vector in vectors)
        raise TableError(
            f"{grid.where(row, columns)}: {_shown(key)} stands in row {grid.lines[earlier]} already. "
            "Remove one of them."
        )


def _shown(key: object) -> str:
    return ", ".join(f'"{part}"' for part in (key if isinstance(key, tuple) else (key,)))
