"""What is loaded: from paths to checked tables, before their names are resolved against each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from veritab_engine.errors import TableError
from veritab_engine.reference.cells import check_long_unique, check_unique, read_column
from veritab_engine.reference.descriptor import Declared, Field, declare
from veritab_engine.reference.foreign_key import check_foreign_keys
from veritab_engine.reference.infer import complete
from veritab_engine.reference.location import Location, locate
from veritab_engine.reference.long import LONG
from veritab_engine.reference.package import Raw, annotated, name_of, read_package
from veritab_engine.reference.resource import read_resource
from veritab_engine.reference.sources import Dialect, Grid, read_grid, table_name
from veritab_engine.reference.sources.database import read_database
from veritab_engine.reference.table import Role, Schema, TableKind
from veritab_engine.reference.vector import Vector, vector_of

_DESCRIPTORS = {".json", ".yaml", ".yml"}


@dataclass(frozen=True, slots=True)
class Draft:
    """A table as read: every cell is of its column's type, and its names are still as written."""

    schema: Schema
    fields: tuple[Field, ...]
    grid: Grid
    cells: Mapping[str, Vector]


def read_tables(paths: Iterable[str | Path]) -> tuple[Draft, ...]:
    """The tables of packages, folders, single files and databases; TableError for the first thing that is wrong."""
    drafts: dict[str, Draft] = {}
    for location in dict.fromkeys(location for path in paths for location in locate(path)):
        for draft in _drafts(location):
            known = drafts.setdefault(draft.schema.name, draft)
            if known is not draft:
                places = " and ".join(each.grid.origin or str(each.grid.file) for each in (known, draft))
                raise TableError(f'Two tables are called "{draft.schema.name}": {places}. Rename one.')
    return tuple(drafts.values())


def _drafts(location: Location) -> Iterator[Draft]:
    if location.connection is not None:
        for name, grid in read_database(location.connection):
            yield _inferred(grid, name)
    elif location.file is not None and location.file.suffix in _DESCRIPTORS:
        yield from _of_package(location.file)
    elif location.file is not None:
        name = table_name(location.file)
        grid = read_grid(location.file, Dialect(sheet=location.sheet))
        yield _inferred(grid, name if location.sheet is None else f"{name}-{location.sheet}")


def _inferred(grid: Grid, name: str) -> Draft:
    grid, resource = complete(grid, {"name": name})
    return _draft(grid, declare(resource, {}, inferred=True))


def _of_package(file: Path) -> list[Draft]:
    package = read_package(file)
    read = [
        ({**resource, "name": name_of(resource)}, grid)
        for resource in package["resources"]
        if (grid := read_resource(file, resource)) is not None
    ]
    if not read:
        raise TableError(f"{file.name}: none of its resources is a table. Name another package.")
    drafts = [_of_resource(grid, file, resource, package) for resource, grid in read]
    cells = {draft.schema.name: draft.cells for draft in drafts}
    for (resource, _), draft in zip(read, drafts, strict=True):
        check_foreign_keys(resource, draft.grid, cells)
    return drafts


def _of_resource(grid: Grid, file: Path, resource: Raw, package: Raw) -> Draft:
    if annotated(resource):
        return _draft(grid, _declared(file, resource, package))
    grid, resource = complete(grid, resource)
    return _draft(grid, declare(resource, package, inferred=True))


def _declared(file: Path, resource: Raw, package: Raw) -> Declared:
    name = resource["name"]
    if "schema" not in resource:
        raise TableError(f'{file.name}, resource "{name}": there is no schema. List its fields.')
    try:
        return declare(resource, package)
    except TableError as error:
        raise TableError(f'{file.name}, resource "{name}": {error}') from error


def _draft(grid: Grid, declared: Declared) -> Draft:
    fields = _present(grid, declared)
    cells = {field.column.name: _vector(grid, field) for field in fields}
    draft = Draft(declared.schema, fields, grid, cells)
    _check_key(draft)
    _check_derived(draft)
    if declared.schema.kind is TableKind.ALIASES:
        _check_aliases(draft)
    return draft


def _vector(grid: Grid, field: Field) -> Vector:
    return vector_of(field.column, read_column(grid, _texts(grid, field), field))


def _texts(grid: Grid, field: Field) -> Sequence[str]:
    """The column's texts; those of a column that may be missing are empty."""
    if field.column.name in grid.header:
        return grid.columns[grid.header.index(field.column.name)]
    return ("",) * len(grid)


def _present(grid: Grid, declared: Declared) -> tuple[Field, ...]:
    """The declared fields, where they and the header agree as far as they must."""
    names = [field.column.name for field in declared.fields]
    twice = next((name for header in (names, grid.header) for name in header if list(header).count(name) > 1), None)
    lacking = next((name for name in names if name not in grid.header), None)
    more = next((name for name in grid.header if name not in names), None)
    if twice is not None:
        raise TableError(f'{grid.place}: two columns are called "{twice}". Rename one.')
    if lacking is not None and not declared.may_lack:
        raise TableError(f'{grid.place}, row 1: there is no column "{lacking}", which the descriptor declares.')
    if more is not None and not declared.may_have_more:
        raise TableError(f'{grid.place}, row 1: the descriptor has no field for column "{more}". Add one.')
    return declared.fields


def _check_derived(draft: Draft) -> None:
    """Raise TableError where a measure is the change of no measure of the table."""
    measures = {column.name for column in draft.schema.of_role(Role.MEASURE)}
    for column in draft.schema.columns:
        if column.change_of is not None and column.change_of not in measures:
            raise TableError(
                f'{draft.grid.place}, column "{column.name}": fact:derived names "{column.change_of}", '
                "which is no measure of the table. Correct it."
            )


def _check_key(draft: Draft) -> None:
    """Raise TableError where the primary key names no column, has empty cells or occurs twice."""
    key, grid = draft.schema.key, draft.grid
    unknown = next((name for name in key if name not in draft.cells), None)
    if unknown is not None:
        raise TableError(f'{grid.place}: the primary key names "{unknown}", which is no column. Correct it.')
    for name in key:
        if None in draft.cells[name]:
            row = draft.cells[name].index(None)
            raise TableError(f"{grid.where(row, name)}: the primary key is missing. Fill it in, or remove the row.")
    if key and len(grid) > LONG:
        check_long_unique(grid, [draft.cells[name] for name in key], ", ".join(key))
    elif key:
        check_unique(grid, list(zip(*(draft.cells[name] for name in key), strict=True)), ", ".join(key))


def _check_aliases(draft: Draft) -> None:
    entities = draft.schema.of_role(Role.ENTITY)
    if len(entities) != 1 or "alias" not in draft.cells:
        raise TableError(
            f'{draft.grid.place}: a table of aliases needs one column of fact:role "entity" and one called "alias".'
        )
