"""What a Python worker of Spark does: documents in; rows, what is set aside, and what they add up to, out of them."""

from __future__ import annotations

import faulthandler
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import groupby
from typing import TYPE_CHECKING, Any

import polars as pl

from veritab_batch.crew import GRACE
from veritab_batch.given import Columns, Content, Faulty, Given
from veritab_batch.part import TOGETHER, batched
from veritab_batch.readers import LONGEST, too_long
from veritab_batch.rows import Checked, Desk, frame_of
from veritab_batch.schema import Shape
from veritab_batch.settings import Format, Settings
from veritab_batch.sources import Kind
from veritab_batch.spark.alone import Alone
from veritab_batch.spark.wire import ASIDE, LINE, ORDER, ORDERED, ROW, SEPARATOR, STORY, TALLY, arrow, made_schema
from veritab_batch.tally import Tally
from veritab_batch.told import told_of
from veritab_batch.writer import error_line
from veritab_client.formats import LARGEST_DOCX
from veritab_engine import Checker, ReferenceTables
from veritab_engine.errors import TableError

if TYPE_CHECKING:
    import pyarrow as pa

Check = Callable[[Given], Checked]
Place = tuple[int, str, int]
"""Where a document stands, as `ORDER` has it."""


@dataclass(frozen=True, slots=True)
class Done:
    """A document that was checked."""

    at: Place
    given: Given
    checked: Checked


@dataclass(frozen=True, slots=True)
class Work:
    """What a worker is told of the documents of one INPUT and kind: how they are read, checked and written."""

    input: int
    kind: Kind
    mixed: bool
    """True where files of other kinds may stand between."""
    root: str
    name: str
    columns: Columns
    settings: Settings
    tables: str
    """The name of the archive with the tables, which Spark has unpacked."""
    snapshot: str

    def do(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Check a share of the documents, in their order; the body of `mapInArrow`."""
        desk, rows = self._desk(), (row for batch in batches for row in batch.to_pylist())
        with self._checking(desk) as check:
            for _, own in groupby(rows, key=lambda row: self.mixed and row["path"]):
                tally, first = Tally(), None
                for together in batched(own, TOGETHER):
                    done = [Done(self._at(row), given := self._given(row), check(given)) for row in together]
                    for each in done:
                        tally.add(each.checked, desk.checker.tables)
                    yield from self._made(done)
                    first = first or done[0].at
                if first is not None:
                    yield self._batch(TALLY, [first], pl.Series([json.dumps(tally.to_record())]))

    def _desk(self) -> Desk:
        from pyspark import SparkFiles

        return desk_of(SparkFiles.get(self.tables), self.snapshot, self.columns, self.settings)

    @contextmanager
    def _checking(self, desk: Desk) -> Iterator[Check]:
        """Checks in this process; once one has died of this share, in a process apart."""
        from pyspark import SparkFiles, TaskContext

        context = TaskContext.get()
        if context is None or context.attemptNumber() == 0:
            yield partial(_at_once, desk)
            return
        folder = SparkFiles.get(self.tables)
        apart = Alone(partial(desk_of, folder, self.snapshot, self.columns, self.settings), desk)
        try:
            yield apart.check
        finally:
            apart.end()

    def _given(self, row: Mapping[str, Any]) -> Given:
        place = self._place(row["path"])
        if self.kind is Kind.TEXT:
            return Given(place, _too_large(place) if row["content"] is None else Content(row["content"]))
        place = f"{place}:{row['number']}"
        if self.kind is Kind.PARQUET:
            return Given(place, row["record"])
        if row.get("says"):
            return Given(place, Faulty(row["says"], json.loads(row["line"])))
        return Given(place, row["line"] if len(row["line"]) < LONGEST else too_long())

    def _place(self, path: str) -> str:
        """The name of a file, beginning as its INPUT does."""
        inside = path.removeprefix(self.root).strip("/")
        return "/".join(filter(None, (self.name, inside))) if path.startswith(self.root) else path

    def _at(self, row: Mapping[str, Any]) -> Place:
        return self.input, row["path"].replace("/", SEPARATOR), row["number"]

    def _made(self, done: Sequence[Done]) -> Iterator[pa.RecordBatch]:
        rows = frame_of((each.checked.row for each in done), self.settings.shape)
        places = [each.at for each in done for _ in range(self._rows_of(each.checked))]
        if self.settings.format is Format.PARQUET:
            yield self._batch(ROW, places, rows.to_struct())
        else:
            yield self._batch(LINE, places, pl.Series(rows.write_ndjson().splitlines(), dtype=pl.String()))
        aside = [each for each in done if each.checked.report is None]
        lines = [error_line(each.given, each.checked, self.columns).rstrip("\n") for each in aside]
        yield self._batch(ASIDE, [each.at for each in aside], pl.Series(lines, dtype=pl.String()))
        told = [(each.at, told_of([each.checked.story])) for each in done if each.checked.story is not None]
        if told:
            places = [at for at, own in told for _ in range(own.height)]
            yield self._batch(STORY, places, pl.concat(own for _, own in told).to_struct())

    def _rows_of(self, checked: Checked) -> int:
        """How many rows a document has."""
        return 1 if self.settings.shape is Shape.DOCUMENTS or checked.report is None else len(checked.report.findings)

    def _batch(self, what: str, places: Sequence[Place], values: pl.Series) -> pa.RecordBatch:
        made = pl.DataFrame(list(places), schema={name: ORDERED[name] for name in ORDER}, orient="row").with_columns(
            values.alias(what), what=pl.lit(what), position=pl.int_range(pl.len(), dtype=pl.Int32)
        )
        names = made_schema(self.settings.shape)
        return arrow(
            made.select(
                pl.col(name) if name in made.columns else pl.lit(None, dtype).alias(name)
                for name, dtype in names.items()
            )
        )


def desk_of(folder: str, snapshot: str, columns: Columns, settings: Settings) -> Desk:
    """What documents are checked with; the tables are mapped into memory once a process."""
    return Desk(_checker(folder, snapshot, settings.min_confidence), columns, settings.document_seconds)


@lru_cache(maxsize=1)
def _checker(folder: str, snapshot: str, min_confidence: float) -> Checker:
    tables = ReferenceTables.load(folder)
    if tables.id != snapshot:
        raise TableError(f"The tables that came to this worker are {tables.id}, and those that were sent {snapshot}.")
    return Checker(tables, min_confidence)


def _at_once(desk: Desk, given: Given) -> Checked:
    """Check in this process, which ends where a check does not end in time; it is done again in one apart then."""
    faulthandler.dump_traceback_later(desk.seconds + GRACE, exit=True, file=2)
    try:
        return desk.check(given)
    finally:
        faulthandler.cancel_dump_traceback_later()


def _too_large(place: str) -> Faulty:
    most = LARGEST_DOCX // 1024**2
    return Faulty(f"{place}: the file is larger than {most} MiB, the most that a document may have.", {"file": place})
