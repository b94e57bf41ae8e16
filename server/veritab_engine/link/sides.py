"""Sides: the two figures that a comparison holds against each other, "trade with Russia … than with Brazil".

The first is what the clause is about. The second takes from the first whatever its own words leave out: "than
Germany's" is the same measure of Germany at the same time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product

from veritab_engine.lexicon import forms, words
from veritab_engine.link.bind import Assignment, entity_columns
from veritab_engine.link.clause import Clause
from veritab_engine.link.compared import SEGMENT_ENDS
from veritab_engine.link.figure import Figure, figures
from veritab_engine.link.neutral import restricts
from veritab_engine.link.reading import Asked, Binding, Operation, Reading, Source
from veritab_engine.link.restrict import stands_whole
from veritab_engine.link.rows import rows_at
from veritab_engine.mention.names import NameMention, PhraseMention
from veritab_engine.reference import PhraseRef, Table
from veritab_engine.value import Period


@dataclass(frozen=True)
class Part(Clause):
    """A clause of which only the names and dates within some tokens count."""

    within: frozenset[int] = field(default_factory=frozenset)

    @cached_property
    def names(self) -> tuple[NameMention, ...]:
        """The names within the part."""
        return tuple(name for name in Clause(self.scene, self.claim).names if name.first in self.within)

    @cached_property
    def phrases(self) -> tuple[PhraseMention, ...]:
        """The measure words within the part."""
        return tuple(each for each in Clause(self.scene, self.claim).phrases if each.first in self.within)

    @cached_property
    def dates(self) -> tuple[tuple[Period, range], ...]:
        """The dates within the part."""
        return tuple(each for each in Clause(self.scene, self.claim).dates if each[1].start in self.within)


def second_side(clause: Clause) -> range:
    """The tokens behind a comparison up to the end of its clause."""
    start, lower = clause.tokens.stop, clause.sentence.lower
    end = next((i for i in range(start, len(lower)) if lower[i] in SEGMENT_ENDS or lower[i] == "while"), len(lower))
    return range(start, end)


def sided(clause: Clause, operation: Operation) -> Iterator[Reading]:
    """The readings of a comparison: the figure of the first side beside that of the second."""
    second = second_side(clause)
    told = {i for name in clause.names for i in name.tokens}
    if not any(name.first in second for name in clause.names) or not _is_led(clause, second, told):
        return
    own_dates = [at for _, at in clause.dates if at.start not in second]
    kept = frozenset(range(len(clause.sentence.words))) - frozenset(second)
    dates = frozenset(i for _, at in clause.dates for i in at) if not own_dates else frozenset()
    left = Part(clause.scene, clause.claim, kept | (dates & frozenset(second)))
    for figure in figures(left):
        near = figure.phrase.first in clause.segment and figure.phrase.first < clause.tokens.stop
        near = near and _is_of_column(clause, figure, second) and not _moves(clause, figure)
        if near and stands_whole(clause, figure.phrase, frozenset(told)):
            yield from _beside(clause, figure, second, operation)


def _is_led(clause: Clause, second: range, told: set[int]) -> bool:
    """True where nothing stands before the name of the second side but what leads to it."""
    for i in second:
        if i in told:
            return True
        if clause.sentence.lower[i] not in words("operations/leading") and not _is_phrase(clause, i):
            return False
    return False


def _moves(clause: Clause, figure: Figure) -> bool:
    """True for "exports grew less than": their changes are compared."""
    between = clause.sentence.lower[figure.phrase.last : clause.tokens.start]
    return not forms("change_verbs/verbs").keys().isdisjoint(between)


def _is_of_column(clause: Clause, figure: Figure, second: range) -> bool:
    """False where the second side tells a measure of its own: "exports … than imports of"."""
    own = PhraseRef(figure.table.schema.name, figure.column.name)
    return all(own in phrase.refs for phrase in clause.phrases if phrase.first in second)


def _is_phrase(clause: Clause, i: int) -> bool:
    """True for a word of a measure."""
    return any(i in phrase.tokens for phrase in clause.phrases)


def _beside(clause: Clause, figure: Figure, second: range, operation: Operation) -> Iterator[Reading]:
    table = figure.table
    rows, asked = rows_at(table, figure.assignment, figure.clause)
    if len(rows) != 1:
        return
    right = Part(clause.scene, clause.claim, frozenset(second))
    for bindings in _taken_on(table, figure.assignment, right):
        others = table.rows({each.column: each.id for each in bindings})
        other = Assignment(bindings, others, 1.0)
        if right.dates and asked.tokens.isdisjoint(second):
            found, _ = rows_at(table, other, right)
        else:
            period = table.period(rows[0])
            found = others.exactly(period) if period is not None else others
        if len(found) != 1 or found[0] == rows[0]:
            continue
        measured = frozenset(i for i in second if _is_phrase(clause, i))
        explained = _tokens_of(right) | frozenset(clause.tokens) | _leading(clause, second) | measured
        strange = (i for i in second if i not in explained and restricts(clause, i))
        yield figure.reading(
            operation,
            (rows[0], found[0]),
            asked,
            explained,
            bindings=figure.assignment.bindings,
            refutes=_is_told(figure.assignment, asked),
            unexplained=tuple(clause.sentence.words[i] for i in strange),
        )


def _tokens_of(part: Clause) -> frozenset[int]:
    """The tokens of the names and dates of a part."""
    held = (*(name.tokens for name in part.names), *(at for _, at in part.dates))
    return frozenset(i for tokens in held for i in tokens)


def _is_told(assignment: Assignment, asked: Asked) -> bool:
    return asked.source in (Source.SENTENCE, Source.SCOPE, Source.CARRIED, Source.AS_OF) and bool(assignment.bindings)


def _leading(clause: Clause, second: range) -> frozenset[int]:
    return frozenset(i for i in second if clause.sentence.lower[i] in words("operations/leading"))


def _taken_on(table: Table, first: Assignment, right: Clause) -> Iterator[tuple[Binding, ...]]:
    """The bindings of the second side: its own names, every one of them, and the first's in the other columns.

    A name behind a cue of a column ("with Brazil") is that column's; one without is of the column that it has no
    better word for.
    """
    held = {binding.column: binding for binding in first.bindings}
    options: list[list[Binding]] = []
    for column in entity_columns(table):
        known, named = table.distinct(column.name), right.nearest.get(column.entity or "", {})
        own = [Binding(column.name, id, Source.SENTENCE, at) for id, at in named.items() if id in known]
        options.append([*own, *([held[column.name]] if column.name in held else [])])
    meant = {name.first for name in right.names if _is_of(table, name)}
    found = []
    for choice in product(*(each for each in options if each)):
        own = [binding for binding in choice if binding not in first.bindings]
        used = {binding.mention.first for binding in own if binding.mention is not None}
        if own and used == meant and len({binding.id for binding in choice}) == len(choice):
            found.append((sum(_is_cued(table, right, binding) for binding in own), choice))
    best = max((cued for cued, _ in found), default=0)
    yield from (choice for cued, choice in found if cued == best)


def _is_of(table: Table, name: NameMention) -> bool:
    return any(
        ref.kind == column.entity and ref.id in table.distinct(column.name)
        for column in entity_columns(table)
        for ref in name.refs
    )


def _is_cued(table: Table, clause: Clause, binding: Binding) -> int:
    """1 where a cue of its column stands before a name, -1 where one of another column of its class does."""
    mention = binding.mention
    if mention is None or mention.first == 0:
        return 0
    i = mention.first - 1
    while i > 0 and clause.sentence.lower[i] == "the":
        i -= 1
    before, column = clause.sentence.lower[i], table.column(binding.column)
    if before in column.cues:
        return 1
    others = (c for c in entity_columns(table) if c.entity == column.entity and c.name != column.name)
    plain = not column.cues and not any(before in other.cues for other in others)
    return 1 if plain and column is not entity_columns(table)[-1] else 0
