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
from veritab_server.settings import Log
from veritab_server.snapshots import load_of

SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
"""What is told to the supervisor, and to its processes by it alone."""
FAILED = "the service failed; its log says how"
"""What is told of a load that failed in a way that nobody foresaw."""

LOG = logging.getLogger("veritab.server")


class Loading:
    """A load that runs."""

    def __init__(self, origin: Origin, trigger: Trigger, folder: Path, log: Log) -> None:
        context = get_context("spawn")
        self._ours, theirs = context.Pipe(duplex=False)
        self._trigger, self._started = trigger, time.monotonic()
        self.folder = folder
        """Where the tables are once it is done, if it succeeds."""
        self._process = context.Process(target=_load, args=(origin, trigger, folder, theirs, log), name="loader")
        self._process.start()
        theirs.close()

    @property
    def done(self) -> Connection:
        """Ready to be read once the load is done."""
        return self._ours

    def result(self) -> Load:
        """What it gave; waits until it is done."""
        try:
            load: Load = self._ours.recv()
        except EOFError:
            load = Load(self._trigger, datetime.now(UTC), time.monotonic() - self._started, error=FAILED)
        self._process.join()
        self._ours.close()
        if self._process.exitcode:
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
