"""Parquet and Arrow from somebody else, decoded in a process of its own that may take so much memory and no more.

A few bytes of either can decode to gigabytes, and a decoder that meets malice can take its process with it. So this
file is run as a program, by `decode`: bytes in, JSON out, one sentence on standard error where it cannot be done. It
imports nothing of ours, to start at once.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import polars

MEMORY = 1024 * 1024 * 1024
"""Bytes of address space that decoding may take, the decoder itself included."""
SECONDS = 20
AT_ONCE = threading.BoundedSemaphore(2)
"""Decoders that may run beside each other."""
FAILED = 3
"""The exit status of what was foreseen."""
UNREADABLE = "it is not readable, or it decodes to more memory than a table may take. Write it anew, or send CSV"


@dataclass(frozen=True, slots=True)
class Bounds:
    """The most that a table may have."""

    rows: int = 100_000
    columns: int = 1_000
    cells: int = 2_000_000
    text: int = 64 * 1024 * 1024
    """Bytes of all its cells together."""
    cell: int = 10_000
    """Characters of a cell."""
    name: int = 256
    """Characters of a column's name."""

    def refuse(self, rows: int, columns: int) -> None:
        """Raise ValueError where a table of this size is beyond them."""
        if rows > self.rows:
            raise ValueError(f"it has {rows:,} rows; {self.rows:,} are the most")
        if columns > self.columns:
            raise ValueError(f"it has {columns:,} columns; {self.columns:,} are the most")
        if rows * columns > self.cells:
            raise ValueError(f"it has {rows * columns:,} cells; {self.cells:,} are the most")

    def refuse_texts(self, cells: Iterable[str]) -> None:
        """Raise ValueError where a cell is longer than they are: what reads a text may take the square of its time."""
        longest = max(map(len, cells), default=0)
        if longest > self.cell:
            raise ValueError(f"it has a cell of {longest:,} characters; {self.cell:,} are the most")

    def refuse_names(self, header: Iterable[str]) -> None:
        """Raise ValueError where the name of a column is longer than they are."""
        longest = max(map(len, header), default=0)
        if longest > self.name:
            raise ValueError(f"it has a column name of {longest:,} characters; {self.name:,} are the most")


GIVEN = Bounds()
"""Those that the contract promises."""


def decode(data: bytes, form: str, bounds: Bounds) -> tuple[list[str], list[list[Any]]]:
    """The header and the columns of a table in "parquet" or "arrow"; ValueError says why there are none."""
    command = [
        sys.executable,
        "-P",
        __file__,
        form,
        *map(str, (bounds.rows, bounds.columns, bounds.cells, bounds.text)),
    ]
    alone = {**os.environ, "POLARS_MAX_THREADS": "1"}
    try:
        with AT_ONCE:
            done = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS, check=False, env=alone)
    except subprocess.TimeoutExpired:
        raise ValueError(UNREADABLE) from None
    if done.returncode == FAILED:
        raise ValueError(done.stderr.decode().strip())
    if done.returncode != 0:
        raise ValueError(UNREADABLE)
    header, columns = json.loads(done.stdout)
    return header, columns


def main(form: str, bounds: Bounds) -> tuple[list[str], list[list[Any]]]:
    """What `decode` gives, in the process that does the work."""
    import polars

    data = sys.stdin.buffer.read()
    try:
        frame = _frame(io.BytesIO(data), form, bounds)
    except (polars.exceptions.PolarsError, OSError, MemoryError):
        raise ValueError(UNREADABLE) from None
    if frame.estimated_size() > bounds.text:
        raise ValueError(f"it decodes to {frame.estimated_size():,} bytes; {bounds.text:,} are the most")
    return frame.columns, [_cells(series) for series in frame.get_columns()]


def _frame(data: io.BytesIO, form: str, bounds: Bounds) -> polars.DataFrame:
    """The table, after its own account of its size was held against the bounds."""
    import polars

    if form == "arrow" and not data.getvalue().startswith(b"ARROW1"):
        frame = polars.read_ipc_stream(data)
        bounds.refuse(frame.height, frame.width)
        return _flat(frame.lazy()).collect()
    lazy = polars.scan_parquet(data) if form == "parquet" else polars.scan_ipc(data)
    bounds.refuse(lazy.select(polars.len()).collect().item(), len(lazy.collect_schema()))
    return _flat(lazy).collect()


def _flat(frame: polars.LazyFrame) -> polars.LazyFrame:
    """The table itself; ValueError where a cell of it holds more than one value."""
    import polars

    for name, kind in frame.collect_schema().items():
        if kind.is_nested() or kind in (polars.Binary, polars.Object):
            raise ValueError(f'column "{name}": cells must be single values. Unnest the column')
    return frame


def _cells(series: polars.Series) -> list[Any]:
    """The cells as JSON can hold them; those of a kind of their own, such as dates, as text."""
    import polars

    if series.dtype == polars.Float32:  # as Python's float it would show digits that it does not have
        return [None if text is None else float(text) for text in series.cast(polars.String).to_list()]
    return [cell if isinstance(cell, (str, int, float, None.__class__)) else str(cell) for cell in series.to_list()]


def _confine() -> None:
    """Bound this process, where the system knows how."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    _confine()
    try:
        sys.stdout.write(json.dumps(main(sys.argv[1], Bounds(*map(int, sys.argv[2:])))))
    except ValueError as error:
        sys.stderr.write(str(error))
        sys.exit(FAILED)
