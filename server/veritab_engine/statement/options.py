"""The columns that a value of a statement can be of, each at its cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from veritab_engine.lexicon import words as lexicon
from veritab_engine.statement.cells import number_of
from veritab_engine.statement.form import COMPARED, Condition
from veritab_engine.statement.senses import Label, Said, Sense, Value
from veritab_engine.statement.sheet import Sheet
from veritab_engine.statement.words import RANKS, ROWS

PART = 0.25
ABSENT = 0.5
UNSAID = 0.15
BARE = 0.5
MARGIN = 1.0
"""What it costs to take "by six points" for six points."""
_MARGINS = lexicon("statement/plain/margins")
COUNTED = 0.8
"""What it costs to take the number of "the 2 teams" for a value of some other column."""
EARLIER = 0.2
TOP = "top"
"""The relation of "the top ten"."""
RANGES = frozenset({(">=", "<="), ("since", "until")})
"""The relations of the two ends of a range, which are of one column."""
_WAYS = {"up": ">", "down": "<"}
_MOST_OPTIONS = 5


@dataclass(frozen=True, slots=True)
class Claimed:
    """A value as it stands in a statement, with its relation: "= 50,000", "< 13,000"."""

    value: Value
    relation: str = "="
    cue: Sense | None = None

    @property
    def start(self) -> int:
        """Where its relation begins, or the value where none is said."""
        return self.value.start if self.cue is None else min(self.cue.start, self.value.start)


@dataclass(frozen=True, slots=True)
class Option:
    """A column that a value can be of, the rows that meet it there, and what it costs to take it so."""

    column: int
    condition: Condition
    cost: float
    absent: bool = False


def options_of(
    each: Claimed, labels: Sequence[Label], near: dict[tuple[int, int], float | None], said: Said, sheet: Sheet
) -> list[Option]:
    """The columns that the value can be of, the cheapest first."""
    value, text = each.value, said.text[said.words[each.value.start].start : said.words[each.value.end - 1].end]
    found: dict[int, Option] = {}
    beside = {
        column: distance
        for label in labels
        if (distance := near[id(each), id(label)]) is not None and distance < 0.4
        for column in label.columns
    }
    if each.relation == "=":
        _held(value, beside, labels, text, said, sheet, found)
        _merge_sides(found, beside, value, sheet)
        _absent(value, beside, labels, text, said, sheet, found)
    elif each.relation == TOP:
        _top(value, beside, text, sheet, found)
    elif each.relation in ("after", "before", "since", "until"):
        _ordered(each, value, beside, text, sheet, found)
    elif (number := value.number or _first_number(value, said)) is not None:
        _compared(each, number, beside, text, said, sheet, found)
    return sorted(found.values(), key=lambda option: option.cost)[:_MOST_OPTIONS]


def _held(
    value: Value,
    beside: dict[int, float],
    labels: Sequence[Label],
    text: str,
    said: Said,
    sheet: Sheet,
    found: dict[int, Option],
) -> None:
    """The columns that hold the value, in whole cells or in parts of them."""
    columns = set(value.whole) | set(value.part)
    for column in columns:
        whole = value.whole.get(column, frozenset())
        cost = 0.0 if whole else PART
        if column not in beside:
            cost += UNSAID if len(columns) > 1 else 0.0
            if value.number is not None and value.day is None and value.end - value.start == 1:
                cost += BARE if abs(value.number) < 100 else UNSAID
                cost += COUNTED * _counts(value, labels, said)
        cost += MARGIN * (_is_margin(value, labels, said) and not _MARGINS & set(sheet.columns[column].words))
        rows = whole | value.part.get(column, frozenset())
        said_of = Condition(column, "=", text, rows, value.start, value.end, True, value.number, whole)
        found[column] = Option(column, said_of, cost)


def _absent(
    value: Value,
    beside: dict[int, float],
    labels: Sequence[Label],
    text: str,
    said: Said,
    sheet: Sheet,
    found: dict[int, Option],
) -> None:
    """The columns that are named beside the value and hold it nowhere: a statement that is wrong there."""
    named = {column for label in labels for column in label.whole}
    columns = set(value.whole) | set(value.part)
    held = {column for label in labels if columns & set(label.columns) for column in label.columns}
    for column in beside:
        if column in found or not _fits(value, column, sheet):
            continue
        plain = column in named and not _is_figure(value, said)
        if plain or not (column in held or _is_elsewhere(value, column, sheet)):
            condition = Condition(column, "=", text, frozenset(), value.start, value.end, False, value.number)
            condition = replace(condition, elsewhere=frozenset().union(*value.whole.values()))
            found[column] = Option(column, condition, ABSENT + _alike(value, column, said, sheet), True)


def _compared(
    each: Claimed,
    number: Decimal,
    beside: dict[int, float],
    text: str,
    said: Said,
    sheet: Sheet,
    found: dict[int, Option],
) -> None:
    """The columns of numbers that are named beside a bound: "more than 200 mm"."""
    value = each.value
    for column in beside:
        heading = sheet.columns[column]
        if heading.numeric and not (each.relation in ("up", "down") and RANKS & set(heading.words)):
            rows = frozenset(row for row in sheet.rows if _compares(heading.number(row), each.relation, number))
            if each.cue is not None and said.words[each.cue.start].lemma == "over" and value.rows(column):
                continue
            told = Condition(column, each.relation, text, rows, value.start, value.end, True, value.number)
            found[column] = Option(column, told, 0.0)


def _top(value: Value, beside: dict[int, float], text: str, sheet: Sheet, found: dict[int, Option]) -> None:
    """ "The top ten": the first so many of the one column of places, or of that which is named."""
    places = [column.index for column in sheet.columns if column.ranks and column.measured]
    for column in [each for each in places if each in beside] or (places if len(places) == 1 else []):
        amounts = sheet.columns[column].amounts
        rows = frozenset(row for row in sheet.rows if _compares(amounts[row], "<=", value.number or Decimal(0)))
        condition = Condition(column, "<=", text, rows, value.start, value.end, True, value.number)
        found[column] = Option(column, condition, 0.0)


def _merge_sides(found: dict[int, Option], beside: dict[int, float], value: Value, sheet: Sheet) -> None:
    """A name of either of two sides, where no word says of which: "against Dunmore", at home or away.

    Where other columns are of one side each ("home team score"), the sides stay apart.
    """
    sides = [column for column in value.whole if column not in beside] if value.number is None else []
    words = {column: set(sheet.columns[column].words) for column in sides}
    owned = any(words[side] and words[side] < set(each.words) for side in sides for each in sheet.columns)
    if len(sides) != 2 or owned or len(found) > len(sides):
        return
    first, second = (found.pop(column) for column in sides)
    rows = first.condition.rows | second.condition.rows
    found[first.column] = replace(first, condition=replace(first.condition, rows=rows, exact=frozenset()))


def _ordered(
    each: Claimed, value: Value, beside: dict[int, float], text: str, sheet: Sheet, found: dict[int, Option]
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
            found[column.index] = Option(column.index, condition, cost)
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
            condition = Condition(
                index, each.relation, text, frozenset(rows), value.start, value.end, True, value.number
            )
            found[index] = Option(index, condition, (0.0 if index in beside or len(years) == 1 else UNSAID) + EARLIER)


def _in_time(relation: str, earlier: bool, same: bool) -> bool:
    return {
        "after": not earlier and not same,
        "before": earlier and not same,
        "since": not earlier or same,
        "until": earlier or same,
    }[relation]


def _compares(number: Decimal | None, relation: str, said: Decimal) -> bool:
    """Whether a cell's number stands in a relation to what is said; "higher" and "lower" are those of numbers."""
    return number is not None and COMPARED[_WAYS.get(relation, relation)](number, said)


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
    return (heading.numeric, heading.dated) in kinds or (not kinds and not heading.numeric and not heading.dated)


def _is_figure(value: Value, said: Said) -> bool:
    """True for figures that signs tie."""
    return value.number is None and all(word.lemma[0].isdigit() for word in said.words[value.start : value.end])


def _counts(value: Value, labels: Sequence[Label], said: Said) -> bool:
    """True for a small number before a heading, or before a noun for the rows: it says how many."""
    if value.ordinal or value.number is None or abs(value.number) >= 100 or value.end >= len(said.words):
        return False
    return said.words[value.end].lemma in ROWS or any(label.start == value.end for label in labels)


def _is_margin(value: Value, labels: Sequence[Label], said: Said) -> bool:
    """True for "by six points": by how much, not how many."""
    by = value.number is not None and value.start > 0 and said.words[value.start - 1].lemma == "by"
    seen_by = any(label.end == value.start - 1 for label in labels)
    return by and not seen_by and any(label.start == value.end for label in labels)


def _is_elsewhere(value: Value, column: int, sheet: Sheet) -> bool:
    """True where the words are a whole cell, and only of columns that hold other things than this one."""
    named = value.number is None and value.day is None
    return named and bool(value.whole) and not any(sheet.are_alike(column, each) for each in value.whole)


def _alike(value: Value, column: int, said: Said, sheet: Sheet) -> float:
    """What it costs to say that a value is in no cell where a cell has a word much like its own."""
    words = [
        word.lemma[:5] for word in said.words[value.start : value.end] if len(word.lemma) >= 5 and word.lemma.isalpha()
    ]
    cells = {word[:5] for cell in sheet.columns[column].cells for word in cell.words if len(word) >= 5}
    return 0.5 if cells & set(words) else 0.0


def _first_number(value: Value, said: Said) -> Decimal | None:
    """The number that a value of several words begins with: 7.10 of "7.10 (52)"."""
    return number_of(said.words[value.start].text)
