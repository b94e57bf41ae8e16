"""Figures do not add up, where `fact:additive` says that they do.

`{parts: [exports, imports]}` makes a measure the sum of others in its row; with `{over: region, total: World}` the rows
of World hold the sum of all other regions. What rounding can explain, half a last decimal for every figure, is no
fault. A row or group in which a figure is missing is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from veritab_engine.reference.lint.case import Case
from veritab_engine.reference.lint.rule import Rule
from veritab_engine.reference.problem import Problem, Severity
from veritab_engine.reference.table import Column, Role, Total

RULE = Rule("VT425", "figures that do not add up", Severity.WARNING)
Figure = tuple[Column, int]
"""A cell that holds a number: its column, and its row."""


def check(case: Case) -> Iterator[Problem]:
    """Every sum that is not that of its parts."""
    measures = {column.name: column for column in case.measures}
    for column in case.measures:
        if column.parts and set(column.parts) <= measures.keys():
            for row in range(len(case.draft.grid)):
                yield from _against(case, (column, row), [(measures[name], row) for name in column.parts])
        if column.total is not None and column.total.over in case.cells:
            for total, rows in _groups(case, column.total):
                yield from _against(case, (column, total), [(column, row) for row in rows])


def _groups(case: Case, total: Total) -> Iterator[tuple[int, list[int]]]:
    """Each row of a total with the rows that it is the sum of: those that differ from it in the one column alone."""
    held = [column.name for column in case.schema.columns if column.role not in {Role.MEASURE, Role.STATUS}]
    others = [case.cells[name] for name in held if name != total.over]
    totals: dict[tuple[str | None, ...], int] = {}
    parts: dict[tuple[str | None, ...], list[int]] = {}
    for row, cell in enumerate(case.cells[total.over]):
        group = tuple(cells[row] for cells in others)
        if cell == total.cell:
            totals[group] = row
        else:
            parts.setdefault(group, []).append(row)
    return ((row, parts[group]) for group, row in totals.items() if group in parts)


def _against(case: Case, total: Figure, parts: list[Figure]) -> Iterator[Problem]:
    stated = case.numbers(total[0])[total[1]]
    figures = [case.numbers(column)[row] for column, row in parts]
    numbers = [number for number in figures if number is not None]
    if stated is None or len(numbers) < len(figures):
        return
    added = sum(numbers, Decimal(0))
    rounding = sum((case.half_step(column, row) for column, row in (total, *parts)), Decimal(0))
    if abs(added - stated) > rounding:
        column, row = total
        sum_of = f"{(added / column.multiplier).normalize():f}"
        said = (
            f"{case.cells[column.name][row]} is not the sum of its {len(parts)} parts, which is {sum_of}. Correct one."
        )
        yield case.problem(RULE, said, row, column.name)
