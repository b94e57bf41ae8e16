"""Files that come without a descriptor: where their table is, and what it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from veritab_engine.reference.infer import complete
from veritab_engine.reference.layout import infer_dialect, titles
from veritab_engine.reference.resource import dialect_of
from veritab_engine.reference.sources import Grid, read_grid, read_records
from veritab_engine.reference.sources.records import Record


def infer_table(file: Path, resource: Mapping[str, Any]) -> tuple[Grid, dict[str, Any]]:
    """A table that has no descriptor, as a long one, and its descriptor with all that is inferred.

    `resource` has its name, and a dialect where a workbook's sheet is named. Raises TableError where the file is no
    table.
    """
    found = read_records(file, dialect_of(resource))
    if found is None:
        return complete(read_grid(file, dialect_of(resource)), resource)
    resource, around = laid_out(*found, resource)
    return complete(read_grid(file, dialect_of(resource)), resource, around)


def laid_out(
    records: list[Record], delimiter: str, resource: Mapping[str, Any]
) -> tuple[Mapping[str, Any], Sequence[str]]:
    """The resource with the dialect that all that stands in its file shows, and the titles around the table."""
    dialect = infer_dialect(records, delimiter)
    told = {**resource.get("dialect", {}), **dialect}
    return ({**resource, "dialect": told} if told else resource), titles(records, dialect)
