"""The supervisor: holds the port, has the tables loaded, and keeps workers that answer calls.

It is one loop over what comes: signals, messages of the workers, their deaths, and loads that are done. It answers no
call itself and reads no table, so that nothing a caller sends and nothing in a file can stop it.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing.connection import wait
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING, Any

from veritab_engine.errors import TableError, VeritabError
from veritab_server.access.keys import read
from veritab_server.jobs.opening import require_store
from veritab_server.loads import History, Load, Trigger
from veritab_server.observing import logs
from veritab_server.origin import Origin
from veritab_server.processes.crew import Crew, Running, Worker
from veritab_server.processes.loader import SIGNALS, Loading
from veritab_server.processes.messages import Answer, Ask, Tables, Taken
from veritab_server.processes.port import Port, is_shared
from veritab_server.processes.scratch import scratch
from veritab_server.processes.watch import Watch
from veritab_server.settings import Settings
from veritab_server.tls import credentials

HANGUP: signal.Signals | None = getattr(signal, "SIGHUP", None)
"""Asks for the tables to be loaded anew; not every system has it."""
MARGIN = 5.0
"""Seconds beyond the time that a worker has to stop before it is killed."""

if TYPE_CHECKING:
    from veritab_server.observing.exposition import Exposition, Figures

LOG = logging.getLogger("veritab.server")


def supervise(settings: Settings) -> None:
    """Serve until SIGTERM or SIGINT; SIGHUP loads the tables anew. Only for the main thread.

    Raises SettingError where the address cannot be had, and TableError where the tables cannot be loaded.
    """
    logs.configure(settings.log)
    with scratch() as folder, Signals() as signals:
        supervisor = Supervisor(settings, folder, signals)
        try:
            supervisor.run()
        finally:
            supervisor.close()


@dataclass(slots=True)
class Reload:
    """A load that runs, who asked for it, and, once it is done, what it gave."""

    loading: Loading
    asker: tuple[Running, Ask] | None = None
    load: Load | None = None
    again: Trigger | None = None
    """What asked for another one meanwhile: files may have changed behind what this one has read."""


class Supervisor:
    """One server: its port, its tables, its workers."""

    def __init__(self, settings: Settings, folder: Path, signals: Signals) -> None:
        self._settings, self._folder, self._signals = settings, folder, signals
        _require_access(settings)
        require_store(settings)
        self._port = Port(settings.listen) if is_shared(settings.listen) else None
        address = self._port.address if self._port else settings.listen
        self._crew = Crew(settings, address, settings.workers if self._port else 1, folder / "limits")
        self._origin = Origin(settings.tables, settings.shipped)
        self._watch = Watch(self._origin, settings.watch)
        self._tables = Tables(0, History(), {})
        self._reload: Reload | None = None
        self._loads = self._refused = self._deaths = 0
        self._current: Load | None = None
        self._exposition = self._expose() if settings.metrics else None
        self._serving = False
        self.address = address

    def run(self) -> None:
        """Load, start the workers, and go on until a signal ends it."""
        self._begin(Trigger.START)
        while self._turn():
            pass
        LOG.info("stopping: not serving, and %g s for calls that run", self._settings.grace)
        self._crew.stop(self._settings.drain + self._settings.grace + MARGIN)
        LOG.info("stopped")

    def close(self) -> None:
        """Let go of what it holds."""
        if self._loading:
            self._loading.give_up()
        self._crew.abandon()
        if self._exposition is not None:
            self._exposition.close()
        if self._port is not None:
            self._port.close()

    def _turn(self) -> bool:
        """Wait for something to happen and deal with it; False where it is the end."""
        self._crew.start_due(self._tables if self._tables.folders else None)
        events, loading = self._events(), self._loading
        late = loading.next_due() if loading else None
        dues = [due for due in (self._crew.next_due(), self._watch.next_due(), late) if due is not None]
        for ready in wait(list(events), min(dues, default=None)):
            if ready is self._signals.line:
                if self._signals.read() != HANGUP:
                    return False
                self._begin(Trigger.SIGNAL)
            else:
                events[ready]()
        self._crew.end_silent()
        if loading:
            loading.end_late()
        if self._watch.is_due() and self._watch.look():
            self._begin(Trigger.WATCH)
        self._answer()
        return True

    def _events(self) -> Mapping[Any, Callable[[], None]]:
        """What to wait for, and what is to be done then."""
        events: dict[Any, Callable[[], None]] = {self._signals.line: lambda: None}
        for worker, running in self._crew.running.items():
            events[running.line] = partial(self._hear, running)
            events[running.process.sentinel] = partial(self._bury, worker)
        if self._loading and self._reload:
            events[self._loading.done] = partial(self._finish, self._reload)
        return events

    @property
    def _loading(self) -> Loading | None:
        """The load that has given nothing yet."""
        return self._reload.loading if self._reload and self._reload.load is None else None

    def _hear(self, worker: Running) -> None:
        try:
            message = worker.line.recv()
        except (EOFError, OSError):
            return
        worker.heard = time.monotonic()
        if isinstance(message, Ask):
            self._ask(worker, message)
        elif isinstance(message, Taken):
            if self._serving and not worker.taken:
                LOG.info("%s answers", worker.process.name)
            worker.taken = message.number
            if not self._serving and len(self._crew.answering) == len(self._crew.workers):
                self._serving = True
                LOG.info("serving on %s with %d workers", self.address, len(self._crew.workers))
                if self._exposition is not None:
                    LOG.info("figures on http://%s/metrics", self._exposition.address)

    def _bury(self, worker: Worker) -> None:
        pid = self._crew.running[worker].process.pid or 0
        status, pause = self._crew.bury(worker), worker.pause
        self._deaths += 1
        if self._exposition is not None:
            self._exposition.forget(pid)
        if not self._serving:
            raise VeritabError(f"{worker.name} ended with status {status} before it could answer.")
        LOG.error("%s ended with status %s; another starts in %.1f s", worker.name, status, pause)
        if not all(folder.is_dir() for folder in self._tables.folders.values()):
            self._recover()

    def _recover(self) -> None:
        """The folder of the snapshots was removed: those who have them mapped go on, the others need them anew."""
        LOG.error("%s was removed; the tables are loaded anew for the worker that starts", self._folder)
        with suppress(OSError):  # else the load says what is wrong
            (self._folder / "figures" if self._exposition else self._folder).mkdir(0o700, parents=True, exist_ok=True)
        self._tables = replace(self._tables, folders={})
        self._begin(Trigger.WATCH)

    def _ask(self, worker: Running, ask: Ask) -> None:
        if self._reload is not None:
            worker.send(Answer(ask.number, None))
            return
        self._begin(ask.trigger).asker = worker, ask

    def _begin(self, trigger: Trigger) -> Reload:
        """Begin to load the tables, or do so once the load that runs is done."""
        if self._reload is not None:
            LOG.info("tables are being loaded already; once more after that")
            self._reload.again = trigger
            return self._reload
        self._watch.begin()
        self._loads += 1
        folder = self._folder / f"snapshot-{self._loads}"
        self._reload = Reload(Loading(self._origin, trigger, folder, self._settings))
        return self._reload

    def _finish(self, reload: Reload) -> None:
        """Take what a load gave, and tell the workers."""
        load = reload.loading.result()
        if load.error and not self._tables.number:
            raise TableError(load.error)
        history = self._tables.history.after(load)
        folders = {id: folder for id, folder in self._tables.folders.items() if id in history.kept}
        if not load.error:
            folders.setdefault(load.id, reload.loading.folder)
            history = replace(history, kept=tuple(id for id in history.kept if id in folders))
        self._drop(folders)
        self._tables = Tables(self._tables.number + 1, history, folders)
        reload.load = history.loads[0]
        self._current = self._current if load.error else load
        self._refused += bool(load.error)
        self._crew.tell(self._tables)
        self._log(reload.load)

    def _answer(self) -> None:
        """End the reload, and tell those who asked, once every worker has what it gave."""
        reload = self._reload
        if reload is None or reload.load is None:
            return
        if all(each.taken == self._tables.number for each in self._crew.answering):
            if reload.asker is not None:
                worker, ask = reload.asker
                worker.send(Answer(ask.number, reload.load))
            self._reload = None
            if reload.again is not None:
                self._begin(reload.again)

    def _expose(self) -> Exposition:
        from veritab_server.observing.exposition import Exposition

        return Exposition(self._settings.metrics, self._folder / "figures", self._figures)

    def _figures(self) -> Figures:
        from veritab_server.observing.exposition import Figures

        processes = {each.process.name: each.process.pid for each in self._crew.running.values()}
        last = self._tables.history.loads[:1]
        return Figures(
            workers=len(self._crew.answering),
            deaths=self._deaths,
            loads=self._loads,
            refused=self._refused,
            current=self._current,
            last_refused=any(load.error for load in last),
            processes={"supervisor": os.getpid(), **{name: pid for name, pid in processes.items() if pid}},
        )

    def _drop(self, folders: Mapping[str, Path]) -> None:
        """Remove the folders of snapshots that are not kept; a worker that has one mapped keeps it."""
        for folder in self._folder.glob("snapshot-*"):
            if folder not in folders.values():
                rmtree(folder, ignore_errors=True)

    def _log(self, load: Load) -> None:
        if load.error and self._serving:
            LOG.error("tables refused, and snapshot %s stays: %s", self._tables.history.kept[0], load.error)
        elif self._serving:
            as_before = "" if load.changed else ", as before"
            LOG.info("tables loaded in %.1f s: snapshot %s%s", load.seconds, load.id, as_before)


def _require_access(settings: Settings) -> None:
    """SettingError for certificates and keys that no worker could use: said once, and before there are any."""
    credentials(settings.tls)
    if settings.keys is not None:
        read(settings.keys)


class Signals:
    """The signals of a process as bytes on a socket, one each.

    They come from the interpreter itself: a handler that sets an Event can wait for a lock that the thread it
    interrupted holds.
    """

    def __enter__(self) -> Signals:
        self.line, self._theirs = socket.socketpair()
        self._theirs.setblocking(False)
        self._before = signal.set_wakeup_fd(self._theirs.fileno())
        self._handlers = {number: signal.signal(number, lambda *_: None) for number in SIGNALS}
        return self

    def __exit__(self, *_: object) -> None:
        signal.set_wakeup_fd(self._before)
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        self.line.close()
        self._theirs.close()

    def read(self) -> int:
        """The next signal that came."""
        return self.line.recv(1)[0]
