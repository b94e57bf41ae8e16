"""Readings of a date that a table keeps of a thing itself: "Lumen Medical, founded in 2003", over a column "Founded".

Such a column is no time of the row's figures. Its header has a word for what happened, and the row is that of the thing
whose date the claim tells; several rows of one thing have to agree.
"""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.lexicon import groups
from veritab_engine.link.bind import Assignment, assignments
from veritab_engine.link.broad import bounded
from veritab_engine.link.clause import Clause
from veritab_engine.link.narrow import CARRY_WITHIN, MOST_ASKED
from veritab_engine.link.reading import Asked, Operation, Reading, Source
from veritab_engine.link.rows import MOST_ROWS
from veritab_engine.mention.names import NameMention
from veritab_engine.reference import Table, stem
from veritab_engine.reference.table import Column, Role, holds_times
from veritab_engine.token import words_of
from veritab_engine.value import Period

PARTING = frozenset({"'s", "'", "of"})
"""In a noun these make it a part of the one who is named, or another's."""


def dated_cell_readings(clause: Clause) -> Iterator[Reading]:
    """The date in the column whose header says what happened, in the row of the thing that it happened to."""
    told = {
        stem(word) for form in groups("attributes/events").get(clause.claim.unit or "", ()) for word in form.split()
    }
    if not isinstance(clause.claim.value, Period) or not told:
        return
    for table in _tables(clause):
        columns = [column for column in table.schema.columns if _tells(column, told)]
        if len(columns) == 1:
            yield from bounded(_of(clause, table, columns[0]), table, Operation.VALUE)


def _tables(clause: Clause) -> Iterator[Table]:
    """The tables that know somebody whom the sentence, or one before, names."""
    tables = clause.scene.tables
    earlier = (name for distance, name in clause.earlier_names() if distance <= CARRY_WITHIN)
    kinds = dict.fromkeys(ref.kind for name in (*clause.names, *earlier) for ref in name.refs)
    places = [tables.columns_of(kind) for kind in kinds]
    for name in dict.fromkeys(place.table for each in places if len(each) <= MOST_ASKED for place in each):
        yield tables.tables[name]


def _tells(column: Column, told: set[str]) -> bool:
    """True for a column of dates that are no time of the row, whose header has one of the words."""
    dated = holds_times(column) and column.role is Role.DIMENSION
    return dated and not told.isdisjoint(stem(word.lower()) for word in words_of(column.name))


def _of(clause: Clause, table: Table, column: Column) -> Iterator[Reading]:
    every = assignments(table, clause)
    noun = clause.noun_tokens
    owned = [each for each in every if any(b.mention and b.mention.first in noun for b in each.bindings)]
    between = range(noun.stop, clause.tokens.start)
    if any(name.first in between for name in clause.names if _is_known(name, table)):
        return
    parted = not PARTING.isdisjoint(clause.sentence.lower[noun.start : noun.stop])
    for assignment in owned or every:
        if parted and not _is_whole(clause, assignment):
            continue
        rows = [row for row in assignment.rows[: MOST_ROWS + 1] if table.text(row, column.name)]
        entities = [binding for binding in assignment.bindings if table.column(binding.column).role is Role.ENTITY]
        if len(assignment.rows) > MOST_ROWS or not entities or len({table.text(row, column.name) for row in rows}) != 1:
            continue
        yield Reading(
            table=table.schema.name,
            operation=Operation.VALUE,
            rows=rows[-1:],
            column=column.name,
            bindings=assignment.bindings,
            asked=Asked(None, Source.SENTENCE),
            explained=assignment.tokens() | frozenset((*noun, *clause.tokens)),
            score=min(assignment.weight, 1.0),
            refutes=bool(owned) and _is_whole(clause, assignment),
        )


def _is_known(name: NameMention, table: Table) -> bool:
    """True for a name of the class that the table's rows are of."""
    kinds = {column.entity for column in table.schema.of_role(Role.ENTITY)}
    return any(ref.kind in kinds for ref in name.refs)


def _is_whole(clause: Clause, assignment: Assignment) -> bool:
    """True where the claim's noun is the thing and no part of it: not "the tower of Nordkraft"."""
    articles = {i for i in clause.noun_tokens if clause.sentence.lower[i] in ("the", "a", "an")}
    return set(clause.noun_tokens) - articles <= assignment.tokens()
