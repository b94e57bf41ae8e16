"""Rows last longer than `fact:frequency` says: years in a table of quarters.

A figure of a year is then asked for as that of a quarter, and none is found. Correct the frequency, or write each row's
period.
"""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.reference.lint.case import Case
from veritab_engine.reference.lint.rule import Rule
from veritab_engine.reference.problem import Problem, Severity

RULE = Rule("VT438", "rows longer than their frequency", Severity.WARNING)
DAYS = {"D": 1, "W": 7, "M": 31, "Q": 92, "S": 184}
"""So many days a period has at most; none is longer than a year that a table would call annual."""


def check(case: Case) -> Iterator[Problem]:
    """A table in which every row lasts longer than declared."""
    declared, most = case.resource.get("fact:frequency"), DAYS.get(case.schema.frequency)
    periods = [period for period in case.periods if period is not None]
    if declared is None or most is None or not periods or case.time is None or case.time.period is not None:
        return
    if all((period.last - period.first).days >= most for period in periods):
        said = f'every row lasts longer than fact:frequency "{declared}" says. Correct it.'
        yield case.problem(RULE, said, column=case.time.name)
