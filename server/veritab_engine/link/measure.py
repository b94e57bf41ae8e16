"""Readings of figures: the cell of a measure in the row that the clause names, and its change between two rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from veritab_engine.claim import Direction
from veritab_engine.finding import Reason
from veritab_engine.lexicon import forms, words
from veritab_engine.link.bind import Assignment, assignments, counted_by_another
from veritab_engine.link.reading import WEIGHT, Asked, Operation, Reading, Source
from veritab_engine.link.restrict import restrictors
from veritab_engine.link.scene import Clause
from veritab_engine.link.time import LONGEST_MONTH, NOT_ASKED, asked_time, change_base, days
from veritab_engine.mention.names import PhraseMention
from veritab_engine.reference import PhraseRef, Table, stem
from veritab_engine.reference.table import Column, Role, TableKind
from veritab_engine.value import Period

SPANNING = frozenset({"in", "over", "during", "across", "within"})
OCCASION = "time"
"""The unit of "40 times": it counts what the verb says, not a noun."""
EVENT_NEAR = 45
"""An event this many days before the document's date, or fewer, is the one being reported."""
EVENT_AHEAD = 7
"""... and so is one this many days after it."""


def value_readings(clause: Clause) -> Iterator[Reading]:
    """The cell of a measure that the clause names, in each row that it could mean."""
    for phrase, table, column in measures(clause):
        if not comparable(clause, phrase, table, column):
            yield refused(table, column, Operation.VALUE, Reason.INCOMPARABLE_UNIT)
            continue
        yield from _readings(clause, phrase, table, column, Operation.VALUE)


def change_readings(clause: Clause) -> Iterator[Reading]:
    """The change of a measure from one row to the next, in percent, or in the measure's own unit."""
    for phrase, table, column in measures(clause):
        if clause.claim.unit not in ("percent", "times", column.unit):
            continue
        yield from _readings(clause, phrase, table, column, Operation.CHANGE)


def measures(clause: Clause) -> Iterator[tuple[PhraseMention, Table, Column]]:
    """The number columns that the sentence names, each by its longest phrase; the phrase nearest to the claim first."""
    best: dict[tuple[str, str], PhraseMention] = {}
    for phrase in (*clause.phrases, *_stood_for(clause)):
        for ref in phrase.refs:
            if ref.column is not None:
                key = (ref.table, ref.column)
                if key not in best or _closer(clause, phrase, best[key]):
                    best[key] = phrase
    for (table_name, column_name), phrase in best.items():
        table = clause.scene.tables.tables[table_name]
        column = next(column for column in table.schema.columns if column.name == column_name)
        if column.role is Role.MEASURE and column.type in ("number", "integer"):
            yield phrase, table, column


def _stood_for(clause: Clause) -> Iterator[PhraseMention]:
    """The measure words of the sentence before that "it" or "the figure" stands for, at the place of these words."""
    if clause.phrases:
        return
    pronoun = next((at for at in _pronouns(clause) if at.stop <= clause.tokens.start), None)
    earlier = clause.previous
    if pronoun is None or earlier is None:
        return
    for phrase in earlier.phrases:
        yield PhraseMention(pronoun.start, pronoun.stop, phrase.refs)


def _pronouns(clause: Clause) -> Iterator[range]:
    """Where the sentence says "it", or "the figure"."""
    lower = clause.sentence.lower
    for i, word in enumerate(lower):
        if word == "it":
            yield range(i, i + 1)
        elif word in ("the", "that", "this") and lower[i + 1 : i + 2] and lower[i + 1] in words("words/figures"):
            yield range(i, i + 2)


def comparable(clause: Clause, phrase: PhraseMention, table: Table, column: Column) -> bool:
    """Money and percent compare with their own kind; a count with the column that its noun names, or by its unit.

    An inferred column whose header gives no unit may be in any.
    """
    unit = clause.claim.unit
    if column.unit is None and table.schema.inferred:
        return True
    if _is_code(unit) or _is_code(column.unit):
        return unit == column.unit
    if unit in (None, OCCASION) or not len(clause.noun_tokens):
        return True
    named = any(i in clause.noun_tokens for i in range(phrase.first, phrase.last))
    return named or (column.unit is not None and stem(column.unit) == stem(unit))


def refused(table: Table, column: Column, operation: Operation, reason: Reason) -> Reading:
    """A reading that binds by its words and still cannot speak."""
    return Reading(
        table.schema.name, operation, (), column.name, (), Asked(None, Source.NONE), frozenset(), blocked=reason
    )


def _is_code(unit: str | None) -> bool:
    """True for units that never compare with another: currencies and percent."""
    return unit is not None and (unit == "percent" or (len(unit) == 3 and unit.isupper()))


def _closer(clause: Clause, phrase: PhraseMention, held: PhraseMention) -> bool:
    """Longer phrases win; among equals the one nearer to the claim."""
    return (phrase.last - phrase.first, -_distance(clause, phrase)) > (
        held.last - held.first,
        -_distance(clause, held),
    )


def _distance(clause: Clause, phrase: PhraseMention) -> int:
    return abs(phrase.first - clause.tokens.start)


def _readings(
    clause: Clause, phrase: PhraseMention, table: Table, column: Column, operation: Operation
) -> Iterator[Reading]:
    for assignment in assignments(table, clause):
        if not assignment.holds_all(table):
            yield refused(table, column, operation, Reason.NO_ENTITY)
            continue
        rows, asked = rows_at(table, assignment, clause)
        rows = () if operation is Operation.VALUE and _is_summed(clause) else rows
        measure = range(phrase.first, phrase.last)
        explained = assignment.tokens() | asked.tokens | _spoken(clause, table, column)
        chosen = [(row,) for row in rows] if operation is Operation.VALUE else _changes(clause, table, assignment, rows)
        for each in chosen:
            yield Reading(
                table=table.schema.name,
                operation=operation,
                rows=each,
                column=column.name,
                bindings=assignment.bindings,
                asked=asked,
                explained=explained,
                score=_score(clause, phrase, assignment, asked),
                direction=_told_direction(clause, measure) if operation is Operation.VALUE else None,
                refutes=_pinned(asked, assignment, len(rows)) and not counted_by_another(table, assignment, clause),
                unexplained=restrictors(table, clause, explained, measure, assignment.bindings),
            )
        if not chosen:
            yield refused(table, column, operation, Reason.OTHER_PERIOD)


def _told_direction(clause: Clause, measure: range) -> Direction | None:
    """Which way the measure is said to have gone to its value: "fell to", "has grown since 2020, to"."""
    if measure.start > clause.tokens.start:
        return None
    lower = clause.sentence.lower
    for i in range(clause.tokens.start - 1, measure.stop - 1, -1):
        way = forms("change_verbs/verbs").get(lower[i])
        if way is not None:
            return Direction(way)
    return None


def _spoken(clause: Clause, table: Table, column: Column) -> frozenset[int]:
    """The tokens of all words for the column, and for the table's rows."""
    spoken = {PhraseRef(table.schema.name, column.name), PhraseRef(table.schema.name, None)}
    mentions = (phrase for phrase in clause.phrases if not spoken.isdisjoint(phrase.refs))
    return frozenset(token for phrase in mentions for token in range(phrase.first, phrase.last))


def rows_at(
    table: Table, assignment: Assignment, clause: Clause, *, carry: bool = True
) -> tuple[tuple[int, ...], Asked]:
    """The rows of the time asked for; where no time is told, the latest row that the document can know of.

    A state ("is the largest partner") is told of the present: its time is not carried from another sentence.
    """
    latest = table.period(assignment.rows[-1])
    if latest is None:
        return assignment.rows, Asked(None, Source.SCOPE)
    asked = asked_time(clause, days(latest))
    if asked.elsewhere:
        return (), asked
    if asked.source is Source.CARRIED and not carry:
        asked = NOT_ASKED
    if asked.period is not None:
        rows = tuple(row for row in assignment.rows if _same_time(table.period(row), asked.period))
        if rows or asked.source is not Source.CARRIED:
            return rows, asked
        asked = NOT_ASKED
    as_of = clause.scene.as_of
    if as_of is None:
        return assignment.rows[-1:], asked
    if table.schema.kind is TableKind.EVENT:
        return tuple(row for row in assignment.rows if is_current(table, row, as_of)), Asked(None, Source.AS_OF)
    return tuple(row for row in assignment.rows if _begun(table.period(row), as_of))[-1:], asked


def is_current(table: Table, row: int, as_of: date) -> bool:
    """True for an event that a document of that day reports: it is on, is about to be, or has just been."""
    period = table.period(row)
    if period is None:
        return False
    return period.first - timedelta(EVENT_AHEAD) <= as_of <= period.last + timedelta(EVENT_NEAR)


def _same_time(held: Period | None, asked: Period) -> bool:
    if held is None:
        return False
    if days(held) > LONGEST_MONTH:
        return held.first == asked.first and held.last == asked.last
    return asked.first <= held.last and held.first <= asked.last


def _begun(held: Period | None, as_of: date) -> bool:
    return held is None or held.first <= as_of


def _changes(clause: Clause, table: Table, assignment: Assignment, rows: tuple[int, ...]) -> list[tuple[int, ...]]:
    """Each row with the one that its change is counted from: the one told, else its neighbour before it in time.

    A change over a stretch that is told only by its length ("over the past decade") has no rows.
    """
    base = change_base(clause)
    if base is not None:
        bases = [row for row in assignment.rows if _same_time(table.period(row), base)]
        return [(row, early) for row in rows for early in bases if row != early]
    if _has_stretch(clause):
        return []
    earlier = {late: early for early, late in pairwise(assignment.rows) if _adjacent(table, early, late)}
    return [(row, earlier[row]) for row in rows if row in earlier]


def _is_summed(clause: Clause) -> bool:
    """True for a figure told of a length of time: "in the 12 years to 2024"."""
    lower = clause.sentence.lower
    stretches = (tokens for other, tokens in clause.neighbours if other.kind in ("duration", "elapsed"))
    return any(
        tokens.start in clause.segment and not SPANNING.isdisjoint(lower[max(tokens.start - 3, 0) : tokens.start])
        for tokens in stretches
    )


def _has_stretch(clause: Clause) -> bool:
    """True where a length of time, or "since", stands beside the change."""
    stretches = (tokens for other, tokens in clause.neighbours if other.kind in ("duration", "elapsed", "streak"))
    behind = clause.sentence.lower[clause.tokens.stop : clause.tokens.stop + 2]
    return "since" in behind or any(tokens.start in clause.segment for tokens in stretches)


def _adjacent(table: Table, early: int, late: int) -> bool:
    first, second = table.period(early), table.period(late)
    return first is not None and second is not None and (second.first - first.last).days == 1


def _pinned(asked: Asked, assignment: Assignment, rows: int) -> bool:
    """True where time and entities are named, so that another value in that row contradicts the claim."""
    named = any(binding.source in (Source.SENTENCE, Source.SCOPE) for binding in assignment.bindings)
    carried = any(binding.source is Source.CARRIED for binding in assignment.bindings)
    return rows == 1 and asked.source is not Source.NONE and (named or carried)


def _score(clause: Clause, phrase: PhraseMention, assignment: Assignment, asked: Asked) -> float:
    """Blind to the value: entities, time, and how many words of measure stand how near."""
    words = min(phrase.last - phrase.first, 3) / 3
    near = 1.0 - min(_distance(clause, phrase), 30) / 30
    return 0.45 * min(assignment.weight, 1.3) / 1.3 + 0.25 * WEIGHT[asked.source] + 0.2 * words + 0.1 * near
