"""Loads of the tables: what asked for each, what it gave or why it was refused, and which of the snapshots are kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum

KEPT = 3
"""Snapshots that are kept, the current one included."""
REMEMBERED = 100
"""Loads that are remembered."""


class Trigger(Enum):
    """What asked for a load."""

    START = "start"
    WATCH = "watch"
    SIGNAL = "signal"
    CALL = "call"


class State(Enum):
    """Whether requests are answered from the snapshot that a load gave: the same for all loads that gave it."""

    CURRENT = "current"
    KEPT = "kept"
    GONE = "gone"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Load:
    """One load of the tables: the snapshot that it gave, or why it was refused."""

    trigger: Trigger
    time: datetime
    seconds: float
    id: str = ""
    tables: int = 0
    rows: int = 0
    error: str = ""
    changed: bool = False
    """Whether the tables were others than before."""


@dataclass(frozen=True, slots=True)
class History:
    """The loads that are remembered, the last one first, and the ids of the snapshots that are kept, likewise."""

    loads: tuple[Load, ...] = ()
    kept: tuple[str, ...] = ()

    def after(self, load: Load) -> History:
        """The history with this load in it; a refused one leaves the snapshots as they are."""
        if load.error:
            return replace(self, loads=self._with(load))
        changed = self.kept[:1] != (load.id,)
        kept = (load.id, *(each for each in self.kept if each != load.id))[:KEPT]
        return History(self._with(replace(load, changed=changed)), kept)

    def state(self, load: Load) -> State:
        """What has become of what a load gave."""
        if load.error:
            return State.REFUSED
        if load.id not in self.kept:
            return State.GONE
        return State.CURRENT if load.id == self.kept[0] else State.KEPT

    def __iter__(self) -> Iterator[tuple[Load, State]]:
        return ((load, self.state(load)) for load in self.loads)

    def _with(self, load: Load) -> tuple[Load, ...]:
        return (load, *self.loads)[:REMEMBERED]
