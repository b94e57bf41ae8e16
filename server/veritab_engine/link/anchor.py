"""Anchors: the figure that words beside it speak on of, "to 159,000, the lowest since 2021", "59 mm more than in 2023".

What stands behind a figure's comma, or leads up to it by "with", is of that figure: of its measure, its owner and its
time. So it is read on the row that the figure itself is read on, where that is one row beyond doubt.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from veritab_engine.claim import Claim
from veritab_engine.lexicon import words
from veritab_engine.link.clause import Clause
from veritab_engine.link.compared import SEGMENT_ENDS
from veritab_engine.link.reading import Operation, Reading
from veritab_engine.reference import Table
from veritab_engine.value import Number

FIGURES = frozenset({"money", "count", "measure", "percent", "duration"})
JOINTS = frozenset({"but", "and"})
LEADING = frozenset({"with", "at", "having", "of"})
MOST_LED = 6
"""Tokens between a word of rank and the figure that it leads to: "the largest source with just over 19,310 GWh"."""
DOUBT = 0.1
"""Another reading of the figure that scores so near to the best leaves open which is meant."""

Values = Callable[[Clause], Iterator[Reading]]


@dataclass(frozen=True, slots=True)
class Anchor:
    """A figure's clause, and the one reading of it."""

    clause: Clause
    reading: Reading
    table: Table

    @property
    def row(self) -> int:
        """The row of the figure."""
        return self.reading.rows[0]


def anchor_before(clause: Clause, values: Values) -> Anchor | None:
    """The figure of the stretch before the comma behind which the claim's words open theirs, or right before them.

    "1,218 mm, less than in 2023 but still the most": what "but" joins is told of the same figure.
    """
    lower, first = clause.sentence.lower, clause.segment.start
    beside = [tokens for other, tokens in _figures(clause) if _ends_right_before(clause, other, tokens)]
    if beside:
        return _anchor(clause, beside[-1], values)
    joints = [i for i in range(first, clause.tokens.start) if lower[i] in JOINTS]
    opening = lower[joints[-1] + 1 if joints else first : clause.tokens.start]
    if first < 2 or lower[first - 1] != "," or not words("operations/apposing").issuperset(opening):
        return None
    start = next((i + 1 for i in range(first - 2, -1, -1) if lower[i] in SEGMENT_ENDS), 0)
    held = [tokens for _, tokens in _figures(clause) if start <= tokens.start < first]
    return _anchor(clause, max(held, key=lambda tokens: tokens.start), values) if held else None


def _ends_right_before(clause: Clause, other: Claim, tokens: range) -> bool:
    """True for "its 23,100 employees the largest employer": nothing but an article stands between."""
    noun = clause.sentence.tokens_of(other.noun_span) if other.noun_span else range(0)
    end = noun.stop if noun.start == tokens.stop else tokens.stop
    return clause.sentence.lower[end : clause.tokens.start] in (("the",), ("its",))


def anchor_behind(clause: Clause, values: Values) -> Anchor | None:
    """The figure that "with" or "at" leads to behind the claim's words."""
    lower = clause.sentence.lower
    behind = [tokens for _, tokens in _figures(clause) if clause.tokens.stop < tokens.start]
    if not behind:
        return None
    tokens = min(behind, key=lambda each: each.start)
    between = range(clause.tokens.stop, tokens.start)
    phrases = {i for phrase in clause.phrases for i in phrase.tokens} | {*clause.noun_tokens}
    led = next((i for i in reversed(between) if lower[i] in LEADING - {"of"}), None)
    free = all(i in phrases or lower[i] in words("operations/leading_on") for i in between)
    return _anchor(clause, tokens, values) if led is not None and len(between) <= MOST_LED and free else None


def _figures(clause: Clause) -> Iterator[tuple[Claim, range]]:
    for other, tokens in clause.neighbours:
        if other.kind in FIGURES and isinstance(other.value, Number):
            yield other, tokens


def _anchor(clause: Clause, tokens: range, values: Values) -> Anchor | None:
    claim = next(other for other, at in clause.neighbours if at == tokens and other.kind in FIGURES)
    own = clause.scene.clause(claim)
    found = [each for each in values(own) if each.blocked is None and not each.unexplained]
    found = [each for each in found if each.operation is Operation.VALUE and len(each.rows) == 1]
    found.sort(key=lambda each: -each.score)
    if not found:
        return None
    best = found[0]
    rivals = [each for each in found[1:] if each.score > best.score - DOUBT]
    if any((each.table, each.column, each.rows) != (best.table, best.column, best.rows) for each in rivals):
        return None
    return Anchor(own, best, clause.scene.tables.tables[best.table])
