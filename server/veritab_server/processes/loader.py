"""The process that loads tables: it reads them, writes them to a folder that workers map into memory, and ends.

What is wrong with a file, or kills the process that reads it, touches nobody who answers calls.
"""

from __future__ import annotations

import logging
import signal
import time
from dataclasses import replace
from datetime import UTC, datetime
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from veritab_engine.errors import VeritabError
from veritab_server.loads import Load, Trigger
from veritab_server.observing import logs
from veritab_server.origin import Origin
from veritab_server.settings import Log, Settings
from veritab_server.snapshots import load_of

SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
"""What is told to the supervisor, and to its processes by it alone."""
FAILED = "the service failed; its log says how"
"""What is told of a load that failed in a way that nobody foresaw."""

LATE = (
    "The tables were not read within {seconds:g} s, and the attempt was ended. A file or a database does not answer, "
    'or the setting "load" is too short.'
)

LOG = logging.getLogger("veritab.server")


class Loading:
    """A load that runs."""

    def __init__(self, origin: Origin, trigger: Trigger, folder: Path, settings: Settings) -> None:
        """Begin it; it may take as long as the settings let it."""
        context = get_context("spawn")
        self._ours, theirs = context.Pipe(duplex=False)
        self._trigger, self._started = trigger, time.monotonic()
        self._longest, self._error = settings.load, FAILED
        self.folder = folder
        """Where the tables are once it is done, if it succeeds."""
        self._process = context.Process(
            target=_load, args=(origin, trigger, folder, theirs, settings.log), name="loader"
        )
        self._process.start()
        theirs.close()

    @property
    def done(self) -> Connection:
        """Ready to be read once the load is done."""
        return self._ours

    def next_due(self) -> float | None:
        """Seconds until it has taken too long; None where it may take any time."""
        return max(0.0, self._started + self._longest - time.monotonic()) if self._longest else None

    def end_late(self) -> None:
        """End it where it has taken too long; its result says so."""
        if self.next_due() == 0 and self._process.is_alive():
            self._error = LATE.format(seconds=self._longest)
            self._process.kill()

    def result(self) -> Load:
        """What it gave; waits until it is done."""
        try:
            load: Load = self._ours.recv()
        except EOFError:
            load = Load(self._trigger, datetime.now(UTC), time.monotonic() - self._started, error=self._error)
        self._process.join()
        self._ours.close()
        if self._process.exitcode and self._error == FAILED:
            LOG.error("the process that loads tables ended with status %s", self._process.exitcode)
        return load

    def give_up(self) -> None:
        """End it, whatever it does."""
        self._process.kill()
        self._process.join()
        self._ours.close()


def _load(origin: Origin, trigger: Trigger, folder: Path, told: Connection, log: Log) -> None:
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    logs.configure(log)
    with logs.fatal():
        told.send(_loaded(origin, trigger, folder))


def _loaded(origin: Origin, trigger: Trigger, folder: Path) -> Load:
    started = time.monotonic()
    try:
        tables = origin.load()
        tables.store(folder)
        return replace(load_of(tables, trigger, 0.0), seconds=time.monotonic() - started)
    except (VeritabError, OSError) as error:
        return Load(trigger, datetime.now(UTC), time.monotonic() - started, error=str(error))
