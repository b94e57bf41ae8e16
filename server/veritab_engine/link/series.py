"""Readings over a series of periods: how long a state has lasted, and where a row stands among its peers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, takewhile

from veritab_engine.link.attribute import name_columns
from veritab_engine.link.bind import Assignment, assignments
from veritab_engine.link.measure import measures
from veritab_engine.link.reading import Asked, Binding, Operation, Reading, Source, bound_score
from veritab_engine.link.restrict import restrictors
from veritab_engine.link.rows import rows_at
from veritab_engine.link.scene import Clause
from veritab_engine.mention.marks import DASHES, SUFFIXES
from veritab_engine.mention.names import PhraseMention
from veritab_engine.mention.number_words import ORDINALS
from veritab_engine.reference import Table
from veritab_engine.reference.table import Column, Role

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
        known = _known(state.table, state.assignment.rows, clause)
        rows = _run(state, known)
        if rows:
            asked = Asked(state.table.period(rows[-1]), Source.AS_OF)
            refutes = _is_latest(state.table, rows[-1], clause)
            yield _reading(
                state, clause, Operation.STREAK, rows, asked, refutes=refutes, open_start=rows[0] == known[0]
            )


def rank_readings(clause: Clause) -> Iterator[Reading]:
    """The one who stands first by the table's own word ("largest trading partner"), or by its figures."""
    for state in _states(clause):
        rows, asked = rows_at(state.table, state.assignment, clause, carry=False)
        if len(rows) == 1:
            told = asked.source is Source.SENTENCE and not asked.since
            refutes = told and state.holder.id in state.table.distinct(state.column.name)
            yield _reading(state, clause, Operation.ATTRIBUTE, rows, asked, refutes=refutes)
    yield from _ranked(clause)


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


def _ranked(clause: Clause) -> Iterator[Reading]:
    for phrase, table, column in measures(clause):
        measure = phrase.tokens
        if not any(i in clause.noun_tokens or i in clause.tokens for i in measure):
            continue
        for assignment in assignments(table, clause):
            rows, asked = rows_at(table, assignment, clause, carry=False)
            if len(rows) != 1 or not assignment.holds_all(table) or not _is_complete(table):
                continue
            peers = (row for row in _peers(table, rows[0]) if row != rows[0])
            explained = assignment.tokens() | asked.tokens | frozenset(measure)
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
                unexplained=restrictors(table, clause, explained, measure, assignment.bindings),
            )


def _reading(
    state: State,
    clause: Clause,
    operation: Operation,
    rows: tuple[int, ...],
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


def _known(table: Table, rows: tuple[int, ...], clause: Clause) -> tuple[int, ...]:
    """The rows that had ended by the document's date."""
    as_of = clause.scene.as_of
    if as_of is None:
        return rows
    return tuple(row for row in rows if (period := table.period(row)) is None or period.last <= as_of)


def _run(state: State, rows: tuple[int, ...]) -> tuple[int, ...]:
    """The unbroken run of periods at the end of `rows` in which the column holds the name, in order of time."""
    table = state.table
    run = list(takewhile(lambda row: table.id_at(row, state.column.name) == state.holder.id, reversed(rows)))
    run.reverse()
    for i, (early, late) in reversed(list(enumerate(pairwise(run)))):
        before, after = table.period(early), table.period(late)
        if before is None or after is None or not after.follows(before):
            return tuple(run[i + 1 :])
    return tuple(run)


def _is_latest(table: Table, row: int, clause: Clause) -> bool:
    period, as_of = table.period(row), clause.scene.as_of
    return period is not None and as_of is not None and (as_of - period.last).days <= LATEST_WITHIN_DAYS


def _is_complete(table: Table) -> bool:
    return table.schema.coverage is not None and table.schema.coverage.holds(None)


def _peers(table: Table, row: int) -> tuple[int, ...]:
    """The rows of the same time, without those that sum up others."""
    summed = [column for column in table.schema.columns if column.totals]
    rows = next(
        (
            table.rows({column.name: held})
            for column in table.schema.of_role(Role.TIME)
            if (held := table.id_at(row, column.name)) is not None
        ),
        table.rows({}),
    )
    return tuple(row for row in rows if all(table.id_at(row, column.name) not in column.totals for column in summed))
