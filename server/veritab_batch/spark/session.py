"""A session of Spark: the one that spark-submit has made ready, or one of our own."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from shutil import which
from typing import TYPE_CHECKING

from veritab_batch.part import TOGETHER
from veritab_engine.errors import SettingError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

MISSING = 'The engine "spark" needs PySpark, and there is none here: pip install "veritab[server,spark]".'
NO_JAVA = 'The engine "spark" needs Java 17 or later, and there is none here: install it, or set JAVA_HOME to it.'
NOT_STARTED = "Spark did not start: its Java process ended at once, and what it says is above."

SETTINGS = {
    "spark.app.name": "veritab batch",
    "spark.log.level": "ERROR",
    "spark.ui.showConsoleProgress": "false",
    "spark.executorEnv.POLARS_MAX_THREADS": "1",  # a core has a worker of its own
    # What a task has written counts once the driver says so, and a folder of rows has nothing but rows.
    "spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version": "1",
    "spark.hadoop.mapreduce.fileoutputcommitter.marksuccessfuljobs": "false",
    "spark.hadoop.fs.file.impl": "org.apache.hadoop.fs.RawLocalFileSystem",
    "spark.task.maxFailures": "8",  # a cluster may lose several workers of one share, and the batch goes on
    # Documents may be long; a worker has a few of them at a time.
    "spark.sql.execution.arrow.maxRecordsPerBatch": str(TOGETHER),
    "spark.sql.caseSensitive": "true",
    "spark.sql.session.timeZone": "UTC",
}
"""What a batch needs, or is better with; the caller's own come after."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where a batch runs: the address of a master, and Spark's own settings; what is not told is Spark's to know."""

    master: str | None = None
    conf: Mapping[str, str] = field(default_factory=dict)


@contextmanager
def session(cluster: Cluster) -> Iterator[SparkSession]:
    """A session for as long as the context lasts. SettingError where Spark or Java is missing, or does not start."""
    try:
        from pyspark.errors import PySparkRuntimeError
        from pyspark.sql import SparkSession
    except ModuleNotFoundError:
        raise SettingError(MISSING) from None
    submitted = "PYSPARK_GATEWAY_PORT" in os.environ
    if not submitted and not os.environ.get("JAVA_HOME") and which("java") is None:
        raise SettingError(NO_JAVA)
    if (cluster.master or "local").startswith("local") and not submitted:
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # workers on this machine have this environment
    builder = SparkSession.builder
    for name, value in {**SETTINGS, **cluster.conf}.items():
        builder = builder.config(name, value)
    try:
        made = (builder if cluster.master is None else builder.master(cluster.master)).getOrCreate()
    except PySparkRuntimeError:
        raise SettingError(NOT_STARTED) from None
    except errors() as error:
        raise SettingError(f"Spark did not start ({first_line(error)}).") from None
    try:
        yield made
    finally:
        made.stop()


def errors() -> tuple[type[Exception], ...]:
    """What Spark raises, in Python and out of Java."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    return Py4JError, PySparkException


def first_line(error: Exception) -> str:
    """What an error of Spark says, without where in its code."""
    said = str(error).strip().partition("\n")[0].strip().rstrip(".")
    return said or type(error).__name__
