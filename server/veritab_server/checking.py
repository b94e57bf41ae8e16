"""Checking one document: what a single call, a batch and a stream have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import grpc
from google.rpc.status_pb2 import Status

from veritab.v1 import verification_service_pb2 as pb
from veritab_engine.reference.inline import InlineTable
from veritab_server.conversion.document import read_document, read_offsets
from veritab_server.conversion.finding import read_selection, write_report
from veritab_server.errors import DeadlinePassed
from veritab_server.inline import InlineTables
from veritab_server.settings import Limits
from veritab_server.status import status_of


@dataclass(frozen=True, slots=True)
class Desk:
    """Where documents are checked, one by one."""

    tables: InlineTables
    limits: Limits

    def check(self, request: pb.CheckDocumentRequest, shared: Sequence[InlineTable] = ()) -> pb.CheckDocumentResponse:
        """The verdicts of one document; VeritabError where it cannot be checked."""
        document = read_document(request.document, self.limits)
        selection = read_selection(request.min_likelihood, request.max_findings, self.limits)
        offsets = read_offsets(document.text, request.encoding_type)
        snapshot = self.tables.snapshot(request, shared)
        report = snapshot.checker.check(document)
        return pb.CheckDocumentResponse(report=write_report(report, selection, offsets, snapshot.id))

    def try_check(
        self, request: pb.CheckDocumentRequest, context: grpc.ServicerContext, shared: Sequence[InlineTable] = ()
    ) -> tuple[pb.CheckDocumentResponse | None, Status | None]:
        """The verdicts of one document among several, or the error that it alone meets."""
        try:
            require_patience(context)
            return self.check(request, shared), None
        except Exception as error:  # one document's error is its own result; the others are still checked
            return None, status_of(error)


def require_patience(context: grpc.ServicerContext) -> None:
    """Raise DeadlinePassed where nobody waits any more: a handler outlives its caller unless it looks."""
    if not context.is_active() or context.time_remaining() <= 0:
        raise DeadlinePassed
