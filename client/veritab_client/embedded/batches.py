"""Batches on this machine, or on the cluster that it sends them to."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from veritab_client.embedded.engine import engine
from veritab_client.embedded.service import Tables

if TYPE_CHECKING:
    from veritab_batch import Settings


@dataclass(frozen=True, slots=True)
class BatchOptions:
    """How a batch is read, checked and written; see docs/batch.md."""

    shape: str = "findings"
    format: str = "parquet"
    text: str | None = None
    id: str | None = None
    as_of: str | None = None
    scoped: Mapping[str, str] = field(default_factory=dict)
    day: date | None = None
    scope: Mapping[str, str] = field(default_factory=dict)
    min_confidence: float | None = None
    document_seconds: float = 60.0
    part_documents: int = 1000
    workers: int | None = None
    overwrite: bool = False
    engine: str = "local"
    master: str | None = None
    conf: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Batched:
    """What a batch adds up to: its summary, and by input the files that are of no kind that is read."""

    summary: Mapping[str, Any]
    left_out: Mapping[str, int]


class Sight(Protocol):
    """How far a batch is: documents, the share of the input, documents a second, and seconds left where known."""

    @property
    def documents(self) -> int: ...
    @property
    def share(self) -> float: ...
    @property
    def rate(self) -> float: ...
    @property
    def left(self) -> float | None: ...


def batch(
    inputs: Sequence[str], output: str, tables: Tables, options: BatchOptions, look: Callable[[Sight], None]
) -> Batched:
    """Check the documents of files and folders, and write rows, a summary and a report; `look` sees how far it is.

    Raises EngineMissing in a light install, and ClientError for an input, a setting or an output that is none.
    """
    with engine():
        from veritab_batch import Batch, run

        settings = _settings(inputs, tables, options)
        if options.engine == "spark":
            from veritab_batch import spark

            cluster = spark.Cluster(options.master, options.conf)
            outcome = spark.run(settings, output, cluster, look, overwrite=options.overwrite)
        else:
            workers = options.workers or os.cpu_count() or 1
            outcome = run(Batch(settings, Path(output), workers, options.overwrite), look)
    return Batched(outcome.summary, outcome.left_out)


def _settings(inputs: Sequence[str], tables: Tables, options: BatchOptions) -> Settings:
    from veritab_batch import Format, Reading, Settings, Shape
    from veritab_engine.verify import DEFAULT

    reading = Reading(
        text=options.text,
        id=options.id,
        as_of=options.as_of,
        scoped=tuple(options.scoped.items()),
        day=options.day,
        scope=tuple(options.scope.items()),
    )
    return Settings(
        inputs=tuple(inputs),
        tables=tuple(map(str, tables.paths)),
        shipped=tables.shipped,
        shape=Shape(options.shape),
        format=Format(options.format),
        reading=reading,
        min_confidence=DEFAULT if options.min_confidence is None else options.min_confidence,
        document_seconds=options.document_seconds,
        part_documents=options.part_documents,
    )
