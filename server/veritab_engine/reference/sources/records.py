"""Rows as they stand in a file, and the table that they make: where its header is, and what is no row of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

from veritab_engine.errors import TableError
from veritab_engine.reference.sources.grid import Dialect, Grid, transposed

Record: TypeAlias = tuple[int, tuple[str, ...]]
"""A row's number in the file, and its cells: a tuple, for the garbage collector goes through lists again and again."""

TITLE_ROWS = 20
"""A header that is further down is declared, not found."""


def grid_of(records: Sequence[Record], file: Path, dialect: Dialect, origin: str = "") -> Grid:
    """The table that the rows of a file make, in the first of which the names of the columns are unless it says so.

    A column without a name and without cells is none. Raises TableError for a row that is not as wide as the header.
    """
    place = origin or file.name
    if dialect.comment or dialect.comment_rows:
        records = [record for record in records if not _is_comment(record, dialect)]
    rows = dialect.header_rows
    if rows is None:
        rows = (records[0][0] if records else 1,)
    header = _header(records, rows, dialect)
    if not any(header):
        raise TableError(
            f"{place}, row {rows[0] if rows else 1}: there are no column names. Write one for every column."
        )
    body = [record for record in records if not rows or record[0] > rows[-1]]
    for line, cells in body:
        if len(cells) != len(header):
            raise TableError(
                f"{place}, row {line}: {len(cells)} cells where the header has {len(header)} columns. "
                "Add the missing cells, or quote those that contain the delimiter."
            )
    texts = [cells for _, cells in body]
    if dialect.null is not None:
        texts = [tuple("" if cell == dialect.null else cell for cell in cells) for cells in texts]
    columns = transposed(texts, len(header))
    kept = [index for index, name in enumerate(header) if name or any(columns[index])]
    lines = tuple(line for line, _ in body)
    return Grid(file, tuple(header[index] for index in kept), tuple(columns[index] for index in kept), lines, origin)


def find_header(records: Sequence[Record]) -> int | None:
    """The number of the first row that fills more than half of the columns; None where there are no rows."""
    filled = [(line, sum(bool(cell.strip()) for cell in cells)) for line, cells in records]
    widest = max((count for _, count in filled), default=0)
    return next((line for line, count in filled[:TITLE_ROWS] if 2 * count > widest), None)


def _is_comment(record: Record, dialect: Dialect) -> bool:
    line, cells = record
    return line in dialect.comment_rows or (bool(dialect.comment) and cells[0].startswith(dialect.comment))


def _header(records: Sequence[Record], rows: Sequence[int], dialect: Dialect) -> tuple[str, ...]:
    """The names of the columns; where no row has them those that are declared, then the columns' positions."""
    if rows:
        return _joined([cells for line, cells in records if line in rows], dialect.header_join)
    width = len(records[0][1]) if records else len(dialect.names)
    positions = range(len(dialect.names) + 1, width + 1)
    return (*dialect.names[:width], *(f"column {position}" for position in positions))


def _joined(rows: Sequence[Sequence[str]], join: str) -> tuple[str, ...]:
    """The names that stand in several rows; one above others that spans several columns stands in the first of them."""
    width = max((len(row) for row in rows), default=0)
    upper = [_spread(row, width) for row in rows[:-1]]
    lowest = [[*(cell.strip() for cell in row), *[""] * (width - len(row))] for row in rows[-1:]]
    return tuple(join.join(filter(None, names)) for names in zip(*upper, *lowest, strict=True))


def _spread(row: Sequence[str], width: int) -> list[str]:
    spread: list[str] = []
    for position in range(width):
        cell = row[position].strip() if position < len(row) else ""
        spread.append(cell or (spread[-1] if spread else ""))
    return spread
