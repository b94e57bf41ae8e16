"""Many documents as calls of a size that the service takes, and their answers in order: what both clients share."""

from __future__ import annotations

from collections.abc import AsyncIterable, Iterable, Iterator
from dataclasses import dataclass, replace

from veritab.v1 import verification_service_pb2 as pb
from veritab.v1.job_pb2 import JobResult
from veritab_client import reading, requests
from veritab_client.errors import ClientError, InputError, InvalidRequest, ServiceError
from veritab_client.failures import from_status
from veritab_client.requests import Wish
from veritab_client.results import Document, Finding, Report

MOST = 256
"""Documents of a call."""
SPARE = 64
"""Bytes that a document of a batch may take besides its own."""

Outcome = Report | ServiceError


@dataclass(frozen=True, slots=True)
class Batch:
    """Documents that go together: how many came before, and what is sent; or what keeps all that follow from it."""

    start: int
    request: pb.BatchCheckDocumentsRequest
    failed: ClientError | None = None

    def halves(self) -> tuple[Batch, Batch]:
        """The batch as two."""
        asked = self.request.requests
        cut = len(asked) // 2
        first, second = (
            pb.BatchCheckDocumentsRequest(requests=part, tables=self.request.tables)
            for part in (asked[:cut], asked[cut:])
        )
        return Batch(self.start, first), Batch(self.start + cut, second)

    def outcomes(self, response: pb.BatchCheckDocumentsResponse, request_id: str = "") -> list[Outcome]:
        """What became of each document; places in other documents count from the first of all."""
        return [_from_start(outcome(result, request_id), self.start) for result in response.results]

    def failing(self, error: ServiceError) -> list[Outcome]:
        """The error of all as that of each."""
        return [error] * len(self.request.requests)


def split(documents: Iterable[Document | str], wish: Wish, together: bool) -> Iterator[Batch]:
    """The documents in batches, none larger than a request may be; one that cannot be sent ends them."""
    shared = requests.batch_request([], wish)
    free = requests.LARGEST - shared.ByteSize()
    alone: Wish = {**wish, "tables": ()}
    start, asked, size = 0, list[pb.CheckDocumentRequest](), 0
    failed: ClientError | None = None
    try:
        for document in requests.read_documents(documents):
            request = requests.check_request(document, alone)
            length = request.ByteSize() + SPARE
            if asked and (not together or len(asked) == MOST or size + length > free):
                yield Batch(start, pb.BatchCheckDocumentsRequest(requests=asked, tables=shared.tables))
                start, asked, size = start + len(asked), [], 0
            asked.append(request)
            size += length
    except InputError as error:
        failed = error
    if asked:
        yield Batch(start, pb.BatchCheckDocumentsRequest(requests=asked, tables=shared.tables))
    if failed is not None:
        yield Batch(start, shared, failed)


def can_be_split(batch: Batch, error: ServiceError) -> bool:
    """True where the batch was too large as a whole, by whichever measure of the server."""
    return isinstance(error, InvalidRequest) and len(batch.request.requests) > 1


def outcome(result: pb.BatchCheckResult | pb.CheckDocumentsResponse | JobResult, request_id: str = "") -> Outcome:
    """The report of one document among several, or its error."""
    if result.HasField("error"):
        return from_status(result.error, request_id)
    return reading.read_report(result.response.report)


def _from_start(found: Outcome, start: int) -> Outcome:
    if isinstance(found, ServiceError) or not start:
        return found
    return replace(found, findings=tuple(_moved(finding, start) for finding in found.findings))


def _moved(finding: Finding, start: int) -> Finding:
    related = tuple(
        each if each.position is None else replace(each, position=each.position + start) for each in finding.related
    )
    return replace(finding, related=related)


def require_in_flight(in_flight: int, documents: object) -> None:
    """InputError where nothing could ever be asked."""
    if in_flight < 1:
        raise InputError(f"in_flight must be a number from 1, not {in_flight}.")
    if isinstance(documents, AsyncIterable):
        raise InputError("check_many takes a plain iterable; check_stream takes an asynchronous one.")
