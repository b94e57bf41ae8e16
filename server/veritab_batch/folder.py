"""The folder that a batch is written to: what lies where, and whose it is.

manifest.json            what was read, under which settings, and whether the batch is finished
findings/, documents/    the rows, a file a part
_errors/                 the documents that could not be checked, as they can be given again
summary.json, report.html
_work/                   while it runs: tables, and what the finished parts add up to
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from typing import IO

from veritab_batch.errors import OutputError
from veritab_batch.parts import part_name
from veritab_batch.schema import Shape
from veritab_batch.settings import Format


@dataclass(frozen=True, slots=True)
class Folder:
    """The files of a batch, by what they are."""

    path: Path

    @property
    def manifest(self) -> Path:
        return self.path / "manifest.json"

    @property
    def summary(self) -> Path:
        return self.path / "summary.json"

    @property
    def report(self) -> Path:
        return self.path / "report.html"

    @property
    def work(self) -> Path:
        return self.path / "_work"

    @property
    def tables(self) -> Path:
        return self.work / "tables"

    def rows(self, number: int, shape: Shape, form: Format) -> Path:
        """The rows of a part."""
        return self.path / shape.value / f"{part_name(number)}.{form.value}"

    def errors(self, number: int) -> Path:
        """The documents of a part that could not be checked; there only where there are any."""
        return self.path / "_errors" / f"{part_name(number)}.ndjson"

    def told(self, number: int) -> Path:
        """What the documents of a part say that others can be held against."""
        return self.work / "told" / f"{part_name(number)}.parquet"

    def tally(self, number: int) -> Path:
        """What a part adds up to. It is written last: a part that has one is finished."""
        return self.work / "tally" / f"{part_name(number)}.json"

    def prepare(self, shape: Shape) -> None:
        """Make the folders; what processes that were killed had begun to write is removed."""
        for folder in (self.path / shape.value, self.path / "_errors", self.work / "told", self.work / "tally"):
            folder.mkdir(parents=True, exist_ok=True)
            for left in folder.glob(".part-*"):
                left.unlink(missing_ok=True)

    def clear(self) -> None:
        """Remove the batch that is there, but for the tables; what says that it was one goes last."""
        rows = (self.path / shape.value for shape in Shape)
        for folder in (*rows, self.path / "_errors", self.work / "told", self.work / "tally"):
            rmtree(folder, ignore_errors=True)
        for file in (self.summary, self.report, self.manifest):
            file.unlink(missing_ok=True)

    def finish(self) -> None:
        """Remove what only a batch that runs needs."""
        rmtree(self.work, ignore_errors=True)
        errors = self.path / "_errors"
        if errors.is_dir() and not any(errors.iterdir()):
            errors.rmdir()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep others from writing to it; OutputError where another batch does."""
        try:
            self.work.mkdir(parents=True, exist_ok=True)
            opened = (self.work / "lock").open("w")
        except OSError as error:
            said = (error.strerror or str(error)).lower()
            raise OutputError(f"{self.path}: it cannot be written ({said}).") from None
        with opened:
            if not _is_free(opened):
                raise OutputError(f"{self.path}: another process writes this batch; wait for it, or end it first.")
            try:
                yield
            finally:
                if not self.manifest.exists():
                    self._leave()

    def _leave(self) -> None:
        """Remove what was made of a batch that never began."""
        rmtree(self.work, ignore_errors=True)
        with suppress(OSError):
            self.path.rmdir()


def _is_free(file: IO[str]) -> bool:
    """Take the lock of an open file, which ends with the process; False where somebody has it."""
    if sys.platform == "win32":
        return True
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
