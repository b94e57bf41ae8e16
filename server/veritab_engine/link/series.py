"""Readings over a series of periods: how long a state has lasted, and where a row stands among its peers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from veritab_engine.link.attribute import name_columns
from veritab_engine.link.bind import Assignment, assignments, entity_columns
from veritab_engine.link.broad import bounded
from veritab_engine.link.clause import Clause
from veritab_engine.link.measure import measures
from veritab_engine.link.reading import Asked, Binding, Operation, Reading, Source, bound_score
from veritab_engine.link.restrict import restrictors
from veritab_engine.link.rows import rows_at
from veritab_engine.mention.marks import DASHES, SUFFIXES
from veritab_engine.mention.names import PhraseMention
from veritab_engine.mention.number_words import ORDINALS
from veritab_engine.reference import MOST_READ, Table, TooBroad
from veritab_engine.reference.table import Column, Role

MOST_PEERS = 64
"""As many rows that a rank is among are kept to be shown."""
LATEST_WITHIN_DAYS = 550
"""A series speaks for today where its last period ended no longer ago than this (a year and a half)."""


@dataclass(frozen=True, slots=True)
class State:
    """A column of names, and the name that the clause gives to it: "China" in "China is Russia's largest …"."""

    phrase: PhraseMention
    table: Table
    column: Column
    assignment: Assignment
    holder: Binding

    @property
    def explained(self) -> frozenset[int]:
        """The tokens of the column's words, of whom it is about, and of the name."""
        held = self.holder.mention
        name = frozenset(held.tokens) if held else frozenset()
        return self.assignment.tokens() | name | frozenset(self.phrase.tokens)


def streak_readings(clause: Clause) -> Iterator[Reading]:
    """How many periods in a row, up to the latest, the column that the clause names has held the name it says."""
    for state in _states(clause):
        yield from bounded(_streaks(state, clause), state.table, Operation.STREAK)


def _streaks(state: State, clause: Clause) -> Iterator[Reading]:
    rows = _run(state, clause)
    if rows:
        asked = Asked(state.table.period(rows[-1]), Source.AS_OF)
        refutes = _is_latest(state.table, rows[-1], clause)
        first = next(_known(state.table, state.assignment.rows, clause.scene.as_of))
        yield _reading(state, clause, Operation.STREAK, rows, asked, refutes=refutes, open_start=rows[0] == first)


def rank_readings(clause: Clause) -> Iterator[Reading]:
    """The one who stands first by the table's own word ("largest trading partner"), or by its figures."""
    for state in _states(clause):
        yield from bounded(_firsts(state, clause), state.table, Operation.ATTRIBUTE)
    for phrase, table, column in measures(clause):
        if any(i in clause.noun_tokens or i in clause.tokens for i in phrase.tokens):
            yield from bounded(_ranked(clause, phrase, table, column), table, Operation.RANK)


def _firsts(state: State, clause: Clause) -> Iterator[Reading]:
    """The name where the table's own word is all that is claimed: a column of cities says nothing of "biggest city"."""
    rows, asked = rows_at(state.table, state.assignment, clause, carry=False)
    if len(rows) == 1 and not set(clause.tokens).difference(state.phrase.tokens):
        told = asked.source is Source.SENTENCE and not asked.since
        refutes = told and state.holder.id in state.table.distinct(state.column.name)
        yield _reading(state, clause, Operation.ATTRIBUTE, rows, asked, refutes=refutes)


def _states(clause: Clause) -> Iterator[State]:
    """Every name of the sentence that a column it calls for could hold, beside whom the column is about."""
    for phrase, table, column in name_columns(clause):
        if _is_moved_down(clause, phrase):
            continue
        for assignment in assignments(table, clause):
            if not assignment.holds_all(table):
                continue
            taken = assignment.tokens()
            for name in clause.names:
                for ref in name.refs:
                    if ref.kind == column.entity and name.first not in taken:
                        holder = Binding(column.name, ref.id, Source.SENTENCE, name)
                        yield State(phrase, table, column, assignment, holder)


def _is_moved_down(clause: Clause, phrase: PhraseMention) -> bool:
    """True for the "largest trading partner" of "second-largest trading partner", which another is."""
    lower, before = clause.sentence.lower, phrase.first - 1
    before -= before > 0 and lower[before] in DASHES
    return before >= 0 and (lower[before] in ORDINALS or lower[before] in SUFFIXES)


def _ranked(clause: Clause, phrase: PhraseMention, table: Table, column: Column) -> Iterator[Reading]:
    for assignment in assignments(table, clause):
        rows, asked = rows_at(table, assignment, clause, carry=False)
        if len(rows) != 1 or not assignment.holds_all(table) or not _is_complete(table):
            continue
        explained = assignment.tokens() | asked.tokens | frozenset(phrase.tokens)
        for among in _fields(table, assignment, rows[0]):
            peers = (row for row in table.peers(rows[0], column.name, among, MOST_PEERS) if row != rows[0])
            yield Reading(
                table=table.schema.name,
                operation=Operation.RANK,
                rows=(rows[0], *peers),
                column=column.name,
                bindings=assignment.bindings,
                asked=asked,
                explained=explained,
                score=bound_score(assignment.weight, asked.source),
                refutes=asked.source is not Source.NONE,
                closed_world=True,
                unexplained=restrictors(table, clause, explained, phrase.tokens, assignment.bindings),
                among=tuple(among.items()),
            )


def _fields(table: Table, assignment: Assignment, row: int) -> Iterator[dict[str, str]]:
    """What the rows may share that a rank is among: always what sorts them, and what else is told that describes them.

    "Aldaburg had the highest ferry revenue" ranks it among the ferry revenues. With all names of the key told, any may
    be the one that is ranked, among the others of its kind or among all rows.
    """
    told = {binding.column for binding in assignment.bindings}
    described = [column.name for column in entity_columns(table) if column.role is not Role.ENTITY]
    more = [name for name in described if name in told and name not in table.sorting]
    sorting, *within = table.ranked_within
    names = {name for each in within for name in each}.difference(sorting)
    for shared in (sorting, *(within if names <= told else ())):
        held = ((column, table.id_at(row, column)) for column in (*shared, *more))
        yield {column: id for column, id in held if id is not None}


def _reading(
    state: State,
    clause: Clause,
    operation: Operation,
    rows: Sequence[int],
    asked: Asked,
    *,
    refutes: bool,
    open_start: bool = False,
) -> Reading:
    bindings = (*state.assignment.bindings, state.holder)
    explained = state.explained | asked.tokens
    if operation is Operation.STREAK:
        explained |= frozenset(clause.noun_tokens)
    measure = state.phrase.tokens
    return Reading(
        table=state.table.schema.name,
        operation=operation,
        rows=rows,
        column=state.column.name,
        bindings=bindings,
        asked=asked,
        explained=explained,
        score=bound_score(state.assignment.weight, asked.source),
        refutes=refutes,
        closed_world=operation is Operation.STREAK and _is_complete(state.table),
        unexplained=restrictors(state.table, clause, explained, measure, bindings),
        open_start=open_start,
    )


def _known(table: Table, rows: Iterable[int], as_of: date | None) -> Iterator[int]:
    """The rows that had ended by the document's date."""
    for row in rows:
        period = table.period(row)
        if as_of is None or period is None or period.last <= as_of:
            yield row


def _run(state: State, clause: Clause) -> tuple[int, ...]:
    """The unbroken run of periods up to the last one known in which the column holds the name, in order of time."""
    table, rows, as_of = state.table, state.assignment.rows, clause.scene.as_of
    if as_of is not None and table.period(rows[-1]) is not None:
        rows = rows.until(as_of)
    run: list[int] = []
    for row in _known(table, reversed(rows), as_of):
        if table.id_at(row, state.column.name) != state.holder.id or (run and not _is_next(table, row, run[-1])):
            break
        if len(run) == MOST_READ:
            raise TooBroad
        run.append(row)
    return tuple(reversed(run))


def _is_next(table: Table, early: int, late: int) -> bool:
    before, after = table.period(early), table.period(late)
    return before is not None and after is not None and after.follows(before)


def _is_latest(table: Table, row: int, clause: Clause) -> bool:
    period, as_of = table.period(row), clause.scene.as_of
    return period is not None and as_of is not None and (as_of - period.last).days <= LATEST_WITHIN_DAYS


def _is_complete(table: Table) -> bool:
    return table.schema.coverage is not None and table.schema.coverage.holds(None)
