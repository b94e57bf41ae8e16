"""One name stands for several entities of a class: "Congolese", "Georgia".

A sentence with that name alone is not decided, which may be meant. Surnames are shared by nature, and not told.
"""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.reference.lint.case import Case
from veritab_engine.reference.lint.rule import Rule
from veritab_engine.reference.problem import Problem, Severity

RULE = Rule("VT448", "name of several entities", Severity.NOTE)
SHARED_BY_NATURE = ("surname",)


def check(case: Case) -> Iterator[Problem]:
    """Every name that another entity has as well, but for surnames and for canonical names of both."""
    for named in case.shared_names():
        others = sorted(id for id, kind in named.others.items() if kind not in SHARED_BY_NATURE)
        if others and named.kind not in SHARED_BY_NATURE and not named.twins:
            said = (
                f'"{named.name}" may mean {", ".join(others)} as well. A sentence that says only this is not decided.'
            )
            yield case.problem(RULE, said, named.row, "alias")
