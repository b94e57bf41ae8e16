"""Readings of names that a table gives to an entity, for good or for a while: its capital, its manager."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from veritab_engine.finding import Reason
from veritab_engine.link.bind import Assignment, assignments
from veritab_engine.link.broad import bounded
from veritab_engine.link.clause import Clause
from veritab_engine.link.neutral import restricts
from veritab_engine.link.reading import WEIGHT, Asked, Operation, Reading, Source
from veritab_engine.link.rows import MOST_ROWS, rows_at
from veritab_engine.link.time import NOT_ASKED
from veritab_engine.mention.names import PhraseMention
from veritab_engine.reference import Rows, Table, TooBroad
from veritab_engine.reference.table import Column, Role, TableKind
from veritab_engine.value import Period

MOST_DAYS = 3
"""As many of a sentence's dates, the nearest ones, may be the day on which a name holds."""


def name_columns(clause: Clause) -> Iterator[tuple[PhraseMention, Table, Column]]:
    """The columns of names that the claim's own words or its noun phrase call for ("largest trading partner")."""
    for phrase, table, column in _of_names(clause):
        if any(i in clause.tokens or i in clause.noun_tokens for i in phrase.tokens):
            yield phrase, table, column


def _of_names(clause: Clause) -> Iterator[tuple[PhraseMention, Table, Column]]:
    """Every column of names that a phrase of the sentence is of."""
    for phrase in clause.phrases:
        for ref in phrase.refs:
            table = clause.scene.tables.tables[ref.table]
            if ref.column is not None:
                column = table.column(ref.column)
                if column.role is Role.MEASURE and column.type == "string":
                    yield phrase, table, column


def name_readings(clause: Clause) -> Iterator[Reading]:
    """The name in a column that the sentence calls for: "Astana, the capital of Kazakhstan"."""
    for phrase, table, column in _named_by_unit(clause):
        yield from bounded(_names(clause, phrase, table, column), table, Operation.ATTRIBUTE)


def _names(clause: Clause, phrase: PhraseMention, table: Table, column: Column) -> Iterator[Reading]:
    for assignment in assignments(table, clause):
        if not assignment.holds_all(table) or _uses_claim(assignment, clause):
            continue
        explained = assignment.tokens() | frozenset(phrase.tokens)
        if not _is_whole_noun(clause, assignment, explained):
            nothing = _reading(table, column, assignment, assignment.rows[:0], NOT_ASKED, explained)
            yield replace(nothing, blocked=Reason.NO_ENTITY)
        elif table.schema.kind is TableKind.OBSERVATIONS:
            yield _latest(clause, table, column, assignment, explained)
        else:
            yield from on_each_day(clause, table, column, assignment, explained)


def _is_whole_noun(clause: Clause, assignment: Assignment, explained: frozenset[int]) -> bool:
    """True where the claim's noun is of the entity and of no part of it: not "the capital of China's Guangdong"."""
    named = [b.mention for b in assignment.bindings if b.mention is not None and b.mention.first in clause.noun_tokens]
    left = (i for i in clause.noun_tokens if i not in explained and restricts(clause, i))
    return bool(named) and next(left, None) is None


def _latest(clause: Clause, table: Table, column: Column, assignment: Assignment, explained: frozenset[int]) -> Reading:
    """The name in the row of the time that the clause tells, else in the latest one, which cannot refute."""
    rows, asked = rows_at(table, assignment, clause, carry=False)
    if len(rows) > MOST_ROWS:
        raise TooBroad
    reading = _reading(table, column, assignment, rows, asked, explained | asked.tokens)
    return replace(reading, refutes=asked.source is not Source.NONE and len(rows) == 1)


def _named_by_unit(clause: Clause) -> Iterator[tuple[PhraseMention, Table, Column]]:
    """The columns of names that go by the claim's unit ("capital")."""
    for phrase, table, column in _of_names(clause):
        if clause.claim.unit in {spoken.lower() for spoken in column.phrases}:
            yield phrase, table, column


def _uses_claim(assignment: Assignment, clause: Clause) -> bool:
    """True where the assignment binds the very name that is claimed."""
    return any(i in clause.tokens for i in assignment.tokens())


def on_each_day(
    clause: Clause, table: Table, column: Column, assignment: Assignment, explained: frozenset[int]
) -> Iterator[Reading]:
    """One reading for each day that the name may have to hold on."""
    for day in _days(clause):
        rows = assignment.rows.valid(day.period) if day.period is not None else assignment.rows
        if len(rows) > MOST_ROWS:
            raise TooBroad
        yield _reading(
            table, column, replace(assignment, weight=assignment.weight * WEIGHT[day.source]), rows, day, explained
        )


def _days(clause: Clause) -> Iterator[Asked]:
    """The days on which a name may have to hold: the document's own before all, and those that the sentence tells."""
    as_of = clause.scene.as_of
    if as_of is not None:
        yield Asked(Period(as_of.isoformat(), as_of, as_of), Source.SENTENCE)
    near = sorted(clause.dates, key=lambda dated: abs(dated[1].start - clause.tokens.start))
    for period, tokens in near[:MOST_DAYS]:
        if as_of is None or period.last < as_of:
            yield Asked(period, Source.CARRIED, tokens=frozenset(tokens))
    if as_of is None and not clause.dates:
        yield Asked(None, Source.NONE)


def _reading(
    table: Table, column: Column, assignment: Assignment, rows: Rows, asked: Asked, explained: frozenset[int]
) -> Reading:
    complete = _speaks_for(table, asked)
    return Reading(
        table=table.schema.name,
        operation=Operation.ATTRIBUTE,
        rows=rows,
        column=column.name,
        bindings=assignment.bindings,
        asked=asked,
        explained=explained,
        score=min(assignment.weight, 1.0),
        refutes=complete,
        closed_world=complete and bool(table.schema.of_role(Role.TIME)),
        blocked=None if rows else Reason.OTHER_PERIOD,
    )


def _speaks_for(table: Table, asked: Asked) -> bool:
    """True where the table is complete for the day asked, or makes no difference between days."""
    if not table.schema.of_role(Role.TIME):
        return True
    coverage = table.schema.coverage
    return coverage is not None and asked.period is not None and coverage.holds(asked.period)
