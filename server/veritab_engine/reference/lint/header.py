"""The header and the descriptor do not list the same columns.

A column of the descriptor is not in the file, one of the file is not in the descriptor, or two have one name. Where a
file may have more columns, or lack some, the schema's `fieldsMatch` says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from veritab_engine.reference.lint.case import Case
from veritab_engine.reference.lint.rule import Rule
from veritab_engine.reference.problem import Problem, Severity

RULE = Rule("VT403", "header and descriptor differ", Severity.ERROR)


def check(case: Case) -> Iterator[Problem]:
    """Columns that are there twice, that are missing, and that nobody declared."""
    header = case.draft.grid.header
    declared = [field.column.name for field in case.draft.fields if field.column.derived is None]
    twice = dict.fromkeys(name for names in (declared, header) for name in names if list(names).count(name) > 1)
    yield from (_at(case, f'two columns are called "{name}". Rename one.') for name in twice)
    if not case.draft.may_lack:
        lacking = (name for name in declared if name not in header)
        yield from (_at(case, f'there is no column "{name}", which the descriptor declares.') for name in lacking)
    if not case.draft.may_have_more:
        more = (name for name in header if name not in declared)
        yield from (_at(case, f'the descriptor has no field for column "{name}". Add one.') for name in more)


def _at(case: Case, message: str) -> Problem:
    """The row of column names is row 1, in files that have none as well."""
    return replace(case.problem(RULE, message), row=1)
