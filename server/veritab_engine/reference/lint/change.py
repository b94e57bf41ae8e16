"""A published change disagrees with the figures that it is said to be derived from (`fact:derived`).

The change from the row of the period before is computed from the figures. Offices revise last year's figure and publish
the change against that, so that up to a percentage point, and what rounding explains, is no fault.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from veritab_engine.reference.lint.case import Case
from veritab_engine.reference.lint.rule import Rule
from veritab_engine.reference.problem import Problem, Severity
from veritab_engine.reference.table import Column

RULE = Rule("VT426", "change that the figures do not give", Severity.WARNING)
REVISION = Decimal(1)
"""Percentage points that a revised base may make."""


def check(case: Case) -> Iterator[Problem]:
    """Every published change in percent that is too far from the one computed."""
    measures = {column.name: column for column in case.measures}
    for column in case.measures:
        if column.change_of in measures and column.unit == "percent" and case.frequency is not None:
            for rows in case.series.values():
                for before, row in pairwise(rows):
                    yield from _against(case, column, measures[column.change_of], before, row)


def _against(case: Case, column: Column, of: Column, before: int, row: int) -> Iterator[Problem]:
    published, base, figure = case.numbers(column)[row], case.numbers(of)[before], case.numbers(of)[row]
    if published is None or figure is None or not base or not _follows(case, before, row):
        return
    computed = (figure / base - 1) * 100
    rounding = case.half_step(column, row)
    rounding += (case.half_step(of, row) + case.half_step(of, before) * abs(figure / base)) / abs(base) * 100
    if abs(computed - published) > rounding + REVISION:
        said = (
            f"{published:f} percent is published, and {of.name} changed by {computed:.1f} percent from the row before. "
        )
        yield case.problem(RULE, said + "Correct one.", row, column.name)


def _follows(case: Case, before: int, row: int) -> bool:
    """True where the rows are of neighbouring periods."""
    earlier, later = case.periods[before], case.periods[row]
    return earlier is not None and later is not None and (later.first - earlier.last).days == 1
