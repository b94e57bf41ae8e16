"""Files that come without a descriptor: where their table is, and what it is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from veritab_engine.reference.infer import complete
from veritab_engine.reference.layout import infer_dialect, titles
from veritab_engine.reference.resource import dialect_of
from veritab_engine.reference.sources import Grid, read_grid, read_records


def infer_table(file: Path, resource: Mapping[str, Any]) -> tuple[Grid, dict[str, Any]]:
    """A table that has no descriptor, as a long one, and its descriptor with all that is inferred.

    `resource` has its name, and a dialect where a workbook's sheet is named. Raises TableError where the file is no
    table.
    """
    found = read_records(file, dialect_of(resource))
    if found is None:
        return complete(read_grid(file, dialect_of(resource)), resource)
    records, delimiter = found
    dialect = infer_dialect(records, delimiter)
    told = {**resource.get("dialect", {}), **dialect}
    if told:
        resource = {**resource, "dialect": told}
    return complete(read_grid(file, dialect_of(resource)), resource, titles(records, dialect))
