"""Logical forms over the rows of a sheet, and whether they hold.

A form holds, does not hold, or cannot be told (None), as where a cell that it asks for is empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from veritab_engine.statement.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Condition:
    """Rows whose cell of a column stands in a relation to what was said."""

    column: int
    relation: str
    said: str
    rows: frozenset[int]
    known: bool = True
    """Whether any row of the column holds what was said."""


@dataclass(frozen=True, slots=True)
class Truth:
    """Whether a form holds, and the rows that say so."""

    holds: bool | None
    rows: tuple[int, ...] = ()
    found: str = ""
    """What the table has where it does not hold."""


class Form(Protocol):
    """What a statement asserts."""

    def truth(self, sheet: Sheet) -> Truth:
        """Whether it holds on the sheet."""


@dataclass(frozen=True, slots=True)
class Exists:
    """There is a row that meets all conditions."""

    conditions: tuple[Condition, ...]

    def truth(self, sheet: Sheet) -> Truth:
        """Holds where a row meets all conditions."""
        rows = meeting(self.conditions, sheet)
        return Truth(bool(rows), tuple(sorted(rows)))

    def wrong(self, sheet: Sheet) -> tuple[Condition, ...]:
        """The conditions each of which, were it left out, would leave rows that meet all others."""
        return tuple(
            each
            for each in self.conditions
            if meeting([other for other in self.conditions if other is not each], sheet)
        )


def meeting(conditions: Iterable[Condition], sheet: Sheet) -> frozenset[int]:
    """The rows that meet all conditions; all rows where there is none."""
    rows = frozenset(sheet.rows)
    for condition in conditions:
        rows &= condition.rows
    return rows
