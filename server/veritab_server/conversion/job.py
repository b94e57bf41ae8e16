"""Jobs, their documents in and their results out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256

from google.protobuf.message import Message
from google.protobuf.timestamp_pb2 import Timestamp
from google.rpc.status_pb2 import Status

from veritab.v1 import job_pb2 as pb
from veritab.v1.verification_service_pb2 import CheckDocumentRequest, CheckDocumentResponse
from veritab_server.conversion.bounds import read_name, require
from veritab_server.errors import FieldError
from veritab_server.jobs.job import Given, Job, Result, State
from veritab_server.status import status_of

PREFIX = "jobs/"
NAME = re.compile(r"jobs/[A-Za-z0-9-]{1,64}", re.ASCII)
LONGEST_NAME = 256
DIGEST = 16
"""Bytes of a digest."""


def read_job_name(name: str, field: str) -> str:
    """The id in a resource name."""
    require(NAME.fullmatch(name) is not None, field, f'"{name[:80]}" is not a name like "jobs/2f1c"')
    return name.removeprefix(PREFIX)


def read_label(text: str, field: str, longest: int) -> str:
    """Some words of the caller's own, which every database can hold."""
    require(text.isprintable(), field, "has characters that cannot be printed")
    return read_name(text, field, longest)


def read_state(state: pb.JobState.ValueType) -> State | None:
    """The state that a list is narrowed to; None for all."""
    if not state:
        return None
    try:
        return State[pb.JobState.Name(state).removeprefix("JOB_STATE_")]
    except ValueError:
        raise FieldError("state", f"{state} is not one of JobState") from None


def read_given(requests: Iterable[CheckDocumentRequest]) -> list[Given]:
    """Documents as they are kept."""
    written = (written_of(request) for request in requests)
    return [Given(each, digest_of(each)) for each in written]


def written_of(message: Message) -> bytes:
    """A message as bytes, the same for the same message."""
    return message.SerializeToString(deterministic=True)


def digest_of(written: bytes) -> bytes:
    """What tells contents apart."""
    return sha256(written).digest()[:DIGEST]


def write_job(job: Job) -> pb.Job:
    """A job as a message."""
    message = pb.Job(
        name=PREFIX + job.id,
        display_name=job.display_name,
        snapshot=job.snapshot,
        state=pb.JobState.Value(f"JOB_STATE_{job.state.name}"),
        document_count=job.documents,
        waiting_count=job.waiting,
        checked_count=job.checked,
        failed_count=job.failed,
    )
    for field, seconds in (
        (message.create_time, job.created),
        (message.start_time, job.started),
        (message.end_time, job.ended),
        (message.expire_time, job.expires),
    ):
        if seconds is not None:
            _set_time(field, seconds)
    return message


def write_success(position: int, response: CheckDocumentResponse) -> Result:
    """The result of a document that was checked."""
    return Result(position, pb.JobResult(position=position, response=response).SerializeToString(), failed=False)


def write_failure(position: int, error: Exception) -> Result:
    """The result of a document that could not be."""
    status: Status = status_of(error)
    return Result(position, pb.JobResult(position=position, error=status).SerializeToString(), failed=True)


def _set_time(field: Timestamp, seconds: float) -> None:
    field.FromMicroseconds(round(seconds * 1e6))
