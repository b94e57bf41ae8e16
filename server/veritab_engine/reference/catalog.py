"""What is loaded: from paths to checked tables, before their names are resolved against each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from veritab_engine.errors import TableError
from veritab_engine.reference.cells import Plain, read_column
from veritab_engine.reference.descriptor import Declared, Field, declare
from veritab_engine.reference.infer import complete
from veritab_engine.reference.lint.case import Case
from veritab_engine.reference.lint.errors import errors
from veritab_engine.reference.package import NAMES, Raw, annotated, dialect_of, inside, path_of, read_package
from veritab_engine.reference.problem import refuse
from veritab_engine.reference.sources import Grid, is_table, read_grid
from veritab_engine.reference.table import Schema

DESCRIPTORS = {".json", ".yaml", ".yml"}


@dataclass(frozen=True, slots=True)
class Draft:
    """A table as read: every cell is of its column's type, and its names are still as written."""

    schema: Schema
    fields: tuple[Field, ...]
    grid: Grid
    cells: Mapping[str, Plain]
    wrong: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By column, the texts that do not read, and why; their cells are missing."""
    may_lack: bool = False
    may_have_more: bool = False


def read_tables(paths: Iterable[Path]) -> tuple[Draft, ...]:
    """The tables of packages, folders and single files; TableError for the first thing that is wrong."""
    drafts: dict[str, Draft] = {}
    for file in dict.fromkeys(file for path in paths for file in files_of(path)):
        for draft in _of_package(file) if file.suffix in DESCRIPTORS else [_of_file(file)]:
            known = drafts.setdefault(draft.schema.name, draft)
            if known is not draft:
                raise TableError(called_alike(known, draft))
    return tuple(drafts.values())


def called_alike(one: Draft, other: Draft) -> str:
    """What to say of two tables of one name."""
    return f'Two tables are called "{one.schema.name}": {one.grid.file} and {other.grid.file}. Rename one.'


def files_of(path: Path) -> list[Path]:
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
        yield _sound(read_resource(file, resource, package))


def _of_file(file: Path) -> Draft:
    return _sound(read_file(file))


def _sound(draft: Draft) -> Draft:
    refuse(errors(Case(draft)))
    return draft


def read_resource(file: Path, resource: Raw, package: Raw) -> Draft:
    """A table of the package described in `file`, unchecked; TableError where it cannot be read at all."""
    grid = read_grid(inside(file, path_of(resource)), dialect_of(resource))
    if annotated(resource):
        return _draft(grid, _declared(file, resource, package))
    grid, resource = complete(grid, resource)
    return _draft(grid, declare(resource, package, inferred=True))


def read_file(file: Path) -> Draft:
    """A table that has no descriptor, unchecked; TableError where it cannot be read at all."""
    grid, resource = complete(read_grid(file), {"path": file.name})
    return _draft(grid, declare(resource, {}, inferred=True))


def _declared(file: Path, resource: Raw, package: Raw) -> Declared:
    name = resource.get("name", resource["path"])
    if "schema" not in resource:
        raise TableError(f'{file.name}, resource "{name}": there is no schema. List its fields.')
    try:
        return declare(resource, package)
    except TableError as error:
        raise TableError(f'{file.name}, resource "{name}": {error}') from error


def _draft(grid: Grid, declared: Declared) -> Draft:
    """The table as it is declared and as it reads, whatever may be wrong with it."""
    read = {field.column.name: read_column(_texts(grid, field), field) for field in declared.fields}
    cells = {name: plain for name, (plain, _) in read.items()}
    wrong = {name: faults for name, (_, faults) in read.items() if faults}
    return Draft(declared.schema, declared.fields, grid, cells, wrong, declared.may_lack, declared.may_have_more)


def _texts(grid: Grid, field: Field) -> tuple[str, ...]:
    """The column's texts; those of a column that may be missing are empty."""
    if field.column.name in grid.header:
        return grid.columns[grid.header.index(field.column.name)]
    return ("",) * len(grid)
