"""Snapshots: an immutable version of all loaded tables, named by a hash of what is in them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Self

from veritab_engine.errors import TableError
from veritab_engine.reference.alias import aliases_of
from veritab_engine.reference.catalog import Draft, read_tables
from veritab_engine.reference.directory import by_class, by_header, phrases_of
from veritab_engine.reference.entity import Alias, Entities, Entity
from veritab_engine.reference.index import NameIndex, PhraseIndex, PhraseRef
from veritab_engine.reference.known import shipped_folder
from veritab_engine.reference.lookup import Table
from veritab_engine.reference.misspelling import Spellings
from veritab_engine.reference.naming import names_of
from veritab_engine.reference.phrasing import PredicateIndex
from veritab_engine.reference.resolved import resolved_table
from veritab_engine.reference.sources import Grid
from veritab_engine.reference.store import Contents, is_stored, write_store
from veritab_engine.reference.stored import read_store
from veritab_engine.reference.table import EntityRef, TableKind, naming_columns
from veritab_engine.reference.variants import written
from veritab_engine.reference.vintage import History, vintage_of


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """All tables at one moment, with what is looked up in them; nothing in it changes, any thread may read it."""

    id: str
    """A hash of schemas and data in hexadecimal, the same on every machine and in whatever order files were named."""
    tables: Mapping[str, Table]
    names: NameIndex
    spellings: Spellings
    phrases: PhraseIndex
    predicates: PredicateIndex
    entities: Entities
    digests: Mapping[str, str]
    """A hash of each table's schema and data, by its name."""
    histories: Mapping[str, History]
    """The tables that have vintages; `tables` has their latest figures."""
    given: Mapping[str, Grid]
    """The tables without a descriptor that are short enough, as they stand in their files."""
    _columns: Mapping[str, tuple[PhraseRef, ...]]
    _events: Mapping[str, tuple[PhraseRef, ...]]
    _headers: Mapping[str, tuple[str, ...]]
    """The tables that have a column, by its name."""
    _base: Snapshot | None = None
    """The snapshot that this one adds tables to."""

    @classmethod
    def of(cls, drafts: Iterable[Draft]) -> Self:
        """Resolve the names of the tables against each other, and index them."""
        return cls._over(None, drafts)

    def with_tables(self, drafts: Iterable[Draft]) -> Self:
        """A snapshot with these tables too, at the cost of them alone; this one stays as it is.

        Names are resolved against both, and the id is a hash of both. TableError for a table whose name is taken.
        """
        added = tuple(drafts)
        taken = next((draft for draft in added if draft.schema.name in self.tables), None)
        if taken is not None:
            raise TableError(f'{taken.grid.place}: a table called "{taken.schema.name}" is loaded. Rename this one.')
        return self._over(self, added) if added else self

    @classmethod
    def _over(cls, base: Snapshot | None, drafts: Iterable[Draft]) -> Self:
        """A snapshot of these tables above those of `base`."""
        ordered = sorted(drafts, key=lambda draft: draft.schema.name)
        entities = Entities(
            (alias for draft in ordered for alias in aliases_of(draft)), base.entities if base is not None else None
        )
        whole = {draft.schema.name: resolved_table(draft, entities) for draft in ordered}
        histories = {name: History(table) for name, table in whole.items() if vintage_of(table.schema)}
        tables = {name: histories[name].on(None) if name in histories else table for name, table in whole.items()}
        schemas = [table.schema for table in tables.values()]
        events = [schema for schema in schemas if schema.kind is TableKind.EVENT]
        digests = {draft.schema.name: _digest(draft) for draft in ordered}
        names = names_of(ordered, tables, entities, base.names if base is not None else None)
        return cls(
            id=_hash(*digests.items()) if base is None else _hash(("", base.id), *digests.items()),
            tables=MappingProxyType(tables) if base is None else _Layered(tables, base.tables),
            names=NameIndex(written(names), base.names if base is not None else None),
            spellings=Spellings(names, base.spellings if base is not None else None),
            phrases=PhraseIndex(phrases_of(tables.values()), base.phrases if base is not None else None),
            predicates=PredicateIndex.of(
                ((schema.name, schema.predicates) for schema in schemas), base.predicates if base is not None else None
            ),
            entities=entities,
            digests=digests if base is None else {**base.digests, **digests},
            histories=histories if base is None else {**base.histories, **histories},
            given=_given(ordered) if base is None else {**base.given, **_given(ordered)},
            _columns=by_class((schema, schema.columns) for schema in schemas if schema.kind is not TableKind.ALIASES),
            _events=by_class((schema, naming_columns(schema)) for schema in events),
            _headers=by_header(schema for schema in schemas if schema.kind is not TableKind.ALIASES),
            _base=base,
        )

    def store(self, folder: str | Path) -> None:
        """Write the snapshot to a folder, from which `ReferenceTables.load` has it again in no time.

        TableError where something else than a snapshot is there, or this one was made of another.
        """
        if self._base is not None:
            raise TableError(f"{folder}: a snapshot that adds to another is not written. Build all tables together.")
        indices = (
            self.names,
            self.spellings,
            self.phrases,
            self.predicates,
            self.entities,
            self._columns,
            self._events,
            self._headers,
        )
        write_store(Contents(self.id, self.tables, self.histories, self.digests, self.given, *indices), Path(folder))

    @classmethod
    def stored(cls, folder: Path) -> Self:
        """The snapshot that was written to a folder; TableError where it is none, or not whole."""
        contents = read_store(folder)
        return cls(
            id=contents.id,
            tables=contents.tables,
            names=contents.names,
            spellings=contents.spellings,
            phrases=contents.phrases,
            predicates=contents.predicates,
            entities=contents.entities,
            digests=contents.digests,
            histories=contents.histories,
            given=contents.given,
            _columns=contents.columns,
            _events=contents.events,
            _headers=contents.headers,
        )

    def on(self, day: date | None) -> Self:
        """The snapshot as a document of that day knows it: with every figure as it had been published by then."""
        if day is None or not self.histories:
            return self
        known = {name: history.on(day) for name, history in self.histories.items()}
        return replace(self, tables=_Layered(known, self.tables))

    def name_of(self, ref: EntityRef) -> str:
        """The canonical name of an entity; its id where no table of aliases has it."""
        return self.entities.name_of(ref)

    def entity(self, kind: str, id: str) -> Entity | None:
        """The entity of a class with that id, with all its names; None where no table has it."""
        ref = EntityRef(kind, id)
        if (known := self.entities.get(ref)) is not None:
            return known
        if self.names.means(id, ref):
            return Entity(ref, id, (Alias(id),))
        occurs = any(id in self.tables[each.table].distinct(each.column or "") for each in self.columns_of(kind))
        return Entity(ref, id, (Alias(id),)) if occurs else None

    def columns_of(self, kind: str) -> tuple[PhraseRef, ...]:
        """The columns whose cells are entities of a class; tables of aliases do not count."""
        own = self._columns.get(kind, ())
        return own if self._base is None else own + self._base.columns_of(kind)

    def tables_with(self, column: str) -> tuple[str, ...]:
        """The names of the tables that have a column of that name; tables of aliases do not count."""
        own = self._headers.get(column, ())
        return own if self._base is None else own + self._base.tables_with(column)

    def headers(self) -> frozenset[str]:
        """The names of all columns."""
        own = frozenset(self._headers)
        return own if self._base is None else own | self._base.headers()

    def events_named(self, kind: str) -> tuple[PhraseRef, ...]:
        """The columns in which entities of a class name an event: its own name, or its type."""
        own = self._events.get(kind, ())
        return own if self._base is None else own + self._base.events_named(kind)


class _Layered(Mapping[str, Table]):
    """The tables of a snapshot above those of another."""

    __slots__ = ("_base", "_own")

    def __init__(self, own: Mapping[str, Table], base: Mapping[str, Table]) -> None:
        self._own, self._base = own, base

    def __getitem__(self, name: str) -> Table:
        found = self._own.get(name)
        return self._base[name] if found is None else found

    def __iter__(self) -> Iterator[str]:
        yield from self._own
        yield from (name for name in self._base if name not in self._own)

    def __len__(self) -> int:
        return len(self._base) + sum(name not in self._base for name in self._own)


class ReferenceTables(Snapshot):
    """Reference tables as they are loaded from disk."""

    __slots__ = ()

    @classmethod
    def load(cls, *paths: str | Path) -> Self:
        """Load data packages (a folder or its descriptor), folders of them, folders of tables, and single files.

        A path may be a glob ("data/**/*.parquet"), and a connection string names a database, a table or a query of it
        ("postgresql://user@host/base?table=sales"). One of the folders may be of a snapshot that was stored; what it
        holds already is not loaded again.

        TableError for the first thing that is wrong, with file, row, column and how to mend it.
        """
        stores = [path for path in paths if is_stored(Path(path))]
        if not stores:
            return cls.of(read_tables(paths))
        if len(stores) > 1:
            raise TableError(f"{stores[0]} and {stores[1]} are two snapshots. Build all tables together into one.")
        folder = Path(stores[0])
        base, others = cls.stored(folder), read_tables(path for path in paths if path not in stores)
        return base.with_tables(draft for draft in others if not _is_held(draft, base, folder))

    @classmethod
    def shipped(cls, *more: str | Path) -> Self:
        """The tables that come with Veritab, inside the installed package or in a checkout beside `server`.

        The tables of the paths in `more` are loaded with them.
        """
        folder = shipped_folder()
        if folder is None:
            raise TableError("The tables that ship are missing from the package. Install Veritab again.")
        return cls.load(folder, *more)


def _given(drafts: Iterable[Draft]) -> dict[str, Grid]:
    return {draft.schema.name: draft.grid.given for draft in drafts if draft.grid.given is not None}


def _is_held(draft: Draft, base: Snapshot, folder: Path) -> bool:
    """True where a stored snapshot has this very table; TableError where it has another of the name."""
    name = draft.schema.name
    held = base.digests.get(name)
    if held not in (None, _digest(draft)):
        raise TableError(
            f'{folder}: its table "{name}" is not what {draft.grid.file} says now. Run "veritab tables build" again.'
        )
    return held is not None


def _digest(draft: Draft) -> str:
    """A hash over what a table says, not over where it lies."""
    digest = sha256(json.dumps(asdict(draft.schema), sort_keys=True, default=str).encode())
    for field in draft.fields:
        digest.update(json.dumps([field.column.name, field.aliases]).encode())
        digest.update(draft.cells[field.column.name].digest())
    return digest.hexdigest()


def _hash(*digests: tuple[str, str]) -> str:
    return sha256(json.dumps(digests).encode()).hexdigest()[:16]
