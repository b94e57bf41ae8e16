"""Readings of the day of an event that the text has told before: "Sweden followed in 2024", "it was founded in 1930".

What happened, or to whom, is left to what was told before: who "followed" did what the story has a word for, to the
body or party that it has named; "it" is what the sentence, or the one before, is about. Only where another date of the
story is the table's does a follower's refute.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from veritab_engine.claim import Claim
from veritab_engine.lexicon import phrases, words
from veritab_engine.link.bind import entity_columns
from veritab_engine.link.clause import Clause
from veritab_engine.link.compared import SEGMENT_ENDS
from veritab_engine.link.narrow import MOST_ASKED
from veritab_engine.link.reading import Asked, Binding, Operation, Reading, Source
from veritab_engine.link.rows import MOST_ROWS
from veritab_engine.mention.names import NameMention
from veritab_engine.reference import PhraseRef, Rows, Table
from veritab_engine.reference.table import Column, Role, TableKind
from veritab_engine.value import Agreement, Period

NEAR = 2
"""So many sentences before, what happened may have been told."""
MOST_NAMES = 4
"""A date of more names than these is of a list."""
SCORE = 0.8
DATING = frozenset({"in", "on", "only", "back", "early", "late", "of", "the", "start", "end", "at", ","})
GOING_ON = (("with",), ("by",), ("when",), ("to",))
"""Behind the date these tell something else that was done: "followed in 2023 with a new budget"."""
JOINING = frozenset({",", "and", "the"})


def followed_readings(clause: Clause) -> Iterator[Reading]:
    """The day on which the names before "followed" did what was told before."""
    names = _followers(clause)
    if not names or not isinstance(clause.claim.value, Period):
        return
    for table in _events_told(clause):
        found = [reading for name in names for reading in _of_name(clause, table, name)]
        if found:
            sure = _is_told_so(clause, table) or any(_agrees(clause.claim, table, each.rows[0]) for each in found)
            yield from (replace(reading, refutes=sure) for reading in found)
            return


def _is_told_so(clause: Clause, table: Table) -> bool:
    """True where a date before, in this sentence or the one before, is the table's of somebody named there.

    Then it is what the table tells that the others followed in, and no application or vote.
    """
    scene, here = clause.scene, clause.claim.sentence
    for index in range(max(here - 1, 0), here + 1):
        ids = [
            (column.name, id)
            for name in scene.named[index].names
            for column in entity_columns(table)
            if column.role is Role.ENTITY and len(table.distinct(column.name)) > 1
            for id in _ids(table, column, name)
        ]
        rows = [row for column, id in ids for row in table.rows({column: id})[:MOST_ROWS]]
        dates = [each for each in scene.claims_of.get(index, ()) if each.span.start < clause.claim.span.start]
        if any(_agrees(date, table, row) for date in dates for row in rows):
            return True
    return False


def _agrees(claim: Claim, table: Table, row: int) -> bool:
    time = table.period(row)
    value = claim.value
    return isinstance(value, Period) and time is not None and value.compare(time) is Agreement.AGREES


def pronoun_readings(clause: Clause) -> Iterator[Reading]:
    """The day of what happened to "it": "The bank is old; it was founded on May 17, 1930"."""
    pronoun = _pronoun(clause)
    if pronoun is None or not isinstance(clause.claim.value, Period):
        return
    for table in _events_here(clause, pronoun):
        own = [
            column for column in entity_columns(table) if column.role is Role.ENTITY and not _is_event(table, column)
        ]
        kinds = _types(clause, table, pronoun)
        if len(own) == 1 and (name := _subject(clause, pronoun, own[0])) is not None:
            ids = _ids(table, own[0], name)
            bindings = (*kinds, *(Binding(own[0].name, id, Source.CARRIED) for id in ids))
            rows = table.rows({binding.column: binding.id for binding in bindings})
            if len(ids) == 1 and len(rows) == 1:
                yield _reading(clause, table, rows, bindings)


def _followers(clause: Clause) -> list[NameMention]:
    """The names in "Greece and Turkey followed in 1952"; none where words of another sense stand between."""
    lower, i = clause.sentence.lower, clause.tokens.start
    if lower[clause.tokens.stop : clause.tokens.stop + 1] in GOING_ON:
        return []
    while i > 0 and lower[i - 1] in DATING:
        i -= 1
    verb = phrases("words/following").before(lower, i)
    if verb is None:
        return []
    first = verb[1]
    names = []
    by_end = {name.last: name for name in clause.names}
    while first > 0 and (first in by_end or lower[first - 1] in JOINING):
        if first in by_end:
            names.append(by_end[first])
        first = by_end[first].first if first in by_end else first - 1
    opens = first == 0 or lower[first - 1] in SEGMENT_ENDS or lower[first - 1] in words("modality/clause_breaks")
    return names if opens and len(names) <= MOST_NAMES else []


def _events_told(clause: Clause) -> Iterator[Table]:
    """The event tables that the sentences before have words for, those of the nearest sentence first."""
    scene, here = clause.scene, clause.claim.sentence
    for index in range(here, max(here - NEAR, 0) - 1, -1):
        if scene.prose.sentences[index].paragraph != clause.sentence.paragraph:
            return
        told = [ref.table for phrase in scene.told(index).phrases for ref in phrase.refs if ref.column is None]
        for name in dict.fromkeys(told):
            table = scene.tables.tables[name]
            if table.schema.kind is TableKind.EVENT:
                yield table


def _of_name(clause: Clause, table: Table, name: NameMention) -> Iterator[Reading]:
    """The one row of the table that is of the name and, in every other column, of what was told last."""
    for column in entity_columns(table):
        for id in _ids(table, column, name):
            bindings = [Binding(column.name, id, Source.SENTENCE, name)]
            for other in (each for each in entity_columns(table) if each is not column and each.role is Role.ENTITY):
                held = _told_last(clause, table, other, name)
                bindings += [Binding(other.name, held, Source.CARRIED)] if held is not None else []
            rows = table.rows({binding.column: binding.id for binding in bindings})
            if len(rows) == 1:
                yield _reading(clause, table, rows, tuple(bindings))


def _told_last(clause: Clause, table: Table, column: Column, but: NameMention) -> str | None:
    """Whom the text has named last, of those that the column knows; the only one that it knows."""
    known = table.distinct(column.name)
    if len(known) == 1:
        return next(iter(known))
    earlier = [name for name in reversed(clause.names) if name.last <= but.first]
    for name in (*earlier, *(name for _, name in clause.earlier_names())):
        ids = _ids(table, column, name)
        if ids:
            return ids[0] if len(ids) == 1 else None
    return None


def _ids(table: Table, column: Column, name: NameMention) -> list[str]:
    known = table.distinct(column.name)
    return [ref.id for ref in name.refs if ref.kind == column.entity and ref.id in known]


def _pronoun(clause: Clause) -> int | None:
    """Where "it" stands at the head of the claim's stretch."""
    first = clause.segment.start
    return first if clause.sentence.lower[first : first + 1] == ("it",) else None


def _events_here(clause: Clause, first: int) -> Iterator[Table]:
    """The event tables of whose rows, or of whose kinds of events, the words between "it" and the date are."""
    tables, around = clause.scene.tables, range(first, clause.tokens.start)
    found = {
        ref.table for phrase in clause.phrases if phrase.first in around for ref in phrase.refs if ref.column is None
    }
    for ref in {ref for name in clause.names if name.first in around for ref in name.refs}:
        events = tables.events_named(ref.kind)
        found |= {each.table for each in events} if len(events) <= MOST_ASKED else set()
    for name in sorted(found):
        table = tables.tables[name]
        if table.schema.kind is TableKind.EVENT and (_has_word(clause, table, around) or _types(clause, table, first)):
            yield table


def _has_word(clause: Clause, table: Table, around: range) -> bool:
    ref = PhraseRef(table.schema.name, None)
    return any(ref in phrase.refs and phrase.first in around for phrase in clause.phrases)


def _types(clause: Clause, table: Table, first: int) -> list[Binding]:
    """The kinds of events that the words between "it" and the date tell."""
    around = [name for name in clause.names if first <= name.first < clause.tokens.start]
    columns = [column for column in entity_columns(table) if column.role is Role.DIMENSION]
    found = [(column, name, id) for column in columns for name in around for id in _ids(table, column, name)]
    return [Binding(column.name, id, Source.SENTENCE, name) for column, name, id in found]


def _is_event(table: Table, column: Column) -> bool:
    """True for the column that names the event itself."""
    return table.schema.key == (column.name,)


def _subject(clause: Clause, pronoun: int, column: Column) -> NameMention | None:
    """What "it" stands for: the first name of the column's class before it, in its sentence or the nearest before."""
    own = [name for name in clause.names if name.last <= pronoun]
    index = clause.claim.sentence
    while index >= 0 and clause.scene.prose.sentences[index].paragraph == clause.sentence.paragraph:
        names = own if index == clause.claim.sentence else clause.scene.named[index].names
        for name in names:
            if any(ref.kind == column.entity for ref in name.refs):
                return name
        index -= 1
    return None


def _reading(clause: Clause, table: Table, rows: Rows, bindings: tuple[Binding, ...]) -> Reading:
    mentions = [binding.mention for binding in bindings if binding.mention is not None]
    return Reading(
        table=table.schema.name,
        operation=Operation.DATE,
        rows=rows,
        column="",
        bindings=bindings,
        asked=Asked(None, Source.SENTENCE),
        explained=frozenset((*clause.tokens, *(i for mention in mentions for i in mention.tokens))),
        score=SCORE,
        refutes=False,
    )
