"""Forms that count rows against one another: more of one than of another, the most common, all the same."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from veritab_engine.statement.form import COMPARED, UNKNOWN, Condition, Truth, is_name, meeting, others
from veritab_engine.statement.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Outnumber:
    """More or fewer rows meet some conditions than meet others, by so many where that is said."""

    left: tuple[Condition, ...]
    right: tuple[Condition, ...]
    relation: str
    by: Decimal | None = None

    def truth(self, sheet: Sheet) -> Truth:
        """Cannot be told where either is met by no row."""
        left, right = (
            meeting((condition.exactly() for condition in each), sheet) - sheet.totals
            for each in (self.left, self.right)
        )
        if not left or not right or left == right:
            return UNKNOWN
        holds = COMPARED[self.relation](Decimal(len(left)), Decimal(len(right)))
        if self.by is not None:
            holds = holds and abs(len(left) - len(right)) == self.by
        return Truth(holds, tuple(sorted(left | right)), f"{len(left)} and {len(right)}")


@dataclass(frozen=True, slots=True)
class Prevalent:
    """A value stands in more rows ("max") or fewer ("min") than any other value of its column."""

    function: str
    asserted: Condition
    restrictions: tuple[Condition, ...] = ()
    alone: bool = True
    """Whether no other may stand in as many."""
    noun: int | None = None
    """The column whose different values are counted as well; where they say otherwise, nothing is told."""

    def truth(self, sheet: Sheet) -> Truth:
        """Cannot be told where the value is not one value of the column, or where it shares the first place."""
        rows = meeting(self.restrictions, sheet) - sheet.totals
        mine = {sheet.cell(row, self.asserted.column).words for row in self.asserted.exactly().rows & rows}
        if len(mine) != 1:
            return UNKNOWN
        [value] = mine
        told = [self._told(value, rows, sheet, distinct) for distinct in {None, self.noun}]
        if None in told or len(set(told)) != 1:
            return UNKNOWN
        met = self.asserted.exactly().rows & rows
        return Truth(told[0], tuple(sorted(met)), str(len(met)))

    def _told(self, value: tuple[str, ...], rows: frozenset[int], sheet: Sheet, noun: int | None) -> bool | None:
        cells = {
            (sheet.cell(row, self.asserted.column).words, row if noun is None else sheet.cell(row, noun).words)
            for row in rows
            if not sheet.cell(row, self.asserted.column).is_empty
        }
        counts = Counter(words for words, _ in cells)
        if len(counts) < 2:
            return None
        best = max(counts.values()) if self.function == "max" else min(counts.values())
        if counts[value] != best:
            return False
        return True if list(counts.values()).count(best) == 1 else None if not self.alone else False


@dataclass(frozen=True, slots=True)
class Uniform:
    """All rows of the restrictions have the same in a column; or, with `same` False, each has another."""

    column: int
    restrictions: tuple[Condition, ...]
    same: bool

    def truth(self, sheet: Sheet) -> Truth:
        """Cannot be told of fewer than two rows, or where one is empty there."""
        rows = sorted(meeting(self.restrictions, sheet) - sheet.totals)
        cells = [sheet.cell(row, self.column) for row in rows]
        if len(rows) < 2 or any(cell.is_empty for cell in cells):
            return UNKNOWN
        different = len({cell.words for cell in cells})
        return Truth(different == (1 if self.same else len(rows)), tuple(rows))


@dataclass(frozen=True, slots=True)
class Listed:
    """The rows that meet what is asked are those of some names, each of them, and no others."""

    names: tuple[Condition, ...]
    asked: tuple[Condition, ...]
    number: Decimal | None = None

    def truth(self, sheet: Sheet) -> Truth:
        """Cannot be told where a name is met by no row, or no row meets what is asked."""
        asked = meeting(self.asked, sheet) - sheet.totals
        if not asked or not all(name.rows for name in self.names):
            return UNKNOWN
        named = frozenset[int]().union(*(name.rows for name in self.names))
        holds = asked <= named and all(name.rows & asked for name in self.names)
        if self.number is not None:
            holds = holds and self.number == len(self.names)
        return Truth(holds, tuple(sorted(asked)))


@dataclass(frozen=True, slots=True)
class Grouped:
    """So many values of a column stand in so many rows each."""

    column: int
    restrictions: tuple[Condition, ...]
    each: str
    """The relation of the rows of one value to `rows`."""
    rows: Decimal
    relation: str
    number: Decimal

    def truth(self, sheet: Sheet) -> Truth:
        """Cannot be told where no row meets the restrictions."""
        met = meeting(self.restrictions, sheet) - sheet.totals
        counts = Counter(sheet.cell(row, self.column).words for row in met)
        if not met:
            return UNKNOWN
        found = sum(COMPARED[self.each](Decimal(count), self.rows) for count in counts.values())
        return Truth(COMPARED[self.relation](Decimal(found), self.number), tuple(sorted(met)), str(found))


@dataclass(frozen=True, slots=True)
class Portion:
    """Of so many rows that meet the restrictions, so many meet what is asserted besides."""

    restrictions: tuple[Condition, ...]
    asserted: tuple[Condition, ...]
    whole: Decimal
    part: Decimal
    relation: str = "="

    def truth(self, sheet: Sheet) -> Truth:
        """Cannot be told where what is asserted is met by no row at all, nor of the rows of one name."""
        told = (*self.restrictions, *self.asserted)
        if any(is_name(each, sheet) for each in told):
            return UNKNOWN
        if not all(each.rows for each in told if each.relation == "=") or not self.asserted:
            return UNKNOWN
        rows = meeting(self.restrictions, sheet) - sheet.totals
        met = meeting(self.asserted, sheet) & rows
        holds = len(rows) == self.whole and COMPARED[self.relation](Decimal(len(met)), self.part)
        return Truth(holds, tuple(sorted(met)), f"{len(met)} of {len(rows)}")


def without(conditions: tuple[Condition, ...], left: tuple[Condition, ...]) -> tuple[Condition, ...]:
    """All conditions but some."""
    for each in left:
        conditions = others(conditions, each)
    return conditions
