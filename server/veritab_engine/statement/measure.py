"""Forms that measure rows against one another: extremes, sums, comparisons, shares."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from veritab_engine.statement.form import COMPARED, UNKNOWN, Condition, Truth, meeting
from veritab_engine.statement.sheet import Sheet


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
    """A column of one row is more or less than of another, by so much where that is said."""

    column: int
    left: tuple[Condition, ...]
    right: tuple[Condition, ...]
    relation: str
    by: Decimal | None = None

    def truth(self, sheet: Sheet) -> Truth:
        """Cannot be told where either is not one row with a number or a day."""
        left, right = meeting(self.left, sheet), meeting(self.right, sheet)
        if len(left) != 1 or len(right) != 1 or left == right:
            return UNKNOWN
        rows = (*left, *right)
        heading = sheet.columns[self.column]
        one, two = (heading.amounts[row] for row in rows)
        if heading.dated and not heading.all_numbers:
            days = [heading.cells[row].day for row in rows]
            if None in days or self.by is not None:
                return UNKNOWN
            earlier = days[0].before(days[1])  # type: ignore[union-attr, arg-type]
            if earlier is None:
                return UNKNOWN
            return Truth(earlier == (self.relation == "<"), rows)
        if one is None or two is None or not heading.measured:
            return UNKNOWN
        if one == two and any(heading.cells[row].number is None for row in rows):
            return UNKNOWN
        holds = COMPARED[self.relation](one, two)
        if self.by is not None:
            holds = holds and abs(one - two) == self.by
        return Truth(holds, rows, f"{one} and {two}")


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
            found = {sheet.cell(row, self.column).words for row in meeting(conditions, sheet)}
            if len(found) != 1 or () in found:
                return UNKNOWN
            cells += found
        rows = tuple(sorted(row for conditions in self.sets for row in meeting(conditions, sheet)))
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
        if not rows or (not meeting(self.asserted, sheet) and all(each.relation == "=" for each in self.asserted)):
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
