"""Readings over single events that the sentence names: how long ago one was, and on what day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from veritab_engine.link.bind import Assignment, assignments
from veritab_engine.link.reading import WEIGHT, Asked, Binding, Operation, Reading, Source
from veritab_engine.link.restrict import stands_whole
from veritab_engine.link.scene import Clause
from veritab_engine.link.time import LONGEST_MONTH, days
from veritab_engine.mention.names import NameMention
from veritab_engine.reference import PhraseRef, Table
from veritab_engine.reference.table import Role, TableKind
from veritab_engine.value import Period

COUNTS_FROM_NOW = frozenset({"ago", "since"})
"""After an elapsed time these say that it ends on the document's day; "after" may count to another event."""


def elapsed_readings(clause: Clause) -> Iterator[Reading]:
    """The time from an event that the sentence names to the days that the clause can be speaking of."""
    for table in _event_tables(clause):
        for assignment in named_events(table, clause):
            for asked in _ends(clause, table.period(assignment.rows[0])):
                yield _reading(table, assignment, clause, Operation.ELAPSED, asked, _counts_to_now(clause))


def founding_readings(clause: Clause) -> Iterator[Reading]:
    """The day of the event that the clause names by its type and its subject: "the initiative's inception in 2013"."""
    if not isinstance(clause.claim.value, Period) or not len(clause.noun_tokens):
        return
    for table in _event_tables(clause):
        for assignment in named_events(table, clause):
            if _is_of_noun(table, assignment, clause) and _is_nearest_date(assignment, clause):
                yield _reading(table, assignment, clause, Operation.DATE, Asked(None, Source.SENTENCE), refutes=True)


def named_events(table: Table, clause: Clause) -> Iterator[Assignment]:
    """Single events that the sentence itself names, every binding by words that are no part of a longer name.

    Participants do not name an event ("Aliyev" is no signing): that takes a word for the table's rows, for the type
    of the event, or the event's own name.
    """
    called = any(ref == PhraseRef(table.schema.name, None) for phrase in clause.phrases for ref in phrase.refs)
    for assignment in assignments(table, clause):
        if len(assignment.rows) != 1 or not (called or _named(table, assignment)):
            continue
        if all(_by_words(binding, clause, assignment.tokens()) for binding in assignment.bindings):
            yield assignment


def _event_tables(clause: Clause) -> Iterator[Table]:
    tables = clause.scene.tables.tables.values()
    return (table for table in tables if table.schema.kind is TableKind.EVENT)


def _by_words(binding: Binding, clause: Clause, explained: frozenset[int]) -> bool:
    if binding.source in (Source.ONLY, Source.SCOPE):
        return True
    return binding.mention is not None and stands_whole(clause, binding.mention, explained)


def _named(table: Table, assignment: Assignment) -> bool:
    own_name = table.schema.key if len(table.schema.key) == 1 else ()
    return any(
        binding.source is Source.SENTENCE
        and (binding.column in own_name or table.column(binding.column).role is not Role.ENTITY)
        for binding in assignment.bindings
    )


def _is_of_noun(table: Table, assignment: Assignment, clause: Clause) -> bool:
    """True where the claim's own noun names the event or its subject: of two foundings, each has its own date."""
    entities = (b for b in assignment.bindings if table.column(b.column).role is Role.ENTITY and b.mention is not None)
    return any(_overlaps(b.mention, clause.noun_tokens) for b in entities if b.mention is not None)


def _overlaps(mention: NameMention, tokens: range) -> bool:
    return mention.first < tokens.stop and tokens.start < mention.last


def _is_nearest_date(assignment: Assignment, clause: Clause) -> bool:
    """False where another date stands between the words for the event and the claim's."""
    here = clause.tokens.start
    for name in (binding.mention for binding in assignment.bindings if binding.mention is not None):
        low, high = min(name.first, here), max(name.first, here)
        if any(isinstance(other.value, Period) and low < at.start < high for other, at in clause.neighbours):
            return False
    return True


def _ends(clause: Clause, event: Period | None) -> Iterator[Asked]:
    """The days that the time may be counted to: one told in the sentence that is not the event's own, or today."""
    as_of = clause.scene.as_of
    today = Asked(Period(as_of.isoformat(), as_of, as_of), Source.SENTENCE) if as_of else None
    told = [] if _counts_to_now(clause) and clause.claim.kind == "elapsed" else _told(clause, event)
    for period, tokens in told:
        yield Asked(period, Source.SENTENCE, tokens=frozenset(tokens))
        if today is not None and days(period) <= LONGEST_MONTH and _same_season(period, as_of):
            yield today
    if not told and today is not None:
        yield today


def _told(clause: Clause, event: Period | None) -> list[tuple[Period, range]]:
    if event is None:
        return []
    return [(period, tokens) for period, tokens in clause.dates if period.first > event.last]


def _same_season(period: Period, as_of: date | None) -> bool:
    """A day without a year may lie ahead of the document or behind it."""
    return as_of is not None and abs((period.first - as_of).days) <= 366


def _counts_to_now(clause: Clause) -> bool:
    """True for anniversaries, and for a time that "ago" or "since" follows."""
    behind = clause.sentence.lower[clause.tokens.stop : clause.tokens.stop + 1]
    return clause.claim.kind == "anniversary" or any(word in COUNTS_FROM_NOW for word in behind)


def _reading(
    table: Table, assignment: Assignment, clause: Clause, operation: Operation, asked: Asked, refutes: bool
) -> Reading:
    return Reading(
        table=table.schema.name,
        operation=operation,
        rows=assignment.rows,
        column="",
        bindings=assignment.bindings,
        asked=asked,
        explained=assignment.tokens() | asked.tokens | frozenset(clause.tokens),
        score=0.7 * min(assignment.weight, 1.3) / 1.3 + 0.3 * WEIGHT[asked.source],
        refutes=refutes,
    )
