"""A column has no cell that says anything.

It costs nothing, and it may be that its cells were meant to be filled in or that all of them were declared missing.
"""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.reference.lint.case import Case
from veritab_engine.reference.lint.rule import Rule
from veritab_engine.reference.problem import Problem, Severity

RULE = Rule("VT447", "empty column", Severity.NOTE)


def check(case: Case) -> Iterator[Problem]:
    """Every column of the file whose cells are all missing."""
    for name, cells in case.cells.items():
        if name in case.texts and cells and name not in case.draft.wrong and not any(map(bool, cells)):
            yield case.problem(RULE, "all cells are empty. Fill them in, or remove the column.", column=name)
