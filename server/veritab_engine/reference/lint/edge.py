"""A table that is called complete begins late or ends early for some, or has rows behind its end.

One of its series begins after the coverage's `from` or ends before its `to`: right for a country that is younger, wrong
for one that was forgotten. Or the last of its events is long before `to`, by the pace of those before.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from statistics import median

from veritab_engine.reference.lint.case import Case
from veritab_engine.reference.lint.rule import Rule
from veritab_engine.reference.problem import Problem, Severity
from veritab_engine.reference.table import Coverage, TableKind

RULE = Rule("VT441", "complete, but not to its ends", Severity.NOTE)
LEAST_EVENTS = 3
PACES = 5
"""So many usual intervals without an event are long."""
LONG = timedelta(days=365)


def check(case: Case) -> Iterator[Problem]:
    """Series that fall short, events that ceased, and rows that are later than the table is said to be."""
    coverage = case.schema.coverage
    if coverage is None or not coverage.complete or case.time is None:
        return
    yield from _later(case, coverage, case.time.name)
    if case.schema.kind is TableKind.EVENT:
        yield from _ceased(case, coverage, case.time.name)
    elif case.schema.kind is TableKind.OBSERVATIONS and len(case.series) > 1:
        yield from _short(case, coverage, case.time.name)


def _later(case: Case, coverage: Coverage, column: str) -> Iterator[Problem]:
    for row, period in enumerate(case.periods):
        if period is not None and coverage.last is not None and period.first > coverage.last:
            said = f"the row is later than {coverage.last}, to which the table is called complete. Widen fact:coverage?"
            yield case.problem(RULE, said, row, column)


def _ceased(case: Case, coverage: Coverage, column: str) -> Iterator[Problem]:
    days = sorted({period.first for period in case.periods if period is not None})
    if len(days) < LEAST_EVENTS or coverage.last is None:
        return
    pace = median((later - earlier).days for earlier, later in pairwise(days))
    silent = coverage.last - days[-1]
    if silent > max(LONG, timedelta(days=PACES * pace)):
        said = (
            f"the last event is of {days[-1]}, {silent.days} days before {coverage.last}, to which the table is called "
        )
        yield case.problem(RULE, said + "complete. Was there none since?", column=column)


def _short(case: Case, coverage: Coverage, column: str) -> Iterator[Problem]:
    frequency = case.frequency
    if frequency is None:
        return
    first, last = frequency.bounds(coverage)
    reached = max(frequency.number(period.first) for period in case.periods if period is not None)
    for who, rows in case.series.items():
        named = ", ".join(filter(None, who)) or "the table"
        starts, ends = (
            frequency.number(period.first) for row in (rows[0], rows[-1]) if (period := case.periods[row]) is not None
        )
        if first is not None and starts - frequency.step >= first:
            said = (
                f"{named} begins with {frequency.text(starts)}, after {coverage.first}, from which the table is called"
            )
            yield case.problem(RULE, f"{said} complete. Is nothing missing?", rows[0], column)
        if last is not None and ends + frequency.step <= min(last, reached):
            said = f"{named} ends with {frequency.text(ends)}, before {coverage.last}, to which the table is called"
            yield case.problem(RULE, f"{said} complete. Is nothing missing?", rows[-1], column)
