"""Sheets of workbooks: Excel (.xlsx, .xlsm, .xls, .xlsb) and OpenDocument (.ods).

Cells come as the exact text of their values: 240 and not 240.0, days in ISO 8601, a percentage as its cell shows it,
for 0.218 in a column of percents is 21.8%. A cell that was merged down stands in every row that it covers.

The reader is calamine. (Polars' own, over fastexcel, rounds the numbers of a column that has a word in it to nine
places.)
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from veritab_engine.errors import TableError
from veritab_engine.reference.sources.extra import require
from veritab_engine.reference.sources.grid import Dialect, Grid, plain
from veritab_engine.reference.sources.percent import percent_cells
from veritab_engine.reference.sources.records import Record, find_header, grid_of

ERRORS = frozenset({"#N/A", "#DIV/0!", "#NULL!", "#NAME?", "#NUM!", "#REF!", "#VALUE!"})
"""What a cell holds whose formula failed: nothing."""
BROKEN = (BadZipFile, ParseError, LookupError, ValueError, EOFError, NotImplementedError, zlib.error)
"""What reading the parts of a workbook raises where one of them is missing, torn, packed otherwise, or no XML."""
ENCRYPTED = bytes.fromhex("d0cf11e0a1b11ae1")
"""How a workbook begins that ends in .xlsx and is none: encryption wraps it in the container of older versions."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The texts of a sheet, from its first row and column on."""

    name: str
    rows: list[list[str]]
    merged: tuple[tuple[int, int, int], ...]
    """The cells that are merged downwards: column, first and last row."""


def read_workbook(file: Path, dialect: Dialect) -> Grid:
    """The first sheet of a workbook, or the one that the dialect names; TableError where it has none such."""
    sheet = _read(file, dialect.sheet)
    origin = f'{file.name}, sheet "{sheet.name}"' if dialect.sheet is not None else ""
    if dialect.header_rows is None:
        found = find_header(_records(sheet, len(sheet.rows)))
        if found is None:
            raise TableError(f"{origin or file.name}: the sheet is empty. A table needs at least a row of names.")
        dialect = replace(dialect, header_rows=(found,))
    return grid_of(_records(sheet, max(dialect.header_rows or (0,))), file, dialect, origin)


def records_of_workbook(file: Path, dialect: Dialect) -> list[Record]:
    """All rows of a sheet that are not blank, with the numbers that it gives them."""
    sheet = _read(file, dialect.sheet)
    return _records(sheet, len(sheet.rows))


def _records(sheet: Sheet, header: int) -> list[Record]:
    """The rows that are not blank, all of one width; a cell merged downwards below the header stands in each row."""
    for column, first, last in sheet.merged:
        if first >= header:
            for row in sheet.rows[first + 1 : last + 1]:
                row[column] = sheet.rows[first][column]
    width = max(map(len, sheet.rows), default=0)
    return [(line, (*row, *[""] * (width - len(row)))) for line, row in enumerate(sheet.rows, start=1) if any(row)]


def _read(file: Path, wanted: str | int | None) -> Sheet:
    with file.open("rb") as opened:
        if _is_xlsx(file) and opened.read(len(ENCRYPTED)) == ENCRYPTED:
            raise _is_encrypted(file)
    calamine = require("python_calamine", "excel", file.name)
    read = partial(_read_by, file, (calamine.CalamineError, *BROKEN))
    book = read(lambda: calamine.CalamineWorkbook.from_path(str(file)))
    name = book.sheet_names[_chosen(file, book.sheet_names, wanted)]
    sheet = read(lambda: book.get_sheet_by_name(name))
    percents = read(lambda: percent_cells(file, name))
    merged = tuple(
        (first[1], first[0], last[0]) for first, last in sheet.merged_cell_ranges or () if last[0] > first[0]
    )
    rows = [
        [_percent(value) if (line, column) in percents else _text(value) for column, value in enumerate(row)]
        for line, row in enumerate(sheet.to_python(skip_empty_area=False))
    ]
    return Sheet(name, rows, merged)


def _read_by(file: Path, broken: tuple[type[Exception], ...], read: Callable[[], Any]) -> Any:
    """What the reader gives; TableError for the errors that it raises for a file that is broken."""
    try:
        return read()
    except broken as error:
        if "password" in f"{type(error).__name__} {error}".lower():
            raise _is_encrypted(file) from error
        raise TableError(f"{file.name}: not a readable workbook ({error}). Save it anew, or as CSV.") from error


def _is_xlsx(file: Path) -> bool:
    return file.suffix.lower() in {".xlsx", ".xlsm"}


def _is_encrypted(file: Path) -> TableError:
    return TableError(f"{file.name}: the workbook is encrypted. Save a copy without a password.")


def _chosen(file: Path, names: Sequence[str], wanted: str | int | None) -> int:
    """The position of the sheet that is wanted."""
    if not names:
        raise TableError(f"{file.name}: the workbook has no sheets.")
    known = ", ".join(f'"{name}"' for name in names)
    if wanted is None:
        return 0
    if isinstance(wanted, int):
        if not 1 <= wanted <= len(names):
            raise TableError(f"{file.name}: there is no sheet number {wanted}. It has {known}.")
        return wanted - 1
    if wanted not in names:
        raise TableError(f'{file.name}: there is no sheet "{wanted}". It has {known}.')
    return names.index(wanted)


def _percent(value: object) -> str:
    """A share as the percentage that its cell shows; the fewest digits that mean the float are those of a person."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return _text(value)
    return f"{plain(float(Decimal(repr(value)) * 100), '')}%"


def _text(value: object) -> str:
    match value:
        case bool() | None:
            return plain(value, "")
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime():
            return value.isoformat(" ", "seconds")
        case date() | time() | timedelta():
            return str(value)
        case _:
            text = plain(value, "")
            return "" if text in ERRORS else text
