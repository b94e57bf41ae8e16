"""The files of a part: its rows, the documents that could not be checked, and what it adds up to, in this order."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from veritab_batch.folder import Folder
from veritab_batch.given import Columns, Content, Faulty, Given, Record
from veritab_batch.part import TOGETHER, batched
from veritab_batch.parts import Part
from veritab_batch.rows import Checked, frame_of
from veritab_batch.schema import VERSION, Shape, polars_schema
from veritab_batch.settings import Format
from veritab_batch.tally import Tally
from veritab_batch.told import TOLD, told_of
from veritab_batch.writing import aside, write_text
from veritab_engine import ReferenceTables


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes parts to a folder."""

    folder: Folder
    shape: Shape
    format: Format
    tables: ReferenceTables

    def write(self, part: Part, checked: Iterable[Checked]) -> None:
        """Write a part whole; it is finished once this returns, and not begun before."""
        tally, errors = Tally(), list[str]()
        rows, told = [pl.DataFrame(schema=polars_schema(self.shape))], [pl.DataFrame(schema=TOLD)]
        for batch in batched(zip(part.documents, checked, strict=True), TOGETHER):
            rows.append(frame_of((each.row for _, each in batch), self.shape))
            told.append(told_of(each.story for _, each in batch if each.story is not None))
            for given, each in batch:
                tally.add(each, self.tables)
                if each.report is None:
                    errors.append(error_line(given, each, part.columns))
        self._rows(self.folder.rows(part.number, self.shape, self.format), pl.concat(rows))
        _told(self.folder.told(part.number), pl.concat(told))
        lines = self.folder.errors(part.number)
        if errors:
            write_text(lines, "".join(errors))
        write_text(self.folder.tally(part.number), json.dumps(tally.to_record(), ensure_ascii=False))

    def _rows(self, path: Path, rows: pl.DataFrame) -> None:
        with aside(path) as beside:
            if self.format is Format.PARQUET:
                rows.write_parquet(beside, metadata={"veritab.schema": str(VERSION)})
            else:
                rows.write_ndjson(beside)


def _told(path: Path, told: pl.DataFrame) -> None:
    with aside(path) as beside:
        told.sort("key", maintain_order=True).write_parquet(beside, row_group_size=10_000)


def error_line(given: Given, checked: Checked, columns: Columns) -> str:
    """A line with the columns that a document had, its id and its error, so that it can be given to a batch again."""
    record = _record(given)
    named = {} if columns.id in record else {"id": given.place}
    told = {**named, **record, "error": checked.row["error"]}
    return json.dumps(told, ensure_ascii=True, default=str) + "\n"


def _record(given: Given) -> Record:
    match given.content:
        case Faulty(record=record):
            return record
        case Path() as path:
            return {"file": str(path)}
        case Content():
            return {"file": given.place}
        case bytes() as line:
            return _object(line)
        case record:
            return record


def _object(line: bytes) -> Mapping[str, Any]:
    """The columns of a line of NDJSON; the line itself where it is none."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        record = None
    return record if isinstance(record, dict) else {"line": line.decode("utf-8", "replace").rstrip("\r\n")}
