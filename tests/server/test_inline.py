"""Tables that come with a request, over a real socket."""

import gzip
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import grpc
import pytest
from google.rpc.code_pb2 import Code
from google.rpc.error_details_pb2 import BadRequest, ErrorInfo

from tests.server.running import WRONG, check_of, detail, ferries, serving, status_of
from tests.server.test_streams import item
from veritab.v1 import document_pb2, finding_pb2
from veritab.v1 import verification_service_pb2 as pb
from veritab.v1.claim_pb2 import GivenClaim
from veritab.v1.document_pb2 import Document, Span
from veritab.v1.inline_table_pb2 import TABLE_FORMAT_PARQUET, InlineTable
from veritab.v1.value_pb2 import Point, Value
from veritab.v1.verification_service_pb2_grpc import VerificationServiceStub
from veritab_engine.reference import inline as engine
from veritab_engine.reference.confined import Bounds
from veritab_server import inline
from veritab_server.inline import OVERHEAD, InlineTables
from veritab_server.settings import Limits, Settings
from veritab_server.snapshots import Snapshots

SALES = b"region,year,revenue ($m)\nNorth,2023,12.4\nNorth,2024,15.1\nSouth,2024,7.2\n"
ANSWER = "In 2024, revenue in the North was $12.4 million."
"""One conflict with the table: the figure is that of 2023."""
FIXED = "In 2024, revenue in the North was $15.1 million."


def table(content=SALES, name="sales.csv", **more):
    return InlineTable(name=name, content=content, **more)


def verdicts(report):
    return [(finding.claim.quote, finding_pb2.Verdict.Name(finding.verdict)[8:]) for finding in report.findings]


def refused(call, request):
    with pytest.raises(grpc.RpcError) as error:
        call(request)
    return status_of(error.value)


def test_an_answer_is_checked_against_the_very_table_that_came_with_it(verification):
    report = verification.CheckDocument(check_of(ANSWER, tables=[table()])).report
    [finding] = [each for each in report.findings if each.verdict == finding_pb2.VERDICT_CONFLICT]
    assert finding.claim.quote == "$12.4 million"
    assert finding.diagnosis.code == "other_period"
    assert finding.suggestion.text == "$15.1 million"
    assert finding.evidence.table == "tables/sales"
    assert verification.CheckDocument(check_of(FIXED, tables=[table()])).report.coverage.conflict == 0


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({}, []),
        ({"title": "Rain of October 2024"}, ["SUPPORTED"]),
        ({"descriptor_text": "title: Rain, 2024"}, ["SUPPORTED"]),
    ],
)
def test_a_sentence_may_say_what_the_title_of_the_table_says(verification, told, said):
    rain = b"city,country,rain (mm)\nBergen,Norway,271\nCork,Ireland,138\nVigo,Spain,205\n"
    sentence = "In 2024 Bergen had more rain than Vigo."
    report = verification.CheckDocument(check_of(sentence, tables=[table(rain, **told)])).report
    assert [verdict for quote, verdict in verdicts(report) if quote == sentence] == said


def test_the_tables_of_a_request_are_its_own(verification):
    before = verification.CheckDocument(check_of(ANSWER))
    verification.CheckDocument(check_of(ANSWER, tables=[table()]))
    assert verification.CheckDocument(check_of(ANSWER)) == before
    assert before.report.coverage.conflict == 0


def test_the_server_s_tables_are_asked_only_on_request(verification):
    text = f"{WRONG} {ANSWER}"
    alone = verification.CheckDocument(check_of(text, tables=[table()])).report
    beside = verification.CheckDocument(check_of(text, tables=[table()], server_tables=True)).report
    assert ("$57.3 million", "NOT_COVERED") in verdicts(alone)
    assert ("$57.3 million", "CONFLICT") in verdicts(beside)
    assert ("$12.4 million", "CONFLICT") in verdicts(beside)


def test_an_answer_names_what_it_was_computed_from(verification):
    came = engine.digest([engine.InlineTable("sales.csv", SALES)])
    alone = verification.CheckDocument(check_of(ANSWER, tables=[table()])).report.snapshot
    beside = verification.CheckDocument(check_of(ANSWER, tables=[table()], server_tables=True)).report.snapshot
    assert (alone, beside) == (f"+{came}", f"{ferries().id}+{came}")


@pytest.mark.parametrize("server_tables", [False, True])
def test_a_pinned_snapshot_gives_the_same_answer_with_the_same_tables(verification, server_tables):
    first = verification.CheckDocument(check_of(ANSWER, tables=[table()], server_tables=server_tables))
    again = check_of(ANSWER, tables=[table()], server_tables=server_tables, snapshot=first.report.snapshot)
    assert verification.CheckDocument(again) == first
    for other in (check_of(ANSWER), check_of(ANSWER, tables=[table(SALES + b"South,2023,8.9\n")])):
        other.snapshot = first.report.snapshot
        assert detail(refused(verification.CheckDocument, other), ErrorInfo).reason == "UNKNOWN_SNAPSHOT"


def test_a_base_may_be_pinned(verification):
    request = check_of(ANSWER, tables=[table()], server_tables=True, snapshot=ferries().id)
    assert verification.CheckDocument(request).report.snapshot.startswith(ferries().id)
    request.snapshot = "7f3a"
    assert refused(verification.CheckDocument, request).code == Code.FAILED_PRECONDITION


SMALL = Limits(tables=2, table_bytes=100, tables_bytes=150, descriptor_bytes=20, table=Bounds(rows=3, columns=4))
SHORT = b"a,b\n1,2\n"


@pytest.mark.parametrize(
    ("tables", "field", "reason"),
    [
        ([table(SHORT, name=str(number)) for number in range(3)], "tables", "INVALID_INPUT"),
        ([table(SHORT), table(b"a" * 101)], "tables[1].content", "INVALID_INPUT"),
        ([table(b"a,b\n" * 20, name=name) for name in "ab"], "tables", "INVALID_INPUT"),
        ([table(SHORT, descriptor_text="x" * 21)], "tables[0].descriptor_text", "INVALID_INPUT"),
        ([table(b"")], "tables[0].content", "INVALID_INPUT"),
        ([table(SHORT, name="")], "tables[0].name", "INVALID_INPUT"),
        ([table(SHORT, name="x" * 257)], "tables[0].name", "INVALID_INPUT"),
        ([table(SHORT, title="x" * 1025)], "tables[0].title", "INVALID_INPUT"),
        ([table(SHORT, name="../sales.csv")], "tables[0].name", "INVALID_INPUT"),
        ([table(SHORT, name="a\nb")], "tables[0].name", "INVALID_INPUT"),
        ([table(SHORT), table(SHORT, name="sales")], "tables", "INVALID_INPUT"),
        ([table(SHORT, format=7)], "tables[0].format", "INVALID_INPUT"),
        ([table(SHORT), table(b"a\n" * 5, name="b")], "tables[1]", "INVALID_TABLE"),
        ([table(b"a,b,c,d,e\n1,2,3,4,5\n")], "tables[0]", "INVALID_TABLE"),
        ([table(SHORT, format=TABLE_FORMAT_PARQUET)], "tables[0]", "INVALID_TABLE"),
        ([table(SHORT, descriptor_text="[1]")], "tables[0]", "INVALID_TABLE"),
    ],
)
def test_a_table_out_of_bounds_is_refused_by_its_field(tables, field, reason):
    with serving(Settings(limits=SMALL, grace=5)) as address, grpc.insecure_channel(address) as channel:
        status = refused(VerificationServiceStub(channel).CheckDocument, check_of(ANSWER, tables=tables))
    assert status.code == Code.INVALID_ARGUMENT
    assert detail(status, ErrorInfo).reason == reason
    assert [violation.field for violation in detail(status, BadRequest).field_violations] == [field]


def test_a_broken_table_is_told_by_row_and_column(verification):
    broken = SALES + b"South,2023,8.9,1\n"
    status = refused(verification.CheckDocument, check_of(ANSWER, tables=[table(broken)]))
    assert status.message.startswith("sales.csv, row 5: 4 cells where the header has 3 columns.")
    misread = SALES.replace(b"7.2", b"7.Z")
    schema = (
        '{"fields": [{"name": "region", "fact:role": "entity"}, {"name": "year", "type": "year"},'
        '{"name": "revenue ($m)", "type": "number"}]}'
    )
    status = refused(verification.CheckDocument, check_of(ANSWER, tables=[table(misread, descriptor_text=schema)]))
    assert status.message.startswith('sales.csv, row 4, column "revenue ($m)": "7.Z" is not a number')


def test_a_name_that_the_server_has_is_refused_beside_its_tables_only(verification):
    named = table(name="ferry-revenue")
    assert verification.CheckDocument(check_of(ANSWER, tables=[named])).report.coverage.conflict == 1
    status = refused(verification.CheckDocument, check_of(ANSWER, tables=[named], server_tables=True))
    assert detail(status, ErrorInfo).reason == "INVALID_TABLE"
    assert "ferry-revenue" in status.message


def test_claims_that_are_given_are_judged_by_the_tables_that_came(verification):
    quote = "$15.1 million"
    span = Span(start=FIXED.index(quote), end=FIXED.index(quote) + len(quote))
    value = Value(point=Point(number="15100000", shown_to="100000", coarsest="100000"))
    given = GivenClaim(kind="money", unit="USD", span=span, value=value)
    request = pb.VerifyClaimsRequest(document=Document(text=FIXED), claims=[given], tables=[table()])
    report = verification.VerifyClaims(request).report
    assert verdicts(report) == [(quote, "SUPPORTED")]
    assert report.snapshot.startswith("+")


def test_a_verdict_by_the_tables_that_came_is_explained(verification):
    report = verification.CheckDocument(check_of(ANSWER, tables=[table()])).report
    [wrong] = [each for each in report.findings if each.verdict == finding_pb2.VERDICT_CONFLICT]
    request = pb.ExplainClaimRequest(document=Document(text=ANSWER), claim_id=wrong.claim.id, tables=[table()])
    explained = verification.ExplainClaim(request)
    assert explained.snapshot == report.snapshot
    assert explained.derivation.finding == wrong
    assert {reading.table for reading in explained.derivation.readings} == {"tables/sales"}


def test_a_batch_shares_its_tables_and_each_may_bring_more(verification):
    ships = table(b"port,year,ships\nHalvik,2023,40\nHalvik,2024,52\n", name="ships")
    told = "In 2024, Halvik had 40 ships."
    request = pb.BatchCheckDocumentsRequest(
        tables=[table()],
        requests=[check_of(ANSWER), check_of(told), check_of(told, tables=[ships]), check_of(told, tables=[table()])],
    )
    wrong, silent, both, twice = verification.BatchCheckDocuments(request).results
    assert wrong.response.report.coverage.conflict == 1
    assert silent.response.report.coverage.conflict == 0
    assert both.response.report.coverage.conflict == 1
    assert 'two are called "sales"' in twice.error.message


def test_a_broken_table_of_a_batch_is_each_document_s_error(verification):
    request = pb.BatchCheckDocumentsRequest(tables=[table(b"a,b\n1\n")], requests=[check_of(ANSWER), check_of(FIXED)])
    for result in verification.BatchCheckDocuments(request).results:
        assert result.error.message.startswith("sales.csv, row 2: 1 cells")
    request.tables[0].name = ""
    assert detail(refused(verification.BatchCheckDocuments, request), BadRequest).field_violations[0].field


def test_documents_of_a_stream_bring_tables(verification):
    items = [item("a", check_of(ANSWER, tables=[table()])), item("b", check_of(ANSWER))]
    *results, _ = verification.CheckDocuments(iter(items))
    assert {each.correlation_id: each.response.report.coverage.conflict for each in results} == {"a": 1, "b": 0}


def test_a_request_that_was_compressed_is_no_larger_for_it(verification):
    content = b"a\n" + b"\0" * (9 << 20)
    assert len(gzip.compress(content)) < 1 << 20
    with pytest.raises(grpc.RpcError) as error:
        verification.CheckDocument(check_of("x", tables=[table(content)]), compression=grpc.Compression.Gzip)
    assert "tables[0].content" in str(error.value.details())


@pytest.fixture
def reads(monkeypatch):
    """The names of the tables that are read."""
    names = []

    def counting(table, bounds):
        names.append(table.name)
        return engine.read_inline(table, bounds)

    monkeypatch.setattr(inline, "read_inline", counting)
    return names


def test_tables_that_come_again_are_not_read_again(verification, reads):
    content = SALES + b"West,2024,1.1\n"
    for document in (ANSWER, FIXED, ANSWER):
        verification.CheckDocument(check_of(document, tables=[table(content)]))
    assert reads == ["sales.csv"]
    verification.CheckDocument(check_of(ANSWER, tables=[table(content, closed_world=False)]))
    assert reads == ["sales.csv"] * 2


def test_tables_that_come_at_once_are_read_once(verification, reads):
    rows = b"".join(b"Region%d,2024,%d\n" % (number, number) for number in range(20_000))
    together = Barrier(6)

    def ask(_):
        together.wait()
        return verification.CheckDocument(check_of(ANSWER, tables=[table(SALES + rows)])).report.snapshot

    with ThreadPoolExecutor(6) as pool:
        assert len(set(pool.map(ask, range(6)))) == 1
    assert reads == ["sales.csv"]


def test_what_could_not_be_read_is_tried_again(verification, reads):
    for _ in range(2):
        refused(verification.CheckDocument, check_of(ANSWER, tables=[table(b"a,b\n1\n", name="broken")]))
    assert reads == ["broken", "broken"]


def held(tables):
    return [key for key, _ in tables._held.items()]


def test_the_least_used_tables_go_first():
    tables = InlineTables(Snapshots.of(ferries()), Settings(inline_cells=3 * OVERHEAD))
    a, b, c = (check_of(ANSWER, tables=[table(name=name)]) for name in "abc")
    for request in (a, b, a, c):
        tables.snapshot(request)
    assert [key for _, key in held(tables)] == [tables.snapshot(each).id[1:] for each in (a, c)]


def test_layers_over_what_is_not_kept_any_more_go():
    snapshots = Snapshots.of(ferries())
    tables = InlineTables(snapshots, Settings())
    tables.snapshot(check_of(ANSWER, tables=[table()], server_tables=True))
    for figure in (b"1", b"2", b"3"):
        snapshots.publish(type(ferries()).of([engine.read_inline(engine.InlineTable("x", b"a,b\nX," + figure))]))
    tables.snapshot(check_of(ANSWER, tables=[table()]))
    assert [base for base, _ in held(tables)] == [""]


def test_offsets_are_those_of_the_text(verification):
    text = "Près de la côte 😀. " + ANSWER
    request = check_of(text, tables=[table()], encoding_type=document_pb2.ENCODING_TYPE_UTF8)
    [finding] = [each for each in verification.CheckDocument(request).report.findings if each.verdict == 2]
    assert text.encode()[finding.claim.span.start : finding.claim.span.end] == b"$12.4 million"
