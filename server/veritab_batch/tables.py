"""The tables of a batch: read once, by a process of its own, and written as an index that workers map into memory."""

from __future__ import annotations

from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from shutil import rmtree

from veritab_batch.crew import ended
from veritab_batch.errors import WorkersDie
from veritab_batch.settings import Settings
from veritab_batch.signals import kept_from_children
from veritab_engine import ReferenceTables
from veritab_engine.errors import TableError, VeritabError
from veritab_engine.link.scope import check_scope


@dataclass(frozen=True, slots=True)
class Built:
    """The tables that were written, or why they could not be."""

    snapshot: str
    error: VeritabError | None = None


def build(settings: Settings, folder: Path) -> str:
    """Write the tables to a folder; gives the snapshot. Raises what is wrong with them, or with the scope."""
    rmtree(folder, ignore_errors=True)
    context = get_context("spawn")
    line, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_build, args=(settings, folder, theirs), daemon=True)
    with kept_from_children():
        process.start()
    theirs.close()
    try:
        built: Built = line.recv()
    except EOFError:
        process.join()
        raise WorkersDie(f"The process that reads the tables ended ({ended(process.exitcode or 0)}).") from None
    finally:
        line.close()
        process.kill()
        process.join()
    if built.error is not None:
        raise built.error
    return built.snapshot


def _build(settings: Settings, folder: Path, line: Connection) -> None:
    try:
        paths = settings.tables
        tables = ReferenceTables.shipped(*paths) if settings.shipped else ReferenceTables.load(*paths)
        reading = settings.reading
        check_scope(dict((*reading.scope, *reading.scoped)), tables)
        tables.store(folder)
        line.send(Built(tables.id))
    except VeritabError as error:
        line.send(Built("", error))
    except OSError as error:
        said = (error.strerror or str(error)).lower()
        line.send(Built("", TableError(f"{folder}: the tables cannot be written ({said}).")))
