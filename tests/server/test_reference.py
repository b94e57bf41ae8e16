"""The reference service over a real socket."""

import json

import grpc
import pytest
from google.rpc.code_pb2 import Code
from google.rpc.error_details_pb2 import BadRequest, ErrorInfo

from tests.server.running import detail, ferries, serving, status_of
from veritab.v1 import reference_service_pb2 as pb
from veritab.v1 import table_pb2
from veritab.v1.reference_service_pb2_grpc import ReferenceServiceStub
from veritab_engine import ReferenceTables
from veritab_server.quality import Quality
from veritab_server.settings import Limits, Settings
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
    snapshots = Snapshots.of(ReferenceTables.load(tmp_path))
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
    snapshots = Snapshots.of(ferries())
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
        (pb.LookupRowsRequest(table=TABLE, time_from="soon"), "time_from"),
        (pb.LookupRowsRequest(table=TABLE, time_to="2024-13"), "time_to"),
        (pb.GetTableRequest(name=TABLE, view=9), "view"),  # type: ignore[arg-type]
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


def test_a_table_is_told_in_full_on_request(reference):
    basic = reference.GetTable(pb.GetTableRequest(name=TABLE))
    full = reference.GetTable(pb.GetTableRequest(name=TABLE, view=pb.TABLE_VIEW_FULL))
    assert basic.descriptor_text == ""
    descriptor = json.loads(full.descriptor_text)
    assert descriptor["name"] == "ferry-revenue"
    assert descriptor["sources"] == [{"title": "Harbour office"}]
    assert [field["name"] for field in descriptor["schema"]["fields"]] == ["port", "year", "revenue"]
    assert "path" not in descriptor
    for field in ("descriptor_text", "problems", "reviewed"):
        full.ClearField(field)
    assert full == basic


def test_a_table_without_a_descriptor_shows_the_one_that_was_inferred(tmp_path):
    (tmp_path / "cranes.csv").write_text("port,year,cranes\nHalvik,2024,3\n")
    snapshots = Snapshots.of(ReferenceTables.load(tmp_path))
    with serving(snapshots=snapshots) as address, grpc.insecure_channel(address) as channel:
        request = pb.GetTableRequest(name="tables/cranes", view=pb.TABLE_VIEW_FULL)
        table = ReferenceServiceStub(channel).GetTable(request)
    assert table.inferred
    assert [field["fact:role"] for field in json.loads(table.descriptor_text)["schema"]["fields"]] == [
        "entity",
        "time",
        "measure",
    ]


def test_a_column_tells_how_its_cells_are_meant(tmp_path):
    (tmp_path / "trade.csv").write_text("partner,year,total\nRussia,2024,244.8\n")
    (tmp_path / "datapackage.yaml").write_text(
        "description: A package.\nlicenses: [{name: CC0-1.0}]\nresources:\n- path: trade.csv\n"
        "  description: What crossed the border.\n"
        "  schema:\n    fields:\n    - {name: partner, fact:role: entity, fact:cues: [with]}\n"
        "    - {name: year, type: year}\n"
        "    - {name: total, type: number, sdmx:unitMult: 9, fact:tolerance: 50000000}\n"
    )
    snapshots = Snapshots.of(ReferenceTables.load(tmp_path))
    with serving(snapshots=snapshots) as address, grpc.insecure_channel(address) as channel:
        table = ReferenceServiceStub(channel).GetTable(pb.GetTableRequest(name="tables/trade"))
    partner, _, total = table.columns
    assert (table.description, list(table.licenses)) == ("What crossed the border.", ["CC0-1.0"])
    assert (list(partner.cues), partner.multiplier) == (["with"], "1")
    assert (total.multiplier, total.tolerance) == ("1000000000", "50000000")


@pytest.mark.parametrize(
    ("stretch", "years"),
    [
        ({"time_from": "2023"}, [2023, 2024]),
        ({"time_to": "2021-06"}, [2020, 2021]),
        ({"time_from": "2021-12-31", "time_to": "2022-01-01"}, [2021, 2022]),
        ({"time_from": "2025"}, []),
    ],
)
def test_rows_are_found_by_their_time(reference, stretch, years):
    request = pb.LookupRowsRequest(table=TABLE, where={"port": "Halvik"}, **stretch)
    found = reference.LookupRows(request)
    assert [cells(row)["year"] for row in found.rows] == [str(year) for year in years]
    assert found.total_size == len(years)


def test_a_page_of_a_stretch_of_time_is_of_that_stretch(reference):
    first = reference.LookupRows(pb.LookupRowsRequest(table=TABLE, time_from="2022", page_size=4))
    rest = pb.LookupRowsRequest(table=TABLE, time_from="2022", page_size=4, page_token=first.next_page_token)
    assert (len(first.rows), len(reference.LookupRows(rest).rows)) == (4, 2)
    rest.time_from = "2021"
    assert detail(refused(reference.LookupRows, rest), ErrorInfo).reason == "INVALID_PAGE_TOKEN"


def test_more_rows_than_can_be_looked_at_must_be_narrowed():
    settings = Settings(limits=Limits(scanned=6), grace=5)
    with serving(settings) as address, grpc.insecure_channel(address) as channel:
        call = ReferenceServiceStub(channel).LookupRows
        status = refused(call, pb.LookupRowsRequest(table=TABLE, time_from="2022"))
        assert "narrow them by where" in status.message
        narrowed = pb.LookupRowsRequest(table=TABLE, time_from="2022", where={"port": "Halvik"})
        assert call(narrowed).total_size == 3


def test_a_table_tells_what_is_wrong_with_it_in_full_only(tmp_path):
    (tmp_path / "cranes.csv").write_text("port,year,cranes\nHalvik,2023,3\nHalvik,2024,5\n")
    (tmp_path / "datapackage.yaml").write_text(
        "resources:\n- path: cranes.csv\n  fact:asOf: 2023-12-31\n  schema:\n    fields:\n"
        "    - {name: port, fact:role: entity}\n    - {name: year, type: year}\n    - {name: cranes, type: integer}\n"
    )
    snapshots = Snapshots.of(ReferenceTables.load(tmp_path))
    with serving(snapshots=snapshots) as address, grpc.insecure_channel(address) as channel:
        call = ReferenceServiceStub(channel).GetTable
        basic = call(pb.GetTableRequest(name="tables/cranes"))
        full = call(pb.GetTableRequest(name="tables/cranes", view=pb.TABLE_VIEW_FULL))
    assert (basic.reviewed, list(basic.problems)) == (False, [])
    assert full.reviewed
    begins, stale = full.problems
    assert (begins.severity, begins.row, begins.column) == (table_pb2.SEVERITY_WARNING, 2, "year")
    assert "Renew fact:asOf" in begins.message
    assert (stale.severity, stale.row, stale.column) == (table_pb2.SEVERITY_NOTE, 0, "")


def test_a_table_of_many_rows_is_not_looked_at_for_a_caller(tmp_path):
    (tmp_path / "cranes.csv").write_text("port,year,cranes\nHalvik,2023,3\nHalvik,2024,5\n")
    tables = ReferenceTables.load(tmp_path)
    assert Quality(tables, 1).of("cranes") is None
    assert Quality(tables, 2).of("cranes") is not None
