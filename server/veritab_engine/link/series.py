"""Readings over a series of periods: how long a state has lasted, and where a row stands among its peers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, takewhile

from veritab_engine.link.attribute import name_columns
from veritab_engine.link.bind import Assignment, assignments
from veritab_engine.link.measure import measures, rows_at
from veritab_engine.link.reading import WEIGHT, Asked, Binding, Operation, Reading, Source
from veritab_engine.link.restrict import restrictors
from veritab_engine.link.scene import Clause
from veritab_engine.mention.names import NameMention, PhraseMention
from veritab_engine.reference import Table
from veritab_engine.reference.table import Column, Role
from veritab_engine.value import Period

LATEST_WITHIN_DAYS = 550
"""A series speaks for today where its last period ended no longer ago than this (a year and a half)."""


def streak_readings(clause: Clause) -> Iterator[Reading]:
    """How many periods in a row, up to the latest, the column that the clause names has held the name it says."""
    for phrase, table, column in name_columns(clause):
        for assignment, holder in _held(table, column, clause):
            known = _known(table, assignment.rows, clause)
            rows = _run(table, known, column.name, holder.id)
            if rows:
                yield _streak(clause, phrase, table, column, assignment, holder, rows, known)


def rank_readings(clause: Clause) -> Iterator[Reading]:
    """The one who stands first by the table's own word ("largest trading partner"), or by its figures."""
    for phrase, table, column in name_columns(clause):
        for assignment, holder in _held(table, column, clause):
            rows, asked = rows_at(table, assignment, clause, carry=False)
            if len(rows) == 1:
                yield _holder(clause, phrase, table, column, assignment, holder, rows, asked)
    yield from _ranked(clause)


def _ranked(clause: Clause) -> Iterator[Reading]:
    for phrase, table, column in measures(clause):
        if not any(i in clause.noun_tokens or i in clause.tokens for i in range(phrase.first, phrase.last)):
            continue
        for assignment in assignments(table, clause):
            rows, asked = rows_at(table, assignment, clause, carry=False)
            if len(rows) != 1 or not assignment.holds_all(table) or not _complete(table):
                continue
            peers = _peers(table, rows[0])
            explained = assignment.tokens() | asked.tokens | frozenset(range(phrase.first, phrase.last))
            yield Reading(
                table=table.schema.name,
                operation=Operation.RANK,
                rows=(rows[0], *(row for row in peers if row != rows[0])),
                column=column.name,
                bindings=assignment.bindings,
                asked=asked,
                explained=explained,
                score=_score(assignment, asked),
                refutes=asked.source is not Source.NONE,
                closed_world=True,
                unexplained=restrictors(
                    table, clause, explained, range(phrase.first, phrase.last), assignment.bindings
                ),
            )


def _held(table: Table, column: Column, clause: Clause) -> Iterator[tuple[Assignment, Binding]]:
    """Assignments beside the name that the clause gives to the column: "China" in "China is Russia's largest …"."""
    for assignment in assignments(table, clause):
        if not assignment.holds_all(table):
            continue
        taken = {(b.mention.first, b.mention.last) for b in assignment.bindings if b.mention is not None}
        for name in _candidates(clause, taken):
            for ref in name.refs:
                if ref.kind == column.entity:
                    yield assignment, Binding(column.name, ref.id, Source.SENTENCE, name)


def _candidates(clause: Clause, taken: set[tuple[int, int]]) -> Iterator[NameMention]:
    return (name for name in clause.names if (name.first, name.last) not in taken)


def _known(table: Table, rows: tuple[int, ...], clause: Clause) -> tuple[int, ...]:
    """The rows that had ended by the document's date."""
    as_of = clause.scene.as_of
    if as_of is None:
        return rows
    return tuple(row for row in rows if (period := table.period(row)) is None or period.last <= as_of)


def _run(table: Table, rows: tuple[int, ...], column: str, holder: str) -> tuple[int, ...]:
    """The unbroken run of periods at the end of `rows` in which the column holds `holder`, in order of time."""
    run = list(takewhile(lambda row: table.id_at(row, column) == holder, reversed(rows)))
    run.reverse()
    for i, (early, late) in reversed(list(enumerate(pairwise(run)))):
        if not _adjacent(table.period(early), table.period(late)):
            return tuple(run[i + 1 :])
    return tuple(run)


def _adjacent(early: Period | None, late: Period | None) -> bool:
    return early is not None and late is not None and (late.first - early.last).days == 1


def _streak(
    clause: Clause,
    phrase: PhraseMention,
    table: Table,
    column: Column,
    assignment: Assignment,
    holder: Binding,
    rows: tuple[int, ...],
    known: tuple[int, ...],
) -> Reading:
    asked = Asked(table.period(rows[-1]), Source.AS_OF)
    measure = range(phrase.first, phrase.last)
    explained = _explained(assignment, holder) | frozenset(measure) | frozenset(clause.noun_tokens)
    return Reading(
        table=table.schema.name,
        operation=Operation.STREAK,
        rows=rows,
        column=column.name,
        bindings=(*assignment.bindings, holder),
        asked=asked,
        explained=explained,
        score=_score(assignment, asked),
        refutes=_current(table, rows[-1], clause),
        closed_world=True,
        unexplained=restrictors(table, clause, explained, measure, (*assignment.bindings, holder)),
        open_start=rows[0] == known[0],
    )


def _holder(
    clause: Clause,
    phrase: PhraseMention,
    table: Table,
    column: Column,
    assignment: Assignment,
    holder: Binding,
    rows: tuple[int, ...],
    asked: Asked,
) -> Reading:
    measure = range(phrase.first, phrase.last)
    explained = _explained(assignment, holder) | asked.tokens | frozenset(measure)
    return Reading(
        table=table.schema.name,
        operation=Operation.ATTRIBUTE,
        rows=rows,
        column=column.name,
        bindings=(*assignment.bindings, holder),
        asked=asked,
        explained=explained,
        score=_score(assignment, asked),
        refutes=asked.source is Source.SENTENCE and not asked.since and holder.id in table.distinct(column.name),
        unexplained=restrictors(table, clause, explained, measure, (*assignment.bindings, holder)),
    )


def _explained(assignment: Assignment, holder: Binding) -> frozenset[int]:
    mention = holder.mention
    return assignment.tokens() | (frozenset(range(mention.first, mention.last)) if mention else frozenset())


def _current(table: Table, row: int, clause: Clause) -> bool:
    period, as_of = table.period(row), clause.scene.as_of
    return period is not None and as_of is not None and (as_of - period.last).days <= LATEST_WITHIN_DAYS


def _complete(table: Table) -> bool:
    return table.schema.coverage is not None and table.schema.coverage.complete


def _peers(table: Table, row: int) -> tuple[int, ...]:
    """The rows of the same time."""
    for column in table.schema.of_role(Role.TIME):
        held = table.id_at(row, column.name)
        if held is not None:
            return table.rows({column.name: held})
    return table.rows({})


def _score(assignment: Assignment, asked: Asked) -> float:
    return 0.7 * min(assignment.weight, 1.3) / 1.3 + 0.3 * WEIGHT[asked.source]
