"""Foreign keys: what a table says of the rows of another has to be there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from veritab_engine.errors import TableError
from veritab_engine.reference.cells import Plain
from veritab_engine.reference.package import Raw
from veritab_engine.reference.sources import Grid


def check_foreign_keys(resource: Raw, grid: Grid, tables: Mapping[str, Mapping[str, Plain]]) -> None:
    """Raise TableError for the first row that refers to none of the tables' rows; a missing cell refers to nothing.

    `tables` has the cells of the package's tables by name. A key that refers to what is no table of it is left alone.
    """
    for key in resource.get("schema", {}).get("foreignKeys", ()):
        own, reference = resource["name"], key["reference"]
        other = reference.get("resource") or own
        cells, columns = tables[own], tables.get(other)
        if columns is None:
            continue
        fields, theirs = _listed(key["fields"]), _listed(reference["fields"])
        _check_columns(grid, fields, cells, own)
        _check_columns(grid, theirs, columns, other)
        known = set(zip(*(columns[name] for name in theirs), strict=True))
        for row, value in enumerate(zip(*(cells[name] for name in fields), strict=True)):
            if None not in value and value not in known:
                shown = ", ".join(f'"{part}"' for part in value)
                raise TableError(
                    f'{grid.where(row, ", ".join(fields))}: {shown} is no {", ".join(theirs)} of "{other}". '
                    "Correct it, or add the row there."
                )


def _check_columns(grid: Grid, names: Sequence[str], cells: Mapping[str, Plain], table: str) -> None:
    unknown = next((name for name in names if name not in cells), None)
    if unknown is not None:
        raise TableError(f'{grid.place}: a foreign key names "{unknown}", which is no column of "{table}". Correct it.')


def _listed(names: str | Sequence[str]) -> list[str]:
    return [names] if isinstance(names, str) else list(names)
