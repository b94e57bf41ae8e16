"""A batch from its input to its report, with the shares of its documents checked by the workers of a cluster.

Each share is written once, whoever tried it and died, since Spark takes in what a task has written only once it has
ended well. All else is made out of what was written so; the manifest says last that the batch is finished.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from shutil import make_archive
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from veritab_batch import manifest
from veritab_batch.errors import InputError, OutputError, WorkersDie
from veritab_batch.parts import part_name
from veritab_batch.progress import Look
from veritab_batch.report import report_page
from veritab_batch.run import Outcome
from veritab_batch.schema import Shape
from veritab_batch.settings import Format, Settings
from veritab_batch.sources import Kind
from veritab_batch.spark.checking import Work
from veritab_batch.spark.reading import Documents, documents
from veritab_batch.spark.session import Cluster, errors, first_line, session
from veritab_batch.spark.storage import Source, Storage
from veritab_batch.spark.summing import disagreements_of, tally_of
from veritab_batch.spark.watching import watched
from veritab_batch.spark.wire import ASIDE, LINE, ORDER, ROW, SEPARATOR, ddl, made_schema
from veritab_batch.summary import summary_of
from veritab_batch.tables import build

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

UNFINISHED = "If no other process writes it, begin anew with --overwrite."


@dataclass(frozen=True, slots=True)
class Share:
    """The documents of one INPUT that are of one kind, about how many they are, and by how many tasks they go."""

    work: Work
    frame: DataFrame
    documents: int
    tasks: int


def run(settings: Settings, output: str, cluster: Cluster, look: Look, *, overwrite: bool = False) -> Outcome:
    """Check all documents on a cluster and write what comes of it.

    Raises VeritabError for an input, a setting or an output that is none, and where the cluster gives up.
    """
    with session(cluster) as spark, TemporaryDirectory(prefix="veritab-") as folder, _told():
        storage = Storage(spark)
        _require_batch(storage, output)
        sources = [storage.find(input, output) for input in settings.inputs]
        found = [(i, source, _all(spark, source, settings)) for i, source in enumerate(sources)]
        snapshot = build(settings, Path(folder, "tables"))
        inputs = [source.to_record() for source in sources]
        wanted = manifest.manifest_of(settings, inputs, snapshot, engine=manifest.SPARK)
        if not _take(storage, output, wanted, overwrite=overwrite):
            sent = settings, _ship(spark, folder, snapshot), snapshot
            shares = [
                _share(Work(i, own.kind, len(all) > 1, source.root, source.name, own.columns, *sent), own)
                for i, source, all in found
                for own in all
            ]
            _check(spark, storage, shares, output, look)
            _sum_up(spark, storage, output, wanted)
        summary = storage.read_json(f"{output}/summary.json")
    return Outcome(summary, {each.input: each.left_out for each in sources if each.left_out})


def _all(spark: SparkSession, source: Source, settings: Settings) -> Sequence[Documents]:
    return [documents(spark, source, kind, settings.reading) for kind in Kind if source.endings[kind]]


def _share(work: Work, documents: Documents) -> Share:
    count = documents.counted.count()
    return Share(work, documents.frame, count, max(1, -(-count // work.settings.part_documents)))


def _ship(spark: SparkSession, folder: str, snapshot: str) -> str:
    """Send the tables to every executor, once each; gives the name that a worker finds them by."""
    name = f"tables-{snapshot}"
    spark.sparkContext.addArchive(f"{make_archive(f'{folder}/{name}', 'zip', f'{folder}/tables')}#{name}")
    return name


def _check(spark: SparkSession, storage: Storage, shares: Sequence[Share], output: str, look: Look) -> None:
    """Check all documents, and write the rows and what is set aside."""
    count, tasks = sum(share.documents for share in shares), sum(share.tasks for share in shares)
    settings = shares[0].work.settings
    with watched(spark.sparkContext, count, tasks, look):
        reduce(lambda all, own: all.union(own), map(_made, shares)).write.parquet(_made_at(output))
    made = spark.read.schema(ddl(made_schema(settings.shape))).parquet(_made_at(output))
    rows = _ordered(made, ROW if settings.format is Format.PARQUET else LINE, tasks)
    at = f"{output}/{settings.shape.value}"
    if settings.format is Format.PARQUET:
        rows.select(f"{ROW}.*").write.parquet(at)
    else:
        _write_lines(storage, rows.select(LINE), at)
    aside = made.where(made.what == ASIDE).count()
    if aside:
        _write_lines(
            storage, _ordered(made, ASIDE, -(-aside // settings.part_documents)).select(ASIDE), f"{output}/_errors"
        )


def _made(share: Share) -> DataFrame:
    """What the workers make of documents that stand together in the input."""
    from pyspark.sql import functions as f

    work = share.work
    key = (f.translate("path", "/", SEPARATOR), f.col("number"))
    ordered = share.frame.repartitionByRange(share.tasks, *key).sortWithinPartitions(*key)
    return ordered.mapInArrow(lambda batches: work.do(batches), ddl(made_schema(work.settings.shape)))


def _ordered(made: DataFrame, what: str, files: int) -> DataFrame:
    order = (*ORDER, "position")
    return made.where(made.what == what).repartitionByRange(files, *order).sortWithinPartitions(*order)


def _write_lines(storage: Storage, lines: DataFrame, folder: str) -> None:
    """Write lines, and give the files the names that NDJSON has."""
    lines.write.text(folder)
    written = [name for name in storage.names(folder) if name.startswith("part-")]
    for number, name in enumerate(written):
        storage.rename(f"{folder}/{name}", f"{folder}/{part_name(number)}.ndjson")


def _sum_up(spark: SparkSession, storage: Storage, output: str, wanted: Mapping[str, Any]) -> None:
    """Write the summary and the report, and that the batch is finished; what only a batch that runs needs goes."""
    made = spark.read.parquet(_made_at(output))
    summary = summary_of(tally_of(made), disagreements_of(made), wanted)
    _write_json(storage, f"{output}/summary.json", summary)
    storage.write_text(f"{output}/report.html", report_page(summary))
    storage.remove(f"{output}/_work")
    _write_json(storage, f"{output}/manifest.json", {**wanted, "finished": True})


def _made_at(output: str) -> str:
    return f"{output}/_work/made"


def _require_batch(storage: Storage, output: str) -> None:
    """Raise OutputError where the folder has something in it that is no batch, or is no folder."""
    found = storage.names(output)
    if found and "manifest.json" not in found:
        told = f'there is something in it that is no batch ("{found[0]}"); name another folder.'
        raise OutputError(f"{output}: {told}")


def _take(storage: Storage, output: str, wanted: Mapping[str, Any], *, overwrite: bool) -> bool:
    """Make the folder this batch's; True where it is finished already. OutputError where it has another, or a part."""
    held = storage.read_json(f"{output}/manifest.json")
    if held is not None and not overwrite:
        if difference := manifest.difference_of(held, wanted):
            mend = "Name another folder, or add --overwrite to begin anew."
            raise OutputError(f"{output}: the batch in it was begun {difference}. {mend}")
        if not held["finished"]:
            told = "the batch in it is not finished, and the engine spark does not go on with one"
            raise OutputError(f"{output}: {told}. {UNFINISHED}")
        return True
    for name in (*(shape.value for shape in Shape), "_errors", "_work", "summary.json", "report.html", "manifest.json"):
        storage.remove(f"{output}/{name}")
    _write_json(storage, f"{output}/manifest.json", wanted)
    return False


def _write_json(storage: Storage, file: str, record: Mapping[str, Any]) -> None:
    storage.write_text(file, json.dumps(record, ensure_ascii=False, indent=2) + "\n")


@contextmanager
def _told() -> Iterator[None]:
    """Say in one sentence what made Spark give up; what a worker says of the input is told as it is."""
    try:
        yield
    except errors() as error:
        if found := re.search(r"veritab_batch\.errors\.InputError: (.+)", str(error)):
            raise InputError(found[1]) from None
        raise WorkersDie(f"Spark gave up ({first_line(error)}).") from None
