"""Delimited text: CSV, TSV and their kin, as the dialect says or as the file shows."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from veritab_engine.errors import TableError
from veritab_engine.reference.sources.grid import Dialect, Grid, read_text, transposed
from veritab_engine.reference.sources.header import TITLE_ROWS, Record, bare_names, find_header, joined_names

DELIMITERS = ",;\t|"
WIDEST = 1 << 24
"""Characters of a cell; the module's own limit is too small for outlines of countries."""


def read_delimited(file: Path, dialect: Dialect) -> Grid:
    """The table in a file of delimited text; TableError names the row at fault."""
    return parse_delimited(read_text(file, dialect.encoding), file, dialect)


def parse_delimited(text: str, file: Path, dialect: Dialect = Dialect(), origin: str = "") -> Grid:
    """The table in delimited text that came from `file`."""
    place = origin or file.name
    csv.field_size_limit(WIDEST)
    reader = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=dialect.delimiter or _delimiter(text),
        quotechar=dialect.quote,
        quoting=csv.QUOTE_MINIMAL if dialect.quote else csv.QUOTE_NONE,
        doublequote=dialect.double_quote,
        escapechar=dialect.escape,
        skipinitialspace=dialect.skip_space,
        strict=True,
    )
    records: list[Record] = []
    line = 1
    try:
        for cells in reader:
            if cells and not _is_comment(line, cells, dialect):
                records.append((line, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        raise TableError(f"{place}, row {reader.line_num}: {error}. Check the quotation marks there.") from error
    return _grid(records, place, file, dialect, origin)


def _is_comment(line: int, cells: Sequence[str], dialect: Dialect) -> bool:
    return line in dialect.comment_rows or (bool(dialect.comment) and cells[0].startswith(dialect.comment))


def _grid(records: list[Record], place: str, file: Path, dialect: Dialect, origin: str) -> Grid:
    header, body = _divided(records, place, dialect)
    for line, cells in body:
        if len(cells) != len(header):
            raise TableError(
                f"{place}, row {line}: {len(cells)} cells where the header has {len(header)} columns. "
                "Add the missing cells, or quote those that contain the delimiter."
            )
    rows = [["" if cell == dialect.null else cell for cell in cells] for _, cells in body]
    lines = tuple(line for line, _ in body)
    return Grid(file, header, transposed(rows, len(header)), lines, origin)


def _divided(records: list[Record], place: str, dialect: Dialect) -> tuple[tuple[str, ...], list[Record]]:
    """The names of the columns, and the rows after them."""
    wanted = dialect.header_rows
    if wanted is None:
        wanted = (_header_line(records),)
    if not wanted:
        width = len(records[0][1]) if records else len(dialect.names)
        return bare_names(dialect.names, width), records
    header = joined_names([cells for line, cells in records if line in wanted], dialect.header_join)
    if not any(header):
        raise TableError(f"{place}, row {wanted[0]}: there are no column names. Write one for every column.")
    return header, [record for record in records if record[0] > wanted[-1]]


def _header_line(records: Sequence[Record]) -> int:
    """The line of the header: the first, or the first behind a title that stands apart from the table."""
    first = records[0][0] if records else 1
    found = find_header(records)
    if found is None or found == first or not _stands_apart(records, found):
        return first
    return found


def _stands_apart(records: Sequence[Record], header: int) -> bool:
    """True where what is above the header is a title: single cells, or rows with a blank one after each.

    Every row from the header on is as wide as it, so that a row with a delimiter too many is still an error.
    """
    above = [record for record in records if record[0] < header]
    below = [cells for line, cells in records if line >= header]
    after = [line for line, _ in records[1 : len(above) + 1]]
    apart = all(
        sum(map(bool, cells)) == 1 or following > line + 1
        for (line, cells), following in zip(above, after, strict=True)
    )
    return apart and len(below) > 1 and len({len(cells) for cells in below}) == 1


def _delimiter(text: str) -> str:
    """The delimiter that the first line uses most; a title without any leaves it to the lines after it."""
    lines = islice(io.StringIO(text), TITLE_ROWS)
    first = next((line for line in lines if any(mark in line for mark in DELIMITERS)), "")
    return max(DELIMITERS, key=first.count)
