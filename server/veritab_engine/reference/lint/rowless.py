"""A table has column names and no rows, or a row that holds the column names again.

Without rows no claim is checked against it; it may not have been filled in. Column names in the midst of rows come of
files that were joined, and make the columns ones of text.
"""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.reference.lint.case import Case
from veritab_engine.reference.lint.rule import Rule
from veritab_engine.reference.problem import Problem, Severity

RULE = Rule("VT454", "no rows, or column names twice", Severity.NOTE)
LEAST_COLUMNS = 2


def check(case: Case) -> Iterator[Problem]:
    """A table without rows, and every row that is the header once more."""
    if not len(case.draft.grid):
        yield case.problem(RULE, "there are column names and no rows. Fill it in, or leave it out.")
    names = tuple(name for name in case.texts if name in case.cells)
    if len(names) >= LEAST_COLUMNS:
        for row, cells in enumerate(zip(*(case.texts[name] for name in names), strict=True)):
            if cells == names:
                yield case.problem(RULE, "the row holds the column names once more. Remove it.", row)
