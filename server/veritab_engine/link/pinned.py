"""Whether a reading's row is pinned down, so that another value in it contradicts the claim."""

from __future__ import annotations

from veritab_engine.lexicon import words
from veritab_engine.link.antecedent import others_of, points_back, told_alone
from veritab_engine.link.bind import Assignment, entity_columns, is_outweighed
from veritab_engine.link.clause import Clause
from veritab_engine.link.reading import Asked, Source
from veritab_engine.link.stranger import names_a_stranger
from veritab_engine.reference import Table
from veritab_engine.reference.table import Column, Role
from veritab_engine.reference.variants import names_persons

IN_ALL = (("in", "all"), ("in", "total"))


def pinned(clause: Clause, table: Table, column: Column, asked: Asked, assignment: Assignment, rows: int) -> bool:
    """True where time and entities are named, so that another value in that row contradicts the claim.

    A table without names is about one thing, and the time alone picks its row.
    """
    if not any(column.role is Role.ENTITY for column in entity_columns(table)):
        told = asked.source is Source.SENTENCE
        return (
            rows == 1
            and _is_single(table)
            and (told or asked.source is Source.SCOPE)
            and not names_a_stranger(clause, anywhere=not told)
        )
    named = any(binding.source in (Source.SENTENCE, Source.SCOPE, Source.POINTED) for binding in assignment.bindings)
    carried = any(binding.source is Source.CARRIED for binding in assignment.bindings)
    carried = carried and not points_back(clause) and _is_carried_alone(clause, table, assignment)
    timed = asked.source is not Source.NONE or _is_lasting(table, column)
    told = named or (carried and not _is_summed(clause))
    return rows == 1 and timed and told and not is_outweighed(table, assignment, clause)


def _is_single(table: Table) -> bool:
    """True where a table without names is about one thing: its time is its key, or it has one row."""
    times = {column.name for column in table.schema.of_role(Role.TIME)}
    return len(table) == 1 or (bool(table.schema.key) and times.issuperset(table.schema.key))


def others_of_class(clause: Clause, table: Table, assignment: Assignment) -> tuple[str, ...]:
    """The words for another one of the class of a name that is merely carried, where a row has one of that class."""
    return tuple(word for kind in _carried_classes(table, assignment) for word in others_of(clause, kind))


def _is_carried_alone(clause: Clause, table: Table, assignment: Assignment) -> bool:
    """True where no name carried from before stood beside another one that could be meant in its place."""
    carried = (kind for kind in _carried_classes(table, assignment) if not names_persons(kind))
    return all(told_alone(clause, kind) for kind in carried)


def _carried_classes(table: Table, assignment: Assignment) -> frozenset[str]:
    """The classes of the names that are carried from before, where a row has one of the class."""
    kinds = [column.entity for column in entity_columns(table)]
    carried = {table.column(b.column).entity for b in assignment.bindings if b.source is Source.CARRIED}
    return frozenset(kind for kind in carried if kind is not None and kinds.count(kind) == 1)


def _is_summed(clause: Clause) -> bool:
    """True for "288 cases in all", "total revenue": the figure may be of everybody, and not of who was told of last."""
    lower, last = clause.sentence.lower, max(clause.tokens.stop, clause.noun_tokens.stop)
    if lower[last : last + 2] in IN_ALL:
        return True
    return not (words("operations/summed") | words("operations/together")).isdisjoint(lower)


def _is_lasting(table: Table, column: Column) -> bool:
    """True for what does not change with the year that stands in its row: how tall a building is."""
    times = {each.name for each in table.schema.of_role(Role.TIME)}
    told = {phrase.lower() for phrase in column.phrases}
    alone = bool(table.schema.key) and times.isdisjoint(table.schema.key)
    return alone and not told.isdisjoint(words("measures/lasting"))
