"""What goes between Spark and its Python workers: types, and what a worker makes of a share of the documents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import polars as pl

from veritab_batch.schema import Shape, polars_schema
from veritab_batch.told import TOLD

if TYPE_CHECKING:
    import pyarrow as pa
    from polars.datatypes import DataTypeClass

ORDER = ("input", "path", "number")
"""Where a document stands: the number of its INPUT, its file, and its number there."""
ORDERED = {"input": pl.Int32(), "path": pl.String(), "number": pl.Int64(), "position": pl.Int32()}
"""Where something of a document stands among what was made together."""
SEPARATOR = "\x01"
"""Stands for the stroke in a path, so that a folder comes before what begins with its name."""
ROW, LINE, ASIDE, STORY, TALLY = "row", "line", "aside", "told", "tally"
"""What a worker makes: rows, or lines of NDJSON that are rows; lines of documents that are set aside; what documents
say that others can be held against; what they add up to. It is one of them by its column "what"."""


def made_schema(shape: Shape) -> Mapping[str, pl.DataType]:
    """The columns of what a worker makes."""
    rows = pl.Struct(dict(polars_schema(shape)))
    told = pl.Struct(dict(TOLD))
    text = pl.String()
    return {"what": text, **ORDERED, ROW: rows, LINE: text, ASIDE: text, STORY: told, TALLY: text}


def ddl(schema: Mapping[str, pl.DataType]) -> str:
    """A schema as Spark takes it."""
    return ", ".join(f"`{name}` {_spark(dtype)}" for name, dtype in schema.items())


def arrow(frame: pl.DataFrame) -> pa.RecordBatch:
    """A frame as Spark takes it: with the types that it has, which are not the large ones."""
    import pyarrow as pa

    schema = pa.schema([(name, _arrow(dtype)) for name, dtype in frame.schema.items()])
    table = frame.to_arrow(compat_level=pl.CompatLevel.oldest()).cast(schema).combine_chunks()
    batches = table.to_batches()
    return batches[0] if batches else pa.RecordBatch.from_pylist([], schema)


def _spark(dtype: pl.DataType) -> str:
    match dtype:
        case pl.List():
            return f"array<{_spark(_inner(dtype))}>"
        case pl.Struct():
            return "struct<" + ", ".join(f"`{each.name}`: {_spark(_made(each.dtype))}" for each in dtype.fields) + ">"
        case _:
            return _SPARK[dtype]


def _arrow(dtype: pl.DataType) -> pa.DataType:
    import pyarrow as pa

    match dtype:
        case pl.List():
            return pa.list_(_arrow(_inner(dtype)))
        case pl.Struct():
            return pa.struct([(each.name, _arrow(_made(each.dtype))) for each in dtype.fields])
        case _:
            return pa.type_for_alias(_ALIASES[dtype])


_SPARK: Mapping[pl.DataType, str] = {
    pl.String(): "string",
    pl.Int32(): "int",
    pl.Int64(): "bigint",
    pl.Float64(): "double",
    pl.Boolean(): "boolean",
    pl.Binary(): "binary",
}
_ALIASES: Mapping[pl.DataType, str] = {
    pl.String(): "string",
    pl.Int32(): "int32",
    pl.Int64(): "int64",
    pl.Float64(): "float64",
    pl.Boolean(): "bool",
    pl.Binary(): "binary",
}


def _inner(dtype: pl.List) -> pl.DataType:
    return _made(dtype.inner)


def _made(dtype: pl.DataType | DataTypeClass) -> pl.DataType:
    return dtype if isinstance(dtype, pl.DataType) else dtype()
