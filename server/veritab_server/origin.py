"""Where a server's tables come from, and whether that has changed since."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from glob import glob
from pathlib import Path

from veritab_engine import ReferenceTables
from veritab_engine.errors import TableError

TRIES = 3
"""How often a load is begun anew because files changed under it."""
_DESCRIPTORS = (".json", ".yaml", ".yml")

Stamps = Mapping[str, tuple[int, int, int]]
"""Every file, and what changes when somebody writes or replaces it: the time of its change, its size and its number."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The paths of files, folders and data packages, besides the tables that ship or instead of them."""

    paths: tuple[str | Path, ...] = ()
    shipped: bool = False

    def load(self) -> ReferenceTables:
        """The tables as they are now, all of one moment; TableError where they cannot be loaded."""
        for _ in range(TRIES):
            before = self.stamps()
            tables = self._read()
            if self.stamps() == before:
                return tables
        raise TableError("The files of the tables kept changing while they were read. Load them when they are at rest.")

    def stamps(self) -> Stamps:
        """The files of the paths; those that ship do not change, and of a database elsewhere nothing is known."""
        return {file: stamp for path in self.paths for file in _files(str(path)) if (stamp := stamp_of(file))}

    def _read(self) -> ReferenceTables:
        return ReferenceTables.shipped(*self.paths) if self.shipped else ReferenceTables.load(*self.paths)


def _files(named: str) -> Iterator[str]:
    """The files that a name can mean: a file, those of a folder at any depth, with a descriptor those of its folder.

    What matches a glob counts likewise, and the file before a question mark that asks for a part of it.
    """
    part = named.rpartition("?")[0]
    existing = next((name for name in (named, part) if name and os.path.exists(name)), None)
    for path in [existing] if existing else glob(named, recursive=True):
        folder = os.path.dirname(path) if path.lower().endswith(_DESCRIPTORS) else path
        yield path
        for parent, _, names in os.walk(folder or "."):
            yield from (os.path.join(parent, name) for name in names)


def stamp_of(file: str | Path) -> tuple[int, int, int] | None:
    """What changes when somebody writes or replaces a file; None where there is none."""
    try:
        found = os.stat(file)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
