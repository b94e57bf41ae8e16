"""The reference service: shows the tables that claims are checked against."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import grpc

from veritab.v1 import reference_service_pb2 as pb
from veritab.v1 import table_pb2
from veritab.v1.reference_service_pb2_grpc import ReferenceServiceServicer
from veritab_server.conversion.bounds import read_entries
from veritab_server.conversion.snapshot import write_snapshot
from veritab_server.conversion.table import add_full, read_table_name, read_view, write_row, write_table
from veritab_server.errors import NotAllowed
from veritab_server.loads import Load, Trigger
from veritab_server.lookup import matching_rows, read_stretch, within
from veritab_server.paging import read_page
from veritab_server.settings import Settings
from veritab_server.snapshots import Snapshots


class Reloader(Protocol):
    """Has the tables loaded anew."""

    def reload(self, trigger: Trigger, wanted: Callable[[], bool]) -> Load:
        """Load, and wait until calls are answered from what there is now, or until it is not wanted any more.

        Raises Reloading where a load runs, DeadlinePassed where nobody waits, and TableError where the tables are
        refused.
        """


class ReferenceServicer(ReferenceServiceServicer):
    """Reads tables and rows out of the snapshots, and has the tables loaded anew."""

    def __init__(self, snapshots: Snapshots, settings: Settings, reloader: Reloader | None = None) -> None:
        self._snapshots = snapshots
        self._limits = settings.limits
        self._reloader = reloader if settings.admin else None

    def ListTables(self, request: pb.ListTablesRequest, context: grpc.ServicerContext) -> pb.ListTablesResponse:
        page = read_page(request.page_size, request.page_token, request.snapshot, "tables", {})
        snapshot = self._snapshots.get(page.snapshot)
        names = sorted(snapshot.tables.tables)
        response = pb.ListTablesResponse(snapshot=snapshot.id, next_page_token=page.next_token(snapshot.id, len(names)))
        for name in names[page.start : page.start + page.size]:
            table = snapshot.table(name)
            response.tables.append(write_table(table.schema, len(table), snapshot.id))
        return response

    def GetTable(self, request: pb.GetTableRequest, context: grpc.ServicerContext) -> table_pb2.Table:
        name = read_table_name(request.name, "name")
        full = read_view(request.view)
        snapshot = self._snapshots.get(request.snapshot)
        table = snapshot.table(name)
        message = write_table(table.schema, len(table), snapshot.id)
        return add_full(message, table.schema, snapshot.quality.of(name)) if full else message

    def LookupRows(self, request: pb.LookupRowsRequest, context: grpc.ServicerContext) -> pb.LookupRowsResponse:
        name = read_table_name(request.table, "table")
        where = read_entries(request.where, "where", self._limits.entries)
        stretch = read_stretch(request.time_from, request.time_to)
        asked = {**where, "/from": request.time_from, "/to": request.time_to}
        page = read_page(request.page_size, request.page_token, request.snapshot, name, asked)
        snapshot = self._snapshots.get(page.snapshot)
        table = snapshot.table(name)
        numbers = within(table, matching_rows(snapshot, table, where), stretch, self._limits.scanned)
        response = pb.LookupRowsResponse(snapshot=snapshot.id, total_size=len(numbers))
        response.next_page_token = page.next_token(snapshot.id, len(numbers))
        for number in numbers[page.start : page.start + page.size]:
            write_row(response.rows.add(), table.row(number))
        return response

    def ReloadTables(self, request: pb.ReloadTablesRequest, context: grpc.ServicerContext) -> pb.ReloadTablesResponse:
        if self._reloader is None:
            raise NotAllowed
        load = self._reloader.reload(Trigger.CALL, context.is_active)
        return pb.ReloadTablesResponse(
            snapshot=write_snapshot(load, self._snapshots.history.state(load)), changed=load.changed
        )

    def ListSnapshots(
        self, request: pb.ListSnapshotsRequest, context: grpc.ServicerContext
    ) -> pb.ListSnapshotsResponse:
        page = read_page(request.page_size, request.page_token, "", "snapshots", {})
        loads = tuple(self._snapshots.history)
        response = pb.ListSnapshotsResponse(snapshot=self._snapshots.get().id)
        response.next_page_token = page.next_token("", len(loads))
        response.snapshots.extend(write_snapshot(*each) for each in loads[page.start : page.start + page.size])
        return response
