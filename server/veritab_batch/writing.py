"""Files that are there whole or not at all, whenever the process or the machine stops."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from veritab_batch.errors import OutputError


@contextmanager
def aside(path: Path) -> Iterator[Path]:
    """A name beside `path` to write to. Afterwards what was written is on the disk and has its own name."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        yield beside
        with beside.open("rb+") as written:
            os.fsync(written.fileno())
        beside.replace(path)
        _sync(path.parent)
    finally:
        beside.unlink(missing_ok=True)


def write_text(path: Path, text: str) -> None:
    """Write a file; OutputError where it cannot be written."""
    try:
        with aside(path) as beside:
            beside.write_text(text, "utf-8")
    except OSError as error:
        raise OutputError(f"{path}: it cannot be written ({(error.strerror or str(error)).lower()}).") from None


def write_json(path: Path, record: Mapping[str, Any]) -> None:
    """Write a JSON object as a person reads it."""
    write_text(path, json.dumps(record, ensure_ascii=False, indent=2) + "\n")


def read_json(path: Path) -> Any:
    """The JSON in a file; None where there is no such file. OutputError where it is damaged."""
    try:
        return json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise OutputError(f"{path}: it cannot be read ({error}). Begin anew with --overwrite.") from None


def _sync(folder: Path) -> None:
    """Have the names of a folder on the disk, where the system can."""
    if os.name == "posix":
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
