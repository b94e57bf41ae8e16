"""A worker: a process that checks parts, one after the other, and says at which document it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

import polars as pl

from veritab_batch.folder import Folder
from veritab_batch.parts import Part
from veritab_batch.rows import Checked, Desk, set_aside
from veritab_batch.settings import Settings
from veritab_batch.writer import Writer
from veritab_engine import Checker, ReferenceTables


@dataclass(frozen=True, slots=True)
class Task:
    """A part, and which of its documents are not to be checked again, for what reason and in what words."""

    part: Part
    poisoned: Mapping[int, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Begun:
    """A worker is at this document of its part; None for what stands around documents: loading, writing."""

    document: int | None


@dataclass(frozen=True, slots=True)
class Done:
    """A worker has no part, any more or yet; `failed` says why it could not write the last one."""

    failed: str = ""


def work(output: Path, tables: Path, settings: Settings, line: Connection) -> None:
    """Check the parts that come, until none does or the parent is gone."""
    checker = Checker(ReferenceTables.load(tables), settings.min_confidence)
    writer = Writer(Folder(output), settings.shape, settings.format, checker.tables)
    try:
        line.send(Done())
        while True:
            line.send(_finish(line.recv(), writer, checker, settings, line))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return


def _finish(task: Task, writer: Writer, checker: Checker, settings: Settings, line: Connection) -> Done:
    desk = Desk(checker, task.part.columns, settings.document_seconds)
    try:
        writer.write(task.part, _checked(task, desk, line))
    except (BrokenPipeError, ConnectionResetError):
        raise
    except (OSError, pl.exceptions.PolarsError) as error:
        said = getattr(error, "strerror", None) or str(error)
        return Done(f"{writer.folder.path}: it cannot be written ({said.lower()}).")
    return Done()


def _checked(task: Task, desk: Desk, line: Connection) -> Iterator[Checked]:
    for i, given in enumerate(task.part.documents):
        poisoned = task.poisoned.get(i)
        if poisoned is not None:
            yield set_aside(given.id(desk.columns), desk.checker.tables.id, *poisoned)
        else:
            line.send(Begun(i))
            yield desk.check(given)
            line.send(Begun(None))
