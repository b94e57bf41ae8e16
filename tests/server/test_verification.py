"""The verification service over a real socket."""

from array import array
from typing import Any, cast

import grpc
import pytest
from google.rpc.code_pb2 import Code
from google.rpc.error_details_pb2 import BadRequest, ErrorInfo

from tests.server.running import RIGHT, WRONG, check_of, detail, ferries, serving, status_of
from veritab.v1 import claim_pb2, document_pb2, finding_pb2, value_pb2
from veritab.v1 import verification_service_pb2 as pb
from veritab.v1.document_pb2 import Document
from veritab.v1.verification_service_pb2_grpc import VerificationServiceStub
from veritab_engine import ReferenceTables
from veritab_server.checking import Desk
from veritab_server.inline import InlineTables
from veritab_server.loads import KEPT
from veritab_server.pool import LargeRequests
from veritab_server.settings import Limits, Settings
from veritab_server.snapshots import Snapshots
from veritab_server.streams import Streams
from veritab_server.verification import VerificationServicer
from veritab_server.watchdog import Watchdog

ENCODINGS = {
    document_pb2.ENCODING_TYPE_UNSPECIFIED: lambda text: text,
    document_pb2.ENCODING_TYPE_CODE_POINTS: lambda text: text,
    document_pb2.ENCODING_TYPE_UTF8: lambda text: text.encode(),
    document_pb2.ENCODING_TYPE_UTF16: lambda text: array("H", text.encode("utf-16-le")),
}


def conflicts(report):
    return [finding for finding in report.findings if finding.verdict == finding_pb2.VERDICT_CONFLICT]


def refused(call, request):
    with pytest.raises(grpc.RpcError) as error:
        call(request)
    return status_of(error.value)


def test_a_wrong_figure_is_a_conflict_with_all_that_explains_it(verification):
    report = verification.CheckDocument(check_of(WRONG)).report
    [finding] = conflicts(report)
    assert report.verdict == finding_pb2.VERDICT_CONFLICT
    assert report.coverage.conflict == 1
    assert finding.claim.quote == "$57.3 million"
    assert finding.claim.value.point.number == "57300000"
    assert finding.claim.unit == "USD"
    assert finding.diagnosis.code == "other_period"
    assert finding.evidence.table == "tables/ferry-revenue"
    assert {cell.column: cell.text for cell in finding.evidence.rows[0].cells}["year"] == "2024"
    assert finding.suggestion.text == "$62.8 million"
    assert finding.suggestion.span == finding.claim.span


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_offsets_are_in_the_units_that_were_asked_for(verification, encoding):
    text = "Près de la côte 😀. " + WRONG
    response = verification.CheckDocument(check_of(text, encoding_type=encoding))
    [finding] = conflicts(response.report)
    units, quote = ENCODINGS[encoding](text), ENCODINGS[encoding]("$57.3 million")
    assert units[finding.claim.span.start : finding.claim.span.end] == quote
    assert response.report.encoding_type == (encoding or document_pb2.ENCODING_TYPE_CODE_POINTS)


def test_an_empty_document_has_no_claims(verification):
    report = verification.CheckDocument(check_of("")).report
    assert report.coverage == finding_pb2.Coverage()
    assert report.verdict == finding_pb2.VERDICT_NOT_COVERED


def test_the_document_s_own_words_come_back(verification):
    document = Document(text=RIGHT, id="story 7", as_of="2025-05-08", scope={"port": "Tornes"})
    report = verification.CheckDocument(pb.CheckDocumentRequest(document=document)).report
    assert (report.document_id, report.as_of, report.snapshot) == ("story 7", "2025-05-08", ferries().id)


def test_findings_below_a_likelihood_are_left_out_and_still_counted(verification):
    whole = verification.CheckDocument(check_of(WRONG + " " + RIGHT)).report
    sure = finding_pb2.LIKELIHOOD_VERY_LIKELY
    report = verification.CheckDocument(check_of(WRONG + " " + RIGHT, min_likelihood=sure)).report
    assert list(report.findings) == [finding for finding in whole.findings if finding.likelihood >= sure]
    assert report.coverage == whole.coverage
    assert not report.findings_truncated


def test_a_verdict_that_is_less_sure_than_a_request_asks_is_ambiguous_in_the_coverage_too(verification):
    whole = verification.CheckDocument(check_of(WRONG)).report
    [conflict] = [finding for finding in whole.findings if finding.verdict == finding_pb2.VERDICT_CONFLICT]
    assert 0 < conflict.confidence < 1
    assert verification.CheckDocument(check_of(WRONG, min_confidence=0.0)).report == whole
    report = verification.CheckDocument(check_of(WRONG, min_confidence=1.0)).report
    assert (report.coverage.conflict, report.coverage.ambiguous) == (0, whole.coverage.conflict)
    given = pb.VerifyClaimsRequest(document=Document(text=WRONG), claims=with_claim().claims, min_confidence=1.0)
    given.claims[0].span.start, given.claims[0].span.end = conflict.claim.span.start, conflict.claim.span.end
    assert verification.VerifyClaims(given).report.coverage.conflict == 0


def test_more_findings_than_asked_for_are_cut_and_it_is_said(verification):
    whole = verification.CheckDocument(check_of(WRONG + " " + RIGHT)).report
    assert len(whole.findings) > 1
    report = verification.CheckDocument(check_of(WRONG + " " + RIGHT, max_findings=1)).report
    assert list(report.findings) == list(whole.findings[:1])
    assert report.findings_truncated


def test_extract_gives_the_claims_that_check_judges(verification):
    checked = verification.CheckDocument(check_of(WRONG + " " + RIGHT)).report
    extracted = verification.ExtractClaims(pb.ExtractClaimsRequest(document=Document(text=WRONG + " " + RIGHT)))
    assert list(extracted.claims) == [finding.claim for finding in checked.findings]
    assert extracted.snapshot == checked.snapshot


def test_a_batch_keeps_its_order_and_an_item_fails_alone(verification):
    items = [check_of(WRONG), check_of(RIGHT, snapshot="nowhere"), check_of(RIGHT)]
    results = verification.BatchCheckDocuments(pb.BatchCheckDocumentsRequest(requests=items)).results
    assert [result.WhichOneof("outcome") for result in results] == ["response", "error", "response"]
    assert conflicts(results[0].response.report)
    assert not conflicts(results[2].response.report)
    assert detail(results[1].error, ErrorInfo).reason == "UNKNOWN_SNAPSHOT"


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_documents_of_a_batch_are_held_against_each_other(verification, encoding):
    texts = ["Côte 😀. In 2024, Acme employed 412 people.", "In 2024, Acme employed 450 people."]
    items = [
        check_of(texts[0], encoding_type=encoding),
        check_of(RIGHT, snapshot="nowhere"),
        check_of(texts[1], encoding_type=encoding),
    ]
    results = verification.BatchCheckDocuments(pb.BatchCheckDocumentsRequest(requests=items)).results
    assert not conflicts(results[0].response.report)
    [finding] = conflicts(results[2].response.report)
    assert finding.claim.quote == "450"
    [place] = finding.related
    assert place.request_index == 0
    units, quote = ENCODINGS[encoding](texts[0]), ENCODINGS[encoding]("412")
    assert units[place.span.start : place.span.end] == quote


def test_documents_of_a_batch_that_the_deadline_did_not_reach_are_said_to_be_so(verification):
    class Impatient:
        """A call whose deadline has passed, as a handler sees it; over a socket nobody would hear the answer."""

        def is_active(self):
            return False

    context = cast(grpc.ServicerContext, Impatient())
    settings, snapshots = Settings(), Snapshots.of(ferries())
    desk = Desk(InlineTables(snapshots, settings), settings.limits)
    servicer = VerificationServicer(snapshots, Streams(settings, LargeRequests(1), Watchdog()), desk)
    response = servicer.BatchCheckDocuments(pb.BatchCheckDocumentsRequest(requests=[check_of(RIGHT)]), context)
    [result] = response.results
    assert result.error.code == Code.DEADLINE_EXCEEDED
    assert detail(result.error, ErrorInfo).reason == "DEADLINE_PASSED"


FIELDS: dict[str, Any] = {
    "id": "mine",
    "kind": "money",
    "span": document_pb2.Span(start=WRONG.index("$"), end=len(WRONG) - 1),
    "value": value_pb2.Value(point=value_pb2.Point(number="62800000", shown_to="100000")),
    "unit": "USD",
}
GIVEN = claim_pb2.GivenClaim(**FIELDS)


def test_given_claims_are_judged_by_the_value_that_the_caller_read(verification):
    request = pb.VerifyClaimsRequest(document=Document(text=WRONG), claims=[GIVEN])
    [finding] = verification.VerifyClaims(request).report.findings
    assert finding.claim.id == "mine"
    assert finding.claim.quote == "$57.3 million"
    assert finding.verdict == finding_pb2.VERDICT_SUPPORTED


def test_a_claim_is_explained_by_its_readings(verification):
    [finding] = conflicts(verification.CheckDocument(check_of(WRONG)).report)
    request = pb.ExplainClaimRequest(document=Document(text=WRONG), claim_id=finding.claim.id)
    derivation = verification.ExplainClaim(request).derivation
    assert derivation.finding == finding
    [chosen] = [reading for reading in derivation.readings if reading.chosen]
    assert chosen.table == "tables/ferry-revenue"
    assert "Halvik" in chosen.explained
    assert chosen.rows == finding.evidence.rows


def test_the_catalogue_names_kinds_and_codes(verification):
    catalogue = verification.GetCatalogue(pb.GetCatalogueRequest())
    assert "money" in [kind.name for kind in catalogue.claim_kinds]
    assert "VT102" in [rule.code for rule in catalogue.finding_rules]
    assert all(kind.summary for kind in catalogue.claim_kinds)


def test_a_pinned_snapshot_answers_after_the_tables_changed_until_it_is_dropped(tmp_path):
    snapshots = Snapshots.of(ferries())
    with serving(snapshots=snapshots) as address, grpc.insecure_channel(address) as channel:
        stub = VerificationServiceStub(channel)
        for version in range(KEPT - 1):
            snapshots.publish(tables_of(tmp_path, version))
        assert stub.CheckDocument(check_of(RIGHT)).report.snapshot == snapshots.get().id != ferries().id
        assert stub.CheckDocument(check_of(RIGHT, snapshot=ferries().id)).report.snapshot == ferries().id

        snapshots.publish(tables_of(tmp_path, KEPT))
        status = refused(stub.CheckDocument, check_of(RIGHT, snapshot=ferries().id))
        assert status.code == Code.FAILED_PRECONDITION
        assert detail(status, ErrorInfo).metadata["kept"].split(", ")[0] == snapshots.get().id


def tables_of(folder, version):
    path = folder / f"version{version}.csv"
    path.write_text(f"port,year,cranes\nHalvik,2024,{version}\n")
    return ReferenceTables.load(path)


def with_document(**fields):
    return pb.CheckDocumentRequest(document=Document(**fields))


def with_claim(**changes):
    claim = claim_pb2.GivenClaim(**{**FIELDS, **changes})
    return pb.VerifyClaimsRequest(document=Document(text="é" + WRONG), claims=[claim])


@pytest.mark.parametrize(
    ("request_", "field"),
    [
        (with_document(as_of="May 8"), "document.as_of"),
        (with_document(language="fi"), "document.language"),
        (with_document(id="x" * 1025), "document.id"),
        (with_document(scope={str(i): "" for i in range(33)}), "document.scope"),
        (check_of(RIGHT, max_findings=-1), "max_findings"),
        (check_of(RIGHT, max_findings=10_001), "max_findings"),
        (check_of(RIGHT, encoding_type=9), "encoding_type"),
        (check_of(RIGHT, min_likelihood=9), "min_likelihood"),
        (check_of(RIGHT, min_confidence=1.5), "min_confidence"),
        (check_of(RIGHT, min_confidence=float("nan")), "min_confidence"),
        (pb.BatchCheckDocumentsRequest(), "requests"),
        (pb.BatchCheckDocumentsRequest(requests=[check_of("")] * 257), "requests"),
        (pb.VerifyClaimsRequest(document=Document(text=RIGHT)), "claims"),
        (pb.ExplainClaimRequest(document=Document(text=RIGHT)), "claim_id"),
        (pb.CheckDocumentRequest(snapshot="any"), "document"),
        (pb.ExtractClaimsRequest(snapshot="any"), "document"),
        (pb.ExplainClaimRequest(claim_id="c1"), "document"),
        (pb.VerifyClaimsRequest(claims=[GIVEN]), "document"),
        (with_claim(kind=""), "claims[0].kind"),
        (with_claim(kind="rumour"), "claims[0].kind"),
        (with_claim(value=value_pb2.Value()), "claims[0].value"),
        (with_claim(span=document_pb2.Span(start=3, end=3)), "claims[0].span"),
        (with_claim(span=document_pb2.Span(start=3, end=999)), "claims[0].span.end"),
        (with_claim(direction=9), "claims[0].direction"),
        (pb.VerifyClaimsRequest(document=Document(text=WRONG), claims=[GIVEN, GIVEN]), "claims[1].id"),
    ],
)
def test_a_field_out_of_bounds_is_named(verification, request_, field):
    calls = {
        pb.CheckDocumentRequest: verification.CheckDocument,
        pb.ExtractClaimsRequest: verification.ExtractClaims,
        pb.BatchCheckDocumentsRequest: verification.BatchCheckDocuments,
        pb.VerifyClaimsRequest: verification.VerifyClaims,
        pb.ExplainClaimRequest: verification.ExplainClaim,
    }
    status = refused(calls[type(request_)], request_)
    assert status.code == Code.INVALID_ARGUMENT
    assert detail(status, ErrorInfo).reason == "INVALID_INPUT"
    assert detail(status, ErrorInfo).domain == "veritab"
    assert [violation.field for violation in detail(status, BadRequest).field_violations] == [field]


def test_an_offset_inside_a_character_is_refused(verification):
    request = with_claim(span=document_pb2.Span(start=1, end=20))
    request.encoding_type = document_pb2.ENCODING_TYPE_UTF8
    assert "inside a character" in refused(verification.VerifyClaims, request).message


def test_an_unknown_claim_is_not_found(verification):
    request = pb.ExplainClaimRequest(document=Document(text=RIGHT), claim_id="c99")
    status = refused(verification.ExplainClaim, request)
    assert status.code == Code.NOT_FOUND
    assert detail(status, ErrorInfo).metadata["claim_id"] == "c99"


def test_a_text_that_is_too_long_is_refused_by_its_bytes():
    settings = Settings(limits=Limits(document_bytes=10))
    with serving(settings) as address, grpc.insecure_channel(address) as channel:
        call = VerificationServiceStub(channel).CheckDocument
        assert call(check_of("é" * 5)).report.coverage.claims == 0
        status = refused(call, check_of("é" * 5 + "!"))
        assert "11 bytes" in status.message
        assert detail(status, BadRequest).field_violations[0].field == "document.text"
