"""Words for very many columns: "value" says nothing by itself where a thousand tables have one.

Such a word is of the tables that other words of the sentence call for; else of those that hold a name of the sentence,
of the ones before it, or of the document's scope. Where these are still too many, it is too broad.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from veritab_engine.mention.names import Named, PhraseMention
from veritab_engine.reference import PhraseRef, ReferenceTables, Table
from veritab_engine.reference.table import EntityRef, binding_columns

CARRY_WITHIN = 12
"""How many sentences back a name or a date may be carried from."""
MOST_MEANT = 64
"""A word for no more columns than this means each of them."""
MOST_ASKED = 512
"""As many tables are asked at most whether they hold a name."""


@dataclass(frozen=True, slots=True)
class Told:
    """The measure words of a sentence: those with what they mean there, and those that mean too much."""

    phrases: tuple[PhraseMention, ...]
    broad: tuple[PhraseMention, ...] = ()


def narrowed(named: Sequence[Named], sentence: int, scope: Mapping[str, str], tables: ReferenceTables) -> Told:
    """The measure words of one of the sentences."""
    phrases = named[sentence].phrases
    if all(len(phrase.refs) <= MOST_MEANT for phrase in phrases):
        return Told(phrases)
    called = {ref.table for phrase in phrases if len(phrase.refs) <= MOST_MEANT for ref in phrase.refs}
    kept, broad = list[PhraseMention](), list[PhraseMention]()
    for phrase in phrases:
        refs = phrase.refs
        if len(refs) > MOST_MEANT:
            refs = tuple(ref for ref in refs if ref.table in called) or _holding(refs, named, sentence, scope, tables)
        if refs and len(refs) <= MOST_MEANT:
            kept.append(replace(phrase, refs=refs))
        elif refs:
            broad.append(replace(phrase, refs=refs[:1]))
    return Told(tuple(kept), tuple(broad))


def _holding(
    refs: tuple[PhraseRef, ...],
    named: Sequence[Named],
    sentence: int,
    scope: Mapping[str, str],
    tables: ReferenceTables,
) -> tuple[PhraseRef, ...]:
    """The columns whose tables hold a name that may be meant; all of them where they are too many to be asked."""
    if len(refs) > MOST_ASKED:
        return refs
    near = named[max(0, sentence - CARRY_WITHIN) : sentence + 1]
    names = {ref for each in near for name in each.names for ref in name.refs}
    return tuple(ref for ref in refs if _holds(tables.tables[ref.table], names, scope))


def _holds(table: Table, names: set[EntityRef], scope: Mapping[str, str]) -> bool:
    """True for a table that holds a name or a value of the scope, and for one that is about nobody."""
    columns = binding_columns(table.schema)
    if not columns or any(column.name in scope for column in table.schema.columns):
        return True
    return any(
        ref.kind == column.entity and ref.id in table.distinct(column.name) for column in columns for ref in names
    )
