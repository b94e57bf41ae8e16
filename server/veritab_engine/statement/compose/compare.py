"""One row against another: "x had more wins than y", "x and y have the same score"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from veritab_engine.lexicon import words as lexicon
from veritab_engine.statement.compose.clause import Clause, Parse
from veritab_engine.statement.measure import Alike, Compare
from veritab_engine.statement.options import Claimed
from veritab_engine.statement.senses import Cue, Label, Other, Sense
from veritab_engine.statement.words import AHEAD, ALIKE, BEHIND, COMPARED, RANKS, UNLIKE

_RELATIONS = {"up": ">", "down": "<", ">": ">", "<": "<", "after": ">", "before": "<"}
_SCALES = lexicon("statement/grammar/scales")
_TIMES = lexicon("statement/grammar/durations")


def parses(clause: Clause) -> Iterator[Parse]:
    """Comparisons by "than", "before" or "after", and by "same" or "different"."""
    yield from _compared(clause)
    yield from _alike(clause)


def _compared(clause: Clause) -> Iterator[Parse]:
    for cue, than, way in _comparatives(clause):
        left = [each for each in clause.claimed if each.value.end <= cue.start]
        right = [Claimed(each.value) for each in clause.claimed if each.value.start >= than.end]
        between = [each for each in clause.claimed if cue.end <= each.value.start < than.start]
        if between or not left or not right or _is_bound(right[0], clause, than):
            continue
        by: Decimal | None = None
        used: list[Sense] = [cue, than]
        if left[-1].value.number is not None and left[-1].value.end == cue.start:
            if "%" in clause.said.gap(left[-1].value, cue):
                continue
            by = left.pop().value.number
            used.append(clause.claimed[len(left)].value)
        if not left:
            continue
        for column, labels, cost in _measures(clause, cue, than, way):
            relation = _relation(clause, cue, way, column)
            if by is not None and _SCALES & set(clause.sheet.columns[column].words):
                continue
            if relation is None:
                continue
            kept = [label for label in clause.labels if label not in labels]
            for one in clause.bound_of(left, [label for label in kept if label.end <= cue.start]):
                for two in clause.bound_of(right, [label for label in kept if label.start >= than.end]):
                    form = Compare(column, one.conditions, two.conditions, relation, by)
                    total = one.cost + two.cost + cost
                    yield clause.parse_of("compare", form, one, total, [*used, *labels])


def _is_bound(told: Claimed, clause: Clause, than: Sense) -> bool:
    """True for a number behind "than" that no heading names a row by: "more than 5", and not "than in week 8"."""
    if told.value.number is None:
        return False
    return not any(than.end <= label.start and label.end <= told.value.start for label in clause.labels)


def _comparatives(clause: Clause) -> Iterator[tuple[Sense, Sense, str]]:
    """The words that compare, the "than" that follows, and which way."""
    senses = clause.said.senses
    for index, sense in enumerate(senses):
        word = clause.said.words[sense.start]
        if isinstance(sense, Cue) and sense.kind == "relation" and sense.name in _RELATIONS:
            yield sense, sense, sense.name
        elif isinstance(sense, Other) and (way := COMPARED.get(word.text) or COMPARED.get(word.lemma)):
            for later in senses[index + 1 : index + 5]:
                if isinstance(later, Other) and clause.said.words[later.start].text in ("than", "then"):
                    yield sense, later, way
                    break


def _measures(clause: Clause, cue: Sense, than: Sense, way: str) -> Iterator[tuple[int, list[Label], float]]:
    """The columns compared: of the heading behind the comparative, or of the last one before it."""
    inside = [label for label in clause.labels if cue.end <= label.start < than.start]
    before = [label for label in clause.labels if label.end <= cue.start]
    chosen = _named(inside) if inside else before[-1:]
    if inside and not chosen:
        return
    if chosen:
        [label] = chosen
        again = [each for each in clause.labels if each.start >= than.end and set(each.columns) & set(label.columns)]
        for column in label.columns:
            heading = clause.sheet.columns[column]
            if heading.numeric or heading.dated:
                yield column, [*inside, label, *again], (0.0 if column in label.whole else 0.3)
                if column in label.whole:
                    return
    elif way in ("before", "after"):
        dated = [column.index for column in clause.sheet.columns if column.dated]
        if len(dated) == 1:
            yield dated[0], [], 0.15


def _named(inside: list[Label]) -> list[Label]:
    """Of the headings between a comparative and its "than", the one that all of them can mean: "bronze medals"."""
    if len(inside) == 1:
        return inside
    told = [label for label in inside if label.whole and label.spare is None]
    shared = [label for label in told if all(set(label.whole) & set(other.columns) for other in inside)]
    return shared if len(shared) == 1 else []


def _relation(clause: Clause, cue: Sense, way: str, column: int) -> str | None:
    """The relation of numbers, which for ranks and for times is the other one than the word says."""
    heading = clause.sheet.columns[column]
    words = set(heading.words)
    if way in ("quick", "slow"):
        return ("<" if way == "quick" else ">") if words & _TIMES else None
    if words & RANKS:
        said = {word.text for word in clause.said.words[cue.start : cue.end]}
        return ">" if said & BEHIND else "<" if said & AHEAD else None
    return _RELATIONS[way]


def _alike(clause: Clause) -> Iterator[Parse]:
    for sense in clause.said.senses:
        if not isinstance(sense, Other) or clause.said.words[sense.start].lemma not in ALIKE | UNLIKE:
            continue
        label = clause.next_named(sense, 3)
        if not isinstance(label, Label):
            continue
        same = clause.said.words[sense.start].lemma in ALIKE
        used: list[Sense] = [sense, label, *(cue for cue in clause.cues if cue.name in ("both", "all", "count"))]
        named = [each for each in clause.claimed if each.value.end <= sense.start]
        rest = [each for each in clause.claimed if each not in named]
        if len(named) < 2 or rest:
            continue
        labels = [each for each in clause.labels if each is not label]
        for binding in clause.bound_of(named, labels):
            first = binding.conditions[0].column
            if any(each.column != first or not each.known for each in binding.conditions):
                continue
            for column in label.columns[:1]:
                form = Alike(column, tuple((each,) for each in binding.conditions), same)
                yield clause.parse_of("alike", form, binding, binding.cost, used)
