"""A table that is called complete has a gap.

Between two rows of one series a year, half, quarter or month is missing, or no series reaches the end that
`fact:coverage` names. The table would refute what is true. Add the rows, or narrow the coverage.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from veritab_engine.reference.lint.case import Case
from veritab_engine.reference.lint.frequency import Frequency
from veritab_engine.reference.lint.rule import Rule
from veritab_engine.reference.problem import Problem, Severity
from veritab_engine.reference.table import Coverage, TableKind

RULE = Rule("VT424", "gap in a complete table", Severity.WARNING)
MEND = "Add the rows, or narrow fact:coverage."


def check(case: Case) -> Iterator[Problem]:
    """Every stretch of missing periods, told at the row behind it."""
    coverage, frequency = case.schema.coverage, case.frequency
    if coverage is None or not coverage.complete or case.schema.kind is not TableKind.OBSERVATIONS or frequency is None:
        return
    for who, rows in case.series.items():
        for earlier, later in pairwise(rows):
            if missing := _missing(case, coverage, frequency, earlier, later):
                of = f" for {', '.join(filter(None, who))}" if any(who) else ""
                said = f"{missing} missing{of}, and the table is called complete. {MEND}"
                yield case.problem(RULE, said, later, case.time.name if case.time else "")
    yield from _unreached(case, coverage, frequency)


def _missing(case: Case, coverage: Coverage, frequency: Frequency, earlier: int, later: int) -> str:
    """ "2015 is", "2015 to 2017 are": what lies between two rows, as far as the table is said to be complete."""
    before, after = case.periods[earlier], case.periods[later]
    assert before is not None
    assert after is not None
    between = range(frequency.number(before.first) + frequency.step, frequency.number(after.first), frequency.step)
    first, last = frequency.bounds(coverage)
    held = [number for number in between if (first is None or number >= first) and (last is None or number <= last)]
    if not held:
        return ""
    return (
        f"{frequency.text(held[0])} is"
        if len(held) == 1
        else f"{frequency.text(held[0])} to {frequency.text(held[-1])} are"
    )


def _unreached(case: Case, coverage: Coverage, frequency: Frequency) -> Iterator[Problem]:
    """The end that no series comes near."""
    _, last = frequency.bounds(coverage)
    ends = [period.first for period in case.periods if period is not None]
    if last is None or not ends:
        return
    reached = frequency.number(max(ends))
    if reached + frequency.step <= last:
        said = (
            f"the last row is of {frequency.text(reached)}, and the table is called complete to {coverage.last}. {MEND}"
        )
        yield case.problem(RULE, said, column=case.time.name if case.time else "")
