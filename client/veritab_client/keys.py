"""Keys of callers, as whoever runs a server sees them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Key:
    """A caller whom a server lets in, or let in once."""

    id: str
    name: str
    role: str
    created: date
    revoked: date | None
    subject: str
    """The name in the certificate that is the proof; empty for a key."""
    rate: float
    calls: int
    secret: str = ""
    """The key itself, which is known when it is made and never again."""
