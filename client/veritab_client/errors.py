"""What can go wrong between a program and the service.

ClientError
├── InputError            what is to be sent cannot be read, or is no text
│   └── FormatMissing    this install has no library for the format of a file
├── AddressError          the address is none
├── EngineMissing         this install has no engine to run by itself
└── ServiceError          the service's answer; carries its `reason`, its metadata and the `request_id`
    ├── InvalidRequest    a field is missing or out of bounds; `fields` names it
    ├── NotFound          no such table, claim or job
    ├── NotAllowed        the server does not do that for callers, or not for this one
    ├── Unauthenticated   the server lets nobody in without a key or certificate that it knows
    ├── SnapshotGone      the pinned snapshot is not kept; `kept` are
    ├── Busy              after all retries; `retry_after` says when to come again
    ├── Unavailable       nobody answers, after all retries
    │   └── HandshakeFailed   the two sides do not agree on encryption or certificates
    ├── DeadlineExceeded  no answer in time
    ├── StreamBroken      the stream ended without its summary
    └── ServerFailed      the service itself failed
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


class ClientError(Exception):
    """Something went wrong; the message is one sentence for a person."""


class InputError(ClientError):
    """A file or text that cannot be read."""


class FormatMissing(InputError):
    """This install has no library for the format of a file."""


class AddressError(ClientError):
    """An address that is none."""


class EngineMissing(ClientError):
    """This install has no engine to run by itself."""


@dataclass(frozen=True, slots=True)
class Details:
    """What the service says of an error, for programs."""

    reason: str = ""
    """A name of the contract's ErrorReason without its prefix; empty where the error is not the service's own."""
    metadata: Mapping[str, str] = field(default_factory=dict)
    fields: tuple[str, ...] = ()
    """The paths of the request's fields at fault."""
    retry_after: float | None = None
    """Seconds after which it makes sense to come again."""
    request_id: str = ""
    """Names the call in the server's log."""


class ServiceError(ClientError):
    """The service's answer is an error."""

    def __init__(self, message: str, details: Details | None = None) -> None:
        super().__init__(message)
        self.details = details or Details()

    @property
    def reason(self) -> str:
        """A name of ErrorReason without its prefix; empty where the error is not the service's own."""
        return self.details.reason

    @property
    def request_id(self) -> str:
        """Names the call in the server's log; the one that was sent with it, unless the server named another."""
        return self.details.metadata.get("request_id") or self.details.request_id


class InvalidRequest(ServiceError):
    """A field is missing or out of bounds."""

    @property
    def fields(self) -> tuple[str, ...]:
        """The paths of the fields at fault."""
        return self.details.fields


class NotFound(ServiceError):
    """No such table, claim or job."""


class NotAllowed(ServiceError):
    """The server does not do that for callers (it was not started with --admin), or not for one of this role."""


class Unauthenticated(ServiceError):
    """The server lets nobody in without a key or a certificate that it knows."""


class SnapshotGone(ServiceError):
    """The pinned snapshot is not kept any more."""

    @property
    def kept(self) -> tuple[str, ...]:
        """The snapshots that are kept, the current one first."""
        return tuple(self.details.metadata.get("kept", "").split(", "))


class Busy(ServiceError):
    """The service had no room, at every try."""

    @property
    def retry_after(self) -> float | None:
        """Seconds after which it makes sense to come again; None where the service did not say."""
        return self.details.retry_after


class Unavailable(ServiceError):
    """Nobody answers at the address."""


class HandshakeFailed(Unavailable):
    """The two sides do not agree on encryption or certificates; trying again does not help."""


class DeadlineExceeded(ServiceError):
    """There was no answer in time."""


class StreamBroken(ServiceError):
    """The stream ended without its summary: results may be missing."""


class ServerFailed(ServiceError):
    """The service itself failed; `request_id` is the request's in its log."""
