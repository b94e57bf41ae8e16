"""What was seen of one thing about a server."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Status(StrEnum):
    """How it is with a thing."""

    OK = "ok"
    SKIPPED = "skipped"
    """It could not be looked at, and nothing is wrong with that."""
    WARNING = "warning"
    """Callers are answered, and somebody should look at it all the same."""
    FAILED = "failed"
    """Callers are not answered, or not this one."""


@dataclass(frozen=True, slots=True)
class Sight:
    """One thing: how it is, what was seen, and how to mend it."""

    name: str
    status: Status
    seen: str
    mend: str = ""
    figures: Mapping[str, float] = field(default_factory=dict)
    """What was measured, for programs."""

    @property
    def failed(self) -> bool:
        """True where callers are not answered."""
        return self.status is Status.FAILED


def ok(name: str, seen: str, **figures: float) -> Sight:
    """Nothing is wrong."""
    return Sight(name, Status.OK, seen, figures=figures)


def skipped(name: str, seen: str) -> Sight:
    """It could not be looked at."""
    return Sight(name, Status.SKIPPED, seen)


def warning(name: str, seen: str, mend: str, **figures: float) -> Sight:
    """Somebody should look at it."""
    return Sight(name, Status.WARNING, seen, mend, figures)


def failed(name: str, seen: str, mend: str) -> Sight:
    """Callers are not answered."""
    return Sight(name, Status.FAILED, seen, mend)
