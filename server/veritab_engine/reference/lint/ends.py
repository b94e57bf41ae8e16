"""An end lies before its start.

The two were swapped, or one has a wrong year. The row is valid on no day, so that nothing is found in it.
"""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.reference.lint.case import Case
from veritab_engine.reference.lint.rule import Rule
from veritab_engine.reference.problem import Problem, Severity

RULE = Rule("VT428", "end before its start", Severity.WARNING)


def check(case: Case) -> Iterator[Problem]:
    """Every row that ends before it begins."""
    for row, period in enumerate(case.periods):
        if period is not None and period.last < period.first:
            said = f"the end, {period.last}, is before the start, {period.first}. Swap them, or correct one."
            yield case.problem(RULE, said, row, case.end.name if case.end else "")
