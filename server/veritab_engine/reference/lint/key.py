"""The primary key does not tell rows apart: it names no column, a cell of it is empty, or two rows share it.

Two rows of one key are one figure said twice, or two figures of which one is wrong; those of two vintages are neither.
"""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.reference.lint.case import Case
from veritab_engine.reference.lint.rule import Rule
from veritab_engine.reference.problem import Problem, Severity
from veritab_engine.reference.table import Role

RULE = Rule("VT406", "broken key", Severity.ERROR)


def check(case: Case) -> Iterator[Problem]:
    """Columns that are not there, empty cells, and keys that occur again."""
    key = case.schema.key
    unknown = [name for name in key if name not in case.cells]
    for name in unknown:
        yield case.problem(RULE, f'the primary key names "{name}", which is no column. Correct it.')
    if unknown or not key:
        return
    for name in key:
        said = "the primary key is missing. Fill it in, or remove the row."
        yield from (case.problem(RULE, said, row, name) for row in case.empty(name))
    told = [*key, *(column.name for column in case.schema.of_role(Role.VINTAGE) if column.name not in key)]
    yield from case.repeats(RULE, told, key)
