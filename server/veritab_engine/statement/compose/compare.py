"""One row against another: "x had more wins than y", "x played before y", "x has twice the faces of y"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from veritab_engine.lexicon import mapping
from veritab_engine.lexicon import words as lexicon
from veritab_engine.statement.compose.clause import Clause, Parse
from veritab_engine.statement.compose.comparative import Comparative, comparatives, relation_of
from veritab_engine.statement.compose.dimension import date_column, dimension
from veritab_engine.statement.compose.rows import is_key
from veritab_engine.statement.measure import Compare
from veritab_engine.statement.options import Claimed
from veritab_engine.statement.senses import Label, Other, Sense
from veritab_engine.statement.versus import Ratio
from veritab_engine.statement.words import ROWS, TIMES

_SCALES = lexicon("statement/grammar/scales")
_FACTORS = {word: Decimal(number) for word, number in mapping("statement/grammar/factors").items()}
_QUANTITIES = lexicon("statement/grammar/quantities")
_SPANS = lexicon("statement/grammar/spans")
_OF_THAT = lexicon("statement/grammar/of_that")
_REACH = 4


def parses(clause: Clause) -> Iterator[Parse]:
    """Comparisons by "than", "before" or "after", and by how many times the one is the other."""
    yield from _compared(clause)
    yield from _times(clause)


def _compared(clause: Clause) -> Iterator[Parse]:
    for each in comparatives(clause):
        left = [one for one in clause.claimed if one.value.end <= each.start]
        right = [Claimed(one.value) for one in clause.claimed if one.value.start >= each.than.end]
        between = [one for one in clause.claimed if each.cue.end <= one.value.start < each.than.start]
        if between or not left or not right or is_bound(right[0], clause, each.than):
            continue
        for column, labels, cost in _measures(clause, each):
            heading = clause.sheet.columns[column]
            relation = relation_of(clause, each, heading)
            if relation is None or (each.by is not None and _SCALES & set(heading.words)):
                continue
            kept = [label for label in clause.labels if label not in labels and label not in each.used]
            for one in clause.bound_of(left, [label for label in kept if label.end <= each.start]):
                for two in clause.bound_of(right, [label for label in kept if label.start >= each.than.end]):
                    form = Compare(column, one.conditions, two.conditions, relation, each.amount, _unit(clause, each))
                    total = one.cost + two.cost + cost
                    yield clause.parse_of("compare", form, one, total, [*each.used, *labels])


def _unit(clause: Clause, each: Comparative) -> str:
    """ "Day" of "three days before"."""
    words = (clause.lemma(sense) for sense in each.used if sense.end == each.cue.start)
    return next((word for word in words if word in _SPANS), "")


def is_bound(told: Claimed, clause: Clause, than: Sense) -> bool:
    """True for a number behind "than" that no heading names a row by: "more than 5", and not "than in week 8"."""
    if told.value.number is None:
        return False
    return not any(than.end <= label.start and label.end <= told.value.start for label in clause.labels)


def _measures(clause: Clause, each: Comparative) -> Iterator[tuple[int, list[Label], float]]:
    """The columns compared: of the heading behind the comparative, or the last before it, or what it measures."""
    inside = [label for label in clause.labels if each.cue.end <= label.start < each.than.start]
    before = [label for label in clause.labels if label.end <= each.cue.start and _is_measured(label, clause)]
    behind = [label for label in clause.labels if label.start >= each.than.end and _is_measured(label, clause)]
    counted = before and before[-1].end == each.start and all(is_rows(label, clause) for label in inside)
    chosen = named(inside) if inside and not counted else before[-1:] or behind[-1:]
    if inside and not chosen:
        return
    timed = each.way in ("before", "after")
    dated = date_column(clause.sheet) if timed else None
    if chosen and (dated is None or _is_ordered(chosen[0], clause)):
        [label] = chosen
        again = [
            other for other in clause.labels if other.start >= each.than.end and set(other.columns) & set(label.columns)
        ]
        for column in label.columns:
            heading = clause.sheet.columns[column]
            numbering = each.way in ("up", "down") and not heading.ranks and is_key(clause.sheet, column)
            if (heading.measured or heading.dated) and not (numbering and clause.lemma(each.cue) in _QUANTITIES):
                yield column, list(dict.fromkeys([*inside, label, *again])), (0.0 if column in label.whole else 0.3)
                if column in label.whole:
                    return
        return
    measured = dated if timed else dimension(clause, each.cue)
    if measured is not None:
        yield measured, [], 0.15


def is_rows(label: Label, clause: Clause) -> bool:
    """True for a noun for rows, which only says what is counted: "lost 2 more games than"."""
    return all(word.lemma in ROWS for word in clause.said.words[label.start : label.end])


def _is_measured(label: Label, clause: Clause) -> bool:
    return any(clause.sheet.columns[column].measured or clause.sheet.columns[column].dated for column in label.columns)


def _is_ordered(label: Label, clause: Clause) -> bool:
    """True for a heading over days or places, which have a before and an after."""
    return any(clause.sheet.columns[column].dated or clause.sheet.columns[column].ranks for column in label.columns)


def named(inside: list[Label]) -> list[Label]:
    """Of the headings between a comparative and its "than", the one that all of them can mean: "bronze medals"."""
    if len(inside) == 1:
        return inside
    told = [label for label in inside if label.whole and label.spare is None]
    shared = [label for label in told if all(set(label.whole) & set(other.columns) for other in inside)]
    return shared if len(shared) == 1 else []


def _times(clause: Clause) -> Iterator[Parse]:
    """ "Twice as many wins as y", "three times the population of y"."""
    for sense in clause.said.senses:
        factor, used = _factor(clause, sense)
        label = clause.next_named(used[-1], _REACH) if used else None
        if factor is None or not isinstance(label, Label):
            continue
        joint = clause.after(label)
        while isinstance(joint, Other) and clause.lemma(joint) in TIMES:
            joint = clause.after(joint)
        if not isinstance(joint, Other) or clause.lemma(joint) not in _OF_THAT:
            continue
        left = [each for each in clause.claimed if each.value.end <= used[0].start]
        right = [each for each in clause.claimed if each.value.start >= joint.end]
        if not left or not right:
            continue
        inner = [each for each in clause.said.senses if used[-1].end <= each.start < label.start]
        for column in label.columns:
            if not clause.sheet.columns[column].measured:
                continue
            for one in clause.bound_of(left, [each for each in clause.labels if each.end <= used[0].start]):
                for two in clause.bound_of(right, [each for each in clause.labels if each.start >= joint.end]):
                    form = Ratio(column, one.conditions, two.conditions, factor)
                    cost = one.cost + two.cost + (0.0 if column in label.whole else 0.2)
                    yield clause.parse_of("compare", form, one, cost, [*used, *inner, label, joint])


def _factor(clause: Clause, sense: Sense) -> tuple[Decimal | None, list[Sense]]:
    """How many times, and the words that say so: "twice", "3 times"."""
    if isinstance(sense, Other) and clause.lemma(sense) in _FACTORS:
        return _FACTORS[clause.lemma(sense)], [sense]
    told = next((each for each in clause.claimed if each.value is sense and each.value.number is not None), None)
    following = clause.after(sense)
    if told is not None and following is not None and clause.lemma(following) in TIMES:
        return told.value.number, [sense, following]
    return None, []
