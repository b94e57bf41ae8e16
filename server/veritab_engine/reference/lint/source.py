"""A table with a descriptor of ours does not say where it is from, or under which licence.

A verdict names the source of its figures. Add `sources` and `licenses` to the table or to its package.
"""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.reference.lint.case import Case
from veritab_engine.reference.lint.rule import Rule
from veritab_engine.reference.package import annotated
from veritab_engine.reference.problem import Problem, Severity

RULE = Rule("VT444", "no source or licence", Severity.NOTE)


def check(case: Case) -> Iterator[Problem]:
    """What the table lacks, in one sentence."""
    if not annotated(case.resource):
        return
    lacking = [name for name in ("sources", "licenses") if not case.resource.get(name, case.package.get(name))]
    if lacking:
        yield case.problem(
            RULE, f"there are no {' and no '.join(lacking)}. Say where the table is from, and who may use it."
        )
