"""Excerpts: the few rows that a document is about, where its scope holds a key of their table.

A report of one match, or of one shop's day, speaks of these rows and no others: whose figure it tells is decided among
their names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from veritab_engine.lexicon import words as lexicon
from veritab_engine.reference import ReferenceTables, Table, stem
from veritab_engine.reference.expression import OTHER
from veritab_engine.reference.table import Column, EntityRef, Pair, Role, TableKind, binding_columns
from veritab_engine.reference.variants import names_persons
from veritab_engine.token import words_of
from veritab_engine.value import Period

MOST_ROWS = 256
"""A scope that leaves more rows of a table than this says little about whom the document is about."""
SUFFIXES = lexicon("names/suffixes")


@dataclass(frozen=True)
class Excerpt:
    """The rows of one table that a document is about, by the name that tells them apart."""

    table: Table
    naming: Column
    key: str
    """The column that the scope holds."""
    value: str
    rows: Mapping[str, int]

    @cached_property
    def surnames(self) -> Mapping[str, EntityRef]:
        """Whom the last word of a person's name means among these rows, where it is one person's alone."""
        if not names_persons(self.kind):
            return {}
        told: dict[str, list[str]] = {}
        for id in self.rows:
            words = [word for word in words_of(id) if word[:1].isalpha() and word.lower() not in SUFFIXES]
            told.setdefault(words[-1] if words else "", []).append(id)
        return {word: EntityRef(self.kind, ids[0]) for word, ids in told.items() if len(ids) == 1 and word}

    @property
    def kind(self) -> str:
        """The class of the names."""
        return self.naming.entity or ""

    def row(self, ref: EntityRef) -> int | None:
        """The row of an entity; None where the excerpt has none."""
        return self.rows.get(ref.id) if ref.kind == self.kind else None

    def rival(self, row: int) -> int | None:
        """The one other row that shares the columns of the table's rivals; None where there are more, or none."""
        shared = self.table.schema.rivals
        here = [self.table.id_at(row, column) for column in shared]
        found = [
            other
            for other in self.rows.values()
            if other != row and [self.table.id_at(other, column) for column in shared] == here
        ]
        return found[0] if shared and len(found) == 1 else None

    def places(self, pair: Pair, row: int) -> tuple[tuple[int, str], ...]:
        """Row and column of each part of a pair; nothing where the rival that it asks for is not there."""
        other = self.rival(row)
        placed = [
            (other, column.removeprefix(OTHER)) if column.startswith(OTHER) else (row, column)
            for column in pair.columns
        ]
        return (
            tuple((place, column) for place, column in placed if place is not None)
            if other is not None or _own(pair)
            else ()
        )


def _own(pair: Pair) -> bool:
    return not any(column.startswith(OTHER) for column in pair.columns)


def excerpts_of(tables: ReferenceTables, scope: Mapping[str, str]) -> tuple[Excerpt, ...]:
    """The excerpts that a scope picks, each of a table whose rows one column of names tells apart."""
    return tuple(excerpt for name, value in scope.items() for excerpt in _excerpts(tables, name, value.strip()))


def _excerpts(tables: ReferenceTables, key: str, value: str) -> Iterator[Excerpt]:
    for name in sorted(tables.tables_with(key)):
        table = tables.tables[name]
        if table.column(key).role is not Role.KEY:
            continue
        rows = table.rows({key: value})
        named = [each for each in binding_columns(table.schema) if each.role is Role.ENTITY and _is_key(table, each)]
        if len(named) == 1 and 0 < len(rows) <= MOST_ROWS:
            ids = {table.id_at(row, named[0].name): row for row in rows}
            if len(ids) == len(rows) and None not in ids:
                yield Excerpt(table, named[0], key, value, {id: row for id, row in ids.items() if id is not None})


def _is_key(table: Table, column: Column) -> bool:
    return column.name in table.schema.key


def event_words(tables: ReferenceTables, scope: Mapping[str, str]) -> frozenset[str]:
    """The stems of the words for the events that have a column of the scope."""
    held = [tables.tables[name] for key in scope for name in tables.tables_with(key)]
    phrases = (phrase for table in held if table.schema.kind is TableKind.EVENT for phrase in table.schema.phrases)
    return frozenset(stem(word) for phrase in phrases for word in words_of(phrase))


def event_time(tables: ReferenceTables, scope: Mapping[str, str]) -> Period | None:
    """When the one event was that the scope picks; None where it picks none, or several."""
    held = {(key, name) for key in scope for name in tables.tables_with(key)}
    events = [(tables.tables[name], key) for key, name in held if tables.tables[name].schema.kind is TableKind.EVENT]
    rows = [(table, table.rows({key: scope[key].strip()})) for table, key in events]
    return rows[0][0].period(rows[0][1][0]) if len(rows) == 1 and len(rows[0][1]) == 1 else None
