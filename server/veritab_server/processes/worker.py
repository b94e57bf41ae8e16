"""A worker: one process that answers calls from the tables that its supervisor has loaded."""

from __future__ import annotations

import itertools
import signal
import time
from collections.abc import Callable
from concurrent.futures import Future, wait
from contextlib import suppress
from multiprocessing.connection import Connection
from threading import Lock, Thread
from typing import Any

from veritab_engine.errors import TableError
from veritab_server.access.ledger import Share
from veritab_server.errors import DeadlinePassed, Reloading
from veritab_server.loads import Load, Trigger
from veritab_server.observing import logs
from veritab_server.processes.loader import FAILED, SIGNALS
from veritab_server.processes.messages import Alive, Answer, Ask, Stop, Tables, Taken
from veritab_server.processes.port import is_shared
from veritab_server.server import Server, settle
from veritab_server.settings import Settings
from veritab_server.snapshots import Snapshots

SIGNS = 5
"""Signs of life in the time after which a worker that gives none is killed."""
GLANCE = 0.5
"""Seconds between two looks at whether whoever asked for a load still waits."""


def work(settings: Settings, address: str, share: Share, line: Connection) -> None:
    """Answer calls at the address, once there are tables, until the supervisor says stop or is gone."""
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    logs.configure(settings.log)
    with logs.fatal():
        _work(settings, address, line, share)


def _work(settings: Settings, address: str, line: Connection, share: Share) -> None:
    supervisor = Supervisor(line)
    Thread(target=supervisor.reassure, args=[settings.silence / SIGNS], name="alive", daemon=True).start()
    tables = supervisor.hear()
    if not isinstance(tables, Tables):
        return
    snapshots = Snapshots(tables.history, tables.load)
    server = Server(snapshots, address, settings, supervisor, share=share if is_shared(address) else None)
    settle()
    server.start()
    supervisor.tell(Taken(tables.number))
    try:
        supervisor.serve(snapshots)
    finally:
        server.stop()


class Supervisor:
    """The supervisor, as a worker sees it."""

    def __init__(self, line: Connection) -> None:
        self._line = line
        self._writing = Lock()
        self._numbers = itertools.count(1)
        self._asked: dict[int, Future[Load | None]] = {}
        self._stopping = False

    def tell(self, message: Any) -> None:
        """Send it a message; any thread may."""
        with self._writing:
            self._line.send(message)

    def hear(self) -> Any:
        """Its next message; Stop where it is gone."""
        try:
            return self._line.recv()
        except EOFError:
            return Stop()

    def reassure(self, interval: float) -> None:
        """Say every so many seconds that this process runs; never where that is 0. Ends when nobody listens."""
        with suppress(OSError):
            while interval:
                self.tell(Alive())
                time.sleep(interval)

    def serve(self, snapshots: Snapshots) -> None:
        """Do as it says until it says stop."""
        while not isinstance(message := self.hear(), Stop):
            if isinstance(message, Tables):
                snapshots.take(message.history, message.load)
                self.tell(Taken(message.number))
            elif isinstance(message, Answer):
                self._asked.pop(message.number).set_result(message.load)
        with self._writing:
            self._stopping = True
            for answer in self._asked.values():
                answer.set_result(None)

    def reload(self, trigger: Trigger, wanted: Callable[[], bool] = lambda: True) -> Load:
        """Have the tables loaded anew, and wait until every worker has them, or nobody wants to know any more.

        Raises Reloading where a load runs, DeadlinePassed where nobody waits, and TableError with what is wrong where
        the tables are refused.
        """
        number, answer = next(self._numbers), Future[Load | None]()
        with self._writing:
            if self._stopping:
                raise Reloading
            self._asked[number] = answer
            self._line.send(Ask(number, trigger))
        while not wait([answer], GLANCE).done:
            if not wanted():
                raise DeadlinePassed
        load = answer.result()
        if load is None:
            raise Reloading
        if load.error == FAILED:
            raise RuntimeError("a load failed")
        if load.error:
            raise TableError(load.error)
        return load
