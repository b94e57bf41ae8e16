"""What is loaded: from paths to checked tables, before their names are resolved against each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from veritab_engine.errors import TableError
from veritab_engine.reference.cells import Plain, check_unique, read_column
from veritab_engine.reference.descriptor import Declared, Field, declare
from veritab_engine.reference.infer import complete
from veritab_engine.reference.package import NAMES, annotated, dialect_of, inside, path_of, read_package
from veritab_engine.reference.sources import Grid, is_table, read_grid
from veritab_engine.reference.table import Role, Schema, TableKind

_DESCRIPTORS = {".json", ".yaml", ".yml"}


@dataclass(frozen=True, slots=True)
class Draft:
    """A table as read: every cell is of its column's type, and its names are still as written."""

    schema: Schema
    fields: tuple[Field, ...]
    grid: Grid
    cells: Mapping[str, Plain]


def read_tables(paths: Iterable[Path]) -> tuple[Draft, ...]:
    """The tables of packages, folders and single files; TableError for the first thing that is wrong."""
    drafts: dict[str, Draft] = {}
    for file in dict.fromkeys(file for path in paths for file in _files(path)):
        for draft in _of_package(file) if file.suffix in _DESCRIPTORS else [_of_file(file)]:
            known = drafts.setdefault(draft.schema.name, draft)
            if known is not draft:
                raise TableError(
                    f'Two tables are called "{draft.schema.name}": {known.grid.file} and {draft.grid.file}. Rename one.'
                )
    return tuple(drafts.values())


def _files(path: Path) -> list[Path]:
    """The descriptors and tables that a path means."""
    if not path.exists():
        raise TableError(f"{path}: no such file or folder. Check the path.")
    path = path.resolve()
    if not path.is_dir():
        return [path]
    for candidates in (_package(path), _packages(path), [file for file in sorted(path.iterdir()) if is_table(file)]):
        if candidates:
            return candidates
    raise TableError(f"{path}: no tables here. Name a folder with a {NAMES[0]}, or with CSV files.")


def _package(folder: Path) -> list[Path]:
    return [folder / name for name in NAMES if (folder / name).is_file()][:1]


def _packages(folder: Path) -> list[Path]:
    folders = sorted({found.parent for name in NAMES for found in folder.rglob(name)})
    return [found for each in folders for found in _package(each)]


def _of_package(file: Path) -> Iterator[Draft]:
    package = read_package(file)
    for resource in package["resources"]:
        grid = read_grid(inside(file, path_of(resource)), dialect_of(resource))
        if annotated(resource):
            yield _draft(grid, _declared(file, resource, package))
        else:
            grid, resource = complete(grid, resource)
            yield _draft(grid, declare(resource, package, inferred=True))


def _of_file(file: Path) -> Draft:
    grid, resource = complete(read_grid(file), {"path": file.name})
    return _draft(grid, declare(resource, {}, inferred=True))


def _declared(file: Path, resource: Mapping[str, object], package: Mapping[str, object]) -> Declared:
    name = resource.get("name", resource["path"])
    if "schema" not in resource:
        raise TableError(f'{file.name}, resource "{name}": there is no schema. List its fields.')
    try:
        return declare(resource, package)
    except TableError as error:
        raise TableError(f'{file.name}, resource "{name}": {error}') from error


def _draft(grid: Grid, declared: Declared) -> Draft:
    fields = _present(grid, declared)
    cells = {field.column.name: read_column(grid, _texts(grid, field), field) for field in fields}
    draft = Draft(declared.schema, fields, grid, cells)
    _check_key(draft)
    _check_derived(draft)
    if declared.schema.kind is TableKind.ALIASES:
        _check_aliases(draft)
    return draft


def _texts(grid: Grid, field: Field) -> tuple[str, ...]:
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
        raise TableError(f'{grid.file.name}: two columns are called "{twice}". Rename one.')
    if lacking is not None and not declared.may_lack:
        raise TableError(f'{grid.file.name}, row 1: there is no column "{lacking}", which the descriptor declares.')
    if more is not None and not declared.may_have_more:
        raise TableError(f'{grid.file.name}, row 1: the descriptor has no field for column "{more}". Add one.')
    return declared.fields


def _check_derived(draft: Draft) -> None:
    """Raise TableError where a measure is the change of no measure of the table."""
    measures = {column.name for column in draft.schema.of_role(Role.MEASURE)}
    for column in draft.schema.columns:
        if column.change_of is not None and column.change_of not in measures:
            raise TableError(
                f'{draft.grid.file.name}, column "{column.name}": fact:derived names "{column.change_of}", '
                "which is no measure of the table. Correct it."
            )


def _check_key(draft: Draft) -> None:
    """Raise TableError where the primary key names no column, has empty cells or occurs twice."""
    key, grid = draft.schema.key, draft.grid
    unknown = next((name for name in key if name not in draft.cells), None)
    if unknown is not None:
        raise TableError(f'{grid.file.name}: the primary key names "{unknown}", which is no column. Correct it.')
    for name in key:
        if None in draft.cells[name]:
            row = draft.cells[name].index(None)
            raise TableError(f"{grid.where(row, name)}: the primary key is missing. Fill it in, or remove the row.")
    if key:
        check_unique(grid, list(zip(*(draft.cells[name] for name in key), strict=True)), ", ".join(key))


def _check_aliases(draft: Draft) -> None:
    entities = draft.schema.of_role(Role.ENTITY)
    if len(entities) != 1 or "alias" not in draft.cells:
        raise TableError(
            f'{draft.grid.file.name}: a table of aliases needs one column of fact:role "entity" and one called "alias".'
        )
