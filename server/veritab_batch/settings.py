"""What a batch is told: what decides its rows, and what only decides how they come about."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from veritab_batch.schema import Shape
from veritab_engine.verify import DEFAULT


class Format(StrEnum):
    """What the files of rows are."""

    PARQUET = "parquet"
    NDJSON = "ndjson"


@dataclass(frozen=True, slots=True)
class Reading:
    """Which columns hold what, where they were named, and what holds for all documents.

    `scoped` is pairs of a column of the tables and the column of the input that binds it; `scope` of a column and the
    value that all documents bind it to.
    """

    text: str | None = None
    id: str | None = None
    as_of: str | None = None
    scoped: tuple[tuple[str, str], ...] = ()
    day: date | None = None
    scope: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """What decides the rows: a batch is only gone on with under the same."""

    inputs: tuple[str, ...]
    tables: tuple[str, ...] = ()
    shipped: bool = True
    shape: Shape = Shape.FINDINGS
    format: Format = Format.PARQUET
    reading: Reading = field(default_factory=Reading)
    min_confidence: float = DEFAULT
    document_seconds: float = 60.0
    """How long one document may take, of the processor; its process is ended after twice as long by the clock."""
    part_documents: int = 1000
    """Documents of a part at most."""


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch: what decides its rows, where they go, and with how many processes."""

    settings: Settings
    output: Path
    workers: int = os.cpu_count() or 1
    overwrite: bool = False


def record_of(settings: Settings) -> dict[str, Any]:
    """The settings under the names of their options, as plain data."""
    reading = settings.reading
    return {
        "tables": list(settings.tables),
        "no-shipped": not settings.shipped,
        "shape": settings.shape.value,
        "format": settings.format.value,
        "text-column": reading.text,
        "id-column": reading.id,
        "as-of-column": reading.as_of,
        "scope-column": [f"{column}={source}" for column, source in reading.scoped],
        "as-of": reading.day.isoformat() if reading.day is not None else None,
        "scope": [f"{column}={value}" for column, value in reading.scope],
        "min-confidence": settings.min_confidence,
        "document-seconds": settings.document_seconds,
        "part-documents": settings.part_documents,
    }
