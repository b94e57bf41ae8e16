"""Loading the tables anew beside the calls that run: at a caller's word, at a signal, or because a file changed.

One load at a time. What is broken is refused and remembered, and the last good snapshot stays.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Lock, Thread

from veritab_engine.errors import VeritabError
from veritab_server.beside import beside
from veritab_server.errors import Reloading
from veritab_server.origin import Origin, Stamps
from veritab_server.snapshots import Load, Snapshots, Trigger

LOG = logging.getLogger("veritab.server")


class Reloader:
    """Publishes what the origin has now."""

    def __init__(self, origin: Origin) -> None:
        """Load for the first time; TableError where that cannot be done."""
        self.origin = origin
        self.seen: Stamps = origin.stamps()
        """The files as they were when the last load began."""
        self._loading = Lock()
        started = time.monotonic()
        self.snapshots = Snapshots(origin.load(), time.monotonic() - started)

    def reload(self, trigger: Trigger) -> Load:
        """Load, and make the tables the current snapshot; the load says whether they are others than before.

        Raises Reloading where a load runs, and what is wrong with the tables where they are refused.
        """
        with self._alone(), beside():
            self.seen, started = self.origin.stamps(), time.monotonic()
            try:
                load = self.snapshots.publish(self.origin.load(), trigger, time.monotonic() - started)
            except Exception as error:  # raised again: whatever it is, the history has to have it
                said = str(error) if isinstance(error, VeritabError) else "the service failed; its log says how"
                self.snapshots.refuse(said, trigger, time.monotonic() - started)
                LOG.error("tables refused, and snapshot %s stays: %s", self.snapshots.ids[0], said)
                raise
            seconds, as_before = time.monotonic() - started, "" if load.changed else ", as before"
            LOG.info("tables loaded in %.1f s: snapshot %s%s", seconds, load.id, as_before)
            return load

    def try_reload(self, trigger: Trigger) -> None:
        """Load where nobody waits for it; what goes wrong is in the log and in the history."""
        try:
            self.reload(trigger)
        except Reloading:
            LOG.info("tables are being loaded already")
        except VeritabError:
            pass
        except Exception:  # a thread that watches goes on, whatever a file may do to it
            LOG.exception("loading the tables failed")

    @contextmanager
    def _alone(self) -> Iterator[None]:
        if not self._loading.acquire(blocking=False):
            raise Reloading
        try:
            yield
        finally:
            self._loading.release()


class Watcher:
    """Looks at the files of the tables every so often, and has them loaded when they have changed and are at rest."""

    def __init__(self, reloader: Reloader, interval: float) -> None:
        self._reloader = reloader
        self._interval = interval
        self._before = reloader.seen
        self._stopped = Event()
        self._thread = Thread(target=self._watch, name="watcher", daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def stop(self) -> None:
        """Look no more; a load that runs is left to end by itself."""
        self._stopped.set()

    def look(self) -> None:
        """Look once: a file that is still being written changes from one look to the next, and is left until then."""
        now = self._reloader.origin.stamps()
        if now == self._before and now != self._reloader.seen:
            self._reloader.try_reload(Trigger.WATCH)
        self._before = now

    def _watch(self) -> None:
        while not self._stopped.wait(self._interval):
            self.look()
