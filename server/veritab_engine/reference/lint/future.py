"""A row lies in the future, in a table that does not say of which day it is.

A mistyped year, or a plan among facts.
"""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.reference.lint.case import Case
from veritab_engine.reference.lint.rule import Rule
from veritab_engine.reference.problem import Problem, Severity

RULE = Rule("VT443", "date in the future", Severity.NOTE)


def check(case: Case) -> Iterator[Problem]:
    """Every row that begins after today."""
    if case.schema.as_of is None:
        for row, period in enumerate(case.periods):
            if period is not None and period.first > case.today:
                said = f"{period.first} is in the future. Correct it, or say with fact:asOf of which day the table is."
                yield case.problem(RULE, said, row, case.time.name if case.time else "")
