"""The figures of calls: how many, how they ended, how long they waited and took, and what verdicts they gave.

Every worker writes its own into files of one folder, and the supervisor adds them up. The folder is in
PROMETHEUS_MULTIPROC_DIR, which has to be set before this module is imported.
"""

from __future__ import annotations

from collections import Counter as Tally
from typing import Any

from prometheus_client import Counter, Gauge, Histogram

from veritab.v1 import finding_pb2
from veritab.v1 import verification_service_pb2 as pb
from veritab.v1.job_pb2 import JobResult
from veritab_server.observing.call import STREAMED, Call

SECONDS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30)

CALLS = Counter("veritab_calls", "Calls that ended, by method and status code.", ["method", "code"])
REFUSALS = Counter("veritab_refusals", "Calls that ended in an error of ours, by its reason.", ["method", "reason"])
TOOK = Histogram("veritab_call_seconds", "Seconds from the start of a call to its end.", ["method"], buckets=SECONDS)
WAITED = Histogram("veritab_queue_seconds", "Seconds from the arrival of a call to its start.", buckets=SECONDS)
RUNNING = Gauge(
    "veritab_calls_running", "Calls in hand now, those that wait and streams among them.", multiprocess_mode="livesum"
)
STREAMS = Gauge("veritab_streams_running", "Streams that are open now.", multiprocess_mode="livesum")
DOCUMENTS = Counter("veritab_documents", "Documents that were checked.")
FAILED = Counter("veritab_documents_failed", "Documents of batches, streams and jobs that could not be checked.")
FINDINGS = Counter("veritab_findings", "Findings that were sent, by kind of claim and verdict.", ["kind", "verdict"])

_VERDICTS = {number: name.removeprefix("VERDICT_") for name, number in finding_pb2.Verdict.items()}


class Measures:
    """Measures the calls that it sees."""

    def begin(self, call: Call) -> None:
        RUNNING.inc()
        if call.method == STREAMED:
            STREAMS.inc()

    def received(self, call: Call, request: Any) -> None:
        pass

    def sent(self, call: Call, response: Any) -> None:
        _count(response)

    def end(self, call: Call) -> None:
        RUNNING.dec()
        if call.method == STREAMED:
            STREAMS.dec()
        WAITED.observe(call.started - call.arrived)
        TOOK.labels(call.method).observe(call.ended - call.started)
        CALLS.labels(call.method, call.code).inc()
        if call.reason:
            REFUSALS.labels(call.method, call.reason).inc()

    def close(self) -> None:
        pass


def _count(response: Any) -> None:
    """Count the findings that a response has, of one document or of several."""
    if isinstance(response, pb.BatchCheckDocumentsResponse):
        for result in response.results:
            count_result(result)
    elif isinstance(response, pb.CheckDocumentsResponse):
        count_result(response)
    elif isinstance(response, pb.CheckDocumentResponse | pb.VerifyClaimsResponse) and response.HasField("report"):
        DOCUMENTS.inc()
        found = Tally((each.claim.kind, each.verdict) for each in response.report.findings)
        for (kind, verdict), number in found.items():
            FINDINGS.labels(kind, _VERDICTS[verdict]).inc(number)


def count_result(result: pb.BatchCheckResult | pb.CheckDocumentsResponse | JobResult) -> None:
    """One document among several: its findings, or its error."""
    if result.HasField("response"):
        _count(result.response)
    elif result.HasField("error"):
        FAILED.inc()
