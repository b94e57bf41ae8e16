"""What is loaded: from paths to checked tables, before their names are resolved against each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from veritab_engine.errors import TableError
from veritab_engine.reference.bare import infer_table
from veritab_engine.reference.cells import read_column, read_statuses
from veritab_engine.reference.descriptor import Declared, Field, declare
from veritab_engine.reference.infer import complete
from veritab_engine.reference.layout import named
from veritab_engine.reference.lint.case import Case
from veritab_engine.reference.lint.errors import errors
from veritab_engine.reference.location import Location, locate
from veritab_engine.reference.package import Raw, annotated, name_of, read_package
from veritab_engine.reference.problem import refuse
from veritab_engine.reference.reshape import PLACE, Turned, names_used, reshape
from veritab_engine.reference.resource import read_resource
from veritab_engine.reference.sources import Grid, table_name
from veritab_engine.reference.sources.database import read_database
from veritab_engine.reference.table import Column, Role, Schema, holds_numbers
from veritab_engine.reference.vector import TextVector, Vector, vector_of

_DESCRIPTORS = {".json", ".yaml", ".yml"}


@dataclass(frozen=True, slots=True)
class Draft:
    """A table as read: every cell is of its column's type, and its names are still as written."""

    schema: Schema
    fields: tuple[Field, ...]
    grid: Grid
    cells: Mapping[str, Vector]
    wrong: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By column, the texts that do not read, and why; their cells are missing."""
    may_lack: bool = False
    may_have_more: bool = False


def read_tables(paths: Iterable[str | Path]) -> tuple[Draft, ...]:
    """The tables of packages, folders, single files and databases; TableError for the first thing that is wrong."""
    drafts: dict[str, Draft] = {}
    for location in locations(paths):
        for case in _cases(location):
            refuse(errors(case))
            known = drafts.setdefault(case.schema.name, case.draft)
            if known is not case.draft:
                raise TableError(called_alike(known, case.draft))
    return tuple(drafts.values())


def _cases(location: Location) -> Iterable[Case]:
    file = package_of(location)
    return map(Case, read_bare(location)) if file is None else _of_package(file)


def locations(paths: Iterable[str | Path]) -> Iterable[Location]:
    """The places that the paths stand for, each once; TableError where one stands for none."""
    return dict.fromkeys(location for path in paths for location in locate(path))


def package_of(location: Location) -> Path | None:
    """The descriptor of a package; None for a place that is none."""
    return location.file if location.file is not None and location.file.suffix in _DESCRIPTORS else None


def read_bare(location: Location) -> Iterator[Draft]:
    """The tables of a place that has no descriptor, unchecked; TableError where one cannot be read at all."""
    if location.connection is not None:
        for name, grid in read_database(location.connection):
            yield _inferred(*complete(grid, {"name": name}), {})
    elif location.file is not None:
        name = table_name(location.file)
        sheet = {} if location.sheet is None else {"dialect": {"sheetName": location.sheet}}
        resource = {"name": name if location.sheet is None else f"{name}-{location.sheet}", **sheet}
        yield _inferred(*infer_table(location.file, resource), {})


def read_draft(file: Path, resource: Raw, package: Raw) -> Draft | None:
    """A table of the package described in `file`, unchecked; None for a resource that is no table.

    TableError where it cannot be read at all.
    """
    grid = read_resource(file, resource)
    if grid is None:
        return None
    return _of_grid(grid, {**resource, "name": name_of(resource)}, package, file.name)


def called_alike(one: Draft, other: Draft) -> str:
    """What to say of two tables of one name."""
    places = " and ".join(each.grid.origin or str(each.grid.file) for each in (one, other))
    return f'Two tables are called "{one.schema.name}": {places}. Rename one.'


def none_is_a_table(file: Path) -> str:
    """What to say of a package without tables."""
    return f"{file.name}: none of its resources is a table. Name another package."


def _of_package(file: Path) -> list[Case]:
    """The tables of a package, unchecked; TableError for what is wrong with its descriptor."""
    package = read_package(file)
    cases: dict[str, Case] = {}
    for resource in package["resources"]:
        draft = read_draft(file, resource, package)
        if draft is not None:
            known = cases.get(draft.schema.name)
            if known is not None:
                raise TableError(called_alike(known.draft, draft))
            cases[draft.schema.name] = Case(draft, resource, package, siblings=cases)
    if not cases:
        raise TableError(none_is_a_table(file))
    return list(cases.values())


def draft_of(grid: Grid, resource: Raw, package: Raw, where: str, titles: Sequence[str] = ()) -> Draft:
    """A table that comes with its grid, by itself; TableError for the first thing that is wrong.

    The resource has a name; `where` is what errors call the descriptor, `titles` are the texts around the table.
    """
    draft = _of_grid(grid, resource, package, where, titles)
    refuse(errors(Case(draft)))
    return draft


def _of_grid(grid: Grid, resource: Raw, package: Raw, where: str, titles: Sequence[str] = ()) -> Draft:
    if annotated(resource):
        declared = _declared(where, resource, package)
        return _draft(_turned(grid, resource), declared)
    return _inferred(*complete(grid, resource, titles), package)


def _inferred(grid: Grid, resource: Raw, package: Raw) -> Draft:
    return _draft(grid, declare(resource, package))


def _turned(grid: Grid, resource: Raw) -> Grid:
    """The grid as the resource's own properties turn it, with the names that its fields use."""
    wanted = [field["name"] for field in resource.get("schema", {}).get("fields", ())]
    return reshape(named(grid, [*wanted, *names_used(resource)]), resource)


def _declared(where: str, resource: Raw, package: Raw) -> Declared:
    name = resource["name"]
    if "schema" not in resource:
        raise TableError(f'{where}, resource "{name}": there is no schema. List its fields.')
    try:
        return declare(resource, package)
    except TableError as error:
        raise TableError(f'{where}, resource "{name}": {error}') from error


def _draft(grid: Grid, declared: Declared) -> Draft:
    """The table as it is declared and as it reads, whatever may be wrong with it."""
    read = {field.column.name: _read(grid, field) for field in declared.fields}
    cells = {name: vector for name, (vector, _) in read.items()}
    wrong = {name: faults for name, (_, faults) in read.items() if faults}
    draft = Draft(declared.schema, declared.fields, grid, cells, wrong, declared.may_lack, declared.may_have_more)
    return _with_said(draft)


def _with_said(draft: Draft) -> Draft:
    """The table with columns for what its cells say besides: the status of each figure, and its place in the file."""
    said: dict[str, tuple[Role, Vector]] = {}
    for each in draft.fields:
        name = f"{each.column.name}_status"
        statuses = read_statuses(_texts(draft.grid, each), each) if each.marks and holds_numbers(each.column) else ()
        if any(statuses) and name not in draft.cells:
            said[name] = (Role.STATUS, TextVector.of(statuses))
    if isinstance(draft.grid, Turned) and PLACE not in draft.cells:
        said[PLACE] = (Role.KEY, TextVector.of(draft.grid.places()))
    if not said:
        return draft
    columns = tuple(Column(name, role, "string") for name, (role, _) in said.items())
    texts = tuple(tuple(text or "" for text in each) for _, each in said.values())
    grid = replace(draft.grid, header=(*draft.grid.header, *said), columns=(*draft.grid.columns, *texts))
    return replace(
        draft,
        schema=replace(draft.schema, columns=(*draft.schema.columns, *columns)),
        fields=(*draft.fields, *map(Field, columns)),
        grid=grid,
        cells={**draft.cells, **{name: each for name, (_, each) in said.items()}},
    )


def _read(grid: Grid, field: Field) -> tuple[Vector, Mapping[str, str]]:
    cells, wrong = read_column(_texts(grid, field), field)
    return vector_of(field.column, cells), wrong


def _texts(grid: Grid, field: Field) -> Sequence[str]:
    """The column's texts; those of a column that may be missing are empty."""
    if field.column.name in grid.header:
        return grid.columns[grid.header.index(field.column.name)]
    return ("",) * len(grid)
