r"""Tables turned into long ones as they are read, so that all that follows sees a row for each thing and time.

Three properties of a resource say how, applied in this order:

    fact:split    one column that holds several, "AT,PC": {column: "geo,unit", into: [geo, unit], at: ","}
    fact:unpivot  a column for each year: {columns: "\d{4}", into: year, value: gdp}
    fact:pivot    measures named by a column: {column: Indicator Name, value: value, leave: [Indicator Code]}

Every cell still knows the row and the column of the file that it came from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from veritab_engine.errors import TableError
from veritab_engine.reference.sources import Grid

INTO, VALUE, REST = "into", "value", "rest"
"""The groups of a pattern of columns: what goes into the new column, and which measure the column is of.

The rest is what stands behind the time and belongs to the measure: its unit.
"""
PLACE = "in file"
"""The column that says of every row of a turned table where it stands in the file."""
MOST_PLACES = 3
"""A row made of more rows of the file than this names the first and the last of them."""

Raw = Mapping[str, Any]
Origins = Mapping[str, Sequence[tuple[int, str]]]


@dataclass(frozen=True, slots=True)
class Turned(Grid):
    """A grid whose rows are not those of the file. `origins` has row and column in the file for cells of values."""

    origins: Origins = field(default_factory=dict)

    def cell_at(self, row: int, column: str) -> tuple[int, str]:
        """The row and the column of the file that a cell was read from."""
        return self.origins[column][row] if column in self.origins else (self.lines[row], column)

    def where(self, row: int, column: str = "") -> str:
        """Where a cell is in the file."""
        line, name = self.cell_at(row, column)
        place = f"{self.place}, row {line}"
        return f'{place}, column "{name}"' if name else place

    def places(self) -> tuple[str, ...]:
        """Where each row stands in the file: "row 14, column 2019"."""
        each = zip(*self.origins.values(), strict=True) if self.origins else (((line, ""),) for line in self.lines)
        return tuple(_place(cells) for cells in each)


def reshape(grid: Grid, resource: Raw) -> Grid:
    """The grid as the resource's properties turn it; TableError where they name columns that it does not have."""
    if (split := resource.get("fact:split")) is not None:
        grid = _split(grid, split)
    if (unpivot := resource.get("fact:unpivot")) is not None:
        grid = _unpivot(grid, unpivot)
    if (pivot := resource.get("fact:pivot")) is not None:
        grid = _pivot(grid, pivot)
    return grid


def _refuse(grid: Grid, rows: int, columns: int) -> None:
    """Raise TableError where a grid would be turned into more cells than it may have."""
    if grid.most is not None and rows * columns > grid.most:
        raise TableError(f"{grid.place}: turned, it has more than {grid.most:,} cells. Send fewer rows or columns.")


def names_used(resource: Raw) -> tuple[str, ...]:
    """The columns of the file that the properties name."""
    columns = resource.get("fact:unpivot", {}).get("columns", ())
    told = [resource.get(name, {}).get("column", "") for name in ("fact:split", "fact:pivot")]
    told.append(resource.get("fact:unpivot", {}).get("with", ""))
    pivot = resource.get("fact:pivot", {})
    return (*(() if isinstance(columns, str) else columns), *told, pivot.get("value", ""), *pivot.get("leave", ()))


def matched(header: Sequence[str], columns: str | Sequence[str] | Mapping[str, str]) -> dict[str, Mapping[str, str]]:
    """The columns that a list of names, or a pattern, means; each with the groups of the pattern.

    A mapping says what each column is called in the new one.
    """
    if isinstance(columns, Mapping):
        return {name: {INTO: columns[name]} for name in header if name in columns}
    if not isinstance(columns, str):
        return {name: {INTO: name} for name in header if name in columns}
    import polars

    names = polars.Series(header, dtype=polars.String)
    try:  # the expressions of Polars take time in proportion to the text, whatever they are
        meant = names.filter(names.str.contains(f"^(?:{columns})$"))
        found = meant.str.extract_groups(f"^(?:{columns})$").to_list()
    except polars.exceptions.PolarsError:
        raise TableError(f'the pattern "{columns}" is no regular expression without look-around. Correct it.') from None
    return {name: {INTO: name} | _groups(groups) for name, groups in zip(meant, found, strict=True)}


def _groups(groups: Mapping[str, str | None] | None) -> dict[str, str]:
    """What the groups hold that have names, else the first of those that have none."""
    held = {name: text for name, text in (groups or {}).items() if text is not None}
    named = {name: text for name, text in held.items() if not name.isdecimal()}
    if REST in named:
        named[VALUE] = named.get(VALUE, "") + named.pop(REST)
    return named or ({INTO: held["1"]} if "1" in held else {})


def _split(grid: Grid, split: Raw) -> Grid:
    """The column's parts in its place; a row with fewer leaves the last ones empty."""
    at = _position(grid, split["column"], "fact:split")
    into = split["into"]
    _refuse(grid, len(grid), len(grid.header) + len(into))
    parts = [[part.strip() for part in text.split(split["at"])] for text in grid.columns[at]]
    row = next((row for row, each in enumerate(parts) if len(each) > len(into)), None)
    if row is not None:
        raise TableError(f"{grid.where(row, split['column'])}: more parts than the {len(into)} of fact:split.")
    columns = tuple(tuple(each[i] if i < len(each) else "" for each in parts) for i in range(len(into)))
    return replace(
        grid,
        header=(*grid.header[:at], *into, *grid.header[at + 1 :]),
        columns=(*grid.columns[:at], *columns, *grid.columns[at + 1 :]),
    )


def _unpivot(grid: Grid, unpivot: Raw) -> Turned:
    """A row for every row of the file and every time among its columns; those without any value are left out.

    A column beside the times that is told of one of them alone is empty in the rows of the others.
    """
    wide = matched(grid.header, unpivot["columns"])
    if not wide:
        raise TableError(f"{grid.place}, row 1: no column is one of those that fact:unpivot means. Correct it.")
    single = unpivot.get("value", VALUE)
    values = tuple(dict.fromkeys(groups.get(VALUE, single) for groups in wide.values()))
    times = tuple(dict.fromkeys(groups[INTO] for groups in wide.values()))
    place = {(groups[INTO], groups.get(VALUE, single)): grid.header.index(name) for name, groups in wide.items()}
    beside = grid.columns[_position(grid, unpivot["with"], "fact:unpivot")] if "with" in unpivot else None
    kept = [i for i, name in enumerate(grid.header) if name not in wide and name != unpivot.get("with")]
    once = {i: unpivot.get("once", {}).get(grid.header[i]) for i in kept}
    cells: list[list[str]] = [[] for _ in range(len(kept) + 1 + len(values))]
    origins: dict[str, list[tuple[int, str]]] = {value: [] for value in values}
    lines: list[int] = []
    for row, line in enumerate(grid.lines):
        for time in times:
            found = [place.get((time, value)) for value in values]
            texts = ["" if i is None else grid.columns[i][row] for i in found]
            if not any(texts):
                continue
            lines.append(line)
            _refuse(grid, len(lines), len(cells))
            told = time if beside is None else f"{beside[row]} {time}"
            held = (grid.columns[i][row] if once[i] in (None, time) else "" for i in kept)
            for column, text in zip(cells, (*held, told, *texts), strict=True):
                column.append(text)
            for value, i in zip(values, found, strict=True):
                origins[value].append((line, "" if i is None else grid.header[i]))
    header = (*(grid.header[i] for i in kept), unpivot["into"], *values)
    return Turned(
        grid.file, header, tuple(map(tuple, cells)), tuple(lines), grid.origin, most=grid.most, origins=origins
    )


def _pivot(grid: Grid, pivot: Raw) -> Turned:
    """A row for all that share every other column, with a column for each name; TableError where two cells meet."""
    names = grid.columns[_position(grid, pivot["column"], "fact:pivot")]
    values = grid.columns[_position(grid, pivot["value"], "fact:pivot")]
    left = {pivot["column"], pivot["value"], *pivot.get("leave", ())}
    kept = [i for i, name in enumerate(grid.header) if name not in left]
    measures = tuple(dict.fromkeys(name for name in names if name))
    origins_of = grid.origins.get(pivot["value"]) if isinstance(grid, Turned) else None
    rows: dict[tuple[str, ...], dict[str, int]] = {}
    for row, name in enumerate(names):
        if not name:
            continue
        held = rows.setdefault(tuple(grid.columns[i][row] for i in kept), {})
        if held.setdefault(name, row) != row:
            raise TableError(
                f'{grid.where(row)}: "{name}" stands in row {grid.lines[held[name]]} already, for the same '
                f"{', '.join(grid.header[i] for i in kept) or 'table'}. Remove one of them, or leave fact:pivot out."
            )
    _refuse(grid, len(rows), len(kept) + len(measures))
    columns = tuple(tuple(values[held[name]] if name in held else "" for held in rows.values()) for name in measures)
    origins = {
        name: tuple(_origin(grid, origins_of, held.get(name), pivot["value"]) for held in rows.values())
        for name in measures
    }
    header = (*(grid.header[i] for i in kept), *measures)
    others = tuple(zip(*rows, strict=True)) if kept else ()
    lines = tuple(grid.lines[min(held.values())] for held in rows.values())
    return Turned(grid.file, header, (*others, *columns), lines, grid.origin, most=grid.most, origins=origins)


def _origin(grid: Grid, origins: Sequence[tuple[int, str]] | None, row: int | None, value: str) -> tuple[int, str]:
    if row is None:
        return (0, "")
    return origins[row] if origins is not None else (grid.lines[row], value)


def _place(cells: Sequence[tuple[int, str]]) -> str:
    held = [cell for cell in cells if cell[0]]
    lines, columns = sorted({line for line, _ in held}), list(dict.fromkeys(name for _, name in held if name))
    shown = [str(line) for line in lines]
    rows = ", ".join(shown) if len(lines) <= MOST_PLACES else f"{shown[0]} to {shown[-1]}"
    named = f", column {columns[0]}" if len(columns) == 1 else ""
    return f"row{'s' if len(lines) > 1 else ''} {rows}{named}"


def _position(grid: Grid, column: str, told: str) -> int:
    if column not in grid.header:
        raise TableError(f'{grid.place}, row 1: there is no column "{column}", which {told} names.')
    return grid.header.index(column)
