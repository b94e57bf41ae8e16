"""Figures: a measure of whom the clause names, before it is told which rows are asked for and what is made of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from veritab_engine.link.bind import Assignment, assignments, counted_by_another
from veritab_engine.link.clause import Clause
from veritab_engine.link.measure import is_told_of, measures, score_of
from veritab_engine.link.owned import is_owned
from veritab_engine.link.parts import parts
from veritab_engine.link.pinned import pinned
from veritab_engine.link.reading import Asked, Binding, Operation, Reading
from veritab_engine.link.restrict import restrictors
from veritab_engine.link.spoken import spoken, time_words
from veritab_engine.link.units import factor
from veritab_engine.mention.names import PhraseMention
from veritab_engine.reference import Table
from veritab_engine.reference.table import Column


@dataclass(frozen=True, slots=True)
class Figure:
    """A column of numbers that the words of a clause call for, and those whose number is meant."""

    clause: Clause
    phrase: PhraseMention
    table: Table
    column: Column
    assignment: Assignment

    def reading(
        self,
        operation: Operation,
        rows: Sequence[int],
        asked: Asked,
        explained: frozenset[int],
        *,
        bindings: tuple[Binding, ...] | None = None,
        refutes: bool = True,
        unexplained: tuple[str, ...] = (),
    ) -> Reading:
        """The reading of these rows; `explained` is added to the words of measure, names and time."""
        clause, table, bound = self.clause, self.table, self.assignment.bindings if bindings is None else bindings
        known = explained | self.assignment.tokens() | asked.tokens | frozenset(self.phrase.tokens)
        known |= spoken(clause, table, self.column) | time_words(clause, table)
        is_part = operation is Operation.RATIO
        return Reading(
            table=table.schema.name,
            operation=operation,
            rows=tuple(rows),
            column=self.column.name,
            bindings=bound,
            asked=asked,
            explained=known,
            score=score_of(clause, self.phrase, self.assignment, asked),
            refutes=refutes
            and pinned(clause, table, self.column, asked, self.assignment, 1)
            and not counted_by_another(table, self.assignment, clause, known),
            unexplained=restrictors(table, clause, known, self.phrase.tokens, bound)
            + (() if is_part else parts(clause, self.phrase.tokens, known, self.assignment, operation))
            + unexplained,
        )


def figures(clause: Clause) -> Iterator[Figure]:
    """The measures of the clause, each with everyone whose it may be; those alone that the words give it to."""
    for phrase, table, column in measures(clause):
        for assignment in assignments(table, clause):
            owned = (
                is_owned(clause, phrase, assignment) if column.owned else is_told_of(clause, phrase, table, assignment)
            )
            if owned and assignment.holds_all(table):
                yield Figure(clause, phrase, table, column, assignment)


def is_in_unit(clause: Clause, column: Column) -> bool:
    """True for a figure in the unit of a column: nothing that is computed of several rows is converted."""
    unit = clause.claim.unit
    if unit == column.unit or column.unit is None:
        return unit != "percent" or column.unit is not None
    return factor(unit, column.unit) == 1 or (
        clause.claim.kind == "count" and not column.unit.isupper() and column.unit != "percent"
    )
