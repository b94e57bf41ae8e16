"""Where the names of the columns are: in the first row, below a title, in several rows, or nowhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

Record: TypeAlias = tuple[int, list[str]]
"""A row's number in the file, and its cells."""

TITLE_ROWS = 20
"""A header that is further down is declared, not found."""


def find_header(records: Sequence[Record]) -> int | None:
    """The number of the first row that fills more than half of the columns; None where there are no rows."""
    filled = [(line, sum(bool(cell.strip()) for cell in cells)) for line, cells in records]
    widest = max((count for _, count in filled), default=0)
    return next((line for line, count in filled[:TITLE_ROWS] if 2 * count > widest), None)


def joined_names(rows: Sequence[Sequence[str]], join: str) -> tuple[str, ...]:
    """The names of the columns from the rows of a header; a cell spanning several columns stands in the first."""
    if len(rows) == 1:
        return tuple(name.strip() for name in rows[0])
    width = max((len(row) for row in rows), default=0)
    spread = [_spread(row, width) for row in rows[:-1]]
    spread += [[*(cell.strip() for cell in row), *[""] * (width - len(row))] for row in rows[-1:]]
    return tuple(join.join(name for name in names if name) for names in zip(*spread, strict=True))


def bare_names(names: Sequence[str], width: int) -> tuple[str, ...]:
    """The names of columns that have no header: those given, then their positions."""
    return tuple(names[:width]) + tuple(f"column {position}" for position in range(len(names) + 1, width + 1))


def _spread(row: Sequence[str], width: int) -> list[str]:
    spread: list[str] = []
    for position in range(width):
        cell = row[position].strip() if position < len(row) else ""
        spread.append(cell or (spread[-1] if spread else ""))
    return spread
