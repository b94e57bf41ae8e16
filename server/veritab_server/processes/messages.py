"""What a supervisor and its processes say to each other, pickled over pipes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from veritab_engine import ReferenceTables
from veritab_server.loads import History, Load, Trigger


@dataclass(frozen=True, slots=True)
class Tables:
    """To a worker: the state of the tables, and the folders of the snapshots that are kept, by id."""

    number: int
    """Rises with every state; a worker says which it has taken."""
    history: History
    folders: Mapping[str, Path]

    def load(self, id: str) -> ReferenceTables:
        """The tables of a snapshot that is kept."""
        return ReferenceTables.load(self.folders[id])


@dataclass(frozen=True, slots=True)
class Taken:
    """From a worker: it answers from this state. The first one says that it answers at all."""

    number: int


@dataclass(frozen=True, slots=True)
class Alive:
    """From a worker, every so often: it runs, and its threads do."""


@dataclass(frozen=True, slots=True)
class Ask:
    """From a worker: a caller wants the tables loaded anew."""

    number: int
    trigger: Trigger = Trigger.CALL


@dataclass(frozen=True, slots=True)
class Answer:
    """To a worker: the load that an `Ask` led to, or None where one runs already."""

    number: int
    load: Load | None


@dataclass(frozen=True, slots=True)
class Stop:
    """To a worker: let the calls that run end, and go."""
