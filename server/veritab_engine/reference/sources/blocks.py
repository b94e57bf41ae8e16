"""Long files, read in blocks of rows, so that no more than a block are Python objects at a time."""

from __future__ import annotations

import csv
from array import array
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from veritab_engine.reference.long import BLOCK, LongColumn
from veritab_engine.reference.sources.grid import GZIP, Dialect, Grid

if TYPE_CHECKING:
    from _csv import Reader

    import polars

LONG_FILE = 1 << 24
"""A delimited file of more bytes than this is read in blocks."""


def long_delimited(file: Path, dialect: Dialect, delimiter: str) -> Grid | None:
    """The table of a long delimited file; None where it is not long, is written in no plain way, or has a fault.

    The plain reader knows all ways to write one, and names the fault.
    """
    if file.stat().st_size < LONG_FILE or file.suffix.lower() == GZIP or not _is_plain(dialect):
        return None
    import polars

    lines, columns = array("I"), list[list[polars.Series]]()
    try:
        with file.open(encoding="utf-8-sig", newline="") as opened:
            reader = csv.reader(opened, delimiter=delimiter, quotechar=dialect.quote, strict=True)
            records = _records(reader)
            header = tuple(name.strip() for name in next(records, (0, []))[1])
            columns = [[] for _ in header]
            while block := list(islice(records, BLOCK)):
                if any(len(record) != len(header) for _, record in block):
                    return None
                lines.extend(line for line, _ in block)
                for column, texts in zip(columns, zip(*(record for _, record in block), strict=True), strict=True):
                    column.append(polars.Series(values=texts, dtype=polars.String).str.strip_chars())
    except (csv.Error, UnicodeDecodeError):
        return None
    if not all(header) or not lines:
        return None
    columns.reverse()
    return Grid(file, header, tuple(LongColumn(polars.concat(columns.pop(), rechunk=True)) for _ in header), lines)


def long_column(series: polars.Series, texts: Callable[[polars.Series], Sequence[str]]) -> LongColumn:
    """The column of a long series; `texts` writes what Polars would write otherwise, a block at a time."""
    import polars

    same = (polars.String, polars.Boolean, polars.Date, polars.Categorical, polars.Enum)
    if series.dtype.is_integer() or series.dtype in same:
        return LongColumn.of(series.cast(polars.String))
    starts = range(0, len(series), BLOCK)
    blocks = [polars.Series(values=texts(series.slice(start, BLOCK)), dtype=polars.String) for start in starts]
    return LongColumn.of(polars.concat(blocks))


def _is_plain(dialect: Dialect) -> bool:
    """True for the dialect of most files: names in the first row, quotation marks doubled, nothing left out."""
    return dialect.quote is not None and dialect == Dialect(dialect.delimiter, dialect.quote, names=dialect.names)


def _records(reader: Reader) -> Iterator[tuple[int, list[str]]]:
    """The records that are not blank, each with the line it starts on."""
    line = 1
    for record in reader:
        if record:
            yield line, record
        line = reader.line_num + 1
