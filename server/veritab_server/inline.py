"""The tables that requests bring: read once, and kept for those who bring them again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from threading import Lock

from veritab.v1 import verification_service_pb2 as pb
from veritab_engine import ReferenceTables
from veritab_engine.errors import TableError
from veritab_engine.reference.catalog import Draft
from veritab_engine.reference.inline import InlineTable, digest, read_inline
from veritab_server.conversion.inline import read_inline_tables
from veritab_server.errors import InvalidTable, UnknownSnapshot
from veritab_server.settings import Settings
from veritab_server.snapshots import Snapshot, Snapshots

Request = pb.CheckDocumentRequest | pb.VerifyClaimsRequest | pb.ExplainClaimRequest
Key = tuple[str, str]
"""The id of the server's snapshot, empty where it is not asked, and the digest of the tables that came."""


OVERHEAD = 1_000
"""What keeping a snapshot costs besides its cells, in cells."""


@dataclass(slots=True)
class Held:
    """A snapshot over tables from requests, perhaps still being made."""

    made: Future[Snapshot] = field(default_factory=Future)
    cells: int = 0
    """What it costs to keep, once it is made."""


class InlineTables:
    """Finds or makes the snapshot that a request is answered from.

    Those over tables from requests are kept by the hash of their content, the least used going first. Whoever brings
    what is being read already waits for it.
    """

    def __init__(self, snapshots: Snapshots, settings: Settings) -> None:
        self._snapshots = snapshots
        self._limits = settings.limits
        self._most = settings.inline_cells
        self._held: OrderedDict[Key, Held] = OrderedDict()
        self._lock = Lock()

    def snapshot(self, request: Request, shared: Sequence[InlineTable] = ()) -> Snapshot:
        """The snapshot of the request's own tables and those that it shares with others, or else the server's.

        Raises FieldError and InvalidTable for tables that cannot be used, and UnknownSnapshot for a pin that is gone.
        """
        tables = read_inline_tables(request.tables, self._limits, shared)
        base_id, plus, pinned = request.snapshot.partition("+")
        base = self._snapshots.get(base_id)
        if plus and pinned != (digest(tables) if tables else ""):
            raise UnknownSnapshot(request.snapshot, self._snapshots.ids)
        return self._of(tables, base if request.server_tables else None) if tables else base

    def _of(self, tables: Sequence[InlineTable], base: Snapshot | None) -> Snapshot:
        key = (base.id if base else "", digest(tables))
        with self._lock:
            known = self._held.get(key)
            held = self._held.setdefault(key, known or Held())
            self._held.move_to_end(key)
        if known is None:
            try:
                held.made.set_result(self._make(held, tables, base, key))
            except BaseException as error:  # whatever it is, those who wait for it must hear of it
                held.made.set_exception(error)
            self._make_room()
        return held.made.result()

    def _make(self, held: Held, tables: Sequence[InlineTable], base: Snapshot | None, key: Key) -> Snapshot:
        drafts = tuple(self._read(tables))
        held.cells = OVERHEAD + sum(len(draft.grid) * len(draft.grid.header) for draft in drafts)
        try:
            layered = base.tables.with_tables(drafts) if base else ReferenceTables.of(drafts)
        except TableError as error:
            raise InvalidTable("tables", str(error)) from error
        return Snapshot(layered, "+".join(key))

    def _read(self, tables: Sequence[InlineTable]) -> Iterator[Draft]:
        for number, table in enumerate(tables):
            try:
                yield read_inline(table, self._limits.table)
            except TableError as error:
                raise InvalidTable(f"tables[{number}]", str(error)) from error

    def _make_room(self) -> None:
        """Let go of what failed, of layers over what is not kept any more, and of the least used."""
        with self._lock:
            for key, held in tuple(self._held.items()):
                if held.made.done() and (held.made.exception() or (key[0] and key[0] not in self._snapshots.ids)):
                    del self._held[key]
            while sum(held.cells for held in self._held.values()) > self._most:
                self._held.popitem(last=False)
