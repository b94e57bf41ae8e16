"""The tables that a server answers from: the current snapshot, and the last ones before it, which requests may pin."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from threading import Lock

from veritab_engine import Checker, Document, ReferenceTables
from veritab_engine.errors import SettingError
from veritab_engine.reference.lookup import Table
from veritab_engine.report import Derivation
from veritab_server.errors import UnknownClaim, UnknownSnapshot, UnknownTable
from veritab_server.quality import Quality

KEPT = 3
"""Snapshots that are kept, the current one included."""
REVIEWED = 100_000
"""Rows of a table whose quality is looked at; that takes some seconds."""
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


class Snapshots:
    """Snapshots of the tables by id; the current one is the last that was published."""

    def __init__(self, tables: ReferenceTables, seconds: float = 0.0) -> None:
        self._lock = Lock()
        self._kept: tuple[Snapshot, ...] = (Snapshot(tables),)
        self._loads: deque[Load] = deque([_load(self._kept[0], Trigger.START, seconds, changed=True)], REMEMBERED)

    def publish(self, tables: ReferenceTables, trigger: Trigger = Trigger.CALL, seconds: float = 0.0) -> Load:
        """Make `tables` the current snapshot, where they are not those it has; calls that run keep theirs."""
        snapshot = Snapshot(tables)
        with self._lock:
            changed = snapshot.id != self._kept[0].id
            if changed:
                others = tuple(kept for kept in self._kept if kept.id != snapshot.id)
                self._kept = (snapshot, *others)[:KEPT]
            load = _load(snapshot, trigger, seconds, changed)
            self._loads.appendleft(load)
            return load

    def refuse(self, error: str, trigger: Trigger, seconds: float) -> None:
        """Remember a load that gave no snapshot; the current one stays."""
        with self._lock:
            self._loads.appendleft(Load(trigger, datetime.now(UTC), seconds, error=error))

    def get(self, snapshot_id: str = "") -> Snapshot:
        """The snapshot of that id, or the current one; UnknownSnapshot where it is not kept."""
        kept = self._kept
        if not snapshot_id:
            return kept[0]
        found = next((snapshot for snapshot in kept if snapshot.id == snapshot_id), None)
        if found is None:
            raise UnknownSnapshot(snapshot_id, self.ids)
        return found

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the snapshots that are kept, the current one first."""
        return tuple(snapshot.id for snapshot in self._kept)

    def history(self) -> list[tuple[Load, State]]:
        """The loads that are remembered, the last one first, and what has become of each."""
        with self._lock:
            loads, ids = tuple(self._loads), self.ids
        return [(load, _state(load, ids)) for load in loads]

    def state(self, load: Load) -> State:
        """What has become of what a load gave."""
        return _state(load, self.ids)


class Snapshot:
    """One version of the tables and the checker over it."""

    def __init__(self, tables: ReferenceTables, id: str = "") -> None:
        self.tables = tables
        self.checker = Checker(tables)
        self.quality = Quality(tables, REVIEWED)
        self.id = id or tables.id
        """The content hash of the tables; where some came with a request, that of the server's and that of theirs."""

    def explain(self, document: Document, claim_id: str) -> Derivation:
        """How the verdict of one claim came about; UnknownClaim where the document has none of that id."""
        try:
            return self.checker.explain(document, claim_id)
        except SettingError:
            raise UnknownClaim(claim_id) from None

    def table(self, name: str) -> Table:
        """The table of that name; UnknownTable where there is none."""
        table = self.tables.tables.get(name)
        if table is None:
            raise UnknownTable(name)
        return table


def _state(load: Load, ids: Sequence[str]) -> State:
    if load.error:
        return State.REFUSED
    if load.id not in ids:
        return State.GONE
    return State.CURRENT if load.id == ids[0] else State.KEPT


def _load(snapshot: Snapshot, trigger: Trigger, seconds: float, changed: bool) -> Load:
    tables = snapshot.tables.tables
    rows = sum(len(table) for table in tables.values())
    return Load(trigger, datetime.now(UTC), seconds, snapshot.id, len(tables), rows, changed=changed)
