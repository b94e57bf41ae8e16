"""From grpc's errors to the client's own tree."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import grpc
from google.rpc.code_pb2 import Code
from google.rpc.error_details_pb2 import BadRequest, ErrorInfo, RetryInfo
from google.rpc.status_pb2 import Status

from veritab_client.errors import (
    Busy,
    DeadlineExceeded,
    Details,
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
    Code.NOT_FOUND: NotFound,
    Code.PERMISSION_DENIED: NotAllowed,
    Code.UNAUTHENTICATED: Unauthenticated,
    Code.FAILED_PRECONDITION: SnapshotGone,
    Code.RESOURCE_EXHAUSTED: Busy,
    Code.UNAVAILABLE: Unavailable,
    Code.DEADLINE_EXCEEDED: DeadlineExceeded,
}


def from_call(error: grpc.RpcError, address: str) -> ServiceError:
    """The error that a call ended with."""
    code: int = error.code().value[0]
    packed = _trailers(error).get(DETAILS_KEY)
    if packed is not None:
        return from_status(Status.FromString(packed))
    return _ERRORS.get(code, ServerFailed)(_without_details(code, error.details() or "", address))


def from_status(status: Status) -> ServiceError:
    """The error of one item among several, or of a call with details."""
    return _ERRORS.get(status.code, ServerFailed)(status.message, _details(status))


def _trailers(error: grpc.RpcError) -> dict[str, bytes]:
    metadata: Any = error.trailing_metadata()
    return dict(metadata or ())


def _without_details(code: int, said: str, address: str) -> str:
    """A sentence for what grpc says by itself."""
    if code == Code.UNAVAILABLE:
        return f"No Veritab server answers at {address}."
    if code == Code.DEADLINE_EXCEEDED:
        return f"The server at {address} did not answer in time."
    if code == Code.UNIMPLEMENTED:
        return f"What answers at {address} is no Veritab server, or an older one."
    return f"The server at {address} refused the call: {said}"


def _details(status: Status) -> Details:
    info, bad, retry = ErrorInfo(), BadRequest(), RetryInfo()
    for packed in status.details:
        for message in (info, bad, retry):
            packed.Unpack(message)
    seconds = retry.retry_delay.ToTimedelta().total_seconds()
    return Details(info.reason, dict(info.metadata), tuple(_paths(bad)), seconds or None)


def _paths(bad: BadRequest) -> Iterable[str]:
    return (violation.field for violation in bad.field_violations)
