"""A table is older than its own pace: by `fact:asOf`, newer figures should be out.

A table by the month is stale after four months, one by the quarter after nine, any other after a year and a half.
"Today" is an option, so that the same tables give the same answer on every day.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from veritab_engine.reference.lint.case import Case
from veritab_engine.reference.lint.rule import Rule
from veritab_engine.reference.problem import Problem, Severity
from veritab_engine.reference.table import TableKind

RULE = Rule("VT442", "stale table", Severity.NOTE)
PATIENCE = {12: timedelta(days=4 * 31), 4: timedelta(days=9 * 31), 2: timedelta(days=13 * 31)}
"""By how many periods a year has."""
LONGEST = timedelta(days=18 * 31)


def check(case: Case) -> Iterator[Problem]:
    """The table itself, where it is stale."""
    as_of = case.schema.as_of
    if as_of is None or case.schema.kind is TableKind.ALIASES:
        return
    patience = PATIENCE.get(case.frequency.a_year, LONGEST) if case.frequency else LONGEST
    if case.today - as_of > patience:
        age = (case.today - as_of).days
        yield case.problem(RULE, f"fact:asOf is {as_of}, {age} days before {case.today}. Bring the table up to date.")
