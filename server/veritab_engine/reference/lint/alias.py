"""Two entities of a class have one canonical name.

Whoever reads a verdict cannot tell which is meant, and a cell that holds the name means neither. Give each the name
that tells it apart ("Republic of the Congo") in its first row of type `name`, and the shared one in a later row.
"""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.reference.lint.case import Case
from veritab_engine.reference.lint.rule import Rule
from veritab_engine.reference.problem import Problem, Severity

RULE = Rule("VT430", "canonical name of several entities", Severity.WARNING)


def check(case: Case) -> Iterator[Problem]:
    """Every canonical name that is another entity's as well, at its row."""
    for named in case.shared_names():
        if twins := sorted(named.twins):
            said = f'"{named.name}" is the canonical name of {", ".join(twins)} as well. Tell them apart.'
            yield case.problem(RULE, said, named.row, "alias")
