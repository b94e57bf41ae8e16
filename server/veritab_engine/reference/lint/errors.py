"""What keeps a table from being loaded, in the order in which loading looks."""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.reference.lint import cell, constraint, declaration, foreign_key, header, key
from veritab_engine.reference.lint.case import Case
from veritab_engine.reference.problem import Problem


def errors(case: Case) -> Iterator[Problem]:
    """Everything that is wrong with the table by itself; where the columns differ, nothing else is looked at."""
    differ = False
    for problem in header.check(case):
        differ = True
        yield problem
    if not differ:
        for rule in (cell, constraint, key, declaration, foreign_key):
            yield from rule.check(case)
