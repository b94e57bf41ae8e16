"""Readings of memberships: "NATO member Finland", "Switzerland is a member of the European Union".

A table of kind `attributes` whose names go by the claim's unit ("member") says who belongs to what, and from when to
when. What is refuted is said in the present, of an organization that the table knows, and of a pair that the table has
never had: who belonged at some time may be told of that time, but for "is a member" with no date beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from veritab_engine.finding import Reason
from veritab_engine.lexicon import words
from veritab_engine.link.attribute import on_each_day
from veritab_engine.link.bind import Assignment, entity_columns
from veritab_engine.link.broad import bounded
from veritab_engine.link.clause import Clause
from veritab_engine.link.compared import SEGMENT_ENDS
from veritab_engine.link.narrow import MOST_ASKED
from veritab_engine.link.reading import Asked, Binding, Operation, Reading, Source
from veritab_engine.reference import Rows, Table
from veritab_engine.reference.table import Column, Role, TableKind

MEMBER, FORMER = "member", "former member"
MEMBERS = frozenset({MEMBER, "members"})
REACH = 4
"""Tokens behind an organization among which "member" stands."""
OWNING = frozenset({"'s", "'", "-", "of", "the"})


class Now(Enum):
    """How the words make somebody a member at present."""

    TOLD = "by the verb"
    NAMED = "in passing"


@dataclass(frozen=True, slots=True)
class Pair:
    """Who is said to belong to what, as one table knows them."""

    table: Table
    organizations: Column
    organization: Binding
    member: Binding

    @property
    def rows(self) -> Rows:
        """The terms for which the table has the member in the organization."""
        return self.table.rows({b.column: b.id for b in (self.member, self.organization)})


def membership_readings(clause: Clause) -> Iterator[Reading]:
    """Whether the country or person that the claim is about belongs to the organization that it names."""
    told = _phrase(clause)
    if told is None:
        return
    for pair in _pairs(clause):
        yield from bounded(_readings(clause, pair, told), pair.table, Operation.MEMBER)


def _readings(clause: Clause, pair: Pair, told: range) -> Iterator[Reading]:
    explained = frozenset((*clause.tokens, *clause.noun_tokens))
    now = _now(clause, told) if clause.claim.unit == MEMBER else None
    if pair.rows and not (now is Now.TOLD and _has_ended(clause, pair)):
        yield from _of_pair(clause, pair, explained)
    elif now is not None:
        every = Assignment((pair.member,), pair.table.rows({pair.member.column: pair.member.id}), 1.0)
        today = next(on_each_day(clause, pair.table, pair.organizations, every, explained))
        yield replace(
            today,
            operation=Operation.MEMBER,
            blocked=None if today.refutes and today.rows else Reason.INCOMPLETE_TABLE,
        )


def _of_pair(clause: Clause, pair: Pair, explained: frozenset[int]) -> Iterator[Reading]:
    """The terms that the pair has: those of the day, or those that have ended."""
    held = Assignment((pair.member, pair.organization), pair.rows, 1.0)
    if clause.claim.unit == FORMER:
        as_of = clause.scene.as_of
        ended = tuple(row for row in pair.rows if (term := pair.table.period(row)) and as_of and term.last <= as_of)
        yield Reading(
            table=pair.table.schema.name,
            operation=Operation.MEMBER,
            rows=ended,
            column=pair.organizations.name,
            bindings=held.bindings,
            asked=Asked(None, Source.AS_OF),
            explained=explained,
            score=1.0,
            refutes=False,
            blocked=None if ended else Reason.OTHER_PERIOD,
        )
        return
    for reading in on_each_day(clause, pair.table, pair.organizations, held, explained):
        yield replace(reading, operation=Operation.MEMBER, refutes=False)


def _pairs(clause: Clause) -> Iterator[Pair]:
    """The claim's organization and the one entity that its noun is, in every table that knows both classes."""
    tables = clause.scene.tables
    held = {each.table for ref in clause.entities for each in tables.columns_of(ref.kind)}
    for name in sorted(held) if len(held) <= MOST_ASKED else ():
        table = tables.tables[name]
        column = _organizations(table)
        if column is None:
            continue
        known = table.distinct(column.name)
        named = {ref.id for ref in clause.entities if ref.kind == column.entity and ref.id in known}
        members = [member for each in entity_columns(table) for member in _members(clause, each)]
        if len(named) == 1 and len(members) == 1:
            yield Pair(table, column, Binding(column.name, named.pop(), Source.SENTENCE), members[0])


def _organizations(table: Table) -> Column | None:
    """The column of what is belonged to, where the table is one of members."""
    if table.schema.kind is not TableKind.ATTRIBUTES:
        return None
    return next((column for column in table.schema.of_role(Role.MEASURE) if MEMBER in column.phrases), None)


def _members(clause: Clause, column: Column) -> Iterator[Binding]:
    """Whom the claim's noun names, all of it: "Norway's Labour Party" is not Norway."""
    articles = words("words/determiners")
    noun = {i for i in clause.noun_tokens if clause.sentence.lower[i] not in articles}
    for name in clause.names:
        if noun == {i for i in name.tokens if clause.sentence.lower[i] not in articles}:
            refs = (ref for ref in name.refs if ref.kind == column.entity)
            yield from (Binding(column.name, ref.id, Source.SENTENCE, name) for ref in refs)


def _phrase(clause: Clause) -> range | None:
    """The words that make the claim, from "member" to the organization; None where they run on ("the EU market")."""
    lower, first, last = clause.sentence.lower, clause.tokens.start, clause.tokens.stop
    while first > 0 and (lower[first - 1] in OWNING or lower[first - 1] in MEMBERS):
        first -= 1
    last = next((i + 1 for i in range(last, _reach(lower, last)) if lower[i] in MEMBERS), last)
    prenominal = last == clause.noun_tokens.start and len(clause.noun_tokens) > 0
    closed = last == len(lower) or lower[last] in words("memberships/closing") or _is_dated(clause, last)
    return range(first, last) if closed or prenominal else None


def _reach(lower: tuple[str, ...], i: int) -> int:
    """Up to where "member" may stand behind an organization: "NATO's 32nd member"."""
    return next(
        (j for j in range(i, min(i + REACH, len(lower))) if lower[j] in SEGMENT_ENDS), min(i + REACH, len(lower))
    )


def _is_dated(clause: Clause, i: int) -> bool:
    """True before "in 2004", "on Jan. 1" and "until 2020"."""
    return any(at.start in (i, i + 1) for _, at in clause.dates)


def _now(clause: Clause, told: range) -> Now | None:
    """How the words make somebody a full member: "is a member of", ", an EU member,"; None where they do not."""
    lower, i = clause.sentence.lower, told.start
    if MEMBERS.isdisjoint(lower[told.start : told.stop]):
        return None
    while i > 0 and (lower[i - 1] in words("memberships/full") or lower[i - 1] in words("words/determiners")):
        i -= 1
    before = lower[i - 1] if i > 0 else ","
    if told.stop == clause.noun_tokens.start:
        small = words("words/prepositions") | words("words/function")
        return Now.NAMED if before in SEGMENT_ENDS or before in small else None
    if before in words("memberships/states"):
        return Now.TOLD
    return Now.NAMED if before in SEGMENT_ENDS else None


def _has_ended(clause: Clause, pair: Pair) -> bool:
    """True where no date stands beside the claim, and every term of the pair ended before the document's day."""
    as_of = clause.scene.as_of
    terms = [term for row in pair.rows if (term := pair.table.period(row)) is not None]
    return as_of is not None and not clause.dates and all(term.last < as_of for term in terms)
