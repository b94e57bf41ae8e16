"""Snapshots: an immutable version of all loaded tables, named by a hash of what is in them."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Self

from veritab_engine.errors import TableError
from veritab_engine.lexicon import words
from veritab_engine.reference.catalog import Draft, read_tables
from veritab_engine.reference.cells import Plain
from veritab_engine.reference.entity import Alias, Entities, Entity
from veritab_engine.reference.index import NameIndex, PhraseIndex, PhraseRef, is_grammar
from veritab_engine.reference.lookup import Table
from veritab_engine.reference.misspelling import Spellings
from veritab_engine.reference.table import EntityRef, Role, TableKind
from veritab_engine.reference.variants import written
from veritab_engine.reference.vintage import History, vintage_of
from veritab_engine.token import words_of

UNSAFE = "unsafe metonym"
"""The kind of a metonym that its table marks as not safe."""
LONGEST_CODE = 3
LONGEST_NAME = 8
"""A cell of more tokens than this is a remark, not a name."""


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """All tables at one moment, with what is looked up in them; nothing in it changes, any thread may read it."""

    id: str
    """A hash of schemas and data in hexadecimal, the same on every machine and in whatever order files were named."""
    tables: Mapping[str, Table]
    names: NameIndex
    spellings: Spellings
    phrases: PhraseIndex
    entities: Entities
    histories: Mapping[str, History]
    """The tables that have vintages; `tables` has their latest figures."""
    _columns: Mapping[str, tuple[PhraseRef, ...]]
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
            raise TableError(
                f'{taken.grid.file.name}: a table called "{taken.schema.name}" is loaded. Rename this one.'
            )
        return self._over(self, added) if added else self

    @classmethod
    def _over(cls, base: Snapshot | None, drafts: Iterable[Draft]) -> Self:
        """A snapshot of these tables above those of `base`."""
        ordered = sorted(drafts, key=lambda draft: draft.schema.name)
        entities = Entities(
            (alias for draft in ordered for alias in aliases_of(draft)), base.entities if base is not None else None
        )
        read = partial(_table, entities=entities)
        histories = {draft.schema.name: History(draft, read) for draft in ordered if vintage_of(draft.schema)}
        tables = {
            draft.schema.name: histories[draft.schema.name].on(None) if draft.schema.name in histories else read(draft)
            for draft in ordered
        }
        columns = _columns_by_class(tables.values())
        id = _hash(ordered)
        names = tuple(_names(ordered, tables, entities))
        return cls(
            id=id if base is None else sha256(f"{base.id} {id}".encode()).hexdigest()[: len(id)],
            tables=MappingProxyType(tables) if base is None else _Layered(tables, base.tables),
            names=NameIndex(written(names), base.names if base is not None else None),
            spellings=Spellings(names, base.spellings if base is not None else None),
            phrases=PhraseIndex(_phrases(tables.values()), base.phrases if base is not None else None),
            entities=entities,
            histories=MappingProxyType(histories if base is None else {**base.histories, **histories}),
            _columns=columns,
            _base=base,
        )

    def on(self, day: date | None) -> Self:
        """The snapshot as a document of that day knows it: with every figure as it had been published by then."""
        if day is None or not self.histories:
            return self
        known = {name: history.on(day) for name, history in self.histories.items()}
        return replace(self, tables=MappingProxyType({**self.tables, **known}))

    def name_of(self, ref: EntityRef) -> str:
        """The canonical name of an entity; its id where no table of aliases has it."""
        return self.entities.name_of(ref)

    def entity(self, kind: str, id: str) -> Entity | None:
        """The entity of a class with that id, with all its names; None where no table has it."""
        ref = EntityRef(kind, id)
        if (known := self.entities.get(ref)) is not None:
            return known
        occurs = any(id in self.tables[each.table].distinct(each.column or "") for each in self.columns_of(kind))
        return Entity(ref, id, (Alias(id),)) if occurs else None

    def columns_of(self, kind: str) -> tuple[PhraseRef, ...]:
        """The columns whose cells are entities of a class; tables of aliases do not count."""
        own = self._columns.get(kind, ())
        return own if self._base is None else own + self._base.columns_of(kind)


class _Layered(Mapping[str, Table]):
    """The tables of a snapshot and of the one below it; their names differ."""

    __slots__ = ("_base", "_own")

    def __init__(self, own: Mapping[str, Table], base: Mapping[str, Table]) -> None:
        self._own, self._base = own, base

    def __getitem__(self, name: str) -> Table:
        found = self._own.get(name)
        return self._base[name] if found is None else found

    def __iter__(self) -> Iterator[str]:
        yield from self._own
        yield from self._base

    def __len__(self) -> int:
        return len(self._own) + len(self._base)


class ReferenceTables(Snapshot):
    """Reference tables as they are loaded from disk."""

    __slots__ = ()

    @classmethod
    def load(cls, *paths: str | Path) -> Self:
        """Load data packages (a folder or its descriptor), folders of them, folders of tables, and single files.

        A path may be a glob ("data/**/*.parquet"), and a connection string names a database, a table or a query of it
        ("postgresql://user@host/base?table=sales").

        TableError for the first thing that is wrong, with file, row, column and how to mend it.
        """
        return cls.of(read_tables(paths))

    @classmethod
    def shipped(cls, *more: str | Path) -> Self:
        """The tables that come with Veritab, inside the installed package or in a checkout beside `server`.

        The tables of the paths in `more` are loaded with them.
        """
        package = Path(__file__).resolve().parent.parent
        for folder in (package / "reference_data", package.parent.parent / "reference_data"):
            if folder.is_dir():
                return cls.load(folder, *more)
        raise TableError(f"The tables that ship are missing from {package}. Install Veritab again.")


def _table(draft: Draft, entities: Entities) -> Table:
    """The table with the names of its cells resolved; TableError names the row of one that is unknown."""
    ids = {}
    for column in draft.schema.columns:
        if column.entity is not None and draft.schema.kind is not TableKind.ALIASES and entities.knows(column.entity):
            ids[column.name] = _resolved(draft, column.name, column.entity, entities)
    for ref in draft.schema.subject:
        if entities.knows(ref.kind) and entities.get(ref) is None:
            raise TableError(f'{draft.grid.place}: fact:subject names {ref.kind} "{ref.id}", which no table has.')
    return Table(draft.schema, draft.cells, ids, entities)


def _resolved(draft: Draft, column: str, kind: str, entities: Entities) -> Plain:
    texts, ids = draft.cells[column], {}
    for text in dict.fromkeys(texts):
        try:
            ids[text] = None if text is None else entities.resolve(kind, text)
        except ValueError as error:
            raise TableError(f"{draft.grid.where(texts.index(text), column)}: {error}") from error
    return tuple(ids[text] for text in texts)


def aliases_of(draft: Draft) -> Iterator[tuple[EntityRef, Alias]]:
    """What a table of aliases says: entity and name, row by row; an id stands for itself where it looks like a name."""
    if draft.schema.kind is not TableKind.ALIASES:
        return
    [column] = draft.schema.of_role(Role.ENTITY)
    unknown = (None,) * len(draft.grid)
    kinds = zip(draft.cells.get("type", unknown), draft.cells.get("safe", unknown), strict=True)
    for id, alias, (kind, safe) in zip(draft.cells[column.name], draft.cells["alias"], kinds, strict=True):
        if id is not None and alias is not None:
            told = UNSAFE if kind == "metonym" and safe == "false" else kind or "name"
            yield EntityRef(column.entity or draft.schema.name, id), Alias(alias, told)


def _columns_by_class(tables: Iterable[Table]) -> dict[str, tuple[PhraseRef, ...]]:
    columns: dict[str, list[PhraseRef]] = {}
    for schema in (table.schema for table in tables):
        for column in schema.columns:
            if column.entity is not None and schema.kind is not TableKind.ALIASES:
                columns.setdefault(column.entity, []).append(PhraseRef(schema.name, column.name))
    return {kind: tuple(refs) for kind, refs in columns.items()}


def _names(
    drafts: Iterable[Draft], tables: Mapping[str, Table], entities: Entities
) -> Iterator[tuple[EntityRef, str, str]]:
    """All names: of alias tables, those that descriptors add, and the cells of classes that no alias table has."""
    for entity in entities:
        yield from ((entity.ref, alias.text, alias.kind) for alias in entity.aliases if _is_spoken(alias))
    for draft in drafts:
        for field in draft.fields:
            column = field.column
            if column.entity is None or draft.schema.kind is TableKind.ALIASES:
                continue
            for id, texts in field.aliases:
                yield from ((EntityRef(column.entity, id), text, "name") for text in texts)
            yield from (
                (EntityRef(column.entity, id), word, "metonym") for id in column.totals for word in _total_words(id)
            )
            cells = tables[draft.schema.name].distinct(column.name)
            if not entities.knows(column.entity) and not (column.role is Role.DIMENSION and _are_codes(cells)):
                yield from ((EntityRef(column.entity, id), id, "name") for id in cells if _is_name(id))


def _is_spoken(alias: Alias) -> bool:
    """True for a name by which a text may mean the entity: a metonym that is not safe fills cells, and no more."""
    return alias.kind != UNSAFE and bool(words_of(alias.text))


def _total_words(id: str) -> Iterator[str]:
    """How a sentence may call a row of totals: as it is called, and "total" or "overall" in lower case."""
    yield id.lower()
    yield from words("headers/overall") if id.lower() in words("headers/sums") else ()


def _is_name(text: str) -> bool:
    """True for a cell that a sentence could name: some letters, not a remark, not a word of grammar."""
    tokens = words_of(text)
    letters = sum(character.isalpha() for character in text)
    return letters > 1 and len(tokens) <= LONGEST_NAME and not is_grammar(text)


def _are_codes(cells: Collection[str]) -> bool:
    """True for a column of codes, such as "IN" and "US": nobody means them by those letters in a sentence."""
    widths = {len(cell) for cell in cells}
    return len(widths) == 1 and max(widths) <= LONGEST_CODE and all(cell.isupper() for cell in cells)


def _phrases(tables: Iterable[Table]) -> Iterator[tuple[str, PhraseRef]]:
    for schema in (table.schema for table in tables):
        if schema.kind is TableKind.ALIASES:
            continue
        yield from ((phrase, PhraseRef(schema.name, None)) for phrase in schema.phrases if _is_phrase(phrase))
        for column in schema.columns:
            yield from (
                (phrase, PhraseRef(schema.name, column.name)) for phrase in column.phrases if _is_phrase(phrase)
            )


def _is_phrase(text: str) -> bool:
    """True for words that a sentence can mean a column by: "to" of a box score, for turnovers, is not."""
    return bool(words_of(text)) and not is_grammar(text)


def _hash(drafts: Iterable[Draft]) -> str:
    """A hash over what the tables say, not over where they lie."""
    digest = sha256()
    for draft in drafts:
        digest.update(json.dumps(asdict(draft.schema), sort_keys=True, default=str).encode())
        for field in draft.fields:
            digest.update(json.dumps([field.column.name, field.aliases, draft.cells[field.column.name]]).encode())
    return digest.hexdigest()[:16]
