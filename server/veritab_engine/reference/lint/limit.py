"""A cell breaks a limit that its column declares: `pattern`, `minimum`, `maximum`, `minLength` or `maxLength`.

Loading leaves these to lint. Correct the cell, or widen the limit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from veritab_engine.reference.lint.case import NUMERIC, Case
from veritab_engine.reference.lint.rule import Rule
from veritab_engine.reference.period import parse_period
from veritab_engine.reference.problem import Problem, Severity
from veritab_engine.reference.table import Column, Role

RULE = Rule("VT421", "cell out of its limits", Severity.WARNING)


def check(case: Case) -> Iterator[Problem]:
    """Every cell that breaks a limit; a limit that says nothing is told of the column."""
    for column in case.schema.columns:
        for limit, bound in case.declared(column.name).get("constraints", {}).items():
            try:
                breaks = _breaks(limit, bound, column)
            except (re.error, InvalidOperation):
                said = f'the constraint {limit} is "{bound}", which cannot be understood. Correct it.'
                yield case.problem(RULE, said, column=column.name)
                continue
            if breaks is not None:
                yield from _broken(case, column, f"{limit} {bound}", breaks)


def _broken(case: Case, column: Column, limit: str, breaks: Callable[[str], bool]) -> Iterator[Problem]:
    cells = case.cells[column.name]
    wrong = {
        cell: f'"{cell}" is out of the limit "{limit}". Correct it, or the constraint.'
        for cell in dict.fromkeys(cells)
        if cell is not None and breaks(cell)
    }
    yield from case.each(RULE, column.name, wrong, cells)


def _breaks(limit: str, bound: Any, column: Column) -> Callable[[str], bool] | None:
    """Whether a cell breaks the limit; None for a constraint of another kind."""
    match limit:
        case "pattern":
            form = re.compile(str(bound))
            return lambda cell: form.fullmatch(cell) is None
        case "minLength":
            return lambda cell: len(cell) < bound
        case "maxLength":
            return lambda cell: len(cell) > bound
        case "minimum" | "maximum" if column.type in NUMERIC:
            number = Decimal(str(bound))
            return (lambda cell: Decimal(cell) < number) if limit == "minimum" else lambda cell: Decimal(cell) > number
        case "minimum" | "maximum" if column.role is Role.TIME:
            return _out_of_time(limit, str(bound))
        case _:
            return None


def _out_of_time(limit: str, bound: str) -> Callable[[str], bool] | None:
    edge = parse_period(bound)
    if edge is None:
        raise InvalidOperation
    if limit == "minimum":
        return lambda cell: (period := parse_period(cell)) is not None and period.first < edge.first
    return lambda cell: (period := parse_period(cell)) is not None and period.last > edge.last
