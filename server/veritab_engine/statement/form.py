"""Logical forms over the rows of a sheet, and whether they hold.

A form holds, does not hold, or cannot be told (None), as where no row meets what it is restricted to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
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
    exact: frozenset[int] = frozenset()
    """The rows whose whole cell is what was said."""
    elsewhere: frozenset[int] = frozenset()
    """The rows with such a cell in another column, where this one has none."""

    def exactly(self) -> Condition:
        """The same of whole cells, where there are any: "italian", and not "italian original"."""
        return replace(self, rows=self.exact) if self.exact else self

    def denied(self, sheet: Sheet) -> Condition:
        """The same with all other rows."""
        filled = frozenset(row for row in sheet.rows if not sheet.cell(row, self.column).is_empty)
        return replace(self, relation=f"not {self.relation}", rows=filled - self.rows, exact=frozenset())


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
        if rows or self.wrong(sheet) or self._is_told_of_one(sheet) or self.is_swapped(sheet):
            return Truth(bool(rows), tuple(sorted(rows)))
        return UNKNOWN

    def _is_told_of_one(self, sheet: Sheet) -> bool:
        """True where all values stand in their columns, and one of them is of one row alone, which lacks the others."""
        told = [each.rows for each in self.conditions]
        return all(told) and any(len(rows) == 1 for rows in told)

    def is_swapped(self, sheet: Sheet) -> bool:
        """True where a row has all the values, two of them in other columns than is said."""
        astray = [each for each in self.conditions if not each.known]
        placed = [each for each in self.conditions if each.known]
        rows = meeting(placed, sheet)
        return len(astray) > 1 and any(all(row in each.elsewhere for each in astray) for row in rows)

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
        """Cannot be told where a condition is met by no row at all, nor of several rows of one name."""
        if not all(each.rows or each.number is not None for each in self.conditions if each.relation == "="):
            return UNKNOWN
        if self.number > 1 and any(is_name(each, sheet) for each in self.conditions):
            return UNKNOWN
        rows = meeting(self.conditions, sheet) - sheet.totals
        if self.distinct is None:
            counted = len(rows)
        else:
            cells = (sheet.cell(row, self.distinct) for row in rows)
            counted = len({cell.words for cell in cells if not cell.is_empty})
        return Truth(COMPARED[self.relation](Decimal(counted), self.number), tuple(sorted(rows)), str(counted))


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
class Not:
    """A form does not hold."""

    form: Form

    def truth(self, sheet: Sheet) -> Truth:
        """Cannot be told where the form cannot."""
        truth = self.form.truth(sheet)
        return truth if truth.holds is None else replace(truth, holds=not truth.holds)


def is_name(condition: Condition, sheet: Sheet) -> bool:
    """True for one row by its name, in a column of names that are all different: nothing is counted among its rows."""
    one = condition.relation == "=" and len(condition.rows) == 1 and condition.number is None
    return one and not sheet.columns[condition.column].numeric and condition.column in sheet.telling


def meeting(conditions: Iterable[Condition], sheet: Sheet) -> frozenset[int]:
    """The rows that meet all conditions; all rows where there is none."""
    rows = frozenset(sheet.rows)
    for condition in conditions:
        rows &= condition.rows
    return rows


def one_row(conditions: Iterable[Condition], sheet: Sheet) -> frozenset[int]:
    """The rows that meet all conditions; of several, those whose whole cells do: "ontario", not "northern ontario"."""
    told = list(conditions)
    rows = meeting(told, sheet)
    return rows if len(rows) < 2 else meeting((each.exactly() for each in told), sheet) or rows


def others(conditions: Iterable[Condition], left: Condition) -> tuple[Condition, ...]:
    """All conditions but one."""
    return tuple(each for each in conditions if each is not left)
