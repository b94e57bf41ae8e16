"""Readings of the first or last day in office: "president since February 2015", "took over from him in March 2020".

Between the person and the date stand nothing but words for taking, having or leaving an office, its title, whose office
it is, and who had it before. All terms of the person that these words leave are what may be meant. A successor's first
day is a predecessor's last, so that the name of either tells it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from veritab_engine.lexicon import phrases, words
from veritab_engine.link.clause import Clause
from veritab_engine.link.holder import Seats, tables_of_holders
from veritab_engine.link.person import names_without_dates, person_told
from veritab_engine.link.reading import Asked, Binding, Operation, Reading, Source
from veritab_engine.link.rows import MOST_ROWS
from veritab_engine.link.time import days
from veritab_engine.mention.names import NameMention
from veritab_engine.reference.table import OFFICE, PERSON, EntityRef
from veritab_engine.value import Period

LONGEST = 366
"""No longer stretch of days tells when a term began."""
ACTING = "acting "
RANGE = "/"
"""Parts the two ends of a range: "from 2011 to 2019"."""
WHO = ("who",)
VACANT = 31
"""So many days may lie between one who leaves a seat and one who takes over from them."""
BEGAN, CHOSEN, LASTING, ENDED, HANDED = "began", "chosen", "lasting", "ended", "handed"
CLOSING = frozenset({"until", "till"})
SINCE = "since"
GOING_ON = (("as",), ("at",), ("of",))
"""Behind the date these tell another office: "took over in 2022 as head of his party"."""
SCORE = 0.9
LONG_AGO = 0.2
"""How much worse an office fits that the person left before another one."""

Seat = tuple[tuple[str | None, ...], date]


@dataclass(frozen=True, slots=True)
class Told:
    """What the words before a date say of a term: whose, of which offices and owners, and which end of it."""

    person: NameMention
    before: NameMention | None
    """Whom the person followed, where the words name both."""
    operation: Operation
    offices: frozenset[str]
    """All offices that can be meant; empty where any may be."""
    owners: frozenset[EntityRef]
    refutes: bool
    """False where the words may tell of another day than the first or last one in office, or leave the seat open."""


def term_readings(clause: Clause) -> Iterator[Reading]:
    """The first or last day of the terms that the words before a date tell of."""
    told = _told(clause)
    if told is None:
        return
    found = [
        _reading(clause, seats, person, rows, told)
        for seats in tables_of_holders(clause)
        for person in _persons(told.person)
        if (rows := _terms(clause, seats, person, told))
    ]
    latest = max((_last_day(clause, each) for each in found), default=date.min)
    if any(reading.operation is Operation.DATE for reading in found):
        found = [_whole(clause, reading) for reading in found if reading.rows]
    for reading in (each for each in found if each.rows):
        yield reading if _last_day(clause, reading) == latest else replace(reading, score=SCORE - LONG_AGO)


def _whole(clause: Clause, reading: Reading) -> Reading:
    """The reading of the terms that begin and end when the two ends of the claim's range say; it refutes nothing."""
    table, value = clause.scene.tables.tables[reading.table], clause.claim.value
    if not isinstance(value, Period):
        return replace(reading, rows=())
    low, high = (len(part) for part in value.iso.split(RANGE))
    rows = tuple(
        row
        for row in reading.rows
        if (term := table.period(row)) is not None
        and term.first.isoformat()[:low] == value.first.isoformat()[:low]
        and term.last.isoformat()[:high] == value.last.isoformat()[:high]
    )
    return replace(reading, rows=rows, refutes=False)


def _last_day(clause: Clause, reading: Reading) -> date:
    term = clause.scene.tables.tables[reading.table].period(reading.rows[0]) if reading.rows else None
    return term.last if term is not None else date.min


def _persons(name: NameMention) -> list[str]:
    return [ref.id for ref in name.refs if ref.kind == PERSON]


def _told(clause: Clause) -> Told | None:
    """What the unbroken stretch of such words before the date tells; None where it tells of no term."""
    value, lower = clause.claim.value, clause.sentence.lower
    behind = lower[clause.tokens.stop : clause.tokens.stop + 1]
    if not isinstance(value, Period) or (days(value) > LONGEST and RANGE not in value.iso) or behind in GOING_ON:
        return None
    named = {i: name for name in clause.named.names for i in name.tokens}
    first = _stretch_start(clause, named)
    inside = list(dict.fromkeys(name for i, name in sorted(named.items()) if first <= i < clause.tokens.start))
    people = [name for name in inside if _persons(name)]
    if people and WHO in (
        lower[people[-1].last : people[-1].last + 1],
        lower[people[-1].last + 1 : people[-1].last + 2],
    ):
        people = people[-1:]
    handed = {name for name in people if _hands_over(clause, name.first)}
    followed = [name for name in people if lower[name.first - 1] in words("terms/followed") and name not in handed]
    followed = [name for name in followed if lower[name.last + 1 : name.last + 2] != WHO]
    followed += [name for name in people if handed and name not in handed and name not in followed]
    own = [name for name in people if name not in followed] or _carried(clause, first)
    if len(own) > 1 or len(followed) > 1 or not (own or followed):
        return None
    led = bool(own) and (own[0].first < first or lower[own[0].first - 1] == "by" or own[0] in handed)
    end = _which_end(clause, range(first if led or not own else own[0].last, clause.tokens.start), inside)
    if end is None or (not own and end[0] is not Operation.START):
        return None
    kinds = {kind for seats in tables_of_holders(clause) for kind in seats.owners}
    person = (own or followed)[0]
    telling = (name for name in inside if name not in people and (own or name.first >= person.last))
    refs = {ref for name in telling for ref in name.refs}
    offices = {ref.id for name in inside if name.first >= person.last for ref in name.refs if ref.kind == OFFICE}
    owners = frozenset(ref for ref in refs if ref.kind in kinds)
    seated = bool(offices or owners or (own and followed))
    return Told(
        person=person,
        before=followed[0] if own and followed else None,
        operation=end[0] if own else Operation.END,
        offices=frozenset(offices),
        owners=owners,
        refutes=end[1] != CHOSEN and seated and person.first >= first and bool(len(person.tokens)),
    )


def _carried(clause: Clause, first: int) -> list[NameMention]:
    """The one person whom the sentence goes on about: "was president until 2011 and returned to office in 2023".

    That is also whom "he" stands for, or the office that opens the words: "The chancellor, who took office on May 6".
    """
    lower = clause.sentence.lower
    if first > 0 and lower[first - 1] in words("terms/going_on"):
        people = [name for name in names_without_dates(clause.scene, clause.claim.sentence) if _persons(name)]
        if len(people) == 1 and people[0].last < first:
            return people
        told = (
            person_told(clause, range(first - 1, first)) if lower[first - 1] in words("words/persons") else frozenset()
        )
    elif lower[first : first + 1] == ("the",) and any(
        ref.kind == OFFICE for name in clause.named.names for ref in name.refs
    ):
        told = person_told(clause, range(first, first + 2))
    else:
        return []
    return [NameMention(first, first, tuple(EntityRef(PERSON, id) for id in sorted(told)))] if len(told) == 1 else []


def _hands_over(clause: Clause, i: int) -> bool:
    """True behind "gave way to": who stands there took the seat on that day."""
    cue = phrases("terms/cues").before(clause.sentence.lower, i)
    return cue is not None and cue[0] == HANDED


def _stretch_start(clause: Clause, named: dict[int, NameMention]) -> int:
    """Where the words begin that lead from a person to the date without a break."""
    lower, cues = clause.sentence.lower, phrases("terms/cues")
    i = clause.tokens.start
    while i > 0:
        cue = cues.before(lower, i)
        if cue is not None:
            i = cue[1]
        elif i - 1 in named:
            i = named[i - 1].first
        elif lower[i - 1] in words("terms/between") or _is_age(lower, i - 1):
            i -= 1
        else:
            break
    return i


def _is_age(lower: tuple[str, ...], i: int) -> bool:
    """True for the number between commas behind a name: "Aliyev, 63, has led"."""
    return lower[i].isdigit() and lower[i - 1 : i] == (",",) and lower[i + 1 : i + 2] == (",",)


def _which_end(clause: Clause, between: range, inside: list[NameMention]) -> tuple[Operation, str] | None:
    """Which end of a term the words before the date tell, and by what: "until", "took office", or the title alone."""
    lower, cues = clause.sentence.lower, phrases("terms/cues")
    told = {cue[0] for i in between if (cue := cues.at(lower, i)) is not None}
    titled = any(name.first in between and any(ref.kind == OFFICE for ref in name.refs) for name in inside)
    if isinstance(clause.claim.value, Period) and RANGE in clause.claim.value.iso:
        return (Operation.DATE, LASTING) if titled or LASTING in told else None
    i = between.stop - 1
    while i > between.start and lower[i] in words("terms/dating"):
        i -= 1
    if lower[i] in CLOSING:
        return (Operation.END, ENDED if titled else LASTING) if titled or LASTING in told else None
    for kind in (BEGAN, HANDED, CHOSEN):
        if kind in told:
            return Operation.START, kind
    if lower[i] == SINCE and (titled or LASTING in told):
        return Operation.START, LASTING if LASTING in told else BEGAN
    return (Operation.END, ENDED) if ENDED in told else None


def _terms(clause: Clause, seats: Seats, person: str, told: Told) -> tuple[int, ...]:
    """The person's terms that may be meant, the one of the document's day first, then the latest."""
    table, as_of = seats.table, clause.scene.as_of
    rows = table.rows({seats.holder.name: person})
    if len(rows) > MOST_ROWS:
        return ()
    offices = told.offices | {f"{ACTING}{office}" for office in told.offices}
    left = [seat for each in _persons(told.before) for seat in _left(seats, each)] if told.before else None
    owners = {(seats.owners[ref.kind], ref.id) for ref in told.owners if ref.kind in seats.owners}
    if told.owners and not owners:
        return ()
    fitting = [
        row
        for row in rows
        if (not owners or any(table.id_at(row, column) == owner for column, owner in owners))
        and (not offices or table.id_at(row, seats.office.name) in offices)
        and (left is None or _follows(seats, row, left))
    ]
    now = [row for row in fitting if as_of and (term := table.period(row)) and term.first <= as_of <= term.last]
    return (*now[::-1], *(row for row in fitting[::-1] if row not in now))


def _left(seats: Seats, person: str) -> Iterator[Seat]:
    """The seats that somebody has left, each with the last day there."""
    for row in seats.table.rows({seats.holder.name: person})[:MOST_ROWS]:
        term = seats.table.period(row)
        if term is not None:
            yield _seat(seats, row), term.last


def _follows(seats: Seats, row: int, left: list[Seat]) -> bool:
    """True for a term that began in a seat when it was left, or soon after."""
    term = seats.table.period(row)
    return term is not None and any(
        seat == _seat(seats, row) and abs((term.first - day).days) <= VACANT for seat, day in left
    )


def _seat(seats: Seats, row: int) -> tuple[str | None, ...]:
    """The office of a row, and whose it is."""
    return tuple(seats.table.id_at(row, column) for column in (seats.office.name, *seats.owners.values()))


def _reading(clause: Clause, seats: Seats, person: str, rows: tuple[int, ...], told: Told) -> Reading:
    table = seats.table
    seat = {(table.id_at(row, column), column) for row in rows[:1] for column in seats.owners.values()}
    owners = (Binding(column, owner, Source.SENTENCE) for owner, column in sorted(seat, key=str) if owner is not None)
    office = table.id_at(rows[0], seats.office.name) or ""
    complete = _is_complete(clause, seats, rows)
    return Reading(
        table=table.schema.name,
        operation=told.operation,
        rows=rows,
        column=seats.holder.name,
        bindings=(
            Binding(seats.office.name, office, Source.SENTENCE),
            *owners,
            Binding(seats.holder.name, person, Source.SENTENCE, told.person),
        ),
        asked=Asked(None, Source.SENTENCE),
        explained=frozenset((*told.person.tokens, *clause.tokens)),
        score=SCORE,
        refutes=complete and told.refutes,
        closed_world=complete,
    )


def _is_complete(clause: Clause, seats: Seats, rows: tuple[int, ...]) -> bool:
    """True where the table holds every term of the day that is claimed, and the terms found began no earlier."""
    coverage, value = seats.table.schema.coverage, clause.claim.value
    if coverage is None or not isinstance(value, Period) or not coverage.holds(value):
        return False
    starts = (term.first for row in rows if (term := seats.table.period(row)) is not None)
    return all(coverage.holds(Period(day.isoformat(), day, day)) for day in starts)
