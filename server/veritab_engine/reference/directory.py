"""Where the words of a text lead: the columns that hold a class of names, that have a header, that a phrase means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from veritab_engine.reference.index import PhraseRef, is_grammar
from veritab_engine.reference.lookup import Table
from veritab_engine.reference.table import Column, Schema, TableKind
from veritab_engine.token import words_of


def by_class(columns: Iterable[tuple[Schema, Iterable[Column]]]) -> dict[str, tuple[PhraseRef, ...]]:
    """The columns of these that hold names, by the class of the names."""
    found: dict[str, list[PhraseRef]] = {}
    for schema, each in columns:
        for column in each:
            if column.entity is not None:
                found.setdefault(column.entity, []).append(PhraseRef(schema.name, column.name))
    return {kind: tuple(refs) for kind, refs in found.items()}


def by_header(schemas: Iterable[Schema]) -> dict[str, tuple[str, ...]]:
    """The names of tables, by the names of their columns."""
    found: dict[str, list[str]] = {}
    for schema in schemas:
        for column in schema.columns:
            found.setdefault(column.name, []).append(schema.name)
    return {column: tuple(names) for column, names in found.items()}


def phrases_of(tables: Iterable[Table]) -> Iterator[tuple[str, PhraseRef]]:
    """Every phrase of the tables, with the table or the column that it means."""
    for schema in (table.schema for table in tables):
        if schema.kind is TableKind.ALIASES:
            continue
        yield from ((phrase, PhraseRef(schema.name, None)) for phrase in schema.phrases if _is_phrase(phrase))
        for column in schema.columns:
            spoken = (each for phrase in column.phrases for each in (phrase, _turned(phrase)))
            yield from ((phrase, PhraseRef(schema.name, column.name)) for phrase in spoken if _is_phrase(phrase))


def _turned(phrase: str) -> str:
    """Two words as English also says them: "share of renewables" for "renewables share"; nothing for others."""
    words = words_of(phrase)
    return f"{words[1]} of {words[0]}" if len(words) == 2 and all(map(str.isalpha, words)) else ""


def _is_phrase(text: str) -> bool:
    """True for words that a sentence can mean a column by: "to" of a box score, for turnovers, is not."""
    return bool(words_of(text)) and not is_grammar(text)
