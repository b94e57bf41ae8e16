"""A cell is not of its column's type.

A number has a letter O or a footnote mark in it, a day is not in the calendar, a status is none that is known. Correct
the cell, declare how such cells are written (`groupChar`, `decimalChar`, `bareNumber`, `format`), or declare the text
as a missing value.
"""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.reference.lint.case import Case
from veritab_engine.reference.lint.rule import Rule
from veritab_engine.reference.problem import Problem, Severity

RULE = Rule("VT404", "cell of another type", Severity.ERROR)


def check(case: Case) -> Iterator[Problem]:
    """Every cell that does not read."""
    for column, wrong in case.draft.wrong.items():
        yield from case.each(RULE, column, wrong, case.texts.get(column, ()))
