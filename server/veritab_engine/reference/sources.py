"""Files of tables read as text: CSV, TSV, NDJSON, Parquet and Arrow, each into one `Grid` that still knows its rows.

Cells come as the text that the file has, so that numbers stay exact and an error can name the row it is in.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from veritab_engine.errors import TableError

if TYPE_CHECKING:
    from _csv import Reader

DELIMITERS = ",;\t|"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as text: cells by column, and for every row its number as a person finds it in the file."""

    file: Path
    header: tuple[str, ...]
    columns: tuple[tuple[str, ...], ...]
    lines: Sequence[int]

    def __len__(self) -> int:
        return len(self.lines)

    def where(self, row: int, column: str = "") -> str:
        """Where a cell is, for an error: 'trade.csv, row 14, column "total"'."""
        place = f"{self.file.name}, row {self.lines[row]}"
        return f'{place}, column "{column}"' if column else place


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a delimited file is written; no delimiter means the one that its first line uses most."""

    delimiter: str = ""
    quote: str = '"'


def read_grid(file: Path, dialect: Dialect = Dialect()) -> Grid:
    """Read one file by its suffix; TableError where it is missing, empty, of no known kind or malformed."""
    if not file.is_file():
        raise TableError(f"{file}: no such file. Check the path.")
    reader = _READERS.get(file.suffix.lower())
    if reader is None:
        known = ", ".join(sorted(_READERS))
        raise TableError(f"{file}: tables are read from {known} files. Save it as CSV.")
    if file.stat().st_size == 0:
        raise TableError(f"{file}: the file is empty. A table needs at least a row of column names.")
    try:
        return reader(file, dialect)
    except OSError as error:
        raise unreadable(file, error) from error


def unreadable(file: Path, error: OSError) -> TableError:
    """What to say of a file that is there and that the system does not let us read."""
    return TableError(f"{file}: it cannot be read ({(error.strerror or str(error)).lower()}). Check who may read it.")


def is_table(file: Path) -> bool:
    """True where the suffix is one of those that can be read."""
    return file.is_file() and file.suffix.lower() in _READERS


def _delimited(file: Path, dialect: Dialect) -> Grid:
    text = _text(file)
    delimiter = dialect.delimiter or _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quotechar=dialect.quote, strict=True)
    try:
        return _grid(file, _records(reader))
    except csv.Error as error:
        raise TableError(f"{file.name}, row {reader.line_num}: {error}. Check the quotation marks there.") from error


def _records(reader: Reader) -> Iterator[tuple[int, list[str]]]:
    """The records that are not blank, each with the line it starts on."""
    line = 1
    for record in reader:
        if record:
            yield line, record
        line = reader.line_num + 1


def _grid(file: Path, records: Iterator[tuple[int, list[str]]]) -> Grid:
    _, header = next(records, (0, []))
    if not any(name.strip() for name in header):
        raise TableError(f"{file.name}, row 1: there are no column names. Write one for every column.")
    lines, rows = [], []
    for line, record in records:
        if len(record) != len(header):
            raise TableError(
                f"{file.name}, row {line}: {len(record)} cells where the header has {len(header)} columns. "
                "Add the missing cells, or quote those that contain the delimiter."
            )
        lines.append(line)
        rows.append(record)
    return Grid(file, tuple(name.strip() for name in header), _transposed(rows, len(header)), tuple(lines))


def _transposed(rows: list[list[str]], width: int) -> tuple[tuple[str, ...], ...]:
    """The columns, stripped; equal texts of a column share one string."""
    shared: dict[str, str] = {}
    return tuple(
        tuple(shared.setdefault(text, text) for text in (row[index].strip() for row in rows)) for index in range(width)
    )


def _delimiter(text: str) -> str:
    first = text.partition("\n")[0]
    return max(DELIMITERS, key=first.count)


def _text(file: Path) -> str:
    data = file.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        raise TableError(f"{file.name}, row {row}: not UTF-8 text. Save the file in UTF-8.") from error


def _ndjson(file: Path, dialect: Dialect) -> Grid:
    """One JSON object a line; the columns are the keys in the order of their first appearance."""
    lines, objects = [], []
    for line, text in enumerate(_text(file).splitlines(), start=1):
        if text.strip():
            objects.append(_object(file, line, text))
            lines.append(line)
    header = tuple(dict.fromkeys(key for each in objects for key in each))
    if not header:
        raise TableError(f"{file.name}: no objects. Write one JSON object a line.")
    rows = [
        [_plain(file, line, each.get(key), key) for key in header] for line, each in zip(lines, objects, strict=True)
    ]
    return Grid(file, header, _transposed(rows, len(header)), tuple(lines))


def _object(file: Path, line: int, text: str) -> dict[str, object]:
    try:
        loaded = json.loads(text, parse_float=str, parse_int=str)
    except ValueError as error:
        raise TableError(f"{file.name}, row {line}: not JSON ({error}). Write one JSON object a line.") from error
    if not isinstance(loaded, dict):
        raise TableError(f"{file.name}, row {line}: not a JSON object. Write one JSON object a line.")
    return loaded


def _parquet(file: Path, dialect: Dialect) -> Grid:
    import polars

    return _frame(file, polars.read_parquet)


def _arrow(file: Path, dialect: Dialect) -> Grid:
    import polars

    return _frame(file, polars.read_ipc)


def _frame(file: Path, read: Callable[[Path], object]) -> Grid:
    """The cells of a columnar file as text; its rows count from 1."""
    import polars

    try:
        frame = read(file)
    except (polars.exceptions.PolarsError, OSError) as error:
        raise TableError(f"{file}: not a readable {file.suffix[1:]} file ({error}).") from error
    assert isinstance(frame, polars.DataFrame)
    columns = tuple(
        tuple(_plain(file, row, cell, series.name) for row, cell in enumerate(series.to_list(), start=1))
        for series in frame.get_columns()
    )
    return Grid(file, tuple(name.strip() for name in frame.columns), columns, range(1, frame.height + 1))


def _plain(file: Path, line: int, cell: object, column: str) -> str:
    """A scalar as text; a missing one is empty."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, (list, dict, bytes)):
        raise TableError(f'{file.name}, row {line}, column "{column}": cells must be single values. Unnest the column.')
    return str(cell).strip()


_READERS: dict[str, Callable[[Path, Dialect], Grid]] = {
    ".csv": _delimited,
    ".tsv": _delimited,
    ".parquet": _parquet,
    ".arrow": _arrow,
    ".ipc": _arrow,
    ".feather": _arrow,
    ".ndjson": _ndjson,
    ".jsonl": _ndjson,
}
