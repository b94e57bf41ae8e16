"""Which column each value of a statement is of: by the cells that hold it, and by the heading that stands beside it.

Every value takes one column and every heading word one value. What is bound so has a cost: nothing where the words
leave no choice, more where a value stands away from its heading, in part of a cell, or in no cell of its column.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from veritab_engine.statement.form import Condition
from veritab_engine.statement.link import Cue, Label, Said, Value
from veritab_engine.statement.sheet import Sheet, number_of
from veritab_engine.statement.words import RANKS

_SAYING = frozenset({"be", "is", "of", "a", "an", "the"})
_MOST_OPTIONS = 5
_MOST_BINDINGS = 600
PART = 0.25
ABSENT = 0.5
UNSAID = 0.15
BARE = 0.5
LOOSE = 0.9
NOUN = 0.3
TWICE = 0.6
CROSSED = 0.4
EARLIER = 0.2
BARRIER = 0.35
AGAINST = 0.6
"""What it costs to bind a value elsewhere than to the heading that it is said to be of ("the venue is …")."""
_BARRIERS = frozenset({"when", "where", "if", "while", "who", "which", "whose", "that"})
_PLAIN = frozenset({"be", "of", "a", "an", "the", "is", "to", "at", "in", "on", "for", "with", "as", "by", "have", "or"})


@dataclass(frozen=True, slots=True)
class Claimed:
    """A value as it stands in a statement, with its relation: "= 50,000", "< 13,000"."""

    value: Value
    relation: str = "="
    cue: Cue | None = None


@dataclass(frozen=True, slots=True)
class Binding:
    """A column for each value, as conditions, the headings that stand alone, and what binding them so costs."""

    conditions: tuple[Condition, ...]
    cost: float
    loose: tuple[Label, ...]
    labelled: tuple[bool, ...]
    absent: int = 0


@dataclass(frozen=True, slots=True)
class _Option:
    column: int
    condition: Condition
    cost: float
    absent: bool = False


def bindings(
    claimed: Sequence[Claimed], labels: Sequence[Label], said: Said, sheet: Sheet, aim: Label | None = None
) -> list[Binding]:
    """The ways to give each value a column, cheapest first; `aim` is the heading that a number far off may be of."""
    near = {(id(c), id(k)): _distance(c.value, k, claimed, labels, said, sheet) for c in claimed for k in labels}
    _reach_subject(claimed, labels, near, said, aim)
    options = [_options(each, labels, near, said, sheet) for each in claimed]
    if not all(options):
        return []
    found = [_binding(chosen, claimed, labels, near, said, sheet) for chosen in _products(options)]
    return sorted(found, key=lambda each: each.cost)


def _reach_subject(
    claimed: Sequence[Claimed],
    labels: Sequence[Label],
    near: dict[tuple[int, int], float | None],
    said: Said,
    aim: Label | None,
) -> None:
    """The heading that a sentence begins with is as near as can be to the value behind its main verb."""
    subject = aim or next((label for label in labels if all(label.start <= other.start for other in labels)), None)
    if subject is None or not claimed or aim is None and {word.lemma for word in said.words[: subject.start]} - _PLAIN:
        return
    last = max(claimed, key=lambda each: each.value.start)
    before = last.cue.start if last.cue is not None else last.value.start
    if last.value.start > subject.end and before and said.words[before - 1].lemma in ("be", "is"):
        distance = near[id(last), id(subject)]
        near[id(last), id(subject)] = 0.05 if distance is None else min(distance, 0.05)


def _products(options: list[list[_Option]]) -> Iterator[tuple[_Option, ...]]:
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
    apart = BARRIER * bool(words & _BARRIERS or left is value and "'s" in said.gap(left, right))
    if apart:
        return apart + 0.2 * between_labels
    if left is label and _lacks_by(label, said, sheet):
        return 0.3 + 0.2 * between_labels
    if left is label:
        return (0.0 if words <= _PLAIN else 0.1) + 0.2 * between_labels
    if not gap:
        return 0.0 + 0.2 * between_labels
    return (0.05 if "be" in words or "the" in words else 0.15) + 0.2 * between_labels


def _options(
    each: Claimed, labels: Sequence[Label], near: dict[tuple[int, int], float | None], said: Said, sheet: Sheet
) -> list[_Option]:
    value, text = each.value, said.text[said.words[each.value.start].start : said.words[each.value.end - 1].end]
    found: dict[int, _Option] = {}
    beside = {
        column: distance
        for label in labels
        if (distance := near[id(each), id(label)]) is not None and distance < 0.4
        for column in label.columns
    }
    if each.relation == "=":
        columns = set(value.whole) | set(value.part)
        for column in columns:
            whole = value.whole.get(column, frozenset())
            cost = 0.0 if whole else PART
            if column not in beside:
                cost += UNSAID if len(columns) > 1 else 0.0
                if value.number is not None and value.day is None and value.end - value.start == 1:
                    cost += BARE if abs(value.number) < 100 else UNSAID
            rows = whole | value.part.get(column, frozenset())
            found[column] = _Option(column, Condition(column, "=", text, rows, value.start, value.end, True, value.number), cost)
        for column in beside:
            if column not in found and _fits(value, column, sheet):
                condition = Condition(column, "=", text, frozenset(), value.start, value.end, False, value.number)
                found[column] = _Option(column, condition, ABSENT + _alike(value, column, said, sheet), True)
    elif each.relation in ("after", "before", "since", "until"):
        _ordered(each, value, beside, text, sheet, found)
    elif (number := value.number or _first_number(value, said)) is not None:
        for column in beside:
            heading = sheet.columns[column]
            if heading.numeric and not (each.relation in ("up", "down") and RANKS & set(heading.words)):
                rows = frozenset(row for row in sheet.rows if _compares(heading.number(row), each.relation, number))
                if each.cue is not None and said.words[each.cue.start].lemma == "over" and value.rows(column):
                    continue
                found[column] = _Option(column, Condition(column, each.relation, text, rows, value.start, value.end, True, value.number), 0.0)
    return sorted(found.values(), key=lambda option: option.cost)[:_MOST_OPTIONS]


def _ordered(
    each: Claimed, value: Value, beside: dict[int, float], text: str, sheet: Sheet, found: dict[int, _Option]
) -> None:
    """The columns whose days or numbers can be before or after what is said."""
    dated = [column for column in sheet.columns if column.dated and not column.all_numbers]
    if value.day is not None:
        for column in dated:
            rows = set()
            for row in sheet.rows:
                day = column.cells[row].day
                earlier = day.before(value.day) if day is not None else None
                same = day is not None and day.meets(value.day)
                if earlier is None and not same:
                    continue
                if _in_time(each.relation, bool(earlier), same):
                    rows.add(row)
            cost = (0.0 if column.index in beside or len(dated) == 1 else UNSAID) + EARLIER
            condition = Condition(column.index, each.relation, text, frozenset(rows), value.start, value.end)
            found[column.index] = _Option(column.index, condition, cost)
    if value.number is not None:
        years = [c.index for c in sheet.columns if c.numeric and c.dated] if value.day is not None else []
        for index in {*beside, *years}:
            column = sheet.columns[index]
            if not column.numeric or index in found:
                continue
            rows = {
                row
                for row in sheet.rows
                if (number := column.number(row)) is not None
                and _in_time(each.relation, number < value.number, number == value.number)
            }
            condition = Condition(index, each.relation, text, frozenset(rows), value.start, value.end, True, value.number)
            found[index] = _Option(index, condition, (0.0 if index in beside or len(years) == 1 else UNSAID) + EARLIER)


def _in_time(relation: str, earlier: bool, same: bool) -> bool:
    return {
        "after": not earlier and not same,
        "before": earlier and not same,
        "since": not earlier or same,
        "until": earlier or same,
    }[relation]


def said_between(said: Said, left: Value, right: Label) -> set[str]:
    """The lemmas between a value and a heading behind it."""
    return {word.lemma for word in said.words[left.end : right.start]}


def _first_number(value: Value, said: Said) -> Decimal | None:
    """The number that a value of several words begins with: 7.10 of "7.10 (52)"."""
    return number_of(said.words[value.start].text)


def _alike(value: Value, column: int, said: Said, sheet: Sheet) -> float:
    """What it costs to say that a value is in no cell where a cell has a word much like its own."""
    words = [word.lemma[:5] for word in said.words[value.start : value.end] if len(word.lemma) >= 5 and word.lemma.isalpha()]
    cells = {word[:5] for cell in sheet.columns[column].cells for word in cell.words if len(word) >= 5}
    return 0.5 if cells & set(words) else 0.0


def _fits(value: Value, column: int, sheet: Sheet) -> bool:
    """True where a value could stand in a column by its kind."""
    heading = sheet.columns[column]
    if value.day is not None and value.number is None:
        return heading.dated
    if value.number is not None:
        return heading.numeric
    if not value.whole and not value.part and value.end - value.start > 1:
        return heading.tied
    kinds = {(sheet.columns[each].numeric, sheet.columns[each].dated) for each in (*value.whole, *value.part)}
    return (heading.numeric, heading.dated) in kinds or not kinds and not heading.numeric and not heading.dated


def _compares(number, relation: str, said) -> bool:  # type: ignore[no-untyped-def]
    if number is None:
        return False
    return {
        ">": number > said,
        "<": number < said,
        ">=": number >= said,
        "<=": number <= said,
        "up": number > said,
        "down": number < said,
    }.get(relation, number == said)


def _binding(
    chosen: tuple[_Option, ...],
    claimed: Sequence[Claimed],
    labels: Sequence[Label],
    near: dict[tuple[int, int], float | None],
    said: Said,
    sheet: Sheet,
) -> Binding:
    cost = sum(option.cost for option in chosen) + _against(chosen, claimed, labels, said, sheet)
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
                if best is None or total < best[0]:
                    best = (total, index)
        if best is None or best[0] >= _alone(label, sheet):
            loose.append(label)
            cost += _alone(label, sheet)
        else:
            cost += best[0]
            labelled[best[1]] = True
    cost += _crossed(chosen, labels, sheet)
    equal = [option.column for option in chosen if option.condition.relation == "="]
    cost += TWICE * max(0, len(equal) - len(set(equal)) - 1)
    conditions = tuple(option.condition for option in chosen)
    return Binding(conditions, cost, tuple(loose), tuple(labelled), sum(option.absent for option in chosen))


def _against(chosen: tuple[_Option, ...], claimed: Sequence[Claimed], labels: Sequence[Label], said: Said, sheet: Sheet) -> float:
    """What it costs that values are bound elsewhere than to the heading that is said to be them."""
    cost = _off_subject(chosen, claimed, labels, said)
    for each, option in zip(claimed, chosen, strict=True):
        start = each.cue.start if each.cue is not None else each.value.start
        for label in labels:
            tight = label.end <= start and {word.lemma for word in said.words[label.end : start]} <= _SAYING
            if any(before.value.end <= label.start and {"be"} <= said_between(said, before.value, label) <= _SAYING for before in claimed if before is not each):
                continue
            gap = {word.lemma for word in said.words[each.value.end : label.start]}
            tight = tight or label.start > each.value.end and {"be", "the"} <= gap <= _SAYING
            if tight and not _lacks_by(label, said, sheet) and option.column not in label.columns:
                cost += AGAINST
    return cost


def _crossed(chosen: tuple[_Option, ...], labels: Sequence[Label], sheet: Sheet) -> float:
    """What it costs to give one side's value to the other: a "home team" with an "away team score"."""
    columns = {option.column for option in chosen}
    named = {column for label in labels for column in label.whole}
    words = {column: set(sheet.columns[column].words) for column in columns}
    for column in columns - named:
        owners = [each.index for each in sheet.columns if set(each.words) < words[column] and len(each.words) > 1]
        if owners and not columns & set(owners):
            sides = [each for each in columns - named if each != column and len(words[each]) == len(sheet.columns[owners[0]].words)]
            if any(len(words[each] & set(sheet.columns[owners[0]].words)) == len(words[each]) - 1 for each in sides):
                return CROSSED
    return 0.0


def _off_subject(chosen: tuple[_Option, ...], claimed: Sequence[Claimed], labels: Sequence[Label], said: Said) -> float:
    """ "The voice of x is y": what it costs that y is of another column than the heading that the sentence begins with."""
    if not labels or not claimed:
        return 0.0
    subject = min(labels, key=lambda each: each.start)
    last = max(range(len(claimed)), key=lambda index: claimed[index].value.start)
    start = claimed[last].cue.start if claimed[last].cue is not None else claimed[last].value.start  # type: ignore[union-attr]
    opens = {word.lemma for word in said.words[: subject.start]} <= {"the", "a"}
    if not opens or subject.end >= start or said.words[start - 1].lemma != "be":
        return 0.0
    if any(label.end <= start <= label.end + 3 for label in labels if label is not subject):
        return 0.0
    return 0.0 if chosen[last].column in subject.columns else AGAINST


def _lacks_by(label: Label, said: Said, sheet: Sheet) -> bool:
    """True for "wrote the pilot" of a heading "written by": what follows is not who did it."""
    if _acts(label, said, sheet):
        return True
    headed = any(sheet.columns[column].words[-1:] == ("by",) for column in label.columns)
    following = said.words[label.end].lemma if label.end < len(said.words) else ""
    return headed and said.words[label.end - 1].lemma != "by" and following not in ("by", "be")


def _acts(label: Label, said: Said, sheet: Sheet) -> bool:
    """True for a verb that stands for who does it: "visited" for a heading "visitor"."""
    if label.end - label.start > 1:
        return False
    word = said.words[label.start].text
    agents = [each for column in label.columns for each in sheet.columns[column].words if each.endswith(("er", "or"))]
    return bool(agents) and not word.endswith(("er", "or", "ers", "ors")) and word not in agents


def _alone(label: Label, sheet: Sheet) -> float:
    """What a heading costs that no value is bound to: little where it may be but a noun for the rows."""
    if label.spare is not None:
        return label.spare
    if any(sheet.columns[column].numeric for column in label.whole or label.part):
        return LOOSE
    return NOUN
