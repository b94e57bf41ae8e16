"""The file of the callers that a server lets in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from veritab_client.embedded.engine import engine
from veritab_client.keys import Key

if TYPE_CHECKING:
    from veritab_server.access.keys import Entry


def create_key(file: Path, name: str, role: str, *, subject: str = "", rate: float = 0.0, calls: int = 0) -> Key:
    """Add a caller to a file of keys; ClientError where it cannot be written."""
    with _keys() as keys:
        entry, secret = keys.create(file, name, keys.Role(role), subject=subject, rate=rate, calls=calls)
        return _key(entry, secret)


def revoke_key(file: Path, id: str) -> Key:
    """Let a caller in no more; ClientError where the file has none of that id."""
    with _keys() as keys:
        return _key(keys.revoke(file, id))


def list_keys(file: Path) -> tuple[Key, ...]:
    """The callers of a file of keys; ClientError where it cannot be read."""
    with _keys() as keys:
        return tuple(map(_key, keys.read(file)))


@contextmanager
def _keys() -> Iterator[ModuleType]:
    with engine():
        from veritab_server.access import keys

        yield keys


def _key(entry: Entry, secret: str = "") -> Key:
    revoked = entry.revoked.date() if entry.revoked else None
    created = entry.created.date()
    return Key(entry.id, entry.name, entry.role, created, revoked, entry.subject, entry.rate, entry.calls, secret)
