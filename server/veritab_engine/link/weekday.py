"""Readings of weekdays: "defeated the Hawks on Saturday night", "Saturday's contest", of the event that is reported.

The event is the one row of an event table in the document's scope. Its day is told where the weekday stands before a
word for the event, or behind what was done to the other party of it; the next event and the last are others.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from veritab_engine.claim import Modality
from veritab_engine.document import Sentence
from veritab_engine.lexicon import words
from veritab_engine.link.carried_event import pronoun_readings
from veritab_engine.link.clause import Clause
from veritab_engine.link.dated import date_readings, founding_readings
from veritab_engine.link.reading import Asked, Operation, Reading, Source
from veritab_engine.link.scope import in_scope, scoped
from veritab_engine.mention.later import event_tables
from veritab_engine.mention.modality import modality_of
from veritab_engine.reference import Table
from veritab_engine.value import Period

ENDS = frozenset({",", ".", ")", ";", ":", "—", "–", "!", "?"})
POSSESSIVE = (("'s",), ("'",))
ARTICLES = (("the",), ("a",))
"""Behind these a word is no verb: "the host Orlando Magic"."""
REACH = 24
"""So many tokens behind what was done its day stands at most."""


def weekday_readings(clause: Clause) -> Iterator[Reading]:
    """The weekday of the event that the document is about, or of the one whose date stands before."""
    if not is_weekday(clause):
        return
    for other, tokens in clause.neighbours:
        if isinstance(other.value, Period) and is_apposed(clause.sentence, tokens, clause.tokens):
            there = clause.scene.clause(other)
            for reading in chain(founding_readings(there), date_readings(there), pronoun_readings(there)):
                yield replace(reading, operation=Operation.WEEKDAY, explained=frozenset(clause.tokens))
    for table in event_tables(clause.scene.tables, clause.scene.scope):
        bindings = scoped(table, clause.scene)
        rows = in_scope(table, table.rows({each.column: each.id for each in bindings}), clause.scene)
        if len(rows) == 1 and (_names_event(clause, table) or _tells_event(clause)):
            asked = Asked(None, Source.SENTENCE)
            explained = frozenset(clause.tokens)
            name = table.schema.name
            yield Reading(name, Operation.WEEKDAY, (rows[0],), "", bindings, asked, explained, score=0.9)


def is_apposed(sentence: Sentence, day: range, weekday: range) -> bool:
    """True for a weekday that the words behind a day give to it: "May 8, 1945, a Tuesday"."""
    between = " ".join(sentence.lower[day.stop : weekday.start])
    ends = weekday.stop == len(sentence.lower) or sentence.lower[weekday.stop] in ENDS
    return ends and between in words("calendar/before_a_weekday")


def is_weekday(clause: Clause) -> bool:
    """True for a day that is told by its weekday."""
    value = clause.claim.value
    if not isinstance(value, Period) or value.first != value.last:
        return False
    return f"{value.first:%A}".lower() in clause.sentence.lower[clause.tokens.start : clause.tokens.stop]


def _names_event(clause: Clause, table: Table) -> bool:
    """True for "Saturday's contest", and not for "Saturday's next contest"."""
    lower, behind = clause.sentence.lower, clause.tokens.stop
    behind += lower[behind : behind + 1] in POSSESSIVE
    before = lower[max(clause.tokens.start - 2, 0) : clause.tokens.start]
    phrases = (phrase for phrase in clause.named.phrases if phrase.first == behind)
    named = any(ref.table == table.schema.name and ref.column is None for phrase in phrases for ref in phrase.refs)
    return named and words("words/other_occasions").isdisjoint(before) and not _is_to_come(clause, 0)


def _tells_event(clause: Clause) -> bool:
    """True behind what one party did to the other, with no other day between."""
    first = clause.tokens.start
    for mention in clause.scene.said(clause.claim.sentence):
        done = mention.marked.start
        if done < first <= done + REACH and any(each.cell is not None and each.cell.other for each in mention.filled):
            between = clause.sentence.lower[done:first]
            others = any(done < tokens.start < first for _, tokens in clause.dates if tokens != clause.tokens)
            if not others and words("words/other_occasions").isdisjoint(between) and not _is_to_come(clause, done):
                return True
    return False


def _is_to_come(clause: Clause, since: int) -> bool:
    """True where the sentence speaks of what is planned."""
    if modality_of(clause.sentence, clause.tokens.start) is not Modality.ASSERTED:
        return True
    lower = clause.sentence.lower
    planned = (i for i in range(since, clause.tokens.start) if lower[i] in words("words/to_come"))
    return any(lower[i - 1 : i] not in ARTICLES for i in planned)
