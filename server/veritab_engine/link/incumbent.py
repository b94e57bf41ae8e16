"""Readings of heads without a title before their name: "became governor of the bank", "Ghana's John Mahama", "led by".

The person's own terms say which seat is meant, of those that the words leave. Who "became" something held it at some
time, near the date beside it where there is one; who leads something holds its seat on the document's day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date as date_of
from datetime import timedelta

from veritab_engine.extract.holder import FOLLOWING, FORMER, HEAD, LEADING, TAKING
from veritab_engine.lexicon import Phrases
from veritab_engine.link.attribute import on_each_day
from veritab_engine.link.bind import Assignment
from veritab_engine.link.broad import bounded
from veritab_engine.link.clause import Clause
from veritab_engine.link.holder import Seats, leftover_title, may_refute, named_owners, tables_of_holders
from veritab_engine.link.reading import Asked, Binding, Operation, Reading, Source
from veritab_engine.link.rows import MOST_ROWS
from veritab_engine.link.time import days
from veritab_engine.reference import Table, TooBroad
from veritab_engine.reference.row_times import LONGEST_MONTH
from veritab_engine.reference.table import OFFICE, PERSON
from veritab_engine.value import Period

APART = timedelta(days=200)
"""So far may the day told lie from the first in office: votes, oaths and handovers are days of their own."""
SCORE = 0.9
THEN = "then"


def incumbent_readings(clause: Clause) -> Iterator[Reading]:
    """The seats of the claim's person that its words leave."""
    for seats in tables_of_holders(clause):
        of_now = clause.claim.unit == HEAD
        yield from bounded(_now(clause, seats) if of_now else _once(clause, seats), seats.table, Operation.ATTRIBUTE)


def _now(clause: Clause, seats: Seats) -> Iterator[Reading]:
    """Who holds the person's seat of the owner on the day."""
    explained = frozenset((*clause.noun_tokens, *clause.tokens))
    seen = set()
    for person, row in _terms(clause, seats):
        bindings = _seat(seats, row)
        if bindings in seen:
            continue
        seen.add(bindings)
        assignment = Assignment(bindings, seats.table.rows({b.column: b.id for b in bindings}), 1.0)
        by_verb = _tells(clause, LEADING)
        for reading in on_each_day(clause, seats.table, seats.holder, assignment, explained):
            if not by_verb and not _holds(seats.table, reading, seats, person):
                continue
            yield replace(reading, refutes=reading.refutes and by_verb and may_refute(clause, seats, assignment))


def _holds(table: Table, reading: Reading, seats: Seats, person: str) -> bool:
    return any(table.id_at(row, seats.holder.name) == person for row in reading.rows)


def _once(clause: Clause, seats: Seats) -> Iterator[Reading]:
    """The person's terms that had begun, near the date beside a verb, and were over for who is "former"."""
    terms = [row for _, row in _terms(clause, seats)]
    fitting = tuple(row for row in terms if _fits(clause, seats.table, row))
    if fitting:
        yield _reading(clause, seats, _seat(seats, fitting[-1]), fitting, refutes=False)
    elif not terms and _took(clause):
        yield from _who_took(clause, seats)


def _fits(clause: Clause, table: Table, row: int) -> bool:
    term, as_of = table.period(row), clause.scene.as_of
    if term is None or (as_of is not None and term.first > as_of):
        return False
    if _took(clause):
        return all(_is_near(term.first, date) for date in _dates(clause))
    if clause.claim.unit == FORMER:
        return all(term.overlaps(date) for date in _dates(clause))
    before = {*clause.sentence.lower[max(clause.noun_tokens.start - 2, 0) : clause.noun_tokens.stop]}
    return THEN in before or as_of is None or term.last <= as_of


def _who_took(clause: Clause, seats: Seats) -> Iterator[Reading]:
    """Whose term in the seat that the words name began on the day that they tell, where the table has all terms."""
    owners, coverage = named_owners(clause, seats), seats.table.schema.coverage
    dates = [date for date in _dates(clause) if days(date) <= LONGEST_MONTH]
    if len(owners) != 1 or len(dates) != 1 or coverage is None or not coverage.holds(dates[0]):
        return
    if leftover_title(clause, owners) or not any(ref.kind == PERSON for ref in clause.entities):
        return
    column, ref, mention = owners[0]
    bindings = (
        Binding(seats.office.name, clause.claim.unit or "", Source.SENTENCE),
        Binding(column, ref.id, Source.SENTENCE, mention),
    )
    rows = seats.table.rows({each.column: each.id for each in bindings}).starting_in(dates[0])
    if len(rows) == 1:
        yield _reading(clause, seats, bindings, tuple(rows), refutes=True)


def _terms(clause: Clause, seats: Seats) -> Iterator[tuple[str, int]]:
    """The terms of the claim's person in the office and of the owner that the words tell."""
    owners = named_owners(clause, seats)
    headless = clause.claim.unit in (HEAD, FORMER)
    if leftover_title(clause, owners) or (headless and not owners):
        return
    noun = (name for name in clause.names if name.first in clause.noun_tokens)
    offices = {ref.id for name in noun for ref in name.refs if ref.kind == OFFICE} if headless else {clause.claim.unit}
    known = seats.table.distinct(seats.holder.name)
    for person in sorted({ref.id for ref in clause.entities if ref.kind == PERSON and ref.id in known}):
        rows = seats.table.rows({seats.holder.name: person})
        if len(rows) > MOST_ROWS:
            raise TooBroad
        for row in rows:
            owned = not owners or any(seats.table.id_at(row, column) == ref.id for column, ref, _ in owners)
            if owned and (not offices or seats.table.id_at(row, seats.office.name) in offices):
                yield person, row


def _seat(seats: Seats, row: int) -> tuple[Binding, ...]:
    office = seats.table.id_at(row, seats.office.name) or ""
    owners = ((column, seats.table.id_at(row, column)) for column in seats.owners.values())
    return (
        Binding(seats.office.name, office, Source.SENTENCE),
        *(Binding(column, owner, Source.SENTENCE) for column, owner in owners if owner is not None),
    )


def _took(clause: Clause) -> bool:
    return _tells(clause, TAKING) or _tells(clause, FOLLOWING)


def _tells(clause: Clause, cues: Phrases) -> bool:
    """True where one of the phrases stands between the person and what they hold."""
    lower, noun = clause.sentence.lower, clause.noun_tokens
    low, high = min(clause.tokens.stop, noun.stop), max(clause.tokens.start, noun.start)
    return any(cues.at(lower, i) is not None for i in range(low, high))


def _dates(clause: Clause) -> list[Period]:
    """The dates of the stretch that the person or the office stands in."""
    around = range(min(clause.segment.start, clause.noun_tokens.start), clause.segment.stop)
    return [date for date, at in clause.dates if at.start in around or _is_right_behind(clause, at)]


def _is_right_behind(clause: Clause, date: range) -> bool:
    """True for a date behind the office, with no break between: "who became president in 2013"."""
    stretch = clause.sentence.lower[clause.noun_tokens.stop : date.start]
    return date.start >= clause.noun_tokens.stop and "," not in stretch and ";" not in stretch


def _is_near(day: date_of, date: Period) -> bool:
    return date.first - APART <= day <= date.last + APART


def _reading(
    clause: Clause, seats: Seats, bindings: tuple[Binding, ...], rows: tuple[int, ...], *, refutes: bool
) -> Reading:
    term = seats.table.period(rows[-1])
    begun = Period(term.first.isoformat(), term.first, term.first) if term is not None else None
    return Reading(
        table=seats.table.schema.name,
        operation=Operation.ATTRIBUTE,
        rows=rows,
        column=seats.holder.name,
        bindings=bindings,
        asked=Asked(begun, Source.SENTENCE),
        explained=frozenset((*clause.noun_tokens, *clause.tokens)),
        score=SCORE,
        refutes=refutes,
        closed_world=refutes,
    )
