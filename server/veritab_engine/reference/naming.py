"""All names of a snapshot: of alias tables, of descriptors, of cells, and the short ones that texts make of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

from veritab_engine.lexicon import words
from veritab_engine.reference.alias import UNSAFE
from veritab_engine.reference.catalog import Draft
from veritab_engine.reference.entity import Alias, Entities
from veritab_engine.reference.index import NameIndex, fold, is_grammar
from veritab_engine.reference.inflection import singular
from veritab_engine.reference.known import other_names, places
from veritab_engine.reference.lookup import Table
from veritab_engine.reference.short import MOST_NAMES, ordinary_words, short_names
from veritab_engine.reference.table import Column, EntityRef, Role, TableKind
from veritab_engine.reference.variants import class_word
from veritab_engine.token import words_of

Name = tuple[EntityRef, str, str]
"""Entity, text, kind of name."""

LONGEST_CODE = 3
MOST_FOLDED = 20_000
"""Names of a class with more of them are not compared with short ones."""
LONGEST_NAME = 8
"""A cell of more tokens than this is a remark, not a name."""


def names_of(
    drafts: Iterable[Draft], tables: Mapping[str, Table], entities: Entities, base: NameIndex | None
) -> tuple[Name, ...]:
    """The names of these tables, above those of `base`."""
    names = tuple(_names(drafts, tables, entities))
    return (*names, *_short_names(tables, entities, names, base))


def _names(drafts: Iterable[Draft], tables: Mapping[str, Table], entities: Entities) -> Iterator[Name]:
    """The names of alias tables, those that descriptors add, and the cells of classes that no alias table has."""
    for entity in entities:
        yield from ((entity.ref, alias.text, alias.kind) for alias in entity.aliases if _is_spoken(alias))
    for draft in drafts:
        for field in draft.fields:
            column = field.column
            if column.names is not None:
                yield from _beside(tables[draft.schema.name], column, column.names)
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
                yield from ((EntityRef(column.entity, id), text, "name") for id, text in _nouns(column, cells))
                others = other_names(cells, entities)
                yield from ((EntityRef(column.entity, id), text, kind) for id, text, kind in others)


def _nouns(column: Column, cells: Collection[str]) -> Iterator[tuple[str, str]]:
    """The cells of a column of things as a sentence has them: in lower case, one or many of them."""
    if class_word(column.entity or "") not in words("names/nouns"):
        return
    known = {cell.lower() for cell in cells}
    for id in cells:
        lower = id.lower()
        if not _is_name(id) or lower in words("names/no_nouns"):
            continue
        yield id, lower
        yield from ((id, each) for each in (singular(lower), f"{lower}s") if each not in known)


def _beside(table: Table, column: Column, named: str) -> Iterator[Name]:
    """What the cells of a column call the entities in another column of their rows, alone and behind their ids."""
    kind = table.column(named).entity or ""
    pairs = zip(table.vectors[named], table.vectors[column.name], strict=True)
    for id, text in dict.fromkeys(pairs):
        if id is not None and text is not None:
            yield from ((EntityRef(kind, id), each, "name") for each in (text, f"{id} {text}"))


def _short_names(
    tables: Mapping[str, Table], entities: Entities, names: Collection[Name], base: NameIndex | None
) -> Iterator[Name]:
    """The short names of the classes that no alias table has; none of them is a name, or a cell, of something else."""
    classes: dict[str, dict[str, None]] = {}
    cells: set[str] = set()
    for table in tables.values():
        for column in table.schema.columns:
            told = table.distinct(column.name) if column.type == "string" else ()
            if len(told) <= MOST_NAMES:
                cells.update(map(fold, told))
                if column.entity is not None and column.role is Role.ENTITY and not entities.knows(column.entity):
                    classes.setdefault(column.entity, {}).update(dict.fromkeys(filter(_is_name, told)))
    if not classes:
        return
    crowded = Counter(ref.kind for ref, _, _ in names)
    cells |= places(entities)
    cells |= {fold(text) for ref, text, _ in names if crowded[ref.kind] <= MOST_FOLDED}
    schemas = [table.schema for table in tables.values()]
    phrases = [phrase for schema in schemas for phrase in schema.phrases]
    phrases += [phrase for schema in schemas for column in schema.columns for phrase in column.phrases]

    def is_known(text: str) -> bool:
        return fold(text) in cells or (base is not None and base.has(text))

    yield from short_names(classes, ordinary_words(phrases), is_known)


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
