"""What every kind of file and database is read into: a table as text that still knows its rows."""

from __future__ import annotations

import codecs
import gzip
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from pathlib import Path

from veritab_engine.errors import TableError

GZIP = ".gz"


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Grid:
    """A table as text: cells by column, and for every row its number as a person finds it where it comes from."""

    file: Path
    """The file; for a table of a database server, only the table's name."""
    header: tuple[str, ...]
    columns: tuple[Sequence[str], ...]
    lines: Sequence[int]
    origin: str = ""
    """What errors call it, where the file's name does not say it: a sheet, a table of a database."""
    starts: tuple[tuple[int, str], ...] = ()
    """Of rows that come from several files: the first row and the name of each."""
    most: int | None = None
    """The cells that it may have once it is turned; None for as many as it takes."""
    title: str = ""
    """What it is of, as its caption says; empty where it has none."""
    given: Grid | None = None
    """The table as it stands, of one whose shape and columns were inferred; None where it is long."""

    def __len__(self) -> int:
        return len(self.lines)

    @property
    def place(self) -> str:
        """What errors call the table: 'trade.csv', 'trade.xlsx, sheet "2024"'."""
        return self.origin or self.file.name

    def cell_at(self, row: int, column: str) -> tuple[int, str]:
        """The row and the column of the file that a cell was read from."""
        return self.lines[row], column

    def where(self, row: int, column: str = "") -> str:
        """Where a cell is, for an error: 'trade.csv, row 14, column "total"'."""
        part = bisect_right(self.starts, row, key=lambda start: start[0]) - 1
        place = f"{self.starts[part][1] if self.starts else self.place}, row {self.lines[row]}"
        return f'{place}, column "{column}"' if column else place


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a file is written; rows count from 1, as an editor shows them."""

    delimiter: str = ""
    """Empty for the one that the first line uses most."""
    quote: str | None = '"'
    double_quote: bool = True
    escape: str | None = None
    skip_space: bool = False
    comment: str = ""
    """What a line that is no row begins with."""
    comment_rows: frozenset[int] = frozenset()
    header_rows: tuple[int, ...] | None = None
    """The rows with the names of the columns: none where it is empty, found where it is None."""
    header_join: str = " "
    names: tuple[str, ...] = ()
    """The names of the columns of a file that has none."""
    null: str | None = None
    """What stands for an empty cell."""
    encoding: str = "utf-8"
    sheet: str | int | None = None
    """The sheet of a workbook, by its name or its number from 1; None for the first."""


AS_FOUND = Dialect()
"""How a file is written of which nobody says anything."""


def joined(grids: Sequence[Grid]) -> Grid:
    """Several files with one header as one table; TableError where their headers differ."""
    first = grids[0]
    if len(grids) == 1:
        return first
    starts: list[tuple[int, str]] = []
    lines: list[int] = []
    for grid in grids:
        if grid.header != first.header:
            raise TableError(
                f"{grid.place}: its columns are not those of {first.place} ({', '.join(first.header)}). "
                "The files of one table need the same header."
            )
        starts.append((len(lines), grid.place))
        lines.extend(grid.lines)
    columns = tuple(tuple(chain.from_iterable(parts)) for parts in zip(*(grid.columns for grid in grids), strict=True))
    return Grid(first.file, first.header, columns, tuple(lines), starts=tuple(starts))


def transposed(rows: Sequence[Sequence[str]], width: int) -> tuple[tuple[str, ...], ...]:
    """The columns, stripped; equal texts of a table share one string."""
    shared: dict[str, str] = {}
    return tuple(
        tuple(shared.setdefault(text, text) for text in (row[index].strip() for row in rows)) for index in range(width)
    )


def plain(cell: object, where: str) -> str:
    """A scalar as exact text, a missing one as ""; TableError says `where` a cell holds more than one value."""
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case float():
            return positional(repr(cell))
        case list() | dict() | tuple() | bytes():
            raise TableError(f"{where}: cells must be single values. Unnest the column, or leave it out.")
        case _:
            return str(cell).strip()


def positional(number: str) -> str:
    """A floating-point number as text without an exponent: "1e+22" in its digits, "240.0" as "240"."""
    text = f"{Decimal(number):f}" if "e" in number else number
    return text.removesuffix(".0")


def read_text(file: Path, encoding: str = "utf-8") -> str:
    """The text of a file, of a compressed one too; TableError names the row that is not in the encoding."""
    data = gzip.decompress(file.read_bytes()) if file.suffix.lower() == GZIP else file.read_bytes()
    return decoded(data, file.name, encoding)


def decoded(data: bytes, place: str, encoding: str = "utf-8") -> str:
    """The text of bytes, without a byte-order mark."""
    try:
        name = codecs.lookup(encoding).name
    except LookupError:
        raise TableError(f'{place}: nobody knows the encoding "{encoding}". Correct it in the descriptor.') from None
    try:
        return data.decode("utf-8-sig" if name == "utf-8" else name).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        if name != "utf-8":
            raise TableError(
                f"{place}, row {row}: not {encoding} text. Correct the encoding that is declared."
            ) from error
        raise TableError(
            f"{place}, row {row}: not UTF-8 text. Save the file in UTF-8, or declare its encoding in a descriptor."
        ) from error
