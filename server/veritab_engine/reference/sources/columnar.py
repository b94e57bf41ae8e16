"""Parquet and Arrow IPC, read through Polars; decimals and integers keep their digits."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from veritab_engine.errors import TableError
from veritab_engine.reference.long import LONG
from veritab_engine.reference.sources.blocks import long_column
from veritab_engine.reference.sources.grid import Dialect, Grid, plain

if TYPE_CHECKING:
    import polars


def read_parquet(file: Path, dialect: Dialect) -> Grid:
    """The table in a Parquet file."""
    import polars

    return _read(file, lambda: polars.read_parquet(file, glob=False))


def read_arrow(file: Path, dialect: Dialect) -> Grid:
    """The table in an Arrow IPC file."""
    import polars

    return _read(file, lambda: polars.read_ipc(file))


def grid_of_frame(frame: polars.DataFrame, file: Path, origin: str = "") -> Grid:
    """The cells of a frame as text; its rows count from 1."""
    place, long = origin or file.name, frame.height > LONG
    columns = tuple(
        long_column(series, lambda block: _texts(block, place)) if long else _texts(series, place)
        for series in frame.get_columns()
    )
    return Grid(file, tuple(name.strip() for name in frame.columns), columns, range(1, frame.height + 1), origin)


def _read(file: Path, read: Callable[[], polars.DataFrame]) -> Grid:
    import polars

    try:
        frame = read()
    except polars.exceptions.PanicException:  # of bytes that its reader believed; what it says is of the reader
        raise TableError(f"{file}: not a readable {file.suffix[1:]} file. Write it anew.") from None
    except (polars.exceptions.PolarsError, OSError) as error:
        raise TableError(f"{file}: not a readable {file.suffix[1:]} file ({error}).") from error
    return grid_of_frame(frame, file)


def _texts(series: polars.Series, place: str) -> tuple[str, ...]:
    import polars

    cells: list[object] = series.to_list()
    if series.dtype == polars.Float32:  # as Python's float it would show digits that it does not have
        cells = [None if text is None else float(text) for text in series.cast(polars.String).to_list()]
    return tuple(
        plain(cell, f'{place}, row {row}, column "{series.name}"') if not isinstance(cell, str) else cell.strip()
        for row, cell in enumerate(cells, start=1)
    )
