"""The reference service: shows the tables that claims are checked against."""

from __future__ import annotations

import grpc

from veritab.v1 import reference_service_pb2 as pb
from veritab.v1 import table_pb2
from veritab.v1.reference_service_pb2_grpc import ReferenceServiceServicer
from veritab_server.conversion.bounds import read_entries
from veritab_server.conversion.table import read_table_name, write_row, write_table
from veritab_server.lookup import matching_rows
from veritab_server.paging import read_page
from veritab_server.settings import Settings
from veritab_server.snapshots import Snapshots


class ReferenceServicer(ReferenceServiceServicer):
    """Reads tables and rows out of the snapshots."""

    def __init__(self, snapshots: Snapshots, settings: Settings) -> None:
        self._snapshots = snapshots
        self._limits = settings.limits

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
        snapshot = self._snapshots.get(request.snapshot)
        table = snapshot.table(name)
        return write_table(table.schema, len(table), snapshot.id)

    def LookupRows(self, request: pb.LookupRowsRequest, context: grpc.ServicerContext) -> pb.LookupRowsResponse:
        name = read_table_name(request.table, "table")
        where = read_entries(request.where, "where", self._limits.entries)
        page = read_page(request.page_size, request.page_token, request.snapshot, name, where)
        snapshot = self._snapshots.get(page.snapshot)
        table = snapshot.table(name)
        numbers = matching_rows(snapshot, table, where)
        response = pb.LookupRowsResponse(snapshot=snapshot.id, total_size=len(numbers))
        response.next_page_token = page.next_token(snapshot.id, len(numbers))
        for number in numbers[page.start : page.start + page.size]:
            write_row(response.rows.add(), table.row(number))
        return response
