"""Scope: the columns that a document's sender held to one value; rows outside it do not count.

A value is written as the cell is, or names its entity; a time is an ISO date at any precision, and holds every row that
shares a day with it. A table that lacks a column of the scope is not of that kind, and stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from functools import partial

from veritab_engine.errors import DocumentError
from veritab_engine.link.reading import Binding, Source
from veritab_engine.link.scene import Scene
from veritab_engine.reference import MOST_READ, ReferenceTables, Rows, Table, TooBroad
from veritab_engine.reference.period import parse_period
from veritab_engine.reference.table import Column, Role
from veritab_engine.value import Period

MOST_NAMED = 12
"""So many columns an error names at most."""


def check_scope(scope: Mapping[str, str], tables: ReferenceTables) -> None:
    """Raise DocumentError where the scope names a column that no table has."""
    for name in scope:
        if not tables.tables_with(name):
            mend = _mend(name, sorted(tables.headers()))
            raise DocumentError(f'scope names "{name}", which is a column of no table. {mend}')


def unmatched(scene: Scene) -> tuple[str, ...]:
    """The columns of the scope for whose value no table has a row."""
    tables = scene.tables
    return tuple(
        name
        for name in scene.scope
        if not any(_has(tables.tables[each], name, scene) for each in tables.tables_with(name))
    )


def _has(table: Table, name: str, scene: Scene) -> bool:
    """Whether a row has the scope's value; where that cannot be told without reading too many rows, it is taken to."""
    column = table.column(name)
    try:
        if column.role is Role.TIME:
            return bool(_at_time(table, name, table.rows({}), scene))
        return bool(table.rows({name: _id(column, scene.scope[name], table, scene)}))
    except TooBroad:
        return True


def _mend(name: str, known: Sequence[str]) -> str:
    near = get_close_matches(name, known, n=1)
    if near:
        return f'Did you mean "{near[0]}"?'
    more = " and others" if len(known) > MOST_NAMED else ""
    return f"Columns are {', '.join(known[:MOST_NAMED])}{more}."


def scoped(table: Table, scene: Scene) -> tuple[Binding, ...]:
    """The columns that the scope holds to one entity or text; its times are not among them."""
    return tuple(
        Binding(column.name, _id(column, scene.scope[column.name], table, scene), Source.SCOPE)
        for column in table.schema.columns
        if column.name in scene.scope and column.role is not Role.TIME
    )


def in_scope(table: Table, rows: Rows, scene: Scene) -> Rows:
    """The rows that share a day with the times of the scope."""
    times = [column.name for column in table.schema.of_role(Role.TIME) if column.name in scene.scope]
    for name in times:
        rows = _at_time(table, name, rows, scene)
    return rows


def _at_time(table: Table, name: str, rows: Rows, scene: Scene) -> Rows:
    asked = parse_period(scene.scope[name].strip())
    if asked is not None and table.column(name).period is None:
        return rows.overlapping(asked)
    return rows.where(partial(_shares_a_day, table, name, scene.scope[name], asked))


def _shares_a_day(table: Table, name: str, told: str, asked: Period | None, row: int) -> bool:
    text = table.id_at(row, name)
    if asked is None:
        return text == told
    period = parse_period(text or "")
    return period is not None and period.overlaps(asked)


def _id(column: Column, value: str, table: Table, scene: Scene) -> str:
    """The id that a value of the scope means in a column: itself, or that of the entity it names."""
    told, known = value.strip(), table.distinct(column.name)
    if told in known or column.entity is None:
        return told
    try:
        found = scene.tables.entities.resolve(column.entity, told)
    except ValueError:
        return told
    if found in known:
        return found
    listed = known if len(known) <= MOST_READ else ()
    return next((id for id in listed if id.casefold() == told.casefold()), told)
