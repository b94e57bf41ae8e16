"""A row stands there twice, in a table without a primary key.

Counts and sums take it for two. Where that is meant, a column should tell the two apart.
"""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.reference.lint.case import Case
from veritab_engine.reference.lint.rule import Rule
from veritab_engine.reference.problem import Problem, Severity

RULE = Rule("VT450", "row that stands there twice", Severity.NOTE)


def check(case: Case) -> Iterator[Problem]:
    """Every row that repeats an earlier one in all its cells."""
    if case.schema.key:
        return
    seen: dict[tuple[str | None, ...], int] = {}
    for row, cells in enumerate(zip(*case.cells.values(), strict=True)):
        first = seen.setdefault(cells, row)
        if first != row:
            said = f"the row is the same as row {case.draft.grid.lines[first]}. Remove one, or tell them apart."
            yield case.problem(RULE, said, row)
