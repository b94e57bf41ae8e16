"""Two terms of one office overlap, in a table where one holder at a time is the rule.

It is the rule where nearly all terms follow each other. A day on which one goes and the other comes is no overlap.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from veritab_engine.reference.lint.case import Case
from veritab_engine.reference.lint.rule import Rule
from veritab_engine.reference.problem import Problem, Severity
from veritab_engine.reference.table import Role, TableKind

RULE = Rule("VT445", "terms that overlap", Severity.NOTE)
LEAST_TERMS = 5
ONE_IN = 5
"""Where a larger share of the terms overlap, that is meant."""


def check(case: Case) -> Iterator[Problem]:
    """Every term that begins before the one before it is over."""
    if case.schema.kind is not TableKind.ATTRIBUTES or case.time is None or case.time.period != "start":
        return
    whose = [column.name for column in case.schema.of_role(Role.ENTITY)]
    pairs = [pair for rows in case.rows_by(whose).values() for pair in pairwise(rows)]
    overlapping = [pair for pair in pairs if _overlap(case, *pair)]
    if len(pairs) >= LEAST_TERMS and len(overlapping) * ONE_IN <= len(pairs):
        for earlier, later in overlapping:
            there = case.draft.grid.lines[earlier]
            said = f"the term begins before that in row {there} is over. Correct the days, or is it shared?"
            yield case.problem(RULE, said, later, case.time.name)


def _overlap(case: Case, earlier: int, later: int) -> bool:
    one, other = case.periods[earlier], case.periods[later]
    return one is not None and other is not None and other.first < one.last
