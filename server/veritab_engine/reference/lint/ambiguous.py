"""Two measures have one phrase and one unit.

A figure that a text gives by that phrase could be either, and neither is checked against it alone. Give each a phrase
of its own with `fact:phrases`.
"""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.reference.lint.case import Case
from veritab_engine.reference.lint.rule import Rule
from veritab_engine.reference.problem import Problem, Severity

RULE = Rule("VT453", "one phrase for two measures", Severity.NOTE)


def check(case: Case) -> Iterator[Problem]:
    """Every measure that an earlier one shares a phrase and a unit with."""
    seen: dict[tuple[str, str | None], str] = {}
    for column in case.measures:
        for phrase in dict.fromkeys(phrase.casefold() for phrase in column.phrases):
            first = seen.setdefault((phrase, column.unit), column.name)
            if first != column.name and case.resource:
                said = f'"{phrase}" is a phrase of "{first}" as well, in the same unit. Give each one of its own.'
                yield case.problem(RULE, said, column=column.name)
