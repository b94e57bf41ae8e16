"""Keys of callers: made once, shown once, and kept as salted hashes in a file of the operator's.

A key is `vt_ID_SECRET`. The secret has 256 random bits, so one round of SHA-256 over salt and secret is enough to keep
it: there is nothing to guess. An entry may also name the subject of a client certificate instead.
"""

from __future__ import annotations

import logging
import os
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from hmac import compare_digest
from pathlib import Path
from secrets import token_hex, token_urlsafe
from tempfile import mkstemp

import msgspec

from veritab_engine.errors import SettingError
from veritab_server.access.changes import Changes

LOG = logging.getLogger("veritab.server")

BEARER = "vt_"
"""How keys begin, so that a scanner finds one that was published by mistake."""


MOST = 4_096
"""Keys of a file, those that are revoked included."""


class Role(StrEnum):
    """What a caller may do; each may do what those before it may."""

    CHECK = "check"
    """Have documents checked."""
    READ = "read"
    """Read the tables, too."""
    ADMIN = "admin"
    """Have the tables loaded anew, too."""

    def covers(self, other: Role) -> bool:
        """True where whoever has this role may do what needs the other."""
        order = tuple(Role)
        return order.index(self) >= order.index(other)


@dataclass(frozen=True, slots=True)
class Entry:
    """A caller who is known."""

    id: str
    name: str
    role: Role
    created: datetime
    salt: str = ""
    digest: str = ""
    """The SHA-256 of salt and secret in hexadecimal; empty where a certificate is the proof."""
    subject: str = ""
    """The common name, or another name, of a client certificate; empty where a key is the proof."""
    rate: float = 0.0
    """Calls a second; 0 for as many as come."""
    calls: int = 0
    """Calls at once; 0 for as many as come."""
    revoked: datetime | None = None


def create(
    file: Path, name: str, role: Role, *, subject: str = "", rate: float = 0.0, calls: int = 0
) -> tuple[Entry, str]:
    """Add a caller to the file, which is made where there is none; gives the entry and the key, which is kept nowhere.

    With a subject there is no key: the caller's certificate is the proof.
    """
    entry = Entry(token_hex(4), name, role, datetime.now(UTC), subject=subject, rate=rate, calls=calls)
    key = ""
    if not subject:
        secret, salt = token_urlsafe(32), token_hex(16)
        entry, key = replace(entry, salt=salt, digest=_digest(salt, secret)), f"{BEARER}{entry.id}_{secret}"
    with _alone(file):
        _write(file, [*(read(file) if file.exists() else ()), entry])
    return entry, key


def revoke(file: Path, id: str) -> Entry:
    """Let a caller in no more; SettingError where the file has none of that id."""
    with _alone(file):
        entries = {entry.id: entry for entry in read(file)}
        if id not in entries:
            raise SettingError(f'{file}: there is no key "{id}". "veritab keys list" has those that there are.')
        entries[id] = replace(entries[id], revoked=datetime.now(UTC))
        _write(file, tuple(entries.values()))
    return entries[id]


def read(file: Path) -> tuple[Entry, ...]:
    """The callers of the file; SettingError where it cannot be read, or is none of ours."""
    try:
        entries = msgspec.json.decode(file.read_bytes(), type=tuple[Entry, ...])
        if len(entries) > MOST:
            raise SettingError(f"{file}: {len(entries):,} keys, and a server counts for {MOST:,} at most. Remove some.")
        return entries
    except OSError as error:
        raise SettingError(f"{file}: cannot be read ({(error.strerror or str(error)).lower()}).") from None
    except msgspec.MsgspecError as error:
        raise SettingError(f"{file}: no file of keys ({error}).") from None


class Keys:
    """The callers of a file as they are now: a key that was revoked a second ago lets nobody in."""

    def __init__(self, file: Path) -> None:
        """SettingError where the file cannot be read, or is none of ours."""
        self._file, self._changes = file, Changes()
        self._changes.changed(file)
        self._entries = _by_id(read(file))

    def by_key(self, key: str) -> Entry | None:
        """The caller whose key it is; None where it is nobody's, or revoked."""
        id, _, secret = key.removeprefix(BEARER).partition("_")
        found = self._current().get(id)
        if found is None or not found.digest or not compare_digest(found.digest, _digest(found.salt, secret)):
            return None
        return found if found.revoked is None else None

    def by_subject(self, subjects: Sequence[str]) -> Entry | None:
        """The caller whose certificate has one of these names; None where nobody's has."""
        entries = self._current().values()
        return next((each for each in entries if each.subject in subjects and each.subject and not each.revoked), None)

    def has(self, entry: Entry) -> bool:
        """True as long as the caller is let in, with the limits and the role that it had."""
        return self._current().get(entry.id) == entry

    def _current(self) -> Mapping[str, Entry]:
        if self._changes.changed(self._file):
            try:
                self._entries = _by_id(read(self._file))
            except SettingError as error:
                self._changes.forget(self._file)
                LOG.error("the keys stay as they were: %s", error)
        return self._entries


def _by_id(entries: Sequence[Entry]) -> Mapping[str, Entry]:
    return {entry.id: entry for entry in entries}


@contextmanager
def _alone(file: Path) -> Iterator[None]:
    """Nobody else adds or revokes meanwhile, on a system that can lock the folder of the file."""
    if sys.platform == "win32":
        yield
        return
    import fcntl

    try:
        folder = os.open(file.absolute().parent, os.O_RDONLY)
    except OSError as error:
        raise SettingError(f"{file}: cannot be written ({(error.strerror or str(error)).lower()}).") from None
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _digest(salt: str, secret: str) -> str:
    return sha256(f"{salt}{secret}".encode()).hexdigest()


def _write(file: Path, entries: Sequence[Entry]) -> None:
    """Write the file at one stroke, for its owner's eyes alone; one that is there stays open to whom it was."""
    try:
        handle, aside = mkstemp(prefix=f".{file.name}-", dir=file.absolute().parent)
        with os.fdopen(handle, "wb") as made:
            made.write(msgspec.json.format(msgspec.json.encode(entries), indent=2) + b"\n")
        if file.exists():
            _keep_access(file, aside)
        os.replace(aside, file)
    except OSError as error:
        raise SettingError(f"{file}: cannot be written ({(error.strerror or str(error)).lower()}).") from None


def _keep_access(file: Path, aside: str) -> None:
    """Give what replaces a file its owner and mode: a server of another user has to read it, or revokes nobody."""
    shutil.copymode(file, aside)
    found = file.stat()
    if (found.st_uid, found.st_gid) != (os.geteuid(), os.getegid()):
        os.chown(aside, found.st_uid, found.st_gid)
