"""A snapshot on disk: a folder with a manifest and one file of buffers, which is mapped into memory and not read.

A folder is written under another name and renamed when it is whole, so that nobody sees half of one. `stored` reads it.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
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
from veritab_engine.reference.order import planned
from veritab_engine.reference.phrasing import PredicateIndex
from veritab_engine.reference.record import to_record
from veritab_engine.reference.sources import Grid
from veritab_engine.reference.strings import Strings
from veritab_engine.reference.table import Role
from veritab_engine.reference.vector import NumberVector, TextVector, Vector
from veritab_engine.reference.vintage import History

FORMAT = 6
"""Rises with every change of what is written."""
MANIFEST, DATA = "snapshot.json", "snapshot.bin"
ALIGNMENT = 8
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
    given: Mapping[str, Grid]
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

    def grid(self, grid: Grid) -> list[Any]:
        return [list(grid.header), [self.strings(Strings.of(cells)) for cells in grid.columns], grid.title]

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
            "given": {name: writer.grid(grid) for name, grid in contents.given.items()},
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


def _pairs(refs: tuple[PhraseRef, ...]) -> list[tuple[str, str | None]]:
    return [(ref.table, ref.column) for ref in refs]
