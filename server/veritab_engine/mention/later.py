"""What a sentence says of a later event than the one that a document is about: "their next game is against the Hawks".

The words that turn to it stand in the descriptor of the event's table (`fact:later`), which is the one that has a
column of the scope. Its parties are the names behind these words that something is done to, or against.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from veritab_engine.lexicon import words
from veritab_engine.mention.mentioned import Named, NameMention
from veritab_engine.mention.predicates import name_after
from veritab_engine.reference import ReferenceTables, Table
from veritab_engine.reference.inflection import root
from veritab_engine.reference.table import Role, TableKind
from veritab_engine.token import words_of

POSSESSIVE = (("'s",), ("'",))


@dataclass(frozen=True, slots=True)
class LaterMention:
    """Where a sentence turns to a later event, in the tokens `first` to `last` (excluded), and whom it names for it."""

    table: str
    first: int
    last: int
    parties: tuple[NameMention, ...]


def find_later(named: Named, tables: ReferenceTables, scope: Mapping[str, str]) -> LaterMention | None:
    """The first such turn of a sentence; None where it speaks of no later event, or of the parties' past behind it."""
    for table in event_tables(tables, scope):
        later = table.schema.later
        if later is None:
            continue
        stems, turns = tuple([root(word) for word in named.sentence.lower]), _by_first(later.phrases)
        for first, stem in enumerate(stems):
            lengths = [len(each) for each in turns.get(stem, ()) if stems[first : first + len(each)] == each]
            if lengths:
                last = first + max(lengths)
                return LaterMention(table.schema.name, first, last, tuple(_parties(named, table, first, last)))
    return None


def event_tables(tables: ReferenceTables, scope: Mapping[str, str]) -> Iterator[Table]:
    """The tables of events that have a column of the scope."""
    for name in sorted({name for key in scope for name in tables.tables_with(key)}):
        if tables.tables[name].schema.kind is TableKind.EVENT:
            yield tables.tables[name]


@lru_cache(maxsize=1 << 6)
def _by_first(phrases: tuple[str, ...]) -> Mapping[str, list[tuple[str, ...]]]:
    """The stems of each phrase, by the first of them."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        stems = tuple([root(word) for word in words_of(phrase)])
        found.setdefault(stems[0], []).append(stems)
    return found


def _parties(named: Named, table: Table, first: int, last: int) -> Iterator[NameMention]:
    """The names behind a word of meeting, up to a word that turns back ("after the loss to the Hawks")."""
    lower = named.sentence.lower
    kinds = {column.entity for column in table.schema.columns if column.role is Role.ENTITY}
    for i in range(first, len(lower)):
        if i >= last and lower[i] in words("later/back"):
            return
        name = name_after(i + 1, named) if lower[i] in words("later/meeting") else None
        if name is None or name.first < last - 1 or lower[name.last : name.last + 1] in POSSESSIVE:
            continue
        if any(ref.kind in kinds for ref in name.refs):
            yield name
