"""A cell breaks a constraint that its column declares: `required`, `unique` or `enum`.

Correct the cell, or the constraint where it is too narrow.
"""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.reference.descriptor import Field
from veritab_engine.reference.lint.case import Case
from veritab_engine.reference.lint.rule import Rule
from veritab_engine.reference.problem import Problem, Severity

RULE = Rule("VT405", "broken constraint", Severity.ERROR)


def check(case: Case) -> Iterator[Problem]:
    """Cells that are empty, repeated, or not of the list, where they must not be."""
    for field in case.draft.fields:
        name = field.column.name
        yield from _not_listed(case, field)
        if field.required:
            said = "the cell is empty, and the column is required."
            yield from (case.problem(RULE, said, row, name) for row in case.empty(name))
        if field.unique:
            yield from case.repeats(RULE, [name], [name])


def _not_listed(case: Case, field: Field) -> Iterator[Problem]:
    if not field.allowed:
        return
    name, allowed = field.column.name, ", ".join(sorted(field.allowed))
    read = dict(zip(case.texts.get(name, ()), case.cells[name], strict=False))
    wrong = {
        text: f'"{text}" is not one of {allowed}. Correct it or add it to the enum.'
        for text, cell in read.items()
        if cell is not None and not {cell, text} & field.allowed
    }
    yield from case.each(RULE, name, wrong, case.texts.get(name, ()))
