"""The tables that a server answers from: the current snapshot, and the last ones before it, which requests may pin."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from veritab_engine import Checker, Document, ReferenceTables
from veritab_engine.errors import SettingError
from veritab_engine.patience import Patience
from veritab_engine.reference.lookup import Table
from veritab_engine.report import Derivation
from veritab_server.errors import UnknownClaim, UnknownSnapshot, UnknownTable
from veritab_server.loads import History, Load, Trigger
from veritab_server.quality import Quality

REVIEWED = 100_000
"""Rows of a table whose quality is looked at; that takes some seconds."""


class Snapshots:
    """Snapshots of the tables by id; the current one is the last that was published."""

    def __init__(self, history: History, tables: Callable[[str], ReferenceTables]) -> None:
        """The snapshots that a history keeps; `tables` gives those of an id."""
        self._state = history, {id: Snapshot(tables(id)) for id in history.kept}

    @classmethod
    def of(cls, tables: ReferenceTables) -> Snapshots:
        """One snapshot, of these tables."""
        return cls(History().after(load_of(tables, Trigger.START, 0.0)), lambda _: tables)

    def publish(self, tables: ReferenceTables) -> None:
        """Make these tables the current snapshot, where they are not; calls that run keep theirs."""
        self.take(self.history.after(load_of(tables, Trigger.CALL, 0.0)), lambda _: tables)

    def take(self, history: History, tables: Callable[[str], ReferenceTables]) -> None:
        """Go on as a history says; `tables` gives those of an id that was not held before. One caller at a time."""
        held = self._state[1]
        self._state = history, {id: held.get(id) or Snapshot(tables(id)) for id in history.kept}

    def get(self, snapshot_id: str = "") -> Snapshot:
        """The snapshot of that id, or the current one; UnknownSnapshot where it is not kept."""
        history, held = self._state
        found = held.get(snapshot_id or history.kept[0])
        if found is None:
            raise UnknownSnapshot(snapshot_id, history.kept)
        return found

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the snapshots that are kept, the current one first."""
        return self._state[0].kept

    @property
    def history(self) -> History:
        """The loads, and what has become of each."""
        return self._state[0]


class Snapshot:
    """One version of the tables and the checker over it."""

    def __init__(self, tables: ReferenceTables, id: str = "") -> None:
        self.tables = tables
        self.checker = Checker(tables)
        self.quality = Quality(tables, REVIEWED)
        self.id = id or tables.id
        """The content hash of the tables; where some came with a request, that of the server's and that of theirs."""

    def explain(self, document: Document, claim_id: str, patience: Patience) -> Derivation:
        """How the verdict of one claim came about; UnknownClaim where the document has none of that id."""
        try:
            return replace(self.checker, patience=patience).explain(document, claim_id)
        except SettingError:
            raise UnknownClaim(claim_id) from None

    def table(self, name: str) -> Table:
        """The table of that name; UnknownTable where there is none."""
        table = self.tables.tables.get(name)
        if table is None:
            raise UnknownTable(name)
        return table


def load_of(tables: ReferenceTables, trigger: Trigger, seconds: float) -> Load:
    """The load that gave these tables."""
    rows = sum(len(table) for table in tables.tables.values())
    return Load(trigger, datetime.now(UTC), seconds, tables.id, len(tables.tables), rows)
