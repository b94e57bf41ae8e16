"""What is kept of a job, and what passes between the store and those who check its documents. Times are UTC."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How far a job is."""

    OPEN = "open"
    """It takes more documents."""
    RUNNING = "running"
    """It has all its documents, and not all results."""
    DONE = "done"
    CANCELLED = "cancelled"

    @property
    def ended(self) -> bool:
        """True where nothing more comes of it."""
        return self in (State.DONE, State.CANCELLED)


@dataclass(frozen=True, slots=True)
class Job:
    """A job without its documents. Times are seconds since 1970, None where they have not come."""

    number: int
    """Rises with every job of a store."""
    id: str
    display_name: str
    snapshot: str
    """The one that it pins; empty for none."""
    state: State
    documents: int
    checked: int
    failed: int
    size: int
    """Bytes that it takes in the store."""
    created: float
    started: float | None
    ended: float | None
    expires: float | None

    @property
    def waiting(self) -> int:
        """Documents that will get a result still."""
        return 0 if self.state.ended else self.documents - self.checked - self.failed


@dataclass(frozen=True, slots=True)
class Wish:
    """A job that somebody wants."""

    owner: str
    """The name that the keys give the caller; empty where there are none."""
    display_name: str = ""
    snapshot: str = ""
    request_id: str = ""
    digest: bytes = b""
    """Of all that was asked, so that a repeated call can be told from another one."""
    tables: bytes = b""
    """What goes with all documents, as its reader has written it."""
    open: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """A document as it came."""

    request: bytes
    digest: bytes


@dataclass(frozen=True, slots=True)
class Taken:
    """A document that is to be checked."""

    position: int
    request: bytes


@dataclass(frozen=True, slots=True)
class Lease:
    """Documents of one job that one worker checks for now."""

    id: str
    job: str
    snapshot: str
    documents: Sequence[Taken]


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a document, as it is sent."""

    position: int
    message: bytes
    failed: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """What there is in a store."""

    jobs: dict[State, int]
    waiting: int
    """Documents without a result."""
    oldest: float
    """Seconds since the oldest job with such a document was made; 0 where there is none."""
