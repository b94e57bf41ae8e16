"""Reckoning: what an expression gives on a row of a table; None where it rests on an empty cell."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from veritab_engine.reference.expression import Aggregate, Cell, Constant, Empty, Expression, Operator, written
from veritab_engine.reference.lookup import Table
from veritab_engine.reference.rows import MOST_READ, TooBroad
from veritab_engine.value import Period, Point, Text

Answer = Decimal | str | bool | None
Names = Mapping[str, Decimal | str]
"""What a name stands for that is no column: a number, or the column that it means."""

_NUMBERS: Mapping[str, Callable[[Decimal, Decimal], Decimal | bool]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def reckon(expression: Expression, table: Table, row: int, names: Names, other: int | None = None) -> Answer:
    """The answer on one row; `other` is its rival, where it has one.

    Raises TooBroad where an aggregate would have to read too many rows.
    """
    match expression:
        case Constant(text=text, number=number):
            return Decimal(text) if number else text
        case Cell():
            return _cell(expression, table, row, names, other)
        case Empty(cell=cell):
            at = other if cell.other else row
            return None if at is None else table.id_at(at, _column(cell, names)) is None
        case Operator(sign=sign, parts=parts):
            return _operated(sign, [reckon(part, table, row, names, other) for part in parts])
        case Aggregate():
            return _aggregated(expression, table, row, names)


def group(table: Table, row: int, by: Sequence[str]) -> Sequence[int]:
    """The rows that share these columns with one of them, itself among them; none where one of its cells is empty."""
    held = {column: table.id_at(row, column) for column in by}
    where = {column: cell for column, cell in held.items() if cell is not None}
    rows = table.rows(where) if len(where) == len(held) else ()
    if len(rows) > MOST_READ:
        raise TooBroad
    return rows


def _column(cell: Cell, names: Names) -> str:
    named = names.get(cell.column)
    return named if isinstance(named, str) else cell.column


def _cell(cell: Cell, table: Table, row: int, names: Names, other: int | None) -> Answer:
    named = names.get(cell.column)
    if isinstance(named, Decimal):
        return named
    at = other if cell.other else row
    match table.cell(at, named or cell.column) if at is not None else None:
        case Point(number=number, approximate=False):
            return number
        case Text():
            return table.id_at(at, named or cell.column) if at is not None else None
        case Period(iso=iso):
            return iso
        case _:
            return None


def _operated(sign: str, parts: list[Answer]) -> Answer:
    if sign in ("and", "or"):
        known = [bool(part) for part in parts if part is not None]
        decided = (False in known) if sign == "and" else (True in known)
        return (sign == "or") if decided else (None if len(known) < len(parts) else sign == "and")
    if any(part is None for part in parts):
        return None
    if sign == "not":
        return not parts[0]
    if sign in ("=", "!="):
        return (parts[0] == parts[1]) is (sign == "=")
    left, right = (Decimal(part) if isinstance(part, bool | Decimal) else None for part in parts)
    if left is None or right is None:
        return None
    if sign == "/":
        return left / right if right else None
    return _NUMBERS[sign](left, right)


def _aggregated(each: Aggregate, table: Table, row: int, names: Names) -> Answer:
    told = list(_answers(each, table, group(table, row, each.by), names))
    if each.name == "count":
        return Decimal(sum(map(bool, told)))
    numbers = [Decimal(answer) for answer in told if isinstance(answer, Decimal | bool)]
    own = reckon(each.of, table, row, names) if each.name == "rank" else None
    match each.name:
        case "rank":
            return Decimal(1 + sum(number > own for number in numbers)) if isinstance(own, Decimal) else None
        case "sum":
            return sum(numbers, Decimal(0))
        case "mean":
            return sum(numbers, Decimal(0)) / len(numbers) if numbers else None
        case name:
            extreme = max if name == "max" else min
            return extreme(numbers) if numbers else None


def _answers(each: Aggregate, table: Table, rows: Sequence[int], names: Names) -> Iterator[Answer]:
    for row in rows:
        if each.where is None or reckon(each.where, table, row, names):
            yield reckon(each.of, table, row, names)


def figures(
    expression: Expression, table: Table, row: int, names: Names, other: int | None
) -> tuple[tuple[str, str], ...]:
    """What an expression asks for, each once, with its answer as text: ("other.points", "110")."""
    match expression:
        case Operator(parts=parts):
            told = (each for part in parts for each in figures(part, table, row, names, other))
            return tuple(dict.fromkeys(told))
        case Constant():
            return ()
        case Cell(column=column, other=elsewhere):
            at, name = other if elsewhere else row, names.get(column, column)
            text = str(name) if isinstance(name, Decimal) else table.text(at, name) if at is not None else ""
            return ((written(Cell(str(name), elsewhere) if isinstance(name, str) else expression), text or "empty"),)
        case Empty(cell=cell):
            return figures(cell, table, row, names, other)
        case Aggregate():
            answer = reckon(expression, table, row, names, other)
            return (
                (_renamed(written(expression), names), f"{answer:f}" if isinstance(answer, Decimal) else "unknown"),
            )


def _renamed(text: str, names: Names) -> str:
    """The text with the column in place of the name that stands for it."""
    for name, column in names.items():
        text = text.replace(name, column) if isinstance(column, str) else text
    return text
