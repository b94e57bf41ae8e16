"""The folder of a running server under the system's temporary one, and the removal of what killed servers left there.

A server holds a lock on its folder for as long as it lives, and the system lets go of it however the server ends. A
folder that nobody holds is left over; one without a lock is not ours to judge.
"""

from __future__ import annotations

import logging
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import rmtree

PREFIX = "veritab-"
LOCK = "lock"

LOG = logging.getLogger("veritab.server")


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder for this server alone; it goes when the context ends."""
    remove_left(Path(tempfile.gettempdir()))
    with (
        tempfile.TemporaryDirectory(prefix=PREFIX, ignore_cleanup_errors=True) as folder,
        (Path(folder) / "new").open("w") as lock,
    ):
        if _is_free(lock.fileno()):
            Path(lock.name).rename(Path(folder) / LOCK)  # only now may others look at it
        yield Path(folder)


def remove_left(above: Path) -> None:
    """Remove the folders of servers of this user that are gone."""
    for lock in above.glob(f"{PREFIX}*/{LOCK}"):
        with suppress(OSError):
            if lock.parent.stat().st_uid == os.getuid() and _is_left(lock):
                rmtree(lock.parent, ignore_errors=True)
                LOG.debug("removed %s, which a server that was killed had left", lock.parent)


def _is_left(lock: Path) -> bool:
    with lock.open() as file:
        return _is_free(file.fileno())


def _is_free(file: int) -> bool:
    """Take the lock of an open file; False where somebody else has it, or the system has no such locks."""
    if sys.platform == "win32":
        return False
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
