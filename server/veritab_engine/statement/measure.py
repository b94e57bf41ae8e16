"""Forms that measure rows against one another: extremes, sums, comparisons, shares."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from veritab_engine.statement.calendar import Day
from veritab_engine.statement.form import COMPARED, UNKNOWN, Condition, Truth, meeting, one_row
from veritab_engine.statement.sheet import Sheet

MOST_PAIRS = 400
"""More pairs of rows than this are not compared."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What a function makes of a column in the rows of the restrictions is what was asserted of it."""

    function: str
    column: int
    restrictions: tuple[Condition, ...]
    asserted: Condition
    rank: int = 1

    def truth(self, sheet: Sheet) -> Truth:
        """Cannot be told where no row has a number there."""
        rows = meeting(self.restrictions, sheet)
        rows = rows - sheet.totals or rows
        if self.function in ("max", "min"):
            best = extreme(sheet, rows, self.column, self.function, self.rank)
            if best is None:
                return UNKNOWN
            found = sheet.cell(min(best), self.column).text
            if self.asserted.relation == "=":
                return Truth(bool(best & self.asserted.rows), tuple(sorted(best)), found)
            number = sheet.columns[self.column].amounts[min(best)]
            if number is None or self.asserted.number is None:
                return UNKNOWN
            return Truth(COMPARED[self.asserted.relation](number, self.asserted.number), tuple(sorted(best)), found)
        amounts = sheet.columns[self.column].amounts
        numbers = [number for row in rows if (number := amounts[row]) is not None]
        if not numbers or self.asserted.number is None:
            return UNKNOWN
        result = sum(numbers, Decimal(0)) / (len(numbers) if self.function == "mean" else 1)
        return Truth(_agrees(result, self.asserted), tuple(sorted(rows)), f"{result:.6g}")


@dataclass(frozen=True, slots=True)
class Holder:
    """A row with the highest or lowest of a column, among the rows of the restrictions, meets all that is asserted."""

    function: str
    column: int
    restrictions: tuple[Condition, ...]
    asserted: tuple[Condition, ...]
    rank: int = 1

    def truth(self, sheet: Sheet) -> Truth:
        """Cannot be told where no row has a number there, or none meets what is asserted."""
        best = extreme(sheet, meeting(self.restrictions, sheet) - sheet.totals, self.column, self.function, self.rank)
        meant = meeting(self.asserted, sheet)
        if best is None or not meant:
            return UNKNOWN
        return Truth(bool(best & meant), tuple(sorted(best)))


@dataclass(frozen=True, slots=True)
class Compare:
    """A column of one row is more or less than of another, by so much where that is said.

    Where a name is of several rows, all of the one have to stand so to all of the other.
    """

    column: int
    left: tuple[Condition, ...]
    right: tuple[Condition, ...]
    relation: str
    by: Decimal | None = None
    unit: str = ""
    """What `by` counts between two days: "day", "week", "month" or "year"."""

    def truth(self, sheet: Sheet) -> Truth:
        """Cannot be told where rows lack a number or a day, or where some stand so and some do not."""
        left, right = one_row(self.left, sheet), one_row(self.right, sheet)
        if not left or not right or left & right or len(left) * len(right) > MOST_PAIRS:
            return UNKNOWN
        told = {self._stands(one, two, sheet) for one in left for two in right}
        if len(told) != 1 or None in told or (self.by is not None and len(left) + len(right) > 2):
            return UNKNOWN
        amounts = sheet.columns[self.column].amounts
        found = f"{amounts[min(left)]} and {amounts[min(right)]}" if len(left) + len(right) == 2 else ""
        return Truth(told.pop(), (*sorted(left), *sorted(right)), found)

    def _stands(self, left: int, right: int, sheet: Sheet) -> bool | None:
        heading = sheet.columns[self.column]
        if heading.dated and not heading.all_numbers:
            return self._in_time(heading.cells[left].day, heading.cells[right].day)
        one, two = heading.amounts[left], heading.amounts[right]
        if one is None or two is None or not heading.measured:
            return None
        if one == two and heading.cells[left].words != heading.cells[right].words:
            return None
        return COMPARED[self.relation](one, two) and (self.by is None or abs(one - two) == self.by)

    def _in_time(self, one: Day | None, two: Day | None) -> bool | None:
        earlier = one.before(two) if one is not None and two is not None else None
        if one is None or two is None or (earlier is None and one != two):
            return None
        holds = bool(earlier) if self.relation == "<" else one != two and not earlier
        if self.by is None:
            return holds
        apart = one.apart(two, self.unit)
        return None if apart is None else holds and apart == self.by


@dataclass(frozen=True, slots=True)
class Alike:
    """Rows, each of one set of conditions, have the same in a column, or not all the same."""

    column: int
    sets: tuple[tuple[Condition, ...], ...]
    same: bool

    def truth(self, sheet: Sheet) -> Truth:
        """Cannot be told where a set does not meet rows of one value."""
        cells: list[tuple[str, ...]] = []
        for conditions in self.sets:
            found = {sheet.cell(row, self.column).words for row in one_row(conditions, sheet)}
            if len(found) != 1 or () in found:
                return UNKNOWN
            cells += found
        rows = tuple(sorted(row for conditions in self.sets for row in one_row(conditions, sheet)))
        return Truth((len(set(cells)) == 1) == self.same, rows)


@dataclass(frozen=True, slots=True)
class Share:
    """All, most, half or a minority of the rows of the restrictions meet what is asserted of them."""

    quantity: str
    restrictions: tuple[Condition, ...]
    asserted: tuple[Condition, ...]

    def truth(self, sheet: Sheet) -> Truth:
        """Cannot be told where no row meets the restrictions, or none what is asserted."""
        rows = meeting(self.restrictions, sheet) - sheet.totals
        met = meeting(self.asserted, sheet) & rows
        unheard = [each for each in self.asserted if not each.rows and each.relation == "=" and each.number is None]
        if not rows or unheard:
            return UNKNOWN
        holds = {
            "all": met == rows,
            "most": 2 * len(met) > len(rows),
            "half": 2 * len(met) == len(rows),
            "minority": 2 * len(met) < len(rows),
        }[self.quantity]
        return Truth(holds, tuple(sorted(met)), f"{len(met)} of {len(rows)}")


def extreme(sheet: Sheet, rows: Iterable[int], column: int, function: str, rank: int = 1) -> frozenset[int] | None:
    """The rows with the highest ("max") or lowest ("min") number or day of a column; None where none has any."""
    heading = sheet.columns[column]
    if heading.dated and not heading.all_numbers:
        keyed = [((d.year or 0, d.month or 0, d.day or 0), row) for row in rows if (d := heading.cells[row].day)]
    else:
        keyed = [((number,), row) for row in rows if (number := heading.amounts[row]) is not None]  # type: ignore[misc]
    if not keyed or not (heading.measured or heading.dated):
        return None
    ordered = sorted((key for key, _ in keyed), reverse=function == "max")
    if rank > len(ordered) or (
        rank > 1 and [ordered[rank - 1]] != sorted(set(ordered), reverse=function == "max")[rank - 1 : rank]
    ):
        return None
    return frozenset(row for key, row in keyed if key == ordered[rank - 1])


def _agrees(result: Decimal, asserted: Condition) -> bool:
    """Whether a result is what was asserted, at the decimals that it was asserted with."""
    number = asserted.number
    assert number is not None
    if asserted.relation != "=":
        return COMPARED[asserted.relation](result, number)
    exponent = number.as_tuple().exponent
    unit = Decimal(1).scaleb(exponent) if isinstance(exponent, int) and exponent < 0 else Decimal(1)
    return abs(result - number) <= unit / 2 or (exponent != 0 and result.quantize(unit, "ROUND_DOWN") == number)
