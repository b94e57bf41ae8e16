"""A snapshot on disk: a folder with a manifest and one file of buffers, which is mapped into memory and not read.

A folder is written under another name and renamed when it is whole, so that nobody sees half of one. A version of
Veritab that has another format asks for it to be built again.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from mmap import ACCESS_READ, mmap
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any, BinaryIO

from veritab_engine.errors import TableError
from veritab_engine.reference.buffer import EMPTY, Buffer
from veritab_engine.reference.dictionary import Dictionary
from veritab_engine.reference.entity import Entities
from veritab_engine.reference.index import NameIndex, PhraseIndex, PhraseRef
from veritab_engine.reference.lookup import Table
from veritab_engine.reference.misspelling import Spellings
from veritab_engine.reference.order import Orders, planned
from veritab_engine.reference.phrasing import PhraseAt, PredicateIndex
from veritab_engine.reference.record import from_record, to_record
from veritab_engine.reference.row_times import Times, time_columns
from veritab_engine.reference.strings import Strings
from veritab_engine.reference.table import Role, Schema
from veritab_engine.reference.vector import NumberVector, TextVector, Vector
from veritab_engine.reference.vintage import History

FORMAT = 4
"""Rises with every change of what is written."""
MANIFEST, DATA = "snapshot.json", "snapshot.bin"
ALIGNMENT = 8
_AGAIN = 'Run "veritab tables build" again.'
READABLE = 0o755
ORDERED_FROM = 1000
"""Rows from which on a table's orders are written; those of a smaller one are made faster than found."""

Refs = Mapping[str, tuple[PhraseRef, ...]]


@dataclass(frozen=True, slots=True)
class Contents:
    """What a snapshot is made of, each as its class in memory."""

    id: str
    tables: Mapping[str, Table]
    histories: Mapping[str, History]
    digests: Mapping[str, str]
    names: NameIndex
    spellings: Spellings
    phrases: PhraseIndex
    predicates: PredicateIndex
    entities: Entities
    columns: Refs
    events: Refs
    headers: Mapping[str, tuple[str, ...]]


def is_stored(folder: Path) -> bool:
    """True for a folder that a snapshot was written to; a path may be a query, and longer than any file's name."""
    try:
        return (folder / MANIFEST).is_file()
    except OSError:
        return False


def write_store(contents: Contents, folder: Path) -> None:
    """Write a snapshot to a folder, in place of the one that is there; TableError where something else is there."""
    if folder.exists() and not is_stored(folder):
        raise TableError(f"{folder}: this is there already, and no snapshot. Name another folder.")
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = Path(mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    made.chmod(READABLE)
    try:
        _write(contents, made)
        _put(made, folder)
    finally:
        rmtree(made, ignore_errors=True)


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


class _Writer:
    """Appends buffers to a file; what it gives for one says where it lies."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.size = 0

    def add(self, buffer: Buffer) -> list[Any]:
        data = buffer.cast("B") if len(buffer) else EMPTY
        part = [self.size, data.nbytes, buffer.format]
        self._file.write(data)
        self._file.write(bytes(-data.nbytes % ALIGNMENT))
        self.size += data.nbytes + -data.nbytes % ALIGNMENT
        return part

    def strings(self, strings: Strings) -> list[Any]:
        return [self.add(strings.ends), self.add(strings.blob)]

    def dictionary(self, dictionary: Dictionary) -> list[Any]:
        return [self.add(dictionary.slots), *map(self.strings, (dictionary.keys_, dictionary.values_))]

    def vector(self, vector: Vector) -> list[Any]:
        if isinstance(vector, TextVector):
            return [self.add(vector.codes), self.strings(vector.texts)]
        return [self.add(vector.digits), self.add(vector.decimals), vector.scale]

    def table(self, table: Table) -> dict[str, Any]:
        times, orders = table.times, table.orders
        large = len(table) >= ORDERED_FROM
        ways = tuple(planned(table.schema, table.vectors)) if large else ()
        ranks = tuple(_ranks(table)) if large else ()
        return {
            "schema": to_record(table.schema),
            "vectors": {name: self.vector(vector) for name, vector in table.vectors.items()},
            "times": [self.add(times.first), self.add(times.last), times.shortest, times.longest],
            "orders": [[way, self.add(orders.by(way))] for way in ways],
            "ranks": [[way, self.add(order)] for way in ranks if (order := orders.ranked(way)) is not None],
        }


def _write(contents: Contents, folder: Path) -> None:
    with (folder / DATA).open("wb") as file:
        writer = _Writer(file)
        tables = {name: json.dumps(writer.table(table)) for name, table in contents.tables.items()}
        whole = {name: json.dumps(writer.table(history.whole)) for name, history in contents.histories.items()}
        manifest = {
            "format": FORMAT,
            "byteorder": sys.byteorder,
            "id": contents.id,
            "digests": dict(contents.digests),
            "tables": writer.dictionary(Dictionary.of(tables)),
            "histories": writer.dictionary(Dictionary.of(whole)),
            "words": writer.strings(Strings.of(contents.spellings.words)),
            "names": [writer.dictionary(part) for part in (contents.names.spellings, contents.names.lengths)],
            "classes": sorted(contents.entities.classes),
            "entities": [writer.dictionary(part) for part in (contents.entities.by_ref, contents.entities.by_name)],
            "phrases": [[stems, _pairs(refs)] for stems, refs in contents.phrases],
            "predicates": [
                [stem, [(at.table, at.predicate, at.phrase) for at in each]]
                for stem, each in contents.predicates.by_stem.items()
            ],
            "columns": {kind: _pairs(refs) for kind, refs in contents.columns.items()},
            "events": {kind: _pairs(refs) for kind, refs in contents.events.items()},
            "headers": dict(contents.headers),
            "bytes": writer.size,
        }
        file.flush()
        os.fsync(file.fileno())
    (folder / MANIFEST).write_text(json.dumps(manifest), "utf-8")


def _put(made: Path, folder: Path) -> None:
    """Rename what was made to its place; who has mapped the files that were there keeps them."""
    if not folder.exists():
        made.rename(folder)
        return
    old = Path(mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    folder.rename(old / folder.name)
    made.rename(folder)
    rmtree(old, ignore_errors=True)


def _ranks(table: Table) -> Iterator[tuple[str, ...]]:
    """The orders of ranks: every measure of numbers, by the first column of time and what sorts rows besides."""
    time = tuple(column.name for column in table.schema.of_role(Role.TIME))[:1]
    for column in table.schema.of_role(Role.MEASURE):
        if isinstance(table.vectors[column.name], NumberVector):
            yield from ((*time, *shared, column.name) for shared in table.ranked_within)


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


def _pairs(refs: tuple[PhraseRef, ...]) -> list[tuple[str, str | None]]:
    return [(ref.table, ref.column) for ref in refs]


def _refs(pairs: list[tuple[str, str | None]]) -> tuple[PhraseRef, ...]:
    return tuple(PhraseRef(table, column) for table, column in pairs)
