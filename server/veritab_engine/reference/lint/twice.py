"""Two rows give different figures for one thing and time, in a table that has one row for each of the others.

One of them is wrong, or a column that tells them apart is missing. Without a primary key nothing else would say so, and
no figure of the table is known to be the only one.
"""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.reference.lint.case import Case
from veritab_engine.reference.lint.rule import Rule
from veritab_engine.reference.problem import Problem, Severity
from veritab_engine.reference.table import Role, TableKind

RULE = Rule("VT434", "two figures for one thing", Severity.WARNING)
ONE_IN = 5
"""Where more of the things have several rows, they are meant to."""


def check(case: Case) -> Iterator[Problem]:
    """Every row whose names and time an earlier row has, with another figure."""
    named = {column.name for column in case.schema.of_role(Role.ENTITY)}
    told = [*case.who, *(column.name for column in case.schema.of_role(Role.TIME))]
    if case.schema.key or case.schema.kind is not TableKind.OBSERVATIONS or not case.measures or named.isdisjoint(told):
        return
    seen: dict[tuple[str | None, ...], list[int]] = {}
    for row, key in enumerate(zip(*(case.ids[name] for name in told), strict=True)):
        if all(key):
            seen.setdefault(key, []).append(row)
    several = {key: rows for key, rows in seen.items() if len(rows) > 1}
    if len(several) * ONE_IN > len(seen):
        return
    for key, (first, *others) in several.items():
        yield from (_problem(case, key, first, row) for row in others if _differ(case, first, row))


def _differ(case: Case, first: int, row: int) -> bool:
    return any(case.cells[column.name][first] != case.cells[column.name][row] for column in case.measures)


def _problem(case: Case, key: tuple[str | None, ...], first: int, row: int) -> Problem:
    shown, there = ", ".join(map(str, key)), case.draft.grid.lines[first]
    said = f"{shown} has another figure in row {there}. Remove one of them, or add a column that tells them apart."
    return case.problem(RULE, said, row)
