"""Logical forms over the rows of a sheet, and whether they hold.

A form holds, does not hold, or cannot be told (None), as where no row meets what it is restricted to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from veritab_engine.statement.sheet import Sheet

COMPARED: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "=": lambda one, two: one == two,
    ">": lambda one, two: one > two,
    "<": lambda one, two: one < two,
    ">=": lambda one, two: one >= two,
    "<=": lambda one, two: one <= two,
}


@dataclass(frozen=True, slots=True)
class Condition:
    """Rows whose cell of a column stands in a relation to what was said; `at` is the word where that was said."""

    column: int
    relation: str
    said: str
    rows: frozenset[int]
    at: int = 0
    end: int = 0
    known: bool = True
    """Whether any row of the column holds what was said."""
    number: Decimal | None = None

    def denied(self, sheet: Sheet) -> Condition:
        """The same with all other rows."""
        rows = frozenset(row for row in sheet.rows if not sheet.cell(row, self.column).is_empty) - self.rows
        return Condition(self.column, f"not {self.relation}", self.said, rows, self.at, self.known, self.number)


@dataclass(frozen=True, slots=True)
class Truth:
    """Whether a form holds, and the rows that say so."""

    holds: bool | None
    rows: tuple[int, ...] = ()
    found: str = ""
    """What the table has in place of what was said, where that is one thing."""


UNKNOWN = Truth(None)


class Form(Protocol):
    """What a statement asserts."""

    def truth(self, sheet: Sheet) -> Truth:
        """Whether it holds on the sheet."""


@dataclass(frozen=True, slots=True)
class Exists:
    """There is a row that meets all conditions."""

    conditions: tuple[Condition, ...]

    def truth(self, sheet: Sheet) -> Truth:
        """Holds where a row meets all conditions; fails where rows would but for one of them."""
        rows = meeting(self.conditions, sheet)
        if rows or self.wrong(sheet):
            return Truth(bool(rows), tuple(sorted(rows)))
        return UNKNOWN

    def wrong(self, sheet: Sheet) -> tuple[Condition, ...]:
        """The conditions each of which, were it left out, would leave rows that meet all others."""
        return tuple(each for each in self.conditions if meeting(others(self.conditions, each), sheet))


@dataclass(frozen=True, slots=True)
class Lacks:
    """Rows meet the restrictions, and none of them meets the denied condition."""

    restrictions: tuple[Condition, ...]
    denied: Condition

    def truth(self, sheet: Sheet) -> Truth:
        """Cannot be told where no row meets the restrictions."""
        rows = meeting(self.restrictions, sheet)
        return Truth(not rows & self.denied.rows, tuple(sorted(rows))) if rows else UNKNOWN


@dataclass(frozen=True, slots=True)
class Count:
    """So many rows meet the conditions, or so many different values of a column stand in them."""

    conditions: tuple[Condition, ...]
    relation: str
    number: Decimal
    distinct: int | None = None

    def truth(self, sheet: Sheet) -> Truth:
        """Cannot be told where a condition is met by no row at all."""
        if not all(condition.rows for condition in self.conditions if condition.relation == "="):
            return UNKNOWN
        rows = meeting(self.conditions, sheet) - sheet.totals
        if self.distinct is None:
            counted = len(rows)
        else:
            cells = (sheet.cell(row, self.distinct) for row in rows)
            counted = len({cell.words for cell in cells if not cell.is_empty})
        return Truth(COMPARED[self.relation](Decimal(counted), self.number), tuple(sorted(rows)), str(counted))


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
            number = sheet.columns[self.column].number(min(best))
            if number is None or self.asserted.number is None:
                return UNKNOWN
            return Truth(COMPARED[self.asserted.relation](number, self.asserted.number), tuple(sorted(best)), found)
        numbers = [n for row in rows if (n := sheet.columns[self.column].number(row)) is not None]
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


def meeting(conditions: Iterable[Condition], sheet: Sheet) -> frozenset[int]:
    """The rows that meet all conditions; all rows where there is none."""
    rows = frozenset(sheet.rows)
    for condition in conditions:
        rows &= condition.rows
    return rows


def others(conditions: Iterable[Condition], left: Condition) -> tuple[Condition, ...]:
    """All conditions but one."""
    return tuple(each for each in conditions if each is not left)


def extreme(sheet: Sheet, rows: Iterable[int], column: int, function: str, rank: int = 1) -> frozenset[int] | None:
    """The rows with the highest ("max") or lowest ("min") number or day of a column; None where none has any."""
    heading = sheet.columns[column]
    if heading.tied and not heading.dated:
        return None
    if heading.dated and not heading.all_numbers:
        keyed = [((d.year or 0, d.month or 0, d.day or 0), row) for row in rows if (d := heading.cells[row].day)]
    else:
        keyed = [((number,), row) for row in rows if (number := heading.number(row)) is not None]  # type: ignore[misc]
    if not keyed or not (heading.numeric or heading.dated):
        return None
    ordered = sorted((key for key, _ in keyed), reverse=function == "max")
    if rank > len(ordered) or rank > 1 and [ordered[rank - 1]] != sorted(set(ordered), reverse=function == "max")[rank - 1 : rank]:
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
    return abs(result - number) <= unit / 2 or exponent != 0 and result.quantize(unit, "ROUND_DOWN") == number


@dataclass(frozen=True, slots=True)
class Sole:
    """The rows that meet what is asked are some, and all of them meet what is named."""

    named: tuple[Condition, ...]
    asked: tuple[Condition, ...]

    def truth(self, sheet: Sheet) -> Truth:
        """Cannot be told where nothing meets what is asked, or nothing what is named."""
        named, asked = meeting(self.named, sheet), meeting(self.asked, sheet) - sheet.totals
        return Truth(asked <= named, tuple(sorted(asked))) if named and asked else UNKNOWN


@dataclass(frozen=True, slots=True)
class All:
    """Several forms hold together."""

    forms: tuple[Form, ...]

    def truth(self, sheet: Sheet) -> Truth:
        """Fails where one fails; cannot be told where one cannot and none fails."""
        truths = [form.truth(sheet) for form in self.forms]
        failed = next((truth for truth in truths if truth.holds is False), None)
        if failed is not None:
            return failed
        rows = tuple(sorted({row for truth in truths for row in truth.rows}))
        return UNKNOWN if any(truth.holds is None for truth in truths) else Truth(True, rows)


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
        one, two = (heading.number(row) for row in rows)
        if heading.dated and not heading.all_numbers:
            days = [heading.cells[row].day for row in rows]
            if None in days or self.by is not None:
                return UNKNOWN
            earlier = days[0].before(days[1])  # type: ignore[union-attr, arg-type]
            if earlier is None:
                return UNKNOWN
            return Truth(earlier == (self.relation == "<"), rows)
        if one is None or two is None or not heading.numeric or heading.tied:
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
        cells = []
        for conditions in self.sets:
            found = {sheet.cell(row, self.column).words for row in meeting(conditions, sheet)}
            if len(found) != 1 or () in found:
                return UNKNOWN
            cells += found
        rows = tuple(sorted(row for conditions in self.sets for row in meeting(conditions, sheet)))
        return Truth((len(set(cells)) == 1) == self.same, rows)


@dataclass(frozen=True, slots=True)
class Share:
    """All, most or half of the rows of the restrictions meet what is asserted of them."""

    quantity: str
    restrictions: tuple[Condition, ...]
    asserted: tuple[Condition, ...]

    def truth(self, sheet: Sheet) -> Truth:
        """Cannot be told where no row meets the restrictions, or none what is asserted."""
        rows = meeting(self.restrictions, sheet) - sheet.totals
        met = meeting(self.asserted, sheet) & rows
        if not rows or not meeting(self.asserted, sheet) and all(each.relation == "=" for each in self.asserted):
            return UNKNOWN
        holds = {"all": met == rows, "most": 2 * len(met) > len(rows), "half": 2 * len(met) == len(rows)}[self.quantity]
        return Truth(holds, tuple(sorted(met)), f"{len(met)} of {len(rows)}")
