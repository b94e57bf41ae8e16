"""Errors as they travel: google.rpc.Status with ErrorInfo, and BadRequest or RetryInfo where they belong."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import NoReturn

import grpc
from google.protobuf.message import Message
from google.rpc.error_details_pb2 import BadRequest, ErrorInfo, RetryInfo
from google.rpc.status_pb2 import Status

from veritab_engine.errors import VeritabError
from veritab_server.errors import CallError
from veritab_server.observing.call import REQUEST_ID, current, request_id

DOMAIN = "veritab"
DETAILS_KEY = "grpc-status-details-bin"
"""The trailer in which grpc carries a google.rpc.Status."""

LONGEST = 1_000
"""Characters of what an error says: some clients take no more than 8 KiB of trailers, and it may be told four times."""

LOG = logging.getLogger("veritab.server")


def status_of(error: Exception) -> Status:
    """The error as a caller may see it; what was not foreseen is logged under an id, and only the id is told."""
    if isinstance(error, CallError):
        return _status(error.code, str(error), *_details(error))
    if isinstance(error, VeritabError):
        return _status(grpc.StatusCode.INVALID_ARGUMENT, str(error), _info(error.reason, {}))
    id = request_id()
    LOG.error("request %s failed", id, exc_info=error)
    message = f"The service failed; its log has it as request {id}."
    return _status(grpc.StatusCode.INTERNAL, message, _info("INTERNAL", {"request_id": id}))


def abort(context: grpc.ServicerContext, status: Status) -> NoReturn:
    """End the call with `status`, details included."""
    code = next(code for code in grpc.StatusCode if code.value[0] == status.code)
    trailers: tuple[tuple[str, str | bytes], ...] = ((DETAILS_KEY, status.SerializeToString()),)
    call = current()
    if call is not None:
        call.reason = _reason(status)
        trailers += ((REQUEST_ID, call.id),)
    context.abort_with_status(_Trailer(code, status.message, trailers))


@dataclass(frozen=True, slots=True)
class _Trailer(grpc.Status):
    """A status with details, as grpc takes it."""

    code: grpc.StatusCode
    details: str
    trailing_metadata: tuple[tuple[str, str | bytes], ...]


def _reason(status: Status) -> str:
    """The reason that a status of ours gives."""
    info = ErrorInfo()
    return info.reason if any(packed.Unpack(info) for packed in status.details) else ""


def _details(error: CallError) -> list[Message]:
    details: list[Message] = [_info(error.reason, error.metadata)]
    if error.field:
        details.append(
            BadRequest(
                field_violations=[
                    BadRequest.FieldViolation(field=_sendable(error.field), description=_sendable(str(error)))
                ]
            )
        )
    if error.retry_after:
        retry = RetryInfo()
        retry.retry_delay.FromNanoseconds(int(error.retry_after * 1e9))
        details.append(retry)
    return details


def _info(reason: str, metadata: dict[str, str]) -> ErrorInfo:
    told = {_sendable(key): _sendable(value) for key, value in metadata.items()}
    return ErrorInfo(reason=reason, domain=DOMAIN, metadata=told)


def _sendable(text: str) -> str:
    """The text as a trailer can hold it: not too long, and without half surrogate pairs: its call would never end."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return whole if len(whole) <= LONGEST else f"{whole[: LONGEST - 1]}…"


def _status(code: grpc.StatusCode, message: str, *details: Message) -> Status:
    status = Status(code=code.value[0], message=_sendable(message))
    for detail in details:
        status.details.add().Pack(detail)
    return status
