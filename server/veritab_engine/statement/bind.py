"""Which column each value of a statement is of: by the cells that hold it, and by the heading that stands beside it.

Every value takes one column and every heading word one value. What is bound so has a cost: nothing where the words
leave no choice, more where a value stands away from its heading, in part of a cell, or in no cell of its column.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from veritab_engine.lexicon import words as lexicon
from veritab_engine.statement.bound import against, alone, beside, crossed, lacks_by
from veritab_engine.statement.form import Condition, Exists
from veritab_engine.statement.options import RANGES, Claimed, Option, options_of
from veritab_engine.statement.senses import Label, Said, Value
from veritab_engine.statement.sheet import Sheet

_MOST_BINDINGS = 600
TWICE = 0.6
BARRIER = 0.35
NOWHERE = 0.6
"""What it costs that a further value is in no cell of its column."""
MENTIONED = 0.25
"""The most that words cost which are a part of the heading of a value that is told."""
_BARRIERS = lexicon("statement/grammar/barriers")
_PLAIN = lexicon("statement/grammar/joining_heading")


@dataclass(frozen=True, slots=True)
class Binding:
    """A column for each value, as conditions, the headings that stand alone, and what binding them so costs."""

    conditions: tuple[Condition, ...]
    cost: float
    loose: tuple[Label, ...]
    labelled: tuple[bool, ...]
    absent: int = 0


def bindings(
    claimed: Sequence[Claimed], labels: Sequence[Label], said: Said, sheet: Sheet, aim: Label | None = None
) -> list[Binding]:
    """The ways to give each value a column, cheapest first; `aim` is the heading that a number far off may be of."""
    near = {(id(c), id(k)): _distance(c.value, k, claimed, labels, said, sheet) for c in claimed for k in labels}
    _reach_subject(claimed, labels, near, said, aim)
    ranges = [index for index, (one, two) in enumerate(pairwise(claimed)) if _is_range(one, two)]
    for one, two in (claimed[index : index + 2] for index in ranges):
        for label in labels:
            told = [each for each in (near[id(one), id(label)], near[id(two), id(label)]) if each is not None]
            near[id(one), id(label)] = near[id(two), id(label)] = min(told, default=None)
    options = [options_of(each, labels, near, said, sheet) for each in claimed]
    if not all(options):
        return []
    found = [
        _binding(chosen, claimed, labels, near, said, sheet)
        for chosen in _products(options)
        if all(chosen[index].column == chosen[index + 1].column for index in ranges)
    ]
    return sorted(found, key=lambda each: each.cost)


def _is_range(one: Claimed, two: Claimed) -> bool:
    """True for the two ends of "between a and b", which are of one column."""
    return one.cue is None and two.cue is None and (one.relation, two.relation) in RANGES


def _reach_subject(
    claimed: Sequence[Claimed],
    labels: Sequence[Label],
    near: dict[tuple[int, int], float | None],
    said: Said,
    aim: Label | None,
) -> None:
    """The heading that a sentence begins with is as near as can be to the value behind its main verb."""
    subject = aim or next((label for label in labels if all(label.start <= other.start for other in labels)), None)
    if (
        subject is None
        or not claimed
        or (aim is None and {word.lemma for word in said.words[: subject.start]} - _PLAIN)
    ):
        return
    ranged = len(claimed) > 1 and _is_range(claimed[-2], claimed[-1])
    last = claimed[-2] if ranged else max(claimed, key=lambda each: each.value.start)
    before = last.start - ranged
    if last.value.start > subject.end and before and said.words[before - 1].lemma in ("be", "is"):
        distance = near[id(last), id(subject)]
        near[id(last), id(subject)] = 0.05 if distance is None else min(distance, 0.05)


def _products(options: list[list[Option]]) -> Iterator[tuple[Option, ...]]:
    for count, chosen in enumerate(product(*options)):
        if count >= _MOST_BINDINGS:
            return
        yield chosen


def _distance(
    value: Value, label: Label, claimed: Sequence[Claimed], labels: Sequence[Label], said: Said, sheet: Sheet
) -> float | None:
    """How far a heading stands from a value: 0 beside it; None with another heading and value between them."""
    left, right = (value, label) if value.start < label.start else (label, value)
    gap = said.between(left, right)
    between_values = sum(left.end <= c.value.start and c.value.end <= right.start for c in claimed)
    between_labels = sum(left.end <= k.start and k.end <= right.start for k in labels)
    if between_values:
        return 0.4 if between_labels < between_values + 1 else None
    words = {word.lemma for word in gap}
    apart = BARRIER * bool(words & _BARRIERS or (left is value and "'s" in said.gap(left, right)))
    if apart:
        return apart + 0.2 * between_labels
    if left is label and lacks_by(label, said, sheet):
        return 0.3 + 0.2 * between_labels
    if left is label:
        return (0.0 if words <= _PLAIN else 0.1) + 0.2 * between_labels
    if not gap:
        return 0.0 + 0.2 * between_labels
    return (0.05 if "be" in words or "the" in words else 0.15) + 0.2 * between_labels


def _binding(
    chosen: tuple[Option, ...],
    claimed: Sequence[Claimed],
    labels: Sequence[Label],
    near: dict[tuple[int, int], float | None],
    said: Said,
    sheet: Sheet,
) -> Binding:
    cost = sum(option.cost for option in chosen) + against(chosen, claimed, labels, said, sheet)
    loose: list[Label] = []
    labelled = [False] * len(chosen)
    for label in labels:
        best: tuple[float, int] | None = None
        for index, (each, option) in enumerate(zip(claimed, chosen, strict=True)):
            distance = near[id(each), id(label)]
            if option.column in label.columns:
                where = 0.0 if option.column in label.whole or not label.whole else 0.3
                spread = 0.0 if option.column in label.whole else 0.1
                total = (0.4 if distance is None else distance) + where + spread
                if not label.whole:
                    total = min(total, MENTIONED)
                if best is None or total < best[0]:
                    best = (total, index)
        if best is None or best[0] >= alone(label, said, sheet):
            loose.append(label)
            cost += alone(label, said, sheet) + beside(label, chosen, sheet)
        else:
            cost += best[0]
            labelled[best[1]] = True
    cost += crossed(chosen, labels, sheet)
    equal = [option.column for option in chosen if option.condition.relation == "="]
    cost += TWICE * max(0, len(equal) - len(set(equal)) - 1)
    conditions = tuple(option.condition for option in chosen)
    absent = sum(option.absent for option in chosen)
    if not Exists(conditions).is_swapped(sheet):
        cost += NOWHERE * max(0, absent - 1)
    return Binding(conditions, cost, tuple(loose), tuple(labelled), absent)
