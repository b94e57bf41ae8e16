"""Readings of figures: the cell of a measure in the row that the clause names, and its change between two rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from veritab_engine.claim import Direction
from veritab_engine.finding import Reason
from veritab_engine.lexicon import forms, words
from veritab_engine.link.back import told_back
from veritab_engine.link.base import Step, changes, is_summed
from veritab_engine.link.bind import Assignment, assignments, counted_by_another
from veritab_engine.link.broad import bounded
from veritab_engine.link.by_unit import told_by_unit
from veritab_engine.link.clause import Clause
from veritab_engine.link.comparable import comparable, counts, is_own_noun, told_beside, words_of_quotient
from veritab_engine.link.difference import is_no_level
from veritab_engine.link.owned import has_it, is_owned
from veritab_engine.link.parts import parts
from veritab_engine.link.pinned import others_of_class, pinned
from veritab_engine.link.reading import BEST_WEIGHT, WEIGHT, Asked, Operation, Reading, refused
from veritab_engine.link.restrict import restrictors
from veritab_engine.link.rows import MOST_ROWS, rows_at
from veritab_engine.link.spoken import placed, spoken, time_words
from veritab_engine.link.stand_in import is_subject, is_verb_of, other_deeds, stand_ins
from veritab_engine.link.start import end_of_change
from veritab_engine.link.stretch import spanned
from veritab_engine.link.units import factor
from veritab_engine.mention.names import PhraseMention
from veritab_engine.reference import Rows, Table, TooBroad
from veritab_engine.reference.rates import is_guessed
from veritab_engine.reference.table import Column, Role

OF_A_PERCENT = {"percentage point": 1, "basis point": 100}
"""How many of these lie between two percentages that are one apart."""
HIGHER = (("higher",), ("up",))


def value_readings(clause: Clause) -> Iterator[Reading]:
    """The cell of a measure that the clause names, in each row that it could mean."""
    if is_no_level(clause):
        return
    for phrase, table, column in measures(clause):
        if not comparable(clause, phrase, table, column):
            yield refused(table.schema.name, Operation.VALUE, Reason.INCOMPARABLE_UNIT, column.name)
            continue
        yield from bounded(_readings(clause, phrase, table, column, Operation.VALUE), table, Operation.VALUE)


def change_readings(clause: Clause) -> Iterator[Reading]:
    """The change of a measure from one row to the next, in percent, or in the measure's own unit.

    One over a stretch that the sentence tells is none of these.
    """
    if spanned(clause) is not None:
        return
    for phrase, table, column in measures(clause):
        if not _may_change_by(clause, column):
            continue
        if is_guessed(column):
            rises = clause.claim.unit == "percent" and clause.claim.direction is not Direction.DOWN
            told = _readings(clause, phrase, table, column, Operation.VALUE) if rises else iter(())
            yield from bounded(told, table, Operation.VALUE)
            continue
        yield from bounded(_readings(clause, phrase, table, column, Operation.CHANGE), table, Operation.CHANGE)


def _may_change_by(clause: Clause, column: Column) -> bool:
    """True for percent, times and points of a percent, and for an amount in the measure's own unit."""
    unit = clause.claim.unit
    if unit in ("percent", "times", column.unit) or (column.unit == "percent" and unit in OF_A_PERCENT):
        return True
    if unit is not None and column.unit is not None and factor(unit, column.unit) == 1:
        return True
    return unit is None and (told_beside(clause) == column.unit or counts(column))


def measures(clause: Clause) -> Iterator[tuple[PhraseMention, Table, Column]]:
    """The number columns that the sentence names, each by its longest phrase; the phrase nearest to the claim first."""
    best: dict[tuple[str, str], PhraseMention] = {}
    told = (*clause.phrases, *_stood_for(clause), *stand_ins(clause))
    for phrase in (*told, *told_by_unit(clause, told)):
        if _is_of_the_next(clause, phrase):
            continue
        for ref in phrase.refs:
            if ref.column is not None:
                key = (ref.table, ref.column)
                if key not in best or _closer(clause, phrase, best[key]):
                    best[key] = phrase
    own = {table for (table, _), phrase in best.items() if is_own_noun(clause, phrase)}
    for (table_name, column_name), phrase in best.items():
        if table_name in own and not is_own_noun(clause, phrase):
            continue
        table = clause.scene.tables.tables[table_name]
        column = table.column(column_name)
        if column.role is Role.MEASURE and column.type in ("number", "integer"):
            yield phrase, table, column


def _is_of_the_next(clause: Clause, phrase: PhraseMention) -> bool:
    """True for words behind the figure that the next predicate begins with: "drew six and won two"."""
    lower, end = clause.sentence.lower, clause.segment.stop
    return end <= phrase.first and (";" in lower[end : phrase.first] or lower[end : end + 1] in (("and",), ("but",)))


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
    found = assignments(table, clause)
    if not found:
        yield refused(table.schema.name, operation, Reason.NO_ENTITY, column.name)
    for assignment in found:
        owned = is_owned(clause, phrase, assignment) if column.owned else is_told_of(clause, phrase, table, assignment)
        if not assignment.holds_all(table) or not owned:
            yield refused(table.schema.name, operation, Reason.NO_ENTITY, column.name)
            continue
        rows, asked = rows_at(table, assignment, clause)
        rows = rows[:0] if operation is Operation.VALUE and is_summed(clause) else rows
        if len(rows) > MOST_ROWS:
            raise TooBroad
        measure = phrase.tokens
        explained = assignment.tokens() | asked.tokens | frozenset(measure)
        explained |= _said(clause, table, column) | placed(table, rows, clause, assignment)
        end = end_of_change(clause) if operation is Operation.VALUE else None
        if end is not None:
            rows, _ = rows_at(table, assignment, end)
        chosen = _steps(clause, table, assignment, rows, operation, end is not None)
        for each in chosen:
            yield Reading(
                table=table.schema.name,
                operation=operation,
                rows=each.rows,
                column=column.name,
                bindings=assignment.bindings,
                asked=asked,
                explained=explained,
                score=score_of(clause, phrase, assignment, asked) - each.doubt,
                direction=_told_direction(clause, measure) if operation is Operation.VALUE else None,
                refutes=pinned(clause, table, column, asked, assignment, len(rows))
                and each.sure
                and end is None
                and not is_guessed(column)
                and not (operation is Operation.CHANGE and _grows_in_real_terms(table, column))
                and not counted_by_another(table, assignment, clause, explained),
                unexplained=restrictors(table, clause, explained, measure, assignment.bindings)
                + others_of_class(clause, table, assignment)
                + (other_deeds(clause, phrase, explained) if operation is Operation.VALUE else ())
                + parts(clause, measure, explained, assignment, operation),
            )
        if not chosen:
            yield refused(table.schema.name, operation, Reason.OTHER_PERIOD, column.name)


def _said(clause: Clause, table: Table, column: Column) -> frozenset[int]:
    """The tokens of words for the column, the rows and the times of a table, and of how far back a change goes."""
    said = spoken(clause, table, column) | time_words(clause, table) | words_of_quotient(clause, column)
    if clause.claim.kind == "change":
        said |= {i for back in told_back(clause) for i in back.tokens}
        said |= {clause.tokens.stop} if clause.sentence.lower[clause.tokens.stop :][:1] in HIGHER else set()
    return said


def _steps(
    clause: Clause, table: Table, assignment: Assignment, rows: Rows, operation: Operation, ended: bool
) -> list[Step]:
    """The rows of each figure: two for a change, and for one that a change starts from the row that it is counted from.

    `ended` says that the rows are those in which such a change ends. Nothing tells for sure how far back it started.
    """
    if operation is Operation.CHANGE:
        return changes(clause, table, assignment, rows)
    if not ended:
        return [Step((row,)) for row in rows]
    steps = changes(clause, table, assignment, rows) if len(rows) == 1 else []
    return [replace(step, rows=step.rows[1:]) for step in steps]


def is_told_of(clause: Clause, phrase: PhraseMention, table: Table, assignment: Assignment) -> bool:
    """True for a measure's own noun, and for a word that stands for it where its subject is whose figure it is."""
    if phrase in clause.phrases and not is_verb_of(clause, phrase):
        return True
    if any(phrase.tokens == at for at in _pronouns(clause)) or is_subject(clause, phrase, table, assignment):
        return True
    return has_it(clause, phrase, assignment)


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


def _grows_in_real_terms(table: Table, column: Column) -> bool:
    """True for a measure whose growth is told after inflation: two cells of GDP in a bare file do not give it."""
    told = {word for phrase in column.phrases[:1] for word in phrase.lower().split(" ")}
    return table.schema.inferred and not told.isdisjoint(words("headers/real_growth"))


def score_of(clause: Clause, phrase: PhraseMention, assignment: Assignment, asked: Asked) -> float:
    """Blind to the value: entities, time, and how many words of measure stand how near."""
    length = min(phrase.last - phrase.first, 3) / 3
    near = 1.0 - min(_distance(clause, phrase), 30) / 30
    return (
        0.45 * min(assignment.weight, BEST_WEIGHT) / BEST_WEIGHT
        + 0.25 * WEIGHT[asked.source]
        + 0.2 * length
        + 0.1 * near
    )
