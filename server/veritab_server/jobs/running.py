"""The threads of a process that check documents of jobs, and the one that keeps their leases.

They give way to calls: before each sentence a document waits a little while a call is in hand. It never waits for good,
so that a server that is always busy still gets jobs done.
"""

from __future__ import annotations

import logging
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from veritab.v1.job_pb2 import JobResult
from veritab.v1.job_service_pb2 import CreateJobRequest
from veritab.v1.verification_service_pb2 import CheckDocumentRequest
from veritab_engine.reference.inline import InlineTable
from veritab_server.checking import Desk
from veritab_server.conversion.inline import read_inline_tables
from veritab_server.conversion.job import write_failure, write_success
from veritab_server.errors import DeadlinePassed
from veritab_server.jobs.errors import StoreUnavailable
from veritab_server.jobs.job import Figures, Lease, Result, Taken
from veritab_server.jobs.leases import Leases
from veritab_server.settings import Settings

POLL = 1.0
"""Seconds between two looks for documents where there were none."""
TOGETHER = 2.0
"""Seconds after which the results of a lease are written, though it has documents left."""
GIVE_WAY = 0.05
"""Seconds that a document waits before a sentence while calls are in hand."""
SWITCH = 0.0005
"""Seconds for which a thread of Python keeps others waiting: a call goes through several until it is in hand."""
BEAT = 2.0
"""Seconds between two signs of life at most; a job that was cancelled is noticed then."""
BEATS = 4
"""Signs of life in the time of a lease at least."""
SWEEP = 60.0
"""Seconds between two looks for jobs that have expired, at most."""

LOG = logging.getLogger("veritab.server")


class GivenUp(Exception):
    """The check of a document ends without a result: its job was cancelled, or the server stops."""


@dataclass(frozen=True, slots=True)
class Witness:
    """Who is told of what happens."""

    result: Callable[[JobResult], None]
    figures: Callable[[Figures], None]


@dataclass(slots=True)
class Held:
    """A lease that a thread works on."""

    lease: Lease
    lost: bool = False
    tables: tuple[InlineTable, ...] | None = None
    """Those that go with all documents; None until they are read."""


@dataclass(slots=True)
class Turn:
    """What a document may take."""

    left: float
    """Seconds."""
    since: float = field(default_factory=time.monotonic)

    def require(self) -> None:
        """DeadlinePassed where it has taken more."""
        if time.monotonic() - self.since > self.left:
            raise DeadlinePassed


class Running:
    """Checks the documents that wait, as long as it is not stopped."""

    def __init__(
        self, leases: Leases, desk: Desk, settings: Settings, busy: Callable[[], bool], witness: Witness | None = None
    ) -> None:
        """`busy` says whether calls are in hand."""
        self._leases, self._desk, self._settings, self._busy = leases, desk, settings.jobs, busy
        self._limits, self._witness = settings.limits, witness
        self._held: dict[str, Held] = {}
        self._swept = 0.0
        self._wanted, self._stopping = threading.Event(), threading.Event()
        names = [*(f"job-{number}" for number in range(settings.jobs.threads))]
        self._threads = [threading.Thread(target=self._run, name=name, daemon=True) for name in names]
        self._keeper = threading.Thread(target=self._keep, name="jobs-keeper", daemon=True)

    def start(self) -> None:
        """Begin."""
        sys.setswitchinterval(SWITCH)
        for thread in (self._keeper, *self._threads):
            thread.start()

    def wake(self) -> None:
        """There are new documents."""
        self._wanted.set()

    def stop(self, patience: float) -> None:
        """Give up what is in hand, write what is done, and wait until that is so; at most so many seconds."""
        self._stopping.set()
        self._wanted.set()
        until = time.monotonic() + patience
        for thread in self._threads:
            if thread.is_alive():
                thread.join(max(0.0, until - time.monotonic()))

    def _run(self) -> None:
        while not self._stopping.is_set():
            if not self._turn() and self._wanted.wait(POLL):
                self._wanted.clear()

    def _turn(self) -> bool:
        """Take some documents and check them; False where there were none, or something went wrong."""
        try:
            lease = self._leases.claim()
            if lease is not None:
                self._work(Held(lease))
            return lease is not None
        except StoreUnavailable:
            return False
        except Exception:  # whatever it is, jobs go on
            LOG.exception("documents of jobs could not be taken or given back")
            return False

    def _work(self, held: Held) -> None:
        """Check the documents of a lease, and end it."""
        lease, results = held.lease, list[Result]()
        self._held[lease.id] = held
        began = time.monotonic()
        try:
            for document in lease.documents:
                if results and time.monotonic() - began > TOGETHER:
                    break
                results.append(self._result(document, held))
        except (GivenUp, StoreUnavailable):
            pass
        finally:
            self._finish(held, results)
            self._held.pop(lease.id, None)

    def _finish(self, held: Held, results: list[Result]) -> None:
        """End a lease, as long as that may help: beyond its time, its documents are another's."""
        until = time.monotonic() + self._settings.lease
        while not held.lost:
            try:
                if self._leases.finish(held.lease, results):
                    return
                held.lost = True
            except StoreUnavailable:
                if time.monotonic() > until or self._stopping.wait(POLL):
                    return
        LOG.info("job %s: %d results came too late and were dropped", held.lease.job, len(results))

    def _result(self, document: Taken, held: Held) -> Result:
        turn = Turn(self._settings.seconds)

        def patience() -> None:
            if held.lost or self._stopping.is_set():
                raise GivenUp
            turn.require()
            if self._busy():
                self._stopping.wait(GIVE_WAY)
                turn.left += GIVE_WAY

        try:
            patience()
            request = CheckDocumentRequest.FromString(document.request)
            request.snapshot = request.snapshot or held.lease.snapshot
            response = self._desk.answer(request, patience, self._tables(held))
            result = write_success(document.position, response)
        except (GivenUp, StoreUnavailable):
            raise
        except Exception as error:  # one document's error is its own result
            result = write_failure(document.position, error)
        self._tell(result)
        return result

    def _tables(self, held: Held) -> tuple[InlineTable, ...]:
        """The tables that go with all documents of a lease."""
        if held.tables is None:
            message = CreateJobRequest.FromString(self._leases.tables(held.lease.job))
            held.tables = read_inline_tables(message.tables, self._limits)
        return held.tables

    def _tell(self, result: Result) -> None:
        if self._witness is not None:
            self._witness.result(JobResult.FromString(result.message))

    def _keep(self) -> None:
        """Keep the leases, free those that have run out, and sweep."""
        while not self._stopping.wait(min(BEAT, self._settings.lease / BEATS)):
            try:
                self._beat()
                self._leases.recover()
                if time.monotonic() - self._swept > min(SWEEP, self._settings.expiry / BEATS):
                    self._leases.sweep()
                    self._swept = time.monotonic()
                if self._witness is not None:
                    self._witness.figures(self._leases.figures())
            except StoreUnavailable:
                continue
            except Exception:  # whatever it is, leases have to be kept
                LOG.exception("the store of jobs could not be looked after")

    def _beat(self) -> None:
        mine = dict(self._held)
        if mine:
            kept = self._leases.keep(mine)
            for id, held in mine.items():
                held.lost = id not in kept
