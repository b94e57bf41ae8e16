"""Tables with the names of their cells resolved: one id for each entity, however a cell calls it."""

from __future__ import annotations

from veritab_engine.errors import TableError
from veritab_engine.reference.catalog import Draft
from veritab_engine.reference.derive import derive
from veritab_engine.reference.entity import Entities
from veritab_engine.reference.lookup import Table
from veritab_engine.reference.table import TableKind
from veritab_engine.reference.vector import TextVector, Vector, vector_of


def resolved_table(draft: Draft, entities: Entities) -> Table:
    """The table with the names of its cells resolved; TableError names the row of one that is unknown."""
    cells = dict(draft.cells)
    for column in draft.schema.columns:
        if column.entity is not None and draft.schema.kind is not TableKind.ALIASES and entities.knows(column.entity):
            cells[column.name] = _resolved(draft, column.name, column.entity, entities)
    for ref in draft.schema.subject:
        if entities.knows(ref.kind) and entities.get(ref) is None:
            raise TableError(f'{draft.grid.place}: fact:subject names {ref.kind} "{ref.id}", which no table has.')
    table = Table.of(draft.schema, cells, entities)
    for column in draft.schema.columns:
        if column.derived is not None:
            table = Table.of(draft.schema, {**cells, column.name: vector_of(column, derive(table, column))}, entities)
            cells[column.name] = table.vectors[column.name]
    return table


def _resolved(draft: Draft, column: str, kind: str, entities: Entities) -> Vector:
    texts, unknown = TextVector.of(draft.cells[column]), dict[str | None, ValueError]()

    def resolve(text: str) -> str | None:
        try:
            return entities.resolve(kind, text)
        except ValueError as error:
            unknown[text] = error
            return None

    ids = texts.mapped(resolve)
    first = next((row for row, text in enumerate(texts) if text in unknown), None) if unknown else None
    if first is not None:
        error = unknown[texts[first]]
        raise TableError(f"{draft.grid.where(first, column)}: {error}") from error
    return ids
