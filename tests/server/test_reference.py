"""The reference service over a real socket."""

import grpc
import pytest
from google.rpc.code_pb2 import Code
from google.rpc.error_details_pb2 import BadRequest, ErrorInfo

from tests.server.running import detail, ferries, serving, status_of
from veritab.v1 import reference_service_pb2 as pb
from veritab.v1 import table_pb2
from veritab.v1.reference_service_pb2_grpc import ReferenceServiceStub
from veritab_engine import ReferenceTables
from veritab_server.snapshots import Snapshots

TABLE = "tables/ferry-revenue"


def cells(row):
    return {cell.column: cell.text for cell in row.cells}


def refused(call, request):
    with pytest.raises(grpc.RpcError) as error:
        call(request)
    return status_of(error.value)


def test_a_table_says_what_it_declares(reference):
    table = reference.GetTable(pb.GetTableRequest(name=TABLE))
    assert (table.name, table.title) == (TABLE, "Ferry revenue by port and year")
    assert table.kind == table_pb2.TABLE_KIND_OBSERVATIONS
    assert [column.name for column in table.columns] == ["port", "year", "revenue"]
    assert table.columns[2].unit == "USD"
    assert table.columns[2].decimals == 1
    assert table.coverage == table_pb2.TableCoverage(complete=True, first="2020-01-01", last="2024-12-31")
    assert (table.row_count, table.as_of, table.snapshot) == (10, "2025-01-31", ferries().id)


def test_listed_tables_are_described_as_when_asked_for(reference):
    listed = reference.ListTables(pb.ListTablesRequest())
    assert list(listed.tables) == [reference.GetTable(pb.GetTableRequest(name=TABLE))]
    assert not listed.next_page_token


def test_lists_come_in_pages(tmp_path):
    for name in ("b", "a", "c"):
        (tmp_path / f"{name}.csv").write_text("port,year,cranes\nHalvik,2024,3\n")
    snapshots = Snapshots(ReferenceTables.load(tmp_path))
    with serving(snapshots=snapshots) as address, grpc.insecure_channel(address) as channel:
        call = ReferenceServiceStub(channel).ListTables
        first = call(pb.ListTablesRequest(page_size=2))
        second = call(pb.ListTablesRequest(page_size=2, page_token=first.next_page_token))
    assert [[table.name for table in page.tables] for page in (first, second)] == [
        ["tables/a", "tables/b"],
        ["tables/c"],
    ]
    assert not second.next_page_token


def test_rows_are_found_by_what_their_columns_hold(reference):
    request = pb.LookupRowsRequest(table=TABLE, where={"port": "Halvik", "year": "2024"})
    [row] = reference.LookupRows(request).rows
    assert cells(row) == {"port": "Halvik", "year": "2024", "revenue": "62.8 million USD"}


def test_all_rows_come_in_pages_without_a_gap(reference):
    request, pages = pb.LookupRowsRequest(table=TABLE, page_size=4), []
    while True:
        page = reference.LookupRows(request)
        pages.append([row.number for row in page.rows])
        assert page.total_size == 10
        request.page_token = page.next_page_token
        if not page.next_page_token:
            break
    assert [len(page) for page in pages] == [4, 4, 2]
    assert sorted(number for page in pages for number in page) == list(range(10))


def test_a_page_token_is_of_one_request(reference):
    token = reference.LookupRows(pb.LookupRowsRequest(table=TABLE, page_size=4)).next_page_token
    for wrong in (
        pb.LookupRowsRequest(table=TABLE, page_size=4, page_token=token, where={"year": "2024"}),
        pb.LookupRowsRequest(table=TABLE, page_size=4, page_token="nonsense"),
        pb.LookupRowsRequest(table=TABLE, page_size=4, page_token=token, snapshot="other"),
    ):
        status = refused(reference.LookupRows, wrong)
        assert status.code == Code.INVALID_ARGUMENT
        assert detail(status, ErrorInfo).reason == "INVALID_PAGE_TOKEN"


def test_pages_after_a_change_of_tables_are_of_the_same_snapshot(tmp_path):
    snapshots = Snapshots(ferries())
    with serving(snapshots=snapshots) as address, grpc.insecure_channel(address) as channel:
        call = ReferenceServiceStub(channel).LookupRows
        first = call(pb.LookupRowsRequest(table=TABLE, page_size=6))
        (tmp_path / "cranes.csv").write_text("port,year,cranes\nHalvik,2024,3\n")
        snapshots.publish(ReferenceTables.load(tmp_path))
        second = call(pb.LookupRowsRequest(table=TABLE, page_size=6, page_token=first.next_page_token))
    assert second.snapshot == first.snapshot
    assert len(second.rows) == 4


@pytest.mark.parametrize(
    ("request_", "field"),
    [
        (pb.GetTableRequest(name="ferry-revenue"), "name"),
        (pb.GetTableRequest(name="tables/a/b"), "name"),
        (pb.LookupRowsRequest(table=TABLE, page_size=-1), "page_size"),
        (pb.LookupRowsRequest(table=TABLE, where={"colour": "red"}), "where[colour]"),
    ],
)
def test_a_field_that_makes_no_sense_is_named(reference, request_, field):
    call = reference.GetTable if isinstance(request_, pb.GetTableRequest) else reference.LookupRows
    status = refused(call, request_)
    assert status.code == Code.INVALID_ARGUMENT
    assert [violation.field for violation in detail(status, BadRequest).field_violations] == [field]


def test_an_unknown_table_is_not_found(reference):
    status = refused(reference.GetTable, pb.GetTableRequest(name="tables/cranes"))
    assert status.code == Code.NOT_FOUND
    assert detail(status, ErrorInfo).metadata["table"] == "cranes"
