"""Alias tables: what each row of one says."""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.reference.catalog import Draft
from veritab_engine.reference.entity import Alias
from veritab_engine.reference.table import EntityRef, Role, TableKind

UNSAFE = "unsafe metonym"
"""The kind of a metonym that its table marks as not safe."""


def aliases_of(draft: Draft) -> Iterator[tuple[EntityRef, Alias]]:
    """What a table of aliases says: entity and name, row by row; an id stands for itself where it looks like a name."""
    if draft.schema.kind is not TableKind.ALIASES:
        return
    [column] = draft.schema.of_role(Role.ENTITY)
    unknown = (None,) * len(draft.grid)
    kinds = zip(draft.cells.get("type", unknown), draft.cells.get("safe", unknown), strict=True)
    for id, alias, (kind, safe) in zip(draft.cells[column.name], draft.cells["alias"], kinds, strict=True):
        if id is not None and alias is not None:
            told = UNSAFE if kind == "metonym" and safe == "false" else kind or "name"
            yield EntityRef(column.entity or draft.schema.name, id), Alias(alias, told)
