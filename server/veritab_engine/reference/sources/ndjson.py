"""NDJSON: one JSON object a line, and rows written into a descriptor, which are of the same form."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from veritab_engine.errors import TableError
from veritab_engine.reference.sources.grid import Dialect, Grid, plain, read_text, transposed


def read_ndjson(file: Path, dialect: Dialect) -> Grid:
    """The objects of a file; the columns are the keys in the order of their first appearance."""
    lines, objects = [], []
    for line, text in enumerate(read_text(file, dialect.encoding).split("\n"), start=1):
        if text.strip():
            objects.append(_object(file, line, text))
            lines.append(line)
    if not any(objects):
        raise TableError(f"{file.name}: no objects. Write one JSON object a line.")
    return _grid(objects, lines, file, "")


def read_inline(rows: Sequence[Any], file: Path, origin: str) -> Grid:
    """The rows in a descriptor's `data`: objects, or lists of which the first is the header; rows count from 1."""
    if all(isinstance(row, Mapping) for row in rows):
        return _grid(rows, range(1, len(rows) + 1), file, origin)
    for number, row in enumerate(rows, start=1):
        if isinstance(row, (str, Mapping)) or not isinstance(row, Sequence) or len(row) != len(rows[0]):
            raise TableError(f"{origin}, row {number}: its rows are not all of one form. Write lists of equal length.")
    header, *rest = rows
    names = [str(name) for name in header]
    objects = [dict(zip(names, row, strict=True)) for row in rest]
    if not objects:
        return Grid(file, tuple(names), tuple(() for _ in names), (), origin)
    return _grid(objects, range(2, len(rest) + 2), file, origin)


def _flat(each: Mapping[str, Any]) -> dict[str, Any]:
    """The object with what its own objects hold beside the rest, "price.amount"; a list of plain values is one text."""
    told: dict[str, Any] = {}
    for key, value in each.items():
        held = {f"{key}.{inner}": cell for inner, cell in value.items()} if isinstance(value, Mapping) else {key: value}
        told |= {name: _listed(cell) for name, cell in held.items()}
    return told


def _listed(cell: Any) -> Any:
    if not isinstance(cell, list) or any(isinstance(each, (list, Mapping)) for each in cell):
        return cell
    return ", ".join(plain(each, "") for each in cell)


def _grid(nested: Sequence[Mapping[str, Any]], lines: Sequence[int], file: Path, origin: str) -> Grid:
    objects = [_flat(each) for each in nested]
    header = tuple(dict.fromkeys(key for each in objects for key in each))
    place = origin or file.name
    rows = [
        [plain(each.get(key), f'{place}, row {line}, column "{key}"') for key in header]
        for line, each in zip(lines, objects, strict=True)
    ]
    return Grid(file, tuple(name.strip() for name in header), transposed(rows, len(header)), tuple(lines), origin)


def _object(file: Path, line: int, text: str) -> dict[str, object]:
    try:
        loaded = json.loads(text, parse_float=str, parse_int=str)
    except ValueError as error:
        raise TableError(f"{file.name}, row {line}: not JSON ({error}). Write one JSON object a line.") from error
    if not isinstance(loaded, dict):
        raise TableError(f"{file.name}, row {line}: not a JSON object. Write one JSON object a line.")
    return loaded
