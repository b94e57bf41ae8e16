"""A cell makes a column of times one of texts or of figures: a 30th of February among days, 20211 among years.

Nearly all cells are times, and this one looks like them and does not read as they do. Correct it: without a column of
times no figure of the table has a time.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from veritab_engine.lexicon import words
from veritab_engine.reference.column import said_in
from veritab_engine.reference.header import read_header
from veritab_engine.reference.lint.case import Case
from veritab_engine.reference.lint.rule import Rule
from veritab_engine.reference.problem import Problem, Severity
from veritab_engine.reference.table import Column, Role
from veritab_engine.reference.times import strays

RULE = Rule("VT435", "odd cell among times", Severity.WARNING)
LEAST_CELLS = 3
ONE_IN, DAY_IN = 5, 3
"""Where more of the cells are odd, they are no slips; more of them may be days that no calendar has."""
YEAR = 4
"""Digits: a shorter number among years may be one."""
_SLIP = str.maketrans("OolI", "0011")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def check(case: Case) -> Iterator[Problem]:
    """Every cell that is nearly a time, in a column of times that is read as something else."""
    for column in case.schema.columns:
        if column.role not in {Role.KEY, Role.TIME, Role.STATUS} and _may_be_times(case, column):
            yield from _in_column(case, column)


def _may_be_times(case: Case, column: Column) -> bool:
    return column.type == "string" or (column.type == "integer" and case.schema.inferred)


def _in_column(case: Case, column: Column) -> Iterator[Problem]:
    missing = words("headers/missing")
    counts = Counter(cell for cell in case.cells[column.name] if cell is not None and cell.lower() not in missing)
    odd = strays(said_in(read_header(column.name)), list(counts))
    one_in = DAY_IN if all(map(_DAY.fullmatch, odd)) else ONE_IN
    if not odd or counts.total() < LEAST_CELLS or sum(counts[cell] for cell in odd) * one_in > counts.total():
        return
    shapes = {_shape(cell) for cell in counts.keys() - set(odd)}
    wrong = {cell: _said(cell) for cell in odd if _shape(cell) in shapes and (not cell.isdigit() or len(cell) >= YEAR)}
    yield from case.each(RULE, column.name, wrong, case.cells[column.name])


def _shape(text: str) -> str:
    """A text with every number as 0 and every word as a."""
    return re.sub(r"[^\W\d_]+", "a", re.sub(r"\d+", "0", text.translate(_SLIP)))


def _said(cell: str) -> str:
    kind = "year" if cell.isdigit() else "time"
    return f'"{cell}" is no {kind} as the other cells write them, and so the column holds no times. Correct it.'
