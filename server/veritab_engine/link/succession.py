"""Readings of successions: "took over from Mark Carney", "his predecessor, Janet Yellen", "gave way to".

Who followed whom is told by the terms in one seat. A seat stands empty at times, or is held for a while by somebody who
fills it: all whose terms end, or begin, within a year or so of the other person's are meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from veritab_engine.extract.succession import PREDECESSOR
from veritab_engine.lexicon import words
from veritab_engine.link.broad import bounded
from veritab_engine.link.clause import Clause
from veritab_engine.link.holder import Seats, tables_of_holders
from veritab_engine.link.person import people, person_told
from veritab_engine.link.reading import Asked, Binding, Operation, Reading, Source
from veritab_engine.link.rows import MOST_ROWS
from veritab_engine.reference.table import OFFICE, EntityRef
from veritab_engine.value import Period, shifted

FILLED = timedelta(days=400)
"""So long may somebody fill a seat between two holders of it."""
HANDOVER = timedelta(days=31)
SCORE = 0.9
EARLIER = 0.2
"""How much worse a seat fits than the one that the person held last."""
AS = "as"


def succession_readings(clause: Clause) -> Iterator[Reading]:
    """Who held the other person's seats right before, or right after, that person."""
    other, told = person_told(clause, clause.noun_tokens), _is_named(clause)
    office = _office(clause)
    if not other or office is None:
        return
    found = [
        reading
        for seats in tables_of_holders(clause)
        for reading in bounded(_followed(clause, seats, other, office, told=told), seats.table, Operation.ATTRIBUTE)
    ]
    told_at = [each for each in found if any(_is_at(each, period) for period, _ in clause.dates)]
    latest = max((_day(each) for each in told_at or found), default=date.min)
    for reading in found:
        yield reading if _day(reading) == latest else replace(reading, score=SCORE - EARLIER)


def _is_at(reading: Reading, told: Period) -> bool:
    """True where the seat changed hands in the time told."""
    return told.first <= shifted(_day(reading), 1) and shifted(_day(reading), -1) <= told.last


def _day(reading: Reading) -> date:
    return reading.asked.period.first if reading.asked.period is not None else date.min


def _followed(
    clause: Clause, seats: Seats, other: frozenset[str], office: frozenset[EntityRef], *, told: bool
) -> Iterator[Reading]:
    table = seats.table
    terms = [row for person in sorted(other) for row in table.rows({seats.holder.name: person})[:MOST_ROWS]]
    terms = [row for row in terms if _is_of(seats, row, office)]
    begun = {row: term for row in terms if (term := table.period(row)) is not None}
    for row, term in begun.items():
        seat = {seats.office.name: table.id_at(row, seats.office.name)}
        seat |= {column: table.id_at(row, column) for column in seats.owners.values()}
        held = table.rows({column: id for column, id in seat.items() if id is not None})
        rows = tuple(each for each in held if each != row and _is_beside(clause, term, table.period(each)))
        if not rows:
            continue
        day = shifted(term.first, -1) if clause.claim.unit == PREDECESSOR else shifted(term.last, 1)
        complete = told and bool(office) and _is_complete(clause, seats, term)
        yield Reading(
            table=table.schema.name,
            operation=Operation.ATTRIBUTE,
            rows=rows,
            column=seats.holder.name,
            bindings=tuple(Binding(column, id, Source.SENTENCE) for column, id in seat.items() if id is not None),
            asked=Asked(Period(day.isoformat(), day, day), Source.CARRIED),
            explained=frozenset((*clause.noun_tokens, *clause.tokens)),
            score=SCORE,
            refutes=complete,
            closed_world=complete,
        )


def _is_beside(clause: Clause, term: Period, other: Period | None) -> bool:
    """True for a term that ended when this one began, or began when it ended."""
    if other is None:
        return False
    if clause.claim.unit == PREDECESSOR:
        return other.first < term.first and term.first - FILLED <= other.last <= term.first + HANDOVER
    return other.first > term.first and term.last - HANDOVER <= other.first and other.first - FILLED <= term.last


def _is_complete(clause: Clause, seats: Seats, term: Period) -> bool:
    """True where the table has all terms around the change of hands."""
    coverage = seats.table.schema.coverage
    day = term.first if clause.claim.unit == PREDECESSOR else term.last
    start, end = (day - FILLED, day) if clause.claim.unit == PREDECESSOR else (day, day)
    return coverage is not None and coverage.holds(Period(f"{start}/{end}", start, end))


def _is_of(seats: Seats, row: int, office: frozenset[EntityRef]) -> bool:
    """True for a term in the office and of the owner that the words tell."""
    held = {(OFFICE, seats.table.id_at(row, seats.office.name))}
    held |= {(kind, seats.table.id_at(row, column)) for kind, column in seats.owners.items() if kind}
    told = {kind for kind, _ in held} & {ref.kind for ref in office}
    return all(any((ref.kind, ref.id) in held for ref in office if ref.kind == kind) for kind in told)


def _is_named(clause: Clause) -> bool:
    """True where the sentence itself names the other person."""
    return bool(people(name for name in clause.named.names if name.first in clause.noun_tokens))


def _office(clause: Clause) -> frozenset[EntityRef] | None:
    """The office told behind the name, with its owner: "as Canada's premier"; None for one that no table knows."""
    lower, i = clause.sentence.lower, clause.tokens.stop
    names = {name.first: name for name in clause.named.names}
    told: set[EntityRef] = set()
    while i < len(lower) and (i in names or lower[i] in words("holders/naming")):
        told.update(names[i].refs if i in names else ())
        i = names[i].last if i in names else i + 1
    behind = lower[clause.tokens.stop : clause.tokens.stop + 1] == (AS,)
    if behind and not any(ref.kind == OFFICE for ref in told):
        return None
    return frozenset(told) if behind else frozenset()
