"""Tables that travel with a request, to be used for it alone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Self

from veritab_client.errors import InputError

TableFormat = Literal["csv", "parquet", "arrow"]
LARGEST = 8 * 1024 * 1024
"""Bytes of a table."""
HOLDS_SEVERAL = {".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".sqlite", ".sqlite3", ".db", ".duckdb"}
NOT_SENT = "workbooks and databases are not sent with a text; name this with --tables, or save the one table as CSV."


@dataclass(frozen=True, slots=True)
class InlineTable:
    """A table and what its sender knows about it; see the contract's InlineTable.

    The name is the table's or its file's. Without a format, the first bytes tell. `descriptor` is JSON or YAML text: a
    data package, one resource of it, or its schema. `closed_world` says that no row is missing. `title` is what the
    table is of, as its caption says: sentences that say so too are taken to be about it.
    """

    name: str
    content: bytes
    format: TableFormat | None = None
    descriptor: str = ""
    closed_world: bool = True
    title: str = ""

    @classmethod
    def read(
        cls,
        file: str | Path,
        *,
        format: TableFormat | None = None,
        descriptor: str | Path | None = None,
        closed_world: bool = True,
        title: str = "",
    ) -> Self:
        """The table in a file, and the descriptor in another; InputError where they cannot be read, or hold several."""
        if "://" in str(file) or Path(str(file).partition("?")[0]).suffix.lower() in HOLDS_SEVERAL:
            raise InputError(f"{file}: {NOT_SENT}")
        told = _read(Path(descriptor)).decode("utf-8-sig", "replace") if descriptor is not None else ""
        return cls(Path(file).name, _read(Path(file)), format, told, closed_world, title)


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            content = opened.read(LARGEST + 1)
    except OSError as error:
        raise InputError(f"{file}: it cannot be read ({(error.strerror or str(error)).lower()}).") from None
    if len(content) > LARGEST:
        raise InputError(f"{file}: the file is larger than 8 MiB, the most that a table may have that is sent.")
    return content
