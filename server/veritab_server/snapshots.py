"""The tables that a server answers from: the current snapshot, and the last ones before it, which requests may pin."""

from __future__ import annotations

from threading import Lock

from veritab_engine import Checker, Document, ReferenceTables
from veritab_engine.errors import SettingError
from veritab_engine.reference.lookup import Table
from veritab_engine.report import Derivation
from veritab_server.errors import UnknownClaim, UnknownSnapshot, UnknownTable

KEPT = 3
"""Snapshots that are kept, the current one included."""


class Snapshots:
    """Snapshots of the tables by id; the current one is the last that was published."""

    def __init__(self, tables: ReferenceTables) -> None:
        self._lock = Lock()
        self._kept: tuple[Snapshot, ...] = (Snapshot(tables),)

    def publish(self, tables: ReferenceTables) -> None:
        """Make `tables` the current snapshot; calls that run keep theirs."""
        snapshot = Snapshot(tables)
        with self._lock:
            others = tuple(kept for kept in self._kept if kept.id != snapshot.id)
            self._kept = (snapshot, *others)[:KEPT]

    def get(self, snapshot_id: str = "") -> Snapshot:
        """The snapshot of that id, or the current one; UnknownSnapshot where it is not kept."""
        kept = self._kept
        if not snapshot_id:
            return kept[0]
        found = next((snapshot for snapshot in kept if snapshot.id == snapshot_id), None)
        if found is None:
            raise UnknownSnapshot(snapshot_id, [snapshot.id for snapshot in kept])
        return found


class Snapshot:
    """One version of the tables and the checker over it."""

    def __init__(self, tables: ReferenceTables) -> None:
        self.tables = tables
        self.checker = Checker(tables)

    @property
    def id(self) -> str:
        """The content hash of the tables."""
        return self.tables.id

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
