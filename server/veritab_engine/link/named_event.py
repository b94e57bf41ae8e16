"""Single events that a sentence names: by the event's own name, or by a word for it and all who took part."""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.link.bind import Assignment, assignments, entity_columns
from veritab_engine.link.reading import Binding, Source
from veritab_engine.link.restrict import stands_whole
from veritab_engine.link.scene import Clause
from veritab_engine.reference import PhraseRef, Table
from veritab_engine.reference.table import Column, Role, TableKind

INFINITIVE = ("to",)
"""Before a word for an event it has not happened: "applied to join", "voted to leave"."""


def named_events(clause: Clause) -> Iterator[tuple[Table, Assignment]]:
    """Every event of one row that the sentence names, each binding by words that are no part of a longer name.

    Participants do not name an event ("Aliyev" is no signing): that takes a word for the table's rows, for the type
    of the event, or the event's own name.
    """
    claimed = (token for _, tokens in clause.neighbours for token in tokens)
    named = (token for name in clause.names for token in name.tokens)
    spoken = (token for phrase in clause.phrases for token in phrase.tokens)
    told = frozenset((*clause.tokens, *claimed, *named, *spoken))
    for table in clause.scene.tables.tables.values():
        if table.schema.kind is not TableKind.EVENT:
            continue
        called = event_words(table, clause)
        if not called and not _may_have_name(table, clause):
            continue
        for assignment in assignments(table, clause):
            if len(assignment.rows) != 1 or not (called or _has_name(table, assignment)):
                continue
            explained = assignment.tokens() | called | told
            if _has_subject(table, assignment) and all(_by_words(b, clause, explained) for b in assignment.bindings):
                yield table, assignment


def event_words(table: Table, clause: Clause) -> frozenset[int]:
    """The tokens of the words for the table's rows ("established diplomatic relations"), no part of longer ones."""
    ref = PhraseRef(table.schema.name, None)
    mentions = [phrase for phrase in clause.phrases if ref in phrase.refs]
    tokens = frozenset(token for phrase in mentions for token in phrase.tokens)
    named = frozenset(token for name in clause.names for token in name.tokens)
    told = (phrase for phrase in mentions if clause.sentence.lower[phrase.first - 1 : phrase.first] != INFINITIVE)
    whole = (phrase for phrase in told if stands_whole(clause, phrase, tokens | named))
    return frozenset(token for phrase in whole for token in phrase.tokens)


def _has_subject(table: Table, assignment: Assignment) -> bool:
    """True where words name what it happened to, or the event itself: "was first held" alone is no event."""
    return any(b.mention is not None and table.column(b.column).role is Role.ENTITY for b in assignment.bindings)


def _by_words(binding: Binding, clause: Clause, explained: frozenset[int]) -> bool:
    if binding.source is Source.SCOPE:
        return True
    return binding.mention is not None and stands_whole(clause, binding.mention, explained)


def _has_name(table: Table, assignment: Assignment) -> bool:
    naming = {column.name for column in _naming(table)}
    return any(b.source is Source.SENTENCE and b.column in naming for b in assignment.bindings)


def _may_have_name(table: Table, clause: Clause) -> bool:
    """True where the sentence has any name that could name one of the table's events."""
    classes = {column.entity for column in _naming(table)}
    return any(ref.kind in classes for name in clause.names for ref in name.refs)


def _naming(table: Table) -> list[Column]:
    """The columns whose entities name an event: its own key, and its type."""
    own_name = table.schema.key if len(table.schema.key) == 1 else ()
    return [c for c in entity_columns(table) if c.name in own_name or c.role is not Role.ENTITY]
