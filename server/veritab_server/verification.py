"""The verification service: read the request, ask the engine, write the answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import grpc

from veritab.v1 import catalogue_pb2
from veritab.v1 import verification_service_pb2 as pb
from veritab.v1.verification_service_pb2_grpc import VerificationServiceServicer
from veritab_server.checking import Desk, patience
from veritab_server.conversion.bounds import read_name, require_count
from veritab_server.conversion.catalogue import write_catalogue
from veritab_server.conversion.claim import read_given_claims, write_claim
from veritab_server.conversion.derivation import write_derivation
from veritab_server.conversion.document import read_document, read_offsets, write_encoding
from veritab_server.conversion.finding import read_min_confidence, read_selection, write_report
from veritab_server.conversion.inline import read_inline_tables
from veritab_server.snapshots import Snapshots
from veritab_server.streams import Streams

LONGEST_ID = 256


class VerificationServicer(VerificationServiceServicer):
    """Checks documents against the snapshots."""

    def __init__(self, snapshots: Snapshots, streams: Streams, desk: Desk) -> None:
        self._snapshots, self._streams, self._desk = snapshots, streams, desk
        self._limits, self._tables = desk.limits, desk.tables

    def ExtractClaims(
        self, request: pb.ExtractClaimsRequest, context: grpc.ServicerContext
    ) -> pb.ExtractClaimsResponse:
        document = read_document(request, self._limits)
        offsets = read_offsets(document.text, request.encoding_type)
        snapshot = self._snapshots.get(request.snapshot)
        response = pb.ExtractClaimsResponse(document_id=document.id, snapshot=snapshot.id)
        response.encoding_type = write_encoding(offsets)
        for claim in replace(snapshot.checker, patience=patience(context)).extract(document):
            write_claim(response.claims.add(), claim, offsets)
        return response

    def CheckDocument(
        self, request: pb.CheckDocumentRequest, context: grpc.ServicerContext
    ) -> pb.CheckDocumentResponse:
        return self._desk.check(request, context)

    def BatchCheckDocuments(
        self, request: pb.BatchCheckDocumentsRequest, context: grpc.ServicerContext
    ) -> pb.BatchCheckDocumentsResponse:
        require_count(request.requests, "requests", self._limits.batch)
        shared = read_inline_tables(request.tables, self._limits)
        response = pb.BatchCheckDocumentsResponse()
        for checked, error in self._desk.check_together(request.requests, context, shared):
            response.results.add(response=checked, error=error)
        return response

    def CheckDocuments(
        self, request_iterator: Iterator[pb.CheckDocumentsRequest], context: grpc.ServicerContext
    ) -> Iterator[pb.CheckDocumentsResponse]:
        def answer(item: pb.CheckDocumentsRequest) -> pb.CheckDocumentsResponse:
            checked, error = self._desk.try_check(item.request, context)
            return pb.CheckDocumentsResponse(correlation_id=item.correlation_id, response=checked, error=error)

        summary = pb.StreamSummary()
        for response in self._streams.answers(_named(request_iterator), answer, context):
            summary.checked += response.HasField("response")
            summary.failed += response.HasField("error")
            yield response
        summary.snapshot = self._snapshots.get().id
        yield pb.CheckDocumentsResponse(summary=summary)

    def VerifyClaims(self, request: pb.VerifyClaimsRequest, context: grpc.ServicerContext) -> pb.VerifyClaimsResponse:
        document = read_document(request, self._limits)
        require_count(request.claims, "claims", self._limits.claims)
        offsets = read_offsets(document.text, request.encoding_type)
        selection = read_selection(request.min_likelihood, request.max_findings, self._limits)
        least = read_min_confidence(request)
        claims = read_given_claims(request.claims, offsets)
        snapshot = self._tables.snapshot(request)
        checker = replace(snapshot.checker, min_confidence=least, patience=patience(context))
        report = checker.verify(document, claims)
        return pb.VerifyClaimsResponse(report=write_report(report, selection, offsets, snapshot.id))

    def ExplainClaim(self, request: pb.ExplainClaimRequest, context: grpc.ServicerContext) -> pb.ExplainClaimResponse:
        document = read_document(request, self._limits)
        claim_id = read_name(request.claim_id, "claim_id", required=True)
        offsets = read_offsets(document.text, request.encoding_type)
        snapshot = self._tables.snapshot(request)
        response = pb.ExplainClaimResponse(snapshot=snapshot.id, encoding_type=write_encoding(offsets))
        derivation = snapshot.explain(document, claim_id, patience(context))
        write_derivation(response.derivation, derivation, offsets, self._limits.readings)
        return response

    def GetCatalogue(self, request: pb.GetCatalogueRequest, context: grpc.ServicerContext) -> catalogue_pb2.Catalogue:
        return write_catalogue(self._snapshots.get().id)


def _named(requests: Iterator[pb.CheckDocumentsRequest]) -> Iterator[pb.CheckDocumentsRequest]:
    """The requests of a stream, each with its correlation id; FieldError for one without."""
    for request in requests:
        read_name(request.correlation_id, "correlation_id", LONGEST_ID, required=True)
        yield request
