"""The jobs of one process: their service, and the threads that check their documents."""

from __future__ import annotations

from collections.abc import Callable

from veritab_server.checking import Desk
from veritab_server.jobs.leases import Leases
from veritab_server.jobs.opening import open_database
from veritab_server.jobs.running import Running, Witness
from veritab_server.jobs.service import JobServicer
from veritab_server.jobs.store import Store
from veritab_server.settings import Settings

PATIENCE = 5.0
"""Seconds that the documents in hand have to be given back when the server stops."""


class Background:
    """Where there is a store, documents of jobs are checked from `start` to `rest`, and callers answered to the end."""

    def __init__(self, settings: Settings, desk: Desk, busy: Callable[[], bool]) -> None:
        """`busy` says whether calls are in hand, to which jobs give way. SettingError for a store that is none."""
        self._database = open_database(settings)
        self._running: Running | None = None
        store = None
        if self._database is not None:
            store = Store(self._database, settings.jobs)
            leases = Leases(self._database, settings.jobs)
            self._running = Running(leases, desk, settings, busy, _witness(settings))
        self.servicer = JobServicer(store, self._running, desk.tables, settings.limits)

    def start(self) -> None:
        """Begin to check."""
        if self._running is not None:
            self._running.start()

    def rest(self) -> None:
        """Check no more; what is in hand is given back."""
        if self._running is not None:
            self._running.stop(PATIENCE)

    def close(self) -> None:
        """Let go of the database."""
        if self._database is not None:
            self._database.close()


def _witness(settings: Settings) -> Witness | None:
    """Who counts, where somebody wants to know."""
    if not settings.metrics:
        return None
    from veritab_server.jobs.figures import show
    from veritab_server.observing.measures import count_result

    return Witness(count_result, show)
