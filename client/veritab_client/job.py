"""Jobs as plain frozen data, and their requests: what both clients share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, cast, get_args

from veritab.v1 import job_pb2
from veritab.v1 import job_service_pb2 as pb
from veritab.v1.verification_service_pb2 import CheckDocumentRequest
from veritab_client import given, requests
from veritab_client.errors import InputError
from veritab_client.requests import Wish
from veritab_client.results import Document

JobState = Literal["open", "running", "done", "cancelled"]
PREFIX = "jobs/"
MOST = 256
"""Documents of a call."""
LARGEST = 4 * 1024 * 1024
"""Bytes of documents with which a call takes no further one."""
FIRST_PAUSE, LONGEST_PAUSE = 0.1, 5.0
"""Seconds between two looks at a job that is waited for: each pause is half as long again as the one before."""


@dataclass(frozen=True, slots=True)
class Job:
    """Documents that the server checks in its own time. Times are UTC, None where they have not come."""

    id: str
    state: JobState
    display_name: str
    snapshot: str
    """The one that it pins; empty for none."""
    documents: int
    waiting: int
    """How many of them have no result yet; 0 once the job has ended."""
    checked: int
    failed: int
    created: datetime
    started: datetime | None
    """When its first document was begun."""
    ended: datetime | None
    expires: datetime | None
    """When it is deleted with its results."""

    @property
    def has_ended(self) -> bool:
        """True where no more results will come."""
        return self.state in ("done", "cancelled")


@dataclass(frozen=True, slots=True)
class Part:
    """Documents of a job that travel in one call."""

    position: int
    """Of the first of them."""
    asked: list[CheckDocumentRequest]
    last: bool


def parts(documents: Iterable[Document | str], wish: Wish) -> Iterator[Part]:
    """The documents in calls, none larger than a request may be; at least one, which may be empty.

    Tables go first and alone: with a document they might be more than a request holds.
    """
    alone: Wish = {**wish, "tables": (), "snapshot": ""}
    if wish.get("tables"):
        yield Part(0, [], last=False)
    position, asked, size = 0, list[CheckDocumentRequest](), 0
    for document in requests.read_documents(documents):
        request = requests.check_request(document, alone)
        length = request.ByteSize()
        if asked and (len(asked) == MOST or size + length > LARGEST):
            yield Part(position, asked, last=False)
            position, asked, size = position + len(asked), [], 0
        asked.append(request)
        size += length
    yield Part(position, asked, last=True)


def create_request(part: Part, display_name: str, request_id: str, wish: Wish) -> pb.CreateJobRequest:
    """Asks for a job of these documents, to which those of the other parts are added."""
    shared = requests.batch_request([], wish)
    return pb.CreateJobRequest(
        job=job_pb2.Job(
            display_name=given.text(display_name, "display_name"),
            snapshot=given.text(wish.get("snapshot", ""), "snapshot"),
        ),
        requests=part.asked,
        tables=shared.tables,
        open=not part.last,
        request_id=request_id,
    )


def add_request(job: str, part: Part) -> pb.AddDocumentsRequest:
    """Asks for documents to be added."""
    return pb.AddDocumentsRequest(job=name_of(job), position=part.position, requests=part.asked, close=part.last)


def list_request(state: JobState | None, token: str) -> pb.ListJobsRequest:
    """Asks for a page of jobs."""
    if state is not None and state not in get_args(JobState):
        raise InputError(f"state must be one of {', '.join(get_args(JobState))}, not {state!r}.")
    asked = job_pb2.JobState.Value(f"JOB_STATE_{(state or 'unspecified').upper()}")
    return pb.ListJobsRequest(page_size=requests.PAGE, page_token=token, state=asked)


def results_request(job: Job | str, position: int) -> pb.ListJobResultsRequest:
    """Asks for the results from a position on."""
    return pb.ListJobResultsRequest(
        job=name_of(job), page_size=requests.PAGE, position=given.number(position, "position")
    )


def name_of(job: Job | str) -> str:
    """The resource name of a job, which may be given by its id; InputError where it is none."""
    if isinstance(job, Job):
        return PREFIX + job.id
    return PREFIX + given.text(job, "job").removeprefix(PREFIX)


def read_job(message: job_pb2.Job) -> Job:
    """The job of a message."""
    return Job(
        id=message.name.removeprefix(PREFIX),
        state=cast(JobState, job_pb2.JobState.Name(message.state).removeprefix("JOB_STATE_").lower()),
        display_name=message.display_name,
        snapshot=message.snapshot,
        documents=message.document_count,
        waiting=message.waiting_count,
        checked=message.checked_count,
        failed=message.failed_count,
        created=message.create_time.ToDatetime(UTC),
        started=message.start_time.ToDatetime(UTC) if message.HasField("start_time") else None,
        ended=message.end_time.ToDatetime(UTC) if message.HasField("end_time") else None,
        expires=message.expire_time.ToDatetime(UTC) if message.HasField("expire_time") else None,
    )
