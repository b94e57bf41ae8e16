"""Single events that a sentence names: by the event's own name, or by a word for it and all who took part."""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.lexicon import phrases, words
from veritab_engine.link.bind import Assignment, assignments, entity_columns
from veritab_engine.link.clause import Clause
from veritab_engine.link.narrow import MOST_ASKED
from veritab_engine.link.reading import Binding, Source
from veritab_engine.link.restrict import stands_whole
from veritab_engine.reference import PhraseRef, Table, TooBroad
from veritab_engine.reference.table import Role, TableKind, naming_columns

FEW = 5
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
    for table in _candidates(clause):
        called = event_words(table, clause)
        for assignment in _assignments(table, clause):
            if len(assignment.rows) != 1 or not (called or _has_name(table, assignment)):
                continue
            explained = assignment.tokens() | called | told
            bindings = assignment.bindings
            told_all = all(_by_words(b, clause, explained) or _is_body_told_before(b, table) for b in bindings)
            if (_has_subject(table, assignment) and told_all) or (called and _is_of_the_two(table, assignment, clause)):
                yield table, assignment


def _candidates(clause: Clause) -> Iterator[Table]:
    """The event tables whose rows the sentence has a word for, and those in which it names an event."""
    tables = clause.scene.tables
    found = {ref.table for phrase in clause.phrases for ref in phrase.refs if ref.column is None}
    for ref in {ref for name in clause.names for ref in name.refs}:
        events = tables.events_named(ref.kind)
        if len(events) <= MOST_ASKED:
            found |= {each.table for each in events if ref.id in tables.tables[each.table].distinct(each.column or "")}
    for name in sorted(found):
        table = tables.tables[name]
        if table.schema.kind is TableKind.EVENT:
            yield table


def _assignments(table: Table, clause: Clause) -> tuple[Assignment, ...]:
    """All ways to hold the table's columns; none where one of them leaves more rows than any event could be of."""
    try:
        return assignments(table, clause)
    except TooBroad:
        return ()


def event_words(table: Table, clause: Clause) -> frozenset[int]:
    """The tokens of the words for the table's rows ("established diplomatic relations"), no part of longer ones."""
    ref = PhraseRef(table.schema.name, None)
    mentions = [phrase for phrase in clause.phrases if ref in phrase.refs]
    tokens = frozenset(token for phrase in mentions for token in phrase.tokens)
    named = frozenset(token for name in clause.names for token in name.tokens)
    told = (phrase for phrase in mentions if not _is_to_come(clause.sentence.lower, phrase.first))
    whole = (phrase for phrase in told if stands_whole(clause, phrase, tokens | named))
    return frozenset(token for phrase in whole for token in phrase.tokens)


def _is_to_come(lower: tuple[str, ...], i: int) -> bool:
    """True for "voted to leave"; "the last country to join" has joined."""
    return lower[i - 1 : i] == INFINITIVE and words("words/superlative_members").isdisjoint(lower[max(i - FEW, 0) : i])


def _has_subject(table: Table, assignment: Assignment) -> bool:
    """True where words name what it happened to, or the event itself: "was first held" alone is no event."""
    return any(b.mention is not None and table.column(b.column).role is Role.ENTITY for b in assignment.bindings)


def _by_words(binding: Binding, clause: Clause, explained: frozenset[int]) -> bool:
    if binding.source is Source.SCOPE:
        return True
    return binding.mention is not None and stands_whole(clause, binding.mention, explained)


def is_carried(assignment: Assignment) -> bool:
    """True where an earlier sentence alone tells a part of the event: a disagreement may be about another one."""
    return any(binding.source is Source.CARRIED and binding.mention is None for binding in assignment.bindings)


def _is_body_told_before(binding: Binding, table: Table) -> bool:
    """True for the organization that the story is about: "OPEC has lost weight. Angola quit in 2024."

    No other column of the table is of its class, so that it cannot be taken for another party.
    """
    entity = table.column(binding.column).entity
    others = (column for column in entity_columns(table) if column.name != binding.column)
    return binding.source is Source.CARRIED and all(column.entity != entity for column in others)


def _is_of_the_two(table: Table, assignment: Assignment, clause: Clause) -> bool:
    """True for "the two countries established ties", where the story has told of two that are a row of the table."""
    lower, pairs = clause.sentence.lower, phrases("words/the_two")
    if not any(pairs.at(lower, i) for i in range(len(lower))):
        return False
    parties = [b for b in assignment.bindings if table.column(b.column).role is Role.ENTITY]
    kinds = {table.column(b.column).entity for b in parties}
    carried = all(b.source is Source.CARRIED and not b.passed for b in parties)
    return len(parties) == 2 and len(kinds) == 1 and carried


def _has_name(table: Table, assignment: Assignment) -> bool:
    naming = {column.name for column in naming_columns(table.schema)}
    return any(b.source is Source.SENTENCE and b.column in naming for b in assignment.bindings)
