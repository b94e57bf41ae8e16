"""Readings of elapsed time: from an event that the sentence names to the day that it counts to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from veritab_engine.link.bind import Assignment
from veritab_engine.link.clause import Clause
from veritab_engine.link.named_event import event_words, named_events
from veritab_engine.link.reading import Asked, Operation, Reading, Source, bound_score
from veritab_engine.link.time import dates_another, days, when_date
from veritab_engine.reference import Table
from veritab_engine.reference.row_times import LONGEST_MONTH
from veritab_engine.value import Period

COUNTS_FROM_NOW = frozenset({"ago", "since"})
"""After an elapsed time these say that it ends on the document's day; "after" may count to another event."""
ONE_YEAR = 366
OWN_DATE = 0.15
"""How much better a date of the claim's own segment fits than today, and one of another segment worse."""


def elapsed_readings(clause: Clause) -> Iterator[Reading]:
    """The time from an event that the sentence names to the day that the clause speaks of."""
    if _says_in(clause):
        return
    for table, assignment in named_events(clause):
        event = table.period(assignment.rows[0])
        if event is None or not _belongs(table, assignment, clause):
            continue
        refutes = _counts_to_now(clause) and _is_of(event, clause)
        for asked, lift in ends(clause, event):
            yield reading_of(table, assignment, clause, asked, refutes=refutes, lift=lift)


def _belongs(table: Table, assignment: Assignment, clause: Clause) -> bool:
    """True where an anniversary's own noun names the event, or the segment of a time that opens no sentence."""
    words = assignment.tokens() | event_words(table, clause)
    if clause.claim.kind == "anniversary" and len(clause.noun_tokens):
        return any(token in clause.noun_tokens for token in words)
    if clause.sentence.lower[clause.tokens.stop : clause.tokens.stop + 1] == ("since",) and len(clause.noun_tokens):
        return all(token in clause.noun_tokens for token in words)
    return clause.tokens.start <= 2 or any(token in clause.segment for token in words)


def ends(clause: Clause, event: Period) -> Iterator[tuple[Asked, float]]:
    """The days that the time may be counted to, and how much better or worse each fits than today does.

    That is today; and a date of the claim's own segment, or one that opens the sentence, before today. A date that
    dates something else ("president since 2012") is none, and a day without its year is one of the document's year.
    """
    as_of, when = clause.scene.as_of, when_date(clause)
    if when is not None:
        yield when, 0.0
        return
    if as_of is not None:
        yield Asked(Period(as_of.isoformat(), as_of, as_of), Source.SENTENCE), 0.0
    if _says_ago(clause):
        return
    for period, at in clause.dates:
        if period.first > event.last and not (as_of and is_near(period, as_of)) and not dates_another(clause, at):
            own = at.start <= 1 or at.start in clause.segment
            yield Asked(period, Source.SENTENCE, tokens=frozenset(at)), OWN_DATE if own else -OWN_DATE


def is_near(period: Period, as_of: date) -> bool:
    """True for a day or month within a year of the document's day."""
    return days(period) <= LONGEST_MONTH and abs((period.first - as_of).days) <= ONE_YEAR


def _is_of(event: Period, clause: Clause) -> bool:
    """False where "ago" stands beside a date that is neither the event's nor today's: they count from one another."""
    as_of = clause.scene.as_of
    own = (period.overlaps(event) or (as_of is not None and is_near(period, as_of)) for period, _ in clause.dates)
    return not _says_ago(clause) or all(own)


def _says_ago(clause: Clause) -> bool:
    return clause.sentence.lower[clause.tokens.stop : clause.tokens.stop + 1] == ("ago",)


def _says_in(clause: Clause) -> bool:
    """True for "the first visit in 25 years", which counts from the visit before."""
    return clause.sentence.lower[clause.tokens.start - 1] == "in" and clause.claim.kind == "elapsed"


def _counts_to_now(clause: Clause) -> bool:
    """True for anniversaries, and for a time that "ago", "since" or "have passed since" follows."""
    behind = clause.sentence.lower[clause.tokens.stop : clause.tokens.stop + 3]
    passed = behind[:1] in (("have",), ("has",)) and behind[2:] == ("since",)
    return clause.claim.kind == "anniversary" or passed or any(word in COUNTS_FROM_NOW for word in behind[:1])


def reading_of(
    table: Table, assignment: Assignment, clause: Clause, asked: Asked, *, refutes: bool, lift: float
) -> Reading:
    """The reading of the time from the one row of an assignment to the time asked."""
    return Reading(
        table=table.schema.name,
        operation=Operation.ELAPSED,
        rows=assignment.rows,
        column="",
        bindings=assignment.bindings,
        asked=asked,
        explained=assignment.tokens() | asked.tokens | frozenset(clause.tokens),
        score=bound_score(assignment.weight, asked.source) + lift,
        refutes=refutes,
    )
