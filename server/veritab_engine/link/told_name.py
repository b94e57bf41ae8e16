"""Readings of names that words for a column give: the cell of the row that the sentence is about.

The column is one of names in which the claim's name stands somewhere, and whose words the claim has. The row is that of
who is named beside them; where several rows of a table's years have one name, it holds for all of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.lexicon import mapping
from veritab_engine.link.bind import Assignment, assignments
from veritab_engine.link.broad import bounded
from veritab_engine.link.clause import Clause
from veritab_engine.link.narrow import MOST_ASKED
from veritab_engine.link.reading import WEIGHT, Asked, Binding, Operation, Reading, Source
from veritab_engine.link.rows import MOST_ROWS, rows_at
from veritab_engine.reference import PhraseRef, Rows, Table
from veritab_engine.reference.table import Column, Role, TableKind

HEADERS = frozenset(
    header
    for name in ("told_names/before", "told_names/behind")
    for each in mapping(name).values()
    for header in each.split(" / ")
)
"""The headers for which verbs may stand."""


def told_name_readings(clause: Clause) -> Iterator[Reading]:
    """The names in the columns that the claim's words are of, in the rows of who is named beside them."""
    tables = clause.scene.tables
    kinds = dict.fromkeys(ref.kind for ref in clause.entities)
    places = [place for kind in kinds for place in tables.columns_of(kind)]
    for place in places if len(places) <= MOST_ASKED else ():
        table = tables.tables[place.table]
        column = table.column(place.column or "")
        known = any(ref.kind == column.entity and ref.id in table.distinct(column.name) for ref in clause.entities)
        names = table.schema.kind is TableKind.OBSERVATIONS and column.role is Role.MEASURE and column.type == "string"
        if known and names and _is_told(clause, table, column):
            yield from bounded(_of(clause, table, column), table, Operation.ATTRIBUTE)


def _is_told(clause: Clause, table: Table, column: Column) -> bool:
    """True where the claim's words are of the column: its own phrases, or verbs that stand for its header."""
    ref, lower, told = PhraseRef(table.schema.name, column.name), clause.sentence.lower, clause.claim.unit or ""
    own = (phrase for phrase in clause.named.phrases if ref in phrase.refs and phrase.first in clause.noun_tokens)
    if any(" ".join(lower[phrase.first : phrase.last]) == told for phrase in own):
        return not _is_restricted(clause)
    return told in {phrase.lower() for phrase in column.phrases} and told in HEADERS


def _of(clause: Clause, table: Table, column: Column) -> Iterator[Reading]:
    every = assignments(table, clause)
    owned = [each for each in every if any(_is_in(binding, clause.noun_tokens) for binding in each.bindings)]
    for assignment in owned or every:
        own = [binding for binding in assignment.bindings if table.column(binding.column).role is Role.ENTITY]
        if not own or any(i in clause.tokens for i in assignment.tokens()) or not assignment.holds_all(table):
            continue
        rows, asked = _rows(clause, table, assignment)
        if not rows or len(rows) > MOST_ROWS or len({table.id_at(row, column.name) for row in rows}) != 1:
            continue
        yield Reading(
            table=table.schema.name,
            operation=Operation.ATTRIBUTE,
            rows=rows[-1:],
            column=column.name,
            bindings=assignment.bindings,
            asked=asked,
            explained=assignment.tokens() | frozenset((*clause.noun_tokens, *clause.tokens)),
            score=min(assignment.weight, 1.0) * WEIGHT[Source.SENTENCE],
            refutes=_is_dated(table, column, assignment, asked)
            and _is_the_only_date(clause, asked)
            and _is_beside(clause, assignment, own),
        )


def _rows(clause: Clause, table: Table, assignment: Assignment) -> tuple[Rows, Asked]:
    """The rows of the time told, all since the day told, or all there are where they make no difference."""
    rows, asked = rows_at(table, assignment, clause, carry=False)
    if asked.since and asked.period is not None:
        return assignment.rows.since(asked.period.first), asked
    return rows, asked


def _is_restricted(clause: Clause) -> bool:
    """True for "the largest partner in Asia": of fewer than the column's."""
    end = clause.noun_tokens.stop
    dated = any(at.start == end + 1 for _, at in clause.dates)
    return clause.sentence.lower[end : end + 1] in (("in",), ("outside",), ("among",), ("within",)) and not dated


def _is_dated(table: Table, column: Column, assignment: Assignment, asked: Asked) -> bool:
    """True where the sentence tells when, or the name is one at all times."""
    told = asked.period is not None and asked.source is not Source.AS_OF
    few = assignment.rows[:MOST_ROWS]
    return told or len({id for row in few if (id := table.id_at(row, column.name)) is not None}) == 1


def _is_the_only_date(clause: Clause, asked: Asked) -> bool:
    """True where the sentence tells no other time: "in 2024, a position that China had held in 2023" leaves it open."""
    return all(set(at) <= asked.tokens for _, at in clause.dates)


def _is_in(binding: Binding, tokens: range) -> bool:
    return binding.mention is not None and binding.mention.first in tokens


def _is_beside(clause: Clause, assignment: Assignment, own: list[Binding]) -> bool:
    """True where the words of the column have their owner beside them, or nobody is named but whom the row is about."""
    if any(binding.source is not Source.SENTENCE for binding in own):
        return False
    mentions = [binding.mention for binding in assignment.bindings if binding.mention is not None]
    if any(mention.first in clause.noun_tokens for mention in mentions):
        return True
    kinds = {ref.kind for mention in mentions for ref in mention.refs}
    told = [name for name in clause.names if any(ref.kind in kinds for ref in name.refs)]
    return all(name.first in assignment.tokens() or name.first in clause.tokens for name in told)
