"""Derived columns: their cells are computed from the others of the table once, when it is loaded."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from veritab_engine.errors import TableError
from veritab_engine.reference.expression import columns_of, parse
from veritab_engine.reference.lookup import Table
from veritab_engine.reference.reckoning import group, reckon
from veritab_engine.reference.table import Column
from veritab_engine.value import rounded

DECIMALS = Decimal("0.0001")


def derive(table: Table, column: Column) -> list[str | None]:
    """The cells of a derived column, in plain form; TableError where its expression asks for what is not there."""
    expression = parse(column.derived or "")
    unknown = sorted(columns_of(expression) - {each.name for each in table.schema.columns})
    if unknown:
        raise TableError(
            f'{table.schema.name}, column "{column.name}": fact:derived asks for "{unknown[0]}". Correct it.'
        )
    rivals = table.schema.rivals
    return [_plain(reckon(expression, table, row, {}, _rival(table, row, rivals))) for row in range(len(table))]


def _rival(table: Table, row: int, shared: Sequence[str]) -> int | None:
    others = [each for each in group(table, row, shared) if each != row] if shared else []
    return others[0] if len(others) == 1 else None


def _plain(answer: Decimal | str | bool | None) -> str | None:
    if answer is None or isinstance(answer, str):
        return answer
    number = Decimal(answer)
    return f"{number:f}" if number == number.to_integral() else f"{rounded(number, DECIMALS).normalize():f}"
