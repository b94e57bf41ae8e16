"""Readings of places over a column that says them: "Tolvik Rovers finished third", over "Pos".

The column is one of whole numbers whose header says a rank. The place is that of the last name before it, and nothing
else in the sentence may say among whom or in what it is told: "third in attack" is no place in the table.
"""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.claim import Direction
from veritab_engine.lexicon import words
from veritab_engine.link.bind import Assignment, assignments
from veritab_engine.link.broad import bounded
from veritab_engine.link.clause import Clause
from veritab_engine.link.narrow import MOST_ASKED
from veritab_engine.link.reading import Operation, Reading, Source
from veritab_engine.link.restrict import restrictors
from veritab_engine.link.rows import rows_at
from veritab_engine.link.spoken import spoken
from veritab_engine.reference import Table
from veritab_engine.reference.table import Column, Role
from veritab_engine.value import Point


def standing_readings(clause: Clause) -> Iterator[Reading]:
    """The cell of the column of places in the row of the one who is said to have come there."""
    if not isinstance(clause.claim.value, Point) or clause.claim.direction is not Direction.UP:
        return
    kinds = dict.fromkeys(ref.kind for name in clause.names for ref in name.refs)
    places = [clause.scene.tables.columns_of(kind) for kind in kinds]
    for name in dict.fromkeys(place.table for each in places if len(each) <= MOST_ASKED for place in each):
        table = clause.scene.tables.tables[name]
        columns = [column for column in table.schema.columns if _says_places(column)]
        if len(columns) == 1:
            yield from bounded(_of(clause, table, columns[0]), table, Operation.VALUE)


def _says_places(column: Column) -> bool:
    return column.type == "integer" and column.role is Role.KEY and column.name.lower() in words("headers/ranks")


def _of(clause: Clause, table: Table, column: Column) -> Iterator[Reading]:
    for assignment in assignments(table, clause):
        if not _comes_in(clause, assignment):
            continue
        rows, asked = rows_at(table, assignment, clause)
        if len(rows) != 1:
            continue
        first, last = _name_of(assignment), clause.tokens.stop
        told = frozenset((*range(first, last), *_behind(clause, last)))
        explained = assignment.tokens() | asked.tokens | told | spoken(clause, table, column)
        yield Reading(
            table=table.schema.name,
            operation=Operation.VALUE,
            rows=rows,
            column=column.name,
            bindings=assignment.bindings,
            asked=asked,
            explained=explained,
            score=min(assignment.weight, 1.0),
            refutes=asked.source in (Source.SENTENCE, Source.SCOPE) and _is_of_now(clause, first),
            unexplained=restrictors(table, clause, explained, clause.tokens, assignment.bindings),
        )


def _name_of(assignment: Assignment) -> int:
    """The first token of the one name that an assignment binds; -1 where it binds none, or more."""
    mentions = [binding.mention for binding in assignment.bindings]
    return mentions[0].first if len(mentions) == 1 and mentions[0] is not None else -1


def _comes_in(clause: Clause, assignment: Assignment) -> bool:
    """True where name, verb and place follow each other, and what the place is in is not told: "came in third"."""
    lower, first, last = clause.sentence.lower, _name_of(assignment), clause.tokens.stop
    if first < 0 or assignment.bindings[0].mention is None:
        return False
    verb = assignment.bindings[0].mention.last
    plain = lower[verb : verb + 1] and lower[verb] in words("standings/verbs")
    at = verb + 1 + (lower[verb + 1 : verb + 2] == ("in",))
    end = lower[last : last + 1] == () or lower[last] in words("standings/ends") or bool(_behind(clause, last))
    return bool(plain) and at == clause.tokens.start and end


def _behind(clause: Clause, last: int) -> range:
    """The tokens of "in the table" behind a place."""
    lower = clause.sentence.lower
    whole = lower[last : last + 2] in (("in", "the"), ("of", "the")) and lower[last + 2 : last + 3] != ()
    ends = lower[last + 3 : last + 4] == () or lower[last + 3] in words("standings/ends")
    return range(last, last + 3) if whole and ends and lower[last + 2] in words("standings/tables") else range(0)


def _is_of_now(clause: Clause, first: int) -> bool:
    """True where the name opens the sentence, and neither it nor a sentence before tells a time or an occasion."""
    lower = clause.sentence.lower
    occasion = words("standings/occasions") | words("words/other_occasion") | words("words/story_time")
    opens = first == 0 or (first == 1 and lower[0] == "the")
    dated = bool(clause.dates) or bool(clause.stretches) or next(iter(clause.earlier_dates()), None) is not None
    return opens and not dated and occasion.isdisjoint(lower)
