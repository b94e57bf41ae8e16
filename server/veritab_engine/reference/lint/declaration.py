"""A descriptor says of the table what cannot be.

`fact:derived` or `fact:additive` names a column that is not there or holds no figures, `fact:pairs`, `fact:names` or
`fact:rivals` one that is not there, `fact:coverage` ends before it begins, a table of aliases lacks its columns, or two
tables have one name.
"""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.reference.expression import OTHER
from veritab_engine.reference.lint.case import Case
from veritab_engine.reference.lint.rule import Rule
from veritab_engine.reference.problem import Problem, Severity
from veritab_engine.reference.table import Column, Role, TableKind

RULE = Rule("VT408", "descriptor at odds with itself", Severity.ERROR)


def check(case: Case) -> Iterator[Problem]:
    """Columns that are named and are not there, and those that a table of aliases must have."""
    coverage = case.schema.coverage
    if coverage is not None and coverage.first and coverage.last and coverage.last < coverage.first:
        said = f"fact:coverage begins on {coverage.first} and ends on {coverage.last}, before that. Correct one."
        yield case.problem(RULE, said)
    for column in case.schema.columns:
        yield from _sums(case, column)
    measures = {column.name for column in case.schema.of_role(Role.MEASURE)}
    for column in case.schema.columns:
        if column.change_of is not None and column.change_of not in measures:
            said = f'fact:derived names "{column.change_of}", which is no measure of the table. Correct it.'
            yield case.problem(RULE, said, column=column.name)
    yield from _named(case)
    if case.schema.kind is TableKind.ALIASES:
        entities = case.schema.of_role(Role.ENTITY)
        if len(entities) != 1 or "alias" not in case.cells:
            needs = 'a table of aliases needs one column of fact:role "entity" and one called "alias".'
            yield case.problem(RULE, needs)
        else:
            yield from _nameless(case, entities[0])


def _named(case: Case) -> Iterator[Problem]:
    """Columns that other properties name, and that the table has not."""
    columns = case.schema.columns
    told = [("fact:pairs", column.removeprefix(OTHER), "") for pair in case.schema.pairs for column in pair.columns]
    told += [("fact:rivals", column, "") for column in case.schema.rivals]
    told += [("fact:names", column.names, column.name) for column in columns if column.names]
    told += [("fact:derived", column.derived_of, column.name) for column in columns if column.derived_of]
    for property, name, column in dict.fromkeys(told):
        if name not in {each.name for each in columns}:
            said = f'{property} names "{name}", which is no column of the table. Correct it.'
            yield case.problem(RULE, said, column=column)


def _sums(case: Case, column: Column) -> Iterator[Problem]:
    measures = {measure.name for measure in case.measures} - {column.name}
    for part in column.parts:
        if part not in measures:
            said = f'fact:additive names "{part}", which is no other measure of numbers. Correct it.'
            yield case.problem(RULE, said, column=column.name)
    if column.total is not None and column.total.over not in case.cells:
        said = f'fact:additive names "{column.total.over}", which is no column of the table. Correct it.'
        yield case.problem(RULE, said, column=column.name)


def _nameless(case: Case, entity: Column) -> Iterator[Problem]:
    for row in sorted({*case.empty(entity.name), *case.empty("alias")}):
        yield case.problem(RULE, "an alias needs an id and a name. Fill them in.", row)
