"""Tables on this machine: what is wrong with them, what their columns are taken to be, an index of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from veritab_client.embedded.engine import engine
from veritab_client.embedded.service import Tables
from veritab_client.tables import Problem


@dataclass(frozen=True, slots=True)
class Built:
    """What a folder of prebuilt tables holds."""

    snapshot: str
    tables: int
    rows: int


def lint(paths: Sequence[str | Path], *, shipped: bool = True, today: date | None = None) -> tuple[Problem, ...]:
    """All problems of the tables that the paths mean; with `shipped`, the names that come with Veritab are known.

    Raises EngineMissing in a light install, and ClientError where a path means no tables.
    """
    with engine():
        from veritab_engine import ReferenceTables, lint

        found = lint(*paths, beside=ReferenceTables.shipped() if shipped else None, today=today)
    return tuple(
        Problem(
            code=each.code,
            severity=str(each.severity),
            message=each.message,
            file=_shown(each.file, each.origin),
            table=each.table,
            row=each.row,
            column=each.column,
            path=each.path,
            more=each.more,
        )
        for each in found
    )


def build(tables: Tables, output: Path) -> Built:
    """Write these tables to a folder that loads in no time; raises as `service` does."""
    with engine():
        from veritab_engine import ReferenceTables

        loaded = ReferenceTables.shipped(*tables.paths) if tables.shipped else ReferenceTables.load(*tables.paths)
        loaded.store(output)
    return Built(loaded.id, len(loaded.tables), sum(len(table) for table in loaded.tables.values()))


def infer(file: Path) -> str:
    """The inferred descriptor of a table, as YAML with comments on what was guessed.

    Raises EngineMissing in a light install, and ClientError where the file is no table.
    """
    with engine():
        from veritab_engine.reference.sketch import sketch

        return sketch(file)


def _shown(file: Path, origin: str) -> str:
    """A file as a person would name it from here; a sheet or a table of a database as the engine calls it."""
    beside = file.parent / origin if origin else file
    if not beside.is_file() and origin:
        return origin
    here = Path.cwd()
    return str(beside.relative_to(here)) if beside.is_relative_to(here) else str(beside)
