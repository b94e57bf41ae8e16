"""What the shares of a batch add up to, summed by Spark so that no process has more of it than a few shares."""

from __future__ import annotations

import json
import pickle
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import polars as pl

from veritab_batch.part import TOGETHER
from veritab_batch.spark.wire import ORDER, STORY, TALLY, arrow
from veritab_batch.summary import FIRST
from veritab_batch.tally import Tally
from veritab_batch.told import AT_ONCE, TOLD, Disagreements, found_in, joined

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame

SUMMED = "input int, path string, number bigint, tally string"
FOUND = "key string, found binary"


def tally_of(made: DataFrame) -> Tally:
    """The sum of the tallies of all shares, in the order of the input."""
    tallies = made.where(made.what == TALLY).select(*ORDER, TALLY)
    count = tallies.count()
    while count > TOGETHER:
        count = -(-count // TOGETHER)
        tallies = tallies.repartitionByRange(count, *ORDER).sortWithinPartitions(*ORDER).mapInArrow(_merge, SUMMED)
    total = Tally()
    for row in tallies.orderBy(*ORDER).toLocalIterator():
        total.merge(Tally.of_record(json.loads(row[TALLY])))
    return total


def disagreements_of(made: DataFrame) -> Disagreements:
    """The measures that documents give different values; all that is told of one comes to one worker."""
    told = made.where(made.what == STORY).select(f"{STORY}.*", *ORDER, "position")
    shares = 1 + told.count() // AT_ONCE
    told = told.repartitionByRange(shares, "key").sortWithinPartitions("key", *ORDER, "position")
    found = told.select(*TOLD).mapInArrow(_find, FOUND).orderBy("key").collect()
    return joined((pickle.loads(row.found) for row in found), FIRST)


def _merge(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    import pyarrow as pa

    total, first = Tally(), dict[str, Any]()
    for batch in batches:
        for row in batch.to_pylist():
            first = first or {name: row[name] for name in ORDER}
            total.merge(Tally.of_record(json.loads(row[TALLY])))
    if first:
        types = (pa.int32(), pa.string(), pa.int64(), pa.string())
        schema = pa.schema(list(zip((*ORDER, TALLY), types, strict=True)))
        yield pa.RecordBatch.from_pylist([{**first, TALLY: json.dumps(total.to_record())}], schema)


def _find(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    frames = [pl.DataFrame(pl.from_arrow(batch), schema=TOLD) for batch in batches]
    if frames:
        told = pl.concat(frames)
        found = pickle.dumps(found_in(told.lazy(), FIRST))
        yield arrow(pl.DataFrame({"key": [told["key"][0]], "found": [found]}))
