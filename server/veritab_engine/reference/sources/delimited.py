"""Delimited text: CSV, TSV and their kin, as the dialect says or as the file shows."""

from __future__ import annotations

import csv
import io
from collections import Counter
from itertools import islice
from pathlib import Path

from veritab_engine.errors import TableError
from veritab_engine.reference.sources.blocks import long_delimited
from veritab_engine.reference.sources.grid import AS_FOUND, Dialect, Grid, read_text
from veritab_engine.reference.sources.records import Record, grid_of

DELIMITERS = ",;\t|"
SAMPLE = 100
"""As many lines show how a file is delimited."""
WIDEST = 1 << 24
"""Characters of a cell; the csv module's own limit is too small for outlines of countries."""


def read_delimited(file: Path, dialect: Dialect) -> Grid:
    """The table in a file of delimited text; TableError names the row at fault."""
    long = long_delimited(file, dialect, dialect.delimiter or _delimiter_of_file(file))
    if long is not None:
        return long
    return parse_delimited(read_text(file, dialect.encoding), file, dialect)


def parse_delimited(text: str, file: Path, dialect: Dialect = AS_FOUND, origin: str = "") -> Grid:
    """The table in delimited text that came from `file`."""
    return grid_of(records_of(text, origin or file.name, dialect), file, dialect, origin)


def records_of(text: str, place: str, dialect: Dialect = AS_FOUND) -> list[Record]:
    """All rows that are not blank, each with the line it starts on."""
    csv.field_size_limit(WIDEST)
    try:
        reader = csv.reader(
            io.StringIO(text, newline=""),
            delimiter=dialect.delimiter or delimiter_of(text),
            quotechar=dialect.quote,
            quoting=csv.QUOTE_MINIMAL if dialect.quote else csv.QUOTE_NONE,
            doublequote=dialect.double_quote,
            escapechar=dialect.escape,
            skipinitialspace=dialect.skip_space,
            strict=True,
        )
    except TypeError as error:
        raise TableError(f"{place}: it cannot be read by its dialect ({error}). Correct the dialect.") from None
    records: list[Record] = []
    line = 1
    try:
        for cells in reader:
            if cells:
                records.append((line, tuple(cells)))
            line = reader.line_num + 1
    except csv.Error as error:
        raise TableError(f"{place}, row {reader.line_num}: {error}. Check the quotation marks there.") from error
    return records


def _delimiter_of_file(file: Path) -> str:
    with file.open(encoding="utf-8-sig", errors="replace", newline="") as opened:
        return delimiter_of("".join(islice(opened, SAMPLE)))


def delimiter_of(text: str) -> str:
    """The delimiter that makes the same number of columns, and most, of most of the first lines."""
    sample = "".join(islice(io.StringIO(text), SAMPLE))
    return max(DELIMITERS, key=lambda mark: _regularity(sample, mark))


def _regularity(sample: str, delimiter: str) -> int:
    """How many delimiters stand in rows of the most usual width."""
    try:
        widths = Counter(len(cells) for cells in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter))
    except csv.Error:
        return 0
    return max((count * (width - 1) for width, count in widths.items()), default=0)
