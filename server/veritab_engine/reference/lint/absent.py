"""A name of the descriptor does not occur in its column: a total of `fact:totals`, an id of `fact:aliases`.

It has no effect. It may be a slip of the pen, or the file has changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from veritab_engine.reference.lint.case import Case
from veritab_engine.reference.lint.rule import Rule
from veritab_engine.reference.problem import Problem, Severity

RULE = Rule("VT452", "name that does not occur", Severity.NOTE)


def check(case: Case) -> Iterator[Problem]:
    """Every cell that the descriptor speaks of and the column does not have."""
    for column in case.schema.columns:
        declared = case.declared(column.name)
        told = [(name, each) for name in ("fact:totals", "fact:aliases") for each in declared.get(name, ())]
        cells = {*case.cells[column.name], *case.ids[column.name]} if told else set()
        for name, text in told:
            if text not in cells:
                near = get_close_matches(text, sorted(cell for cell in cells if cell), 1)
                mend = f'Did you mean "{near[0]}"?' if near else "Correct it, or leave it out."
                yield case.problem(RULE, f'{name} names "{text}", which is no cell. {mend}', column=column.name)
