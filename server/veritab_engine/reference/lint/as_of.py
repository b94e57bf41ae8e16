"""A row begins after the day that `fact:asOf` names.

Either the table is younger than it says, or the row tells of what has not happened yet. A term of an office may be
known before it begins, so that tables of attributes are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.reference.lint.case import Case
from veritab_engine.reference.lint.rule import Rule
from veritab_engine.reference.problem import Problem, Severity
from veritab_engine.reference.table import TableKind

RULE = Rule("VT429", "row later than fact:asOf", Severity.WARNING)


def check(case: Case) -> Iterator[Problem]:
    """Every row that the table's own day is too early for."""
    as_of = case.schema.as_of if case.schema.kind is not TableKind.ATTRIBUTES else None
    for row, period in enumerate(case.periods if as_of is not None else ()):
        if period is not None and as_of is not None and period.first > as_of:
            said = f"the row begins on {period.first}, and fact:asOf is {as_of}. Renew fact:asOf, or correct the row."
            yield case.problem(RULE, said, row, case.time.name if case.time else "")
