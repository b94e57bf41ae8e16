"""Pages of a list: an opaque token says where the next one starts, in which snapshot, and of which request."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from veritab_server.errors import FieldError, PageTokenError

DEFAULT_SIZE = 50
LARGEST = 1_000


@dataclass(frozen=True, slots=True)
class Page:
    """Which part of a list is asked for."""

    start: int
    size: int
    snapshot: str
    """The snapshot that is asked for; empty for the current one."""
    request: str
    """A digest of what the list is of."""

    def next_token(self, snapshot: str, total: int) -> str:
        """The token of the page after this one; empty where this is the last."""
        end = self.start + self.size
        return _encode(end, snapshot, self.request) if end < total else ""

    def token_from(self, start: int) -> str:
        """The token of a page that starts there, of a list that no snapshot holds still."""
        return _encode(start, "", self.request)


def read_page(size: int, token: str, snapshot: str, listed: str, where: Mapping[str, str]) -> Page:
    """The page that a request for the list of `listed` asks for.

    Raises FieldError for a negative size and PageTokenError for a token of another request.
    """
    if size < 0:
        raise FieldError("page_size", "must not be negative")
    request = sha256(repr((listed, sorted(where.items()))).encode()).hexdigest()[:16]
    size = min(size or DEFAULT_SIZE, LARGEST)
    if not token:
        return Page(0, size, snapshot, request)
    start, pinned, asked = _decode(token)
    if asked != request or snapshot not in ("", pinned):
        raise PageTokenError("page_token: it belongs to another request; ask for the first page again")
    return Page(start, size, pinned, request)


def _encode(start: int, snapshot: str, request: str) -> str:
    return base64.urlsafe_b64encode(f"{start}/{request}/{snapshot}".encode()).decode()


def _decode(token: str) -> tuple[int, str, str]:
    try:
        start, request, snapshot = base64.urlsafe_b64decode(token).decode().split("/", 2)
        return max(int(start), 0), snapshot, request
    except (ValueError, binascii.Error):
        raise PageTokenError("page_token: it is not one that this service gave") from None
