"""Nobody holds an office for two months or more, in a table of terms that is called complete.

It may have been vacant, or a term is missing, and whoever held it then would be refuted. Who filled a vacancy is a row
too.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from veritab_engine.reference.lint.case import Case
from veritab_engine.reference.lint.rule import Rule
from veritab_engine.reference.problem import Problem, Severity
from veritab_engine.reference.table import Role, TableKind

RULE = Rule("VT451", "gap between terms", Severity.NOTE)
LONG = timedelta(days=60)


def check(case: Case) -> Iterator[Problem]:
    """Every term that begins long after the last one before it was over."""
    coverage = case.schema.coverage
    is_terms = case.schema.kind is TableKind.ATTRIBUTES and case.time is not None and case.time.period == "start"
    if not is_terms or coverage is None or not coverage.complete:
        return
    whose = [column.name for column in case.schema.of_role(Role.ENTITY)]
    for rows in case.rows_by(whose).values():
        held = coverage.first or date.min
        for place, row in enumerate(rows):
            period = case.periods[row]
            assert period is not None
            if place and period.first - held > LONG and (coverage.last is None or period.first <= coverage.last):
                said = f"nobody holds the office from {held} until {period.first}. Is a term missing?"
                yield case.problem(RULE, said, row, case.time.name if case.time else "")
            held = max(held, period.last)
