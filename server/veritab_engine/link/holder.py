"""Readings of office holders: who held the claim's office on the day, in the country that the words name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from veritab_engine.claim import Modality
from veritab_engine.lexicon import words
from veritab_engine.link.attribute import on_each_day
from veritab_engine.link.bind import Assignment, entity_columns
from veritab_engine.link.broad import bounded
from veritab_engine.link.clause import Clause
from veritab_engine.link.compared import SEGMENT_ENDS
from veritab_engine.link.neutral import restricts
from veritab_engine.link.reading import Binding, Operation, Reading, Source
from veritab_engine.link.rows import MOST_ROWS
from veritab_engine.link.time import days
from veritab_engine.mention.names import NameMention
from veritab_engine.reference import Table, TooBroad
from veritab_engine.reference.row_times import LONGEST_MONTH
from veritab_engine.reference.table import OFFICE, PERSON, Column, EntityRef, Role, TableKind
from veritab_engine.value import Period

LEAD = 2
"""The first sentences of a document, headline and lead, tell what is new."""
RELATIVE = frozenset({"which", "who", "whose"})
RECENT = 2 * 366
"""A holder who left office fewer days ago than this may still be called by it by mistake."""


@dataclass(frozen=True, slots=True)
class Seats:
    """A table of holders: the columns of offices, of the persons who held them, and of whose offices they are."""

    table: Table
    office: Column
    holder: Column

    @property
    def owners(self) -> dict[str | None, str]:
        """The columns of countries or organisations, by class."""
        return {c.entity: c.name for c in entity_columns(self.table) if c.name != self.office.name}


def holder_readings(clause: Clause) -> Iterator[Reading]:
    """Who held the office on the day: by the country that the words name, else by the person's own term."""
    office = clause.claim.unit or ""
    for seats in tables_of_holders(clause):
        if office in seats.table.distinct(seats.office.name):
            yield from bounded(_holders(clause, seats, office), seats.table, Operation.ATTRIBUTE)


def _holders(clause: Clause, seats: Seats, office: str) -> Iterator[Reading]:
    held = Binding(seats.office.name, office, Source.SENTENCE)
    owners = named_owners(clause, seats)
    leftover = leftover_title(clause, owners)
    for assignment in _of_owner(seats, held, owners) if owners else _by_term(clause, seats, held):
        explained = frozenset(clause.noun_tokens) | frozenset(clause.tokens)
        for reading in on_each_day(clause, seats.table, seats.holder, assignment, explained):
            if reading.asked.tokens and _is_aside(clause, min(reading.asked.tokens)):
                continue
            refutes = reading.refutes and may_refute(clause, seats, assignment)
            yield replace(reading, refutes=refutes, unexplained=leftover)


def tables_of_holders(clause: Clause) -> Iterator[Seats]:
    """The tables that say who held which office."""
    tables = clause.scene.tables
    for table in (tables.tables[name] for name in sorted({ref.table for ref in tables.columns_of(OFFICE)})):
        if table.schema.kind is not TableKind.ATTRIBUTES:
            continue
        offices = [column for column in entity_columns(table) if column.entity == OFFICE]
        holders = [column for column in table.schema.of_role(Role.MEASURE) if column.entity == PERSON]
        if offices and holders:
            yield Seats(table, offices[0], holders[0])


def named_owners(clause: Clause, seats: Seats) -> tuple[tuple[str, EntityRef, NameMention], ...]:
    """The countries and organisations that the title itself names ("Azerbaijani President", "president of France")."""
    owners = seats.owners
    return tuple(
        (owners[ref.kind], ref, name)
        for name in clause.names
        if name.first in clause.noun_tokens
        for ref in name.refs
        if ref.kind in owners
    )


def _of_owner(
    seats: Seats, office: Binding, owners: tuple[tuple[str, EntityRef, NameMention], ...]
) -> Iterator[Assignment]:
    for column, ref, mention in owners:
        bindings = (office, Binding(column, ref.id, Source.SENTENCE, mention))
        yield Assignment(bindings, seats.table.rows({binding.column: binding.id for binding in bindings}), 1.0)


def _by_term(clause: Clause, seats: Seats, office: Binding) -> Iterator[Assignment]:
    """Without a country, the person's terms say which seat is meant; its holder on the day is whom the table has."""
    known = seats.table.distinct(seats.holder.name)
    persons = {ref.id for ref in clause.entities if ref.id in known}
    for person in sorted(persons):
        terms = seats.table.rows({office.column: office.id, seats.holder.name: person})
        if len(terms) > MOST_ROWS:
            raise TooBroad
        for term in terms:
            owners = (
                Binding(column, owner, Source.ONLY)
                for column in seats.owners.values()
                if (owner := seats.table.id_at(term, column)) is not None
            )
            bindings = (office, *owners)
            yield Assignment(bindings, seats.table.rows({b.column: b.id for b in bindings}), 0.9)


def leftover_title(clause: Clause, owners: tuple[tuple[str, EntityRef, NameMention], ...]) -> tuple[str, ...]:
    """Words of the title beside owner and office: "Brazilian Senate President" presides over the Senate."""
    offices = (name for name in clause.names if any(ref.kind == OFFICE for ref in name.refs))
    known = (*offices, *(mention for _, _, mention in owners))
    held = {token for name in known for token in name.tokens}
    own = {*(clause.claim.unit or "").split(), "counterpart"} | words("titles/owners")
    told = clause.sentence.words
    return tuple(
        told[i] for i in clause.noun_tokens if i not in held and restricts(clause, i) and told[i].lower() not in own
    )


def may_refute(clause: Clause, seats: Seats, assignment: Assignment) -> bool:
    """False where the sentence may speak of the past, in which somebody else held the office.

    Who left it long ago is history, but in a lead, and beside somebody who holds an office today and held it at no day
    of theirs; so is whoever never held it, unless the sentence says that it is news: the table may begin too late for
    them.
    """
    if _speaks_of_past(clause, seats, assignment) or _is_to_come(clause, seats, assignment):
        return False
    as_of = clause.scene.as_of
    left = _last_day(clause, seats, assignment)
    if left is None or as_of is None:
        return (left is not None and clause.claim.sentence < LEAD) or _is_news(clause)
    recent = (as_of - left.last).days <= RECENT or clause.claim.sentence < LEAD
    return recent or _is_told_with_later(clause, left) or _is_news(clause)


def _is_told_with_later(clause: Clause, left: Period) -> bool:
    """True beside somebody told by an office of today that began only after the last day of the one who is named.

    "Kenyan President William Ruto came. South African President Jacob Zuma sent a minister": no day had both.
    """
    scene, here = clause.scene, clause.claim.sentence
    paragraph = clause.sentence.paragraph
    near = [i for i in (here - 1, here) if i >= 0 and scene.prose.sentences[i].paragraph == paragraph]
    others = (claim for i in near for claim in scene.claims_of.get(i, ()) if claim.kind == "role")
    return any(_began_later(scene.clause(other), left) for other in others if other is not clause.claim)


def _began_later(clause: Clause, left: Period) -> bool:
    """True where the claim's person holds its office on the document's day and held it on none before `left` ended."""
    as_of = clause.scene.as_of
    people = {ref.id for ref in clause.entities if ref.kind == PERSON}
    if len(people) != 1 or as_of is None or clause.claim.modality is not Modality.ASSERTED:
        return False
    held = [
        term
        for seats in tables_of_holders(clause)
        for row in seats.table.rows({seats.holder.name: next(iter(people))})[:MOST_ROWS]
        if seats.table.id_at(row, seats.office.name) == clause.claim.unit and (term := seats.table.period(row))
    ]
    return any(term.last >= as_of for term in held) and all(term.first > left.last for term in held)


def _speaks_of_past(clause: Clause, seats: Seats, assignment: Assignment) -> bool:
    """True for a word of former times, or a date before the term of the one who holds the office now."""
    if not words("words/former_times").isdisjoint(clause.sentence.lower):
        return True
    as_of = clause.scene.as_of
    today = assignment.rows.overlapping(Period(as_of.isoformat(), as_of, as_of)) if as_of is not None else ()
    begun = [term.first for row in today if (term := seats.table.period(row)) is not None]
    told_with = ((other.value, at.start) for other, at in clause.neighbours if isinstance(other.value, Period))
    periods = (period for period, at in told_with if not _is_aside(clause, at))
    told = (*periods, *(day for day in clause.earlier_dates() if _may_be_then(clause, seats, assignment, day)))
    return bool(begun) and any(period.last < min(begun) for period in told)


def _may_be_then(clause: Clause, seats: Seats, assignment: Assignment, day: Period) -> bool:
    """True for a day told before on which the one who is named held the office, or of one who is not known to have."""
    persons = {ref.id for ref in clause.entities}
    terms = assignment.rows.where(lambda row: seats.table.id_at(row, seats.holder.name) in persons)
    return not terms or bool(terms.overlapping(day))


def _is_aside(clause: Clause, date: int) -> bool:
    """True for a date that sets no day for the claim: of a relative clause that is not the person's, behind "since"."""
    lower, first = clause.sentence.lower, date
    if lower[first - 1 : first] == ("since",):
        return True
    while first > 0 and lower[first - 1] not in SEGMENT_ENDS:
        first -= 1
    return lower[first] in RELATIVE and first not in clause.segment and first - 1 != clause.tokens.stop


def _is_to_come(clause: Clause, seats: Seats, assignment: Assignment) -> bool:
    """True for whoever takes the office soon after the document's day, and may be called by it before."""
    as_of, last = clause.scene.as_of, _last_day(clause, seats, assignment)
    return as_of is not None and last is not None and last.first > as_of


def _last_day(clause: Clause, seats: Seats, assignment: Assignment) -> Period | None:
    """The last term in this seat of the person whom the claim names."""
    persons = {ref.id for ref in clause.entities}
    terms = assignment.rows.where(lambda row: seats.table.id_at(row, seats.holder.name) in persons)
    return seats.table.period(terms[-1]) if terms else None


def _is_news(clause: Clause) -> bool:
    """True where the sentence tells a day close to the document's own, or what is to come."""
    as_of = clause.scene.as_of
    near = (period for period, _ in clause.dates if days(period) <= LONGEST_MONTH)
    if as_of is not None and any(abs((period.last - as_of).days) <= LONGEST_MONTH for period in near):
        return True
    return not words("words/present").isdisjoint(clause.sentence.lower)
