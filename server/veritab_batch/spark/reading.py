"""Documents as Spark reads them, each with its file and its number there, as a single machine would count it."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from typing import TYPE_CHECKING, Any

from veritab_batch.errors import InputError, Unreadable
from veritab_batch.given import SCOPE, Columns, Faulty, Given
from veritab_batch.part import TOGETHER
from veritab_batch.readers import LOOKED_AT, broken_off, choose, listed, records, table_rows, without_columns
from veritab_batch.settings import Reading
from veritab_batch.sources import Kind
from veritab_batch.spark.session import errors, first_line
from veritab_batch.spark.storage import Source, pattern
from veritab_client.formats import LARGEST_DOCX

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame, DataFrameReader, SparkSession

PARSED = "path string, number bigint, line binary, says string"
BOM = "\ufeff".encode()


@dataclass(frozen=True, slots=True)
class Documents:
    """The documents of one INPUT that are of one kind, and what is counted to know about how many they are."""

    kind: Kind
    columns: Columns
    frame: DataFrame
    counted: DataFrame


def documents(session: SparkSession, source: Source, kind: Kind, reading: Reading) -> Documents:
    """The documents of a kind; InputError where they have not the columns, or cannot be read."""
    read = session.read.option("recursiveFileLookup", "true").option("pathGlobFilter", pattern(source.endings[kind]))
    try:
        match kind:
            case Kind.TEXT:
                files = read.format("binaryFile").load(source.address)
                return Documents(kind, without_columns(reading), _texts(files), files)
            case Kind.PARQUET:
                return _parquet(read, source, reading)
            case _:
                return _lines(read, source, kind, reading)
    except errors() as error:
        raise InputError(f"{source.input}: it cannot be read ({first_line(error)}).") from None


def _texts(files: DataFrame) -> DataFrame:
    """Files; the content of one that no document can be is not read."""
    from pyspark.sql import functions as f

    number, small = f.lit(1).cast("long").alias("number"), f.col("length") <= LARGEST_DOCX
    large = files.where(~small).select("path", number, f.lit(None).cast("binary").alias("content"))
    return files.where(small).select("path", number, "content").union(large)


def _parquet(read: DataFrameReader, source: Source, reading: Reading) -> Documents:
    from pyspark.sql import functions as f

    rows = read.option("mergeSchema", "true").parquet(source.address)
    columns = choose(rows.columns, reading, source.input)
    types = dict(rows.dtypes)
    if types[columns.text] not in ("string", "void"):
        said = f'{source.input}: the column "{columns.text}" has {types[columns.text]}, not text'
        raise InputError(f"{said}; {listed(rows.columns)}")
    kept = [name for name in dict.fromkeys((*columns.names(), SCOPE)) if name in rows.columns]
    record = f.struct(*(f.col(f"`{name}`") for name in kept)).alias("record")
    number = (f.col("_metadata.row_index") + 1).alias("number")
    return Documents(Kind.PARQUET, columns, rows.select(_path(), number, record), rows)


def _lines(read: DataFrameReader, source: Source, kind: Kind, reading: Reading) -> Documents:
    """Lines of NDJSON, and rows of CSV: its lines brought together by file, and read there as here."""
    from pyspark.sql import functions as f

    lines = _numbered(read.text(source.address, lineSep="\n"))
    first = [bytes(row.line) for row in lines.orderBy("path", "number").limit(LOOKED_AT).collect()]
    if kind is Kind.NDJSON:
        columns = choose(_names(first), reading, source.input)
        full = f.trim(f.col("line").cast("string"), f.lit(" \t\r\f\v")) != ""
        return Documents(kind, columns, lines.where(full), lines)
    names = next(_rows(iter(first), source.input), [])
    columns = choose(names, reading, source.input)
    whole = lines.repartition("path").sortWithinPartitions("path", "number")
    parsed = whole.mapInArrow(_parse, PARSED)
    return Documents(kind, columns, parsed, parsed)


def _numbered(lines: DataFrame) -> DataFrame:
    """Lines with their numbers. Spark cuts files where it likes, so the lines before each cut are counted first."""
    from pyspark.sql import Window
    from pyspark.sql import functions as f

    found = lines.select(
        f.col("value").cast("binary").alias("line"),
        _path(),
        f.col("_metadata.file_block_start").alias("start"),
        f.monotonically_increasing_id().alias("own"),
    )
    cuts = found.groupBy("path", "start").agg(f.count(f.lit(1)).alias("lines"), f.min("own").alias("first"))
    before = f.sum("lines").over(Window.partitionBy("path").orderBy("start")) - f.col("lines")
    begins = cuts.select("path", "start", (before - f.col("first") + 1).alias("shift"))
    number = (f.col("own") + f.col("shift")).alias("number")
    return found.join(f.broadcast(begins), ["path", "start"]).select("path", number, "line")


def _path() -> Any:
    """The address of a file, without what makes it one."""
    from pyspark.sql import functions as f

    return f.url_decode(f.replace(f.col("_metadata.file_path"), f.lit("+"), f.lit("%2B"))).alias("path")


def _names(lines: Sequence[bytes]) -> Sequence[str]:
    names: dict[str, None] = {}
    for line in lines:
        try:
            names.update(dict.fromkeys(Given("", line).record()))
        except Unreadable:
            continue
    return list(names)


def _parse(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Rows of CSV files, whose lines come whole and in order."""
    import pyarrow as pa

    schema = pa.schema([("path", pa.string()), ("number", pa.int64()), ("line", pa.binary()), ("says", pa.string())])
    parsed: list[dict[str, object]] = []
    cells = (row for batch in batches for row in batch.to_pylist())
    for path, rows in groupby(cells, key=lambda row: row["path"]):
        for number, content in records(_rows((row["line"] for row in rows), path)):
            record, says = (content.record, content.says) if isinstance(content, Faulty) else (content, None)
            parsed.append({"path": path, "number": number, "line": json.dumps(record).encode(), "says": says})
            if len(parsed) == TOGETHER:
                yield pa.RecordBatch.from_pylist(parsed, schema)
                parsed.clear()
    if parsed:
        yield pa.RecordBatch.from_pylist(parsed, schema)


def _rows(lines: Iterator[bytes], name: str) -> Iterator[list[str]]:
    """The rows of a table's lines."""
    text = _text(lines)
    rows = table_rows(next(text, ""), text, name)
    with broken_off(rows, name):
        yield from rows


def _text(lines: Iterator[bytes]) -> Iterator[str]:
    """Lines as they stand in the file, cut as csv wants them."""
    first = next(lines, b"").removeprefix(BOM)
    for line in chain([first], lines):
        yield from io.StringIO((line + b"\n").decode("utf-8", "surrogateescape"), newline="")
