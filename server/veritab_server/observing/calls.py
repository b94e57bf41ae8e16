"""The figures of calls: how many, how they ended, how long they waited and took, and what verdicts they gave.

Every worker writes its own into files of one folder, and the supervisor adds them up. The folder is in
PROMETHEUS_MULTIPROC_DIR, which has to be set before this module is imported.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

import grpc
from prometheus_client import Counter, Gauge, Histogram

from veritab.v1 import finding_pb2
from veritab.v1 import verification_service_pb2 as pb
from veritab_server.admission import OURS
from veritab_server.failures import Method, with_behavior

SECONDS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30)

CALLS = Counter("veritab_calls", "Calls that ended, by method and status code.", ["method", "code"])
TOOK = Histogram("veritab_call_seconds", "Seconds from the start of a call to its end.", ["method"], buckets=SECONDS)
WAITED = Histogram("veritab_queue_seconds", "Seconds from the arrival of a call to its start.", buckets=SECONDS)
RUNNING = Gauge("veritab_calls_running", "Calls that run now.", multiprocess_mode="livesum")
DOCUMENTS = Counter("veritab_documents", "Documents that were checked.")
FINDINGS = Counter("veritab_findings", "Findings that were sent, by kind of claim and verdict.", ["kind", "verdict"])


class CallsInterceptor(grpc.ServerInterceptor):
    """Measures every call of ours. The outermost one, so that what the others refuse is seen too."""

    def intercept_service(
        self,
        continuation: Callable[[grpc.HandlerCallDetails], grpc.RpcMethodHandler[Any, Any] | None],
        handler_call_details: grpc.HandlerCallDetails,
    ) -> grpc.RpcMethodHandler[Any, Any] | None:
        """Wrap the method; it stays in the pool that it was sent to."""
        handler = continuation(handler_call_details)
        if handler is None or not handler_call_details.method.startswith(OURS):
            return handler
        name, arrived = handler_call_details.method.rpartition("/")[2], time.perf_counter()
        if handler.unary_unary:
            return with_behavior(handler, _Unary(handler.unary_unary, name, arrived))
        if handler.stream_stream:
            return with_behavior(handler, _Stream(handler.stream_stream, name, arrived))
        return handler


class _Measured:
    """A method under the clock."""

    def __init__(self, behavior: Method, name: str, arrived: float) -> None:
        self._behavior, self._name, self._arrived = behavior, name, arrived
        self.experimental_thread_pool = getattr(behavior, "experimental_thread_pool", None)

    def _begin(self) -> float:
        started = time.perf_counter()
        WAITED.observe(started - self._arrived)
        RUNNING.inc()
        return started

    def _end(self, started: float, context: Any) -> None:
        RUNNING.dec()
        TOOK.labels(self._name).observe(time.perf_counter() - started)
        code = context.code()
        ended = "OK" if context.is_active() else "CANCELLED"
        CALLS.labels(self._name, code.name if code else ended).inc()


class _Unary(_Measured):
    def __call__(self, request: Any, context: grpc.ServicerContext) -> Any:
        started = self._begin()
        try:
            response = self._behavior(request, context)
            _count(response)
            return response
        finally:
            self._end(started, context)


class _Stream(_Measured):
    def __call__(self, requests: Any, context: grpc.ServicerContext) -> Iterator[Any]:
        started = self._begin()
        try:
            for response in self._behavior(requests, context):
                _count(response)
                yield response
        finally:
            self._end(started, context)


def _count(response: Any) -> None:
    """Count the findings that a response has, of one document or of several."""
    if isinstance(response, pb.BatchCheckDocumentsResponse):
        for result in response.results:
            _count(result.response)
    elif isinstance(response, pb.CheckDocumentsResponse):
        if response.HasField("response"):
            _count(response.response)
    elif isinstance(response, pb.CheckDocumentResponse | pb.VerifyClaimsResponse) and response.HasField("report"):
        DOCUMENTS.inc()
        for finding in response.report.findings:
            FINDINGS.labels(*_told(finding)).inc()


def _told(finding: finding_pb2.Finding) -> tuple[str, str]:
    return finding.claim.kind, finding_pb2.Verdict.Name(finding.verdict).removeprefix("VERDICT_")
