"""From grpc's errors to the client's own tree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import grpc
from google.rpc.code_pb2 import Code
from google.rpc.error_details_pb2 import BadRequest, ErrorInfo, RetryInfo
from google.rpc.status_pb2 import Status

from veritab_client.errors import (
    Busy,
    DeadlineExceeded,
    Details,
    HandshakeFailed,
    InvalidRequest,
    NotAllowed,
    NotFound,
    ServerFailed,
    ServiceError,
    SnapshotGone,
    Unauthenticated,
    Unavailable,
)

DETAILS_KEY = "grpc-status-details-bin"

_ERRORS: dict[int, type[ServiceError]] = {
    Code.INVALID_ARGUMENT: InvalidRequest,
    Code.OUT_OF_RANGE: InvalidRequest,
    Code.ALREADY_EXISTS: InvalidRequest,
    Code.NOT_FOUND: NotFound,
    Code.PERMISSION_DENIED: NotAllowed,
    Code.UNAUTHENTICATED: Unauthenticated,
    Code.FAILED_PRECONDITION: SnapshotGone,
    Code.RESOURCE_EXHAUSTED: Busy,
    Code.UNAVAILABLE: Unavailable,
    Code.DEADLINE_EXCEEDED: DeadlineExceeded,
}


REASONS: dict[str, type[ServiceError]] = {
    "INVALID_INPUT": InvalidRequest,
    "INVALID_DOCUMENT": InvalidRequest,
    "INVALID_TABLE": InvalidRequest,
    "INVALID_SETTING": InvalidRequest,
    "INVALID_PAGE_TOKEN": InvalidRequest,
    "UNKNOWN_TABLE": NotFound,
    "UNKNOWN_CLAIM": NotFound,
    "UNKNOWN_SNAPSHOT": SnapshotGone,
    "BUSY": Busy,
    "TOO_MANY_STREAMS": Busy,
    "IDLE_STREAM": DeadlineExceeded,
    "DEADLINE_PASSED": DeadlineExceeded,
    "INTERNAL": ServerFailed,
    "NOT_ALLOWED": NotAllowed,
    "RELOADING": Busy,
    "UNAUTHENTICATED": Unauthenticated,
    "ROLE_TOO_LOW": NotAllowed,
    "RATE_LIMITED": Busy,
    "TOO_MANY_CALLS": Busy,
    "STOPPING": Unavailable,
    "JOBS_OFF": NotAllowed,
    "UNKNOWN_JOB": NotFound,
    "JOB_CLOSED": InvalidRequest,
    "NOT_THE_SAME": InvalidRequest,
    "JOBS_FULL": Busy,
    "JOB_TOO_LARGE": InvalidRequest,
    "STORE_UNAVAILABLE": Unavailable,
    "SET_ASIDE": ServerFailed,
}
"""The class of each reason of the contract; a reason that a newer server made up goes by its status."""

HANDSHAKE = ("handshake", "certificate", "ssl", "tls", "peer name")


def from_call(error: grpc.RpcError, address: str, request_id: str = "") -> ServiceError:
    """The error that a call ended with."""
    packed = _trailers(error).get(DETAILS_KEY)
    if packed is not None:
        return from_status(Status.FromString(packed), request_id)
    code: int = error.code().value[0]
    kind, said = _without_details(code, error.details() or "", address)
    return kind(said, Details(request_id=request_id))


def from_status(status: Status, request_id: str = "") -> ServiceError:
    """The error of one item among several, or of a call with details."""
    details = replace(_details(status), request_id=request_id)
    kind = REASONS.get(details.reason) or _ERRORS.get(status.code, ServerFailed)
    return kind(status.message, details)


def _trailers(error: grpc.RpcError) -> dict[str, bytes]:
    metadata: Any = error.trailing_metadata()
    return dict(metadata or ())


def _without_details(code: int, said: str, address: str) -> tuple[type[ServiceError], str]:
    """The class of what grpc says by itself, and a sentence for it."""
    heard = said.lower()
    if code == Code.UNAVAILABLE:
        return _unreached(heard, address)
    if code == Code.DEADLINE_EXCEEDED:
        return DeadlineExceeded, f"The server at {address} did not answer in time."
    if code == Code.CANCELLED:
        return ServiceError, f"The call to {address} was cancelled."
    if code == Code.UNIMPLEMENTED:
        return ServerFailed, f"What answers at {address} is no Veritab server, or an older one."
    if code == Code.RESOURCE_EXHAUSTED and "larger than max" in heard:
        ours = heard.startswith("client")
        said = "answer is larger than this client takes; ask for fewer findings" if ours else "request is too large"
        return InvalidRequest, f"The {said} (server at {address})."
    if code == Code.RESOURCE_EXHAUSTED and "concurrent rpc limit" in heard:
        return Busy, f"The server at {address} has no room for another call."
    return _ERRORS.get(code, ServerFailed), f"The server at {address} refused the call: {said}"


def _unreached(heard: str, address: str) -> tuple[type[ServiceError], str]:
    if "http1" in heard or "http/1" in heard:
        return Unavailable, f"What answers at {address} is no Veritab server: it speaks HTTP/1."
    if "dns" in heard or "name resolution" in heard or "address lookup" in heard:
        return Unavailable, f"The name in {address} leads nowhere."
    if any(word in heard for word in HANDSHAKE):
        said = f"The server at {address} and this client do not agree on encryption or certificates; look at `tls`."
        return HandshakeFailed, said
    return Unavailable, f"No Veritab server answers at {address}."


def _details(status: Status) -> Details:
    info, bad, retry = ErrorInfo(), BadRequest(), RetryInfo()
    for packed in status.details:
        for message in (info, bad, retry):
            packed.Unpack(message)
    seconds = retry.retry_delay.ToTimedelta().total_seconds()
    return Details(info.reason, dict(info.metadata), tuple(_paths(bad)), seconds or None)


def _paths(bad: BadRequest) -> Iterable[str]:
    return (violation.field for violation in bad.field_violations)
