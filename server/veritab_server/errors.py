"""What can be wrong with a call: the engine's tree of errors, with what only a service can refuse.

VeritabError                the engine's
├── DocumentError, TableError, SettingError
└── CallError               carries its status code, and the field at fault
    ├── FieldError          a field is missing or out of its bounds
    ├── Undecodable         bytes that are no message of the method
    ├── PageTokenError      a page token that is not of this request
    ├── UnknownTable
    ├── UnknownClaim
    ├── UnknownSnapshot     not kept; the error names those that are
    ├── InvalidTable        one that came with the request cannot be read
    ├── NotAllowed          only where the server was started with --admin
    ├── Unauthenticated     no key and no certificate that the server knows
    ├── NotYours            the caller's role does not allow it
    ├── JobsOff, UnknownJob, JobClosed, NotTheSame, JobTooLarge, SetAside      in `jobs.errors`
    ├── DeadlinePassed      before this document was checked
    └── Refused             carries when to come again
        ├── Busy            too many calls wait
        ├── RateLimited     the caller calls too often
        ├── TooManyCalls    the caller has too many calls running
        ├── Reloading       the tables are being loaded already
        ├── JobsFull, StoreUnavailable                                          in `jobs.errors`
        ├── TooManyStreams
        ├── IdleStream      nothing came for too long; open another
        └── Stopping        the server stops; what it has not answered may be asked of another one
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import grpc

from veritab_engine.errors import VeritabError


class CallError(VeritabError):
    """A call that cannot be answered.

    `reason` is a name of ErrorReason without its prefix; `field` is the path of the request's field at fault, empty
    where none is; `metadata` are the particulars for programs.
    """

    code = grpc.StatusCode.INVALID_ARGUMENT
    field = ""
    retry_after = 0.0
    """Seconds; 0 where it makes no sense to come again."""

    def __init__(self, message: str, metadata: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.metadata = dict(metadata or {})


class FieldError(CallError):
    """A field is missing or out of its bounds."""

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(f"{field}: {problem}")
        self.field = field


class Undecodable(CallError):
    """Bytes that are no message of the method."""

    def __init__(self) -> None:
        super().__init__("The request is no message of this method; make it from this version's protos.")


class PageTokenError(CallError):
    """A page token that the service did not give for this request."""

    reason = "INVALID_PAGE_TOKEN"
    field = "page_token"


class UnknownTable(CallError):
    """No table has this name."""

    reason = "UNKNOWN_TABLE"
    code = grpc.StatusCode.NOT_FOUND

    def __init__(self, name: str) -> None:
        super().__init__(f'There is no table "{name}"; list the tables to see those that there are.', {"table": name})


class UnknownClaim(CallError):
    """No claim of the document has this id."""

    reason = "UNKNOWN_CLAIM"
    code = grpc.StatusCode.NOT_FOUND

    def __init__(self, claim_id: str) -> None:
        super().__init__(
            f'The document has no claim "{claim_id}"; extract its claims to see their ids.', {"claim_id": claim_id}
        )


class UnknownSnapshot(CallError):
    """The snapshot is not kept."""

    reason = "UNKNOWN_SNAPSHOT"
    code = grpc.StatusCode.FAILED_PRECONDITION

    def __init__(self, snapshot: str, kept: Sequence[str]) -> None:
        names = ", ".join(kept)
        super().__init__(f'Snapshot "{snapshot}" is not kept; these are: {names}.', {"kept": names})


class InvalidTable(CallError):
    """A table that came with the request cannot be read, or not beside the others."""

    reason = "INVALID_TABLE"

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(problem)
        self.field = field


class NotAllowed(CallError):
    """Only an administrator's server does this."""

    reason = "NOT_ALLOWED"
    code = grpc.StatusCode.PERMISSION_DENIED

    def __init__(self) -> None:
        super().__init__("This server does not load tables at a caller's word; it was started without --admin.")


class Unauthenticated(CallError):
    """Nobody whom the server knows."""

    reason = "UNAUTHENTICATED"
    code = grpc.StatusCode.UNAUTHENTICATED

    def __init__(self) -> None:
        super().__init__(
            'Send a key of this server as "authorization: Bearer KEY", or show a certificate that it knows.'
        )


class NotYours(CallError):
    """The caller's role does not allow it."""

    reason = "ROLE_TOO_LOW"
    code = grpc.StatusCode.PERMISSION_DENIED

    def __init__(self, role: str, needed: str) -> None:
        super().__init__(
            f'Your key has the role "{role}"; this needs "{needed}". Ask whoever runs the server.',
            {"role": role, "needed": needed},
        )


class DeadlinePassed(CallError):
    """The call's deadline passed before this document was checked, or its caller has gone."""

    reason = "DEADLINE_PASSED"
    code = grpc.StatusCode.DEADLINE_EXCEEDED

    def __init__(self) -> None:
        super().__init__("The deadline passed before this document was checked; send less or allow more time.")


class Refused(CallError):
    """The server is spared; the caller may come again."""

    code = grpc.StatusCode.RESOURCE_EXHAUSTED
    retry_after = 1.0


class Busy(Refused):
    """Too many calls wait."""

    reason = "BUSY"

    def __init__(self, seconds: float = 0.0) -> None:
        """`seconds` is when there will be room, where that can be told."""
        super().__init__("Too many calls wait already; come again in a moment.")
        self.retry_after = max(self.retry_after, seconds)


class RateLimited(Refused):
    """The caller calls too often."""

    reason = "RATE_LIMITED"

    def __init__(self, seconds: float) -> None:
        super().__init__("You call more often than you may; come again in a moment.")
        self.retry_after = seconds


class TooManyCalls(Refused):
    """The caller has too many calls running."""

    reason = "TOO_MANY_CALLS"

    def __init__(self) -> None:
        super().__init__("You have as many calls running as you may; come again when one is done.")


class Reloading(Refused):
    """A load of the tables runs, and one at a time is enough."""

    reason = "RELOADING"
    retry_after = 5.0

    def __init__(self) -> None:
        super().__init__("The tables are being loaded already; come again when that is done.")


class TooManyStreams(Refused):
    """Too many streams are open."""

    reason = "TOO_MANY_STREAMS"

    def __init__(self) -> None:
        super().__init__("Too many streams are open already; come again in a moment, or send batches.")


class IdleStream(Refused):
    """Nothing came on a stream for too long."""

    reason = "IDLE_STREAM"
    code = grpc.StatusCode.DEADLINE_EXCEEDED

    def __init__(self, seconds: float) -> None:
        super().__init__(f"Nothing came on the stream for {seconds:g} seconds, so it was closed.")


class Stopping(Refused):
    """The server stops, and takes nothing more."""

    reason = "STOPPING"
    code = grpc.StatusCode.UNAVAILABLE
    retry_after = 0.1

    def __init__(self) -> None:
        super().__init__("The server stops; send again what it has not answered.")
