"""A name means no entity that is known, or several.

Where a table of aliases has the class of a column, every cell of it is an id or a name of the class. Correct the cell,
add the name to the aliases, or write the id; a column of something else needs a class of another name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from veritab_engine.reference.entity import Entities
from veritab_engine.reference.lint.case import Case
from veritab_engine.reference.lint.rule import Rule
from veritab_engine.reference.problem import Problem, Severity
from veritab_engine.reference.table import TableKind

RULE = Rule("VT407", "unresolved name", Severity.ERROR)


def check(case: Case) -> Iterator[Problem]:
    """Every cell, and every subject of the table, that is no entity's name."""
    entities = case.entities
    if entities is None or case.schema.kind is TableKind.ALIASES:
        return
    for column in case.schema.columns:
        if column.entity is not None and entities.knows(column.entity):
            cells = case.cells[column.name]
            yield from case.each(RULE, column.name, _unresolved(cells, column.entity, entities), cells)
    for ref in case.schema.subject:
        if entities.knows(ref.kind) and entities.get(ref) is None:
            yield case.problem(RULE, f'fact:subject names {ref.kind} "{ref.id}", which no table has.')


def _unresolved(cells: Sequence[str | None], kind: str, entities: Entities) -> dict[str, str]:
    wrong = {}
    for text in dict.fromkeys(cells):
        try:
            if text is not None:
                entities.resolve(kind, text)
        except ValueError as error:
            wrong[text or ""] = str(error)
    return wrong
