"""Checking one document: what a single call, a batch and a stream have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

import grpc
from google.rpc.status_pb2 import Status

from veritab.v1 import verification_service_pb2 as pb
from veritab_engine.checker import Examined, together
from veritab_engine.finding import Report
from veritab_engine.patience import Patience
from veritab_engine.reference.inline import InlineTable
from veritab_server.conversion.document import read_document, read_offsets
from veritab_server.conversion.finding import Batch, Selection, read_min_confidence, read_selection, write_report
from veritab_server.errors import DeadlinePassed
from veritab_server.inline import InlineTables
from veritab_server.observing.call import stage
from veritab_server.offsets import Offsets
from veritab_server.settings import Limits
from veritab_server.status import status_of

Outcome = tuple[pb.CheckDocumentResponse | None, Status | None]
"""What became of one document among several: one of the two."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A document that was checked, with what its answer needs."""

    examined: Examined
    selection: Selection
    offsets: Offsets
    snapshot: str


@dataclass(frozen=True, slots=True)
class Desk:
    """Where documents are checked, one by one."""

    tables: InlineTables
    limits: Limits

    def check(self, request: pb.CheckDocumentRequest, context: grpc.ServicerContext) -> pb.CheckDocumentResponse:
        """The verdicts of one document; VeritabError where it cannot be checked."""
        return self.answer(request, patience(context))

    def answer(
        self, request: pb.CheckDocumentRequest, patience: Patience, shared: Sequence[InlineTable] = ()
    ) -> pb.CheckDocumentResponse:
        """The verdicts of one document, for which somebody waits as long as `patience` lets them."""
        return write(self._examine(request, patience, shared))

    def _examine(
        self, request: pb.CheckDocumentRequest, patience: Patience, shared: Sequence[InlineTable] = ()
    ) -> Checked:
        """One document checked, and not yet written; VeritabError where it cannot be."""
        document = read_document(request, self.limits)
        selection = read_selection(request.min_likelihood, request.max_findings, self.limits)
        least = read_min_confidence(request)
        offsets = read_offsets(document.text, request.encoding_type)
        snapshot = self.tables.snapshot(request, shared)
        checker = replace(snapshot.checker, min_confidence=least, patience=patience)
        stage("check")
        return Checked(checker.examine(document), selection, offsets, snapshot.id)

    def try_check(self, request: pb.CheckDocumentRequest, context: grpc.ServicerContext) -> Outcome:
        """The verdicts of one document among several, or the error that it alone meets."""
        checked = self._try_examine(request, context)
        return (write(checked), None) if isinstance(checked, Checked) else (None, checked)

    def check_together(
        self, requests: Sequence[pb.CheckDocumentRequest], context: grpc.ServicerContext, shared: Sequence[InlineTable]
    ) -> list[Outcome]:
        """The verdicts of documents that are held against each other, or the error of each that cannot be checked."""
        tried = [self._try_examine(request, context, shared) for request in requests]
        checked = {i: each for i, each in enumerate(tried) if isinstance(each, Checked)}
        places = list(checked)
        reports = dict(zip(places, together([each.examined for each in checked.values()]), strict=True))
        offsets = {i: each.offsets for i, each in enumerate(checked.values())}
        return [
            (write(each, reports[i], Batch(offsets, places)), None) if isinstance(each, Checked) else (None, each)
            for i, each in enumerate(tried)
        ]

    def _try_examine(
        self, request: pb.CheckDocumentRequest, context: grpc.ServicerContext, shared: Sequence[InlineTable] = ()
    ) -> Checked | Status:
        try:
            _require_caller(context)
            return self._examine(request, patience(context), shared)
        except Exception as error:  # one document's error is its own result; the others are still checked
            return status_of(error)


def write(checked: Checked, report: Report | None = None, batch: Batch | None = None) -> pb.CheckDocumentResponse:
    """A document's report as a message; `report` where others of its `batch` changed it."""
    stage("write")
    own = checked.examined.report
    written = write_report(report or own, checked.selection, checked.offsets, checked.snapshot, batch)
    return pb.CheckDocumentResponse(report=written)


def patience(context: grpc.ServicerContext) -> Patience:
    """What ends a check with DeadlinePassed once nobody waits for it: a handler outlives its caller unless it looks."""
    return partial(_require_caller, context)


def _require_caller(context: grpc.ServicerContext) -> None:
    if not context.is_active():  # so it is from the deadline on; `time_remaining` would go by a clock that can be set
        raise DeadlinePassed
