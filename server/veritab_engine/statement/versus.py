"""Forms that set amounts against one another: of a row and every other, of two columns, and how far apart two are."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from veritab_engine.statement.form import COMPARED, UNKNOWN, Condition, Truth, meeting, one_row
from veritab_engine.statement.measure import extreme
from veritab_engine.statement.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Outdo:
    """One row has more ("max") or less ("min") of a column than any other row of the restrictions."""

    function: str
    column: int
    one: tuple[Condition, ...]
    restrictions: tuple[Condition, ...] = ()

    def truth(self, sheet: Sheet) -> Truth:
        """Cannot be told where it is not one row that has an amount."""
        one = one_row(self.one, sheet)
        rows = (meeting(self.restrictions, sheet) | one) - sheet.totals
        best = extreme(sheet, rows, self.column, self.function)
        if len(one) != 1 or best is None or len(rows) < 2:
            return UNKNOWN
        return Truth(best == one, tuple(sorted(best)))


@dataclass(frozen=True, slots=True)
class Beside:
    """A column of one row is more or less than another column of it, by so much where that is said."""

    one: int
    other: int
    conditions: tuple[Condition, ...]
    relation: str
    by: Decimal | None = None

    def truth(self, sheet: Sheet) -> Truth:
        """Cannot be told where it is not one row with an amount in both."""
        rows = one_row(self.conditions, sheet)
        if len(rows) != 1:
            return UNKNOWN
        [row] = rows
        one, two = sheet.columns[self.one].amounts[row], sheet.columns[self.other].amounts[row]
        if one is None or two is None:
            return UNKNOWN
        holds = COMPARED[self.relation](one, two) and (self.by is None or abs(one - two) == self.by)
        return Truth(holds, (row,), f"{one} and {two}")


@dataclass(frozen=True, slots=True)
class Apart:
    """The amounts of two rows in a column differ by so much."""

    column: int
    left: tuple[Condition, ...]
    right: tuple[Condition, ...]
    asserted: Decimal
    relation: str = "="

    def truth(self, sheet: Sheet) -> Truth:
        """Cannot be told where either is not one row with an amount."""
        found = _two_amounts(self.column, self.left, self.right, sheet)
        if found is None:
            return UNKNOWN
        rows, one, two = found
        return Truth(COMPARED[self.relation](abs(one - two), abs(self.asserted)), rows, str(abs(one - two)))


@dataclass(frozen=True, slots=True)
class Ratio:
    """A column of one row is so many times that of another."""

    column: int
    left: tuple[Condition, ...]
    right: tuple[Condition, ...]
    times: Decimal
    relation: str = "="

    def truth(self, sheet: Sheet) -> Truth:
        """Cannot be told where either is not one row with an amount."""
        found = _two_amounts(self.column, self.left, self.right, sheet)
        if found is None:
            return UNKNOWN
        rows, one, two = found
        return Truth(COMPARED[self.relation](one, self.times * two), rows, f"{one} and {two}")


def _two_amounts(
    column: int, left: tuple[Condition, ...], right: tuple[Condition, ...], sheet: Sheet
) -> tuple[tuple[int, int], Decimal, Decimal] | None:
    """Two rows and what a column has in each; None where either is not one row, both are one, or one has no amount."""
    first, second = tuple(one_row(left, sheet)), tuple(one_row(right, sheet))
    if len(first) != 1 or len(second) != 1 or first == second:
        return None
    rows = first[0], second[0]
    one, two = (sheet.columns[column].amounts[row] for row in rows)
    return None if one is None or two is None else (rows, one, two)
