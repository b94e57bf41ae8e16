"""A snapshot read from the folder that `store` wrote: mapped into memory, each table made when it is first asked for.

A version of Veritab that has another format asks for the folder to be built again.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any

from veritab_engine.errors import TableError
from veritab_engine.reference.buffer import EMPTY, Buffer
from veritab_engine.reference.dictionary import Dictionary
from veritab_engine.reference.entity import Entities
from veritab_engine.reference.index import NameIndex, PhraseIndex, PhraseRef
from veritab_engine.reference.lookup import Table
from veritab_engine.reference.misspelling import Spellings
from veritab_engine.reference.order import Orders
from veritab_engine.reference.phrasing import PhraseAt, PredicateIndex
from veritab_engine.reference.record import from_record
from veritab_engine.reference.row_times import Times, time_columns
from veritab_engine.reference.sources import Grid
from veritab_engine.reference.store import DATA, FORMAT, MANIFEST, Contents
from veritab_engine.reference.strings import Strings
from veritab_engine.reference.table import Schema
from veritab_engine.reference.vector import NumberVector, TextVector, Vector
from veritab_engine.reference.vintage import History

_AGAIN = 'Run "veritab tables build" again.'


def read_store(folder: Path) -> Contents:
    """The snapshot of a folder, of which only the manifest is read; TableError where it is none, or not whole."""
    manifest = _manifest(folder)
    try:
        return _contents(folder, manifest)
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise TableError(f"{folder / MANIFEST}: not what was written ({error!r}). {_AGAIN}") from error


def _contents(folder: Path, manifest: dict[str, Any]) -> Contents:
    data = _mapped(folder / DATA, manifest["bytes"])
    entities = Entities.stored(manifest["classes"], *(_dictionary(data, part) for part in manifest["entities"]))
    tables, whole = (
        StoredTables(_dictionary(data, manifest[part]), lambda record: _table(data, json.loads(record), entities))
        for part in ("tables", "histories")
    )
    return Contents(
        id=manifest["id"],
        tables=tables,
        histories={name: History(table) for name, table in whole.items()},
        digests=manifest["digests"],
        given={name: _grid(data, name, *parts) for name, parts in manifest["given"].items()},
        names=NameIndex.stored(*(_dictionary(data, part) for part in manifest["names"])),
        spellings=Spellings.stored(_strings(data, manifest["words"])),
        phrases=PhraseIndex.stored({tuple(stems): _refs(refs) for stems, refs in manifest["phrases"]}),
        predicates=PredicateIndex({stem: tuple(PhraseAt(*at) for at in each) for stem, each in manifest["predicates"]}),
        entities=entities,
        columns={kind: _refs(refs) for kind, refs in manifest["columns"].items()},
        events={kind: _refs(refs) for kind, refs in manifest["events"].items()},
        headers={column: tuple(names) for column, names in manifest["headers"].items()},
    )


class StoredTables(Mapping[str, Table]):
    """The tables of a folder, each made when it is first asked for."""

    __slots__ = ("_made", "_make", "_records")

    def __init__(self, records: Dictionary, make: Callable[[str], Table]) -> None:
        self._records, self._make = records, make
        self._made: dict[str, Table] = {}

    def __getitem__(self, name: str) -> Table:
        table = self._made.get(name)
        if table is None:
            table = self._made[name] = self._make(self._records[name])
        return table

    @property
    def made(self) -> frozenset[str]:
        """The names of those that somebody has asked for."""
        return frozenset(self._made)

    def __contains__(self, name: object) -> bool:
        return name in self._records

    def __iter__(self) -> Iterator[str]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)


def _manifest(folder: Path) -> dict[str, Any]:
    file = folder / MANIFEST
    try:
        manifest = json.loads(file.read_text("utf-8"))
        version = (manifest["format"], manifest["byteorder"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise TableError(f"{file}: not readable ({error}). {_AGAIN}") from error
    if version != (FORMAT, sys.byteorder):
        raise TableError(f"{folder}: another version of Veritab, or another kind of machine, built it. {_AGAIN}")
    loaded: dict[str, Any] = manifest
    return loaded


def _mapped(file: Path, size: int) -> Buffer:
    try:
        with file.open("rb") as opened:
            found = os.fstat(opened.fileno()).st_size
            if found == size:
                return memoryview(mmap(opened.fileno(), 0, access=ACCESS_READ)) if size else EMPTY
    except OSError as error:
        raise TableError(f"{file}: not readable ({error.strerror}). {_AGAIN}") from error
    raise TableError(f"{file}: {found} bytes where {size} were written. {_AGAIN}")


def _table(data: Buffer, record: dict[str, Any], entities: Entities) -> Table:
    schema = from_record(Schema, record["schema"])
    vectors = {name: _vector(data, parts) for name, parts in record["vectors"].items()}
    first, last, *lengths = record["times"]
    times = Times(time_columns(schema, vectors), _buffer(data, first), _buffer(data, last), (lengths[0], lengths[1]))
    made, ranked = ({tuple(way): _buffer(data, part) for way, part in record[kind]} for kind in ("orders", "ranks"))
    return Table(schema, vectors, times, Orders(schema, vectors, times, made, ranked), entities)


def _grid(data: Buffer, name: str, header: list[str], columns: list[Any], title: str) -> Grid:
    cells = tuple(_strings(data, parts) for parts in columns)
    return Grid(Path(name), tuple(header), cells, range(len(cells[0]) if cells else 0), title=title)


def _vector(data: Buffer, parts: list[Any]) -> Vector:
    if len(parts) == 2:
        return TextVector(_buffer(data, parts[0]), _strings(data, parts[1]))
    return NumberVector(_buffer(data, parts[0]), _buffer(data, parts[1]), parts[2])


def _dictionary(data: Buffer, parts: list[Any]) -> Dictionary:
    return Dictionary(_buffer(data, parts[0]), _strings(data, parts[1]), _strings(data, parts[2]))


def _strings(data: Buffer, parts: list[Any]) -> Strings:
    return Strings(_buffer(data, parts[0]), _buffer(data, parts[1]))


def _buffer(data: Buffer, part: list[Any]) -> Buffer:
    start, size, code = part
    return data[start : start + size].cast(code) if size else EMPTY


def _refs(pairs: list[tuple[str, str | None]]) -> tuple[PhraseRef, ...]:
    return tuple(PhraseRef(table, column) for table, column in pairs)
