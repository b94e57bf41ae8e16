"""What the modules of the databases have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from veritab_engine.errors import TableError


@dataclass(frozen=True, slots=True)
class Relation:
    """A table or a view, as a person names it and as a query does."""

    name: str
    quoted: str
    is_view: bool = False


class Rows(NamedTuple):
    """The rows of a query, their cells as exact text."""

    header: tuple[str, ...]
    cells: Sequence[Sequence[str]]


class Database(Protocol):
    """An open database that is only read; all of it is seen as it was at one moment where the database can do that."""

    def relations(self) -> list[Relation]:
        """Its tables and views in the order of their names, without those of the system."""

    def select(self, query: str) -> Rows:
        """The rows of one query; TableError where it fails."""

    def close(self) -> None:
        """End the connection."""


def quoted(*names: str) -> str:
    """An identifier of SQL: "archive"."sales"."""
    return ".".join('"{}"'.format(name.replace('"', '""')) for name in names)


def relation(schema: str, name: str, default: str, *, is_view: bool) -> Relation:
    """A relation of a schema; those of the default one go by their name alone."""
    return Relation(name if schema == default else f"{schema}.{name}", quoted(schema, name), is_view)


def failed(place: str, reason: str) -> TableError:
    """What to say of a query that its database refuses."""
    return TableError(f"{place}: the query failed ({reason.strip().rstrip('.')}). Correct it.")
