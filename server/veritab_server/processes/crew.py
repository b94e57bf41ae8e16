"""The workers of a supervisor: as many as there should be, each started again when it dies."""

from __future__ import annotations

import logging
import os
import socket
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from struct import Struct
from typing import Any

from veritab_server.access.ledger import Share
from veritab_server.processes.messages import Stop, Tables
from veritab_server.processes.worker import SIGNS, work
from veritab_server.settings import Settings

FIRST_PAUSE, LONGEST_PAUSE = 0.1, 30.0
"""Seconds before a worker that died is started again: doubled each time it dies young."""
YOUNG = 60.0
"""Seconds that a worker has to live for its death to count as the first."""

BIRTH = 60.0
"""Seconds more that a worker has for its first sign of life: it has much to import."""
PATIENCE = Struct("@ll").pack(1, 0)
"""Seconds, and millionths, that a message to a worker may take to leave."""

LOG = logging.getLogger("veritab.server")


@dataclass(slots=True, eq=False)
class Running:
    """The process of a worker."""

    process: SpawnProcess
    line: Connection
    started: float
    heard: float
    """When it gave the last sign of life."""
    taken: int = 0
    """The state of the tables that it answers from; 0 until it answers."""

    def send(self, message: Any) -> None:
        """Send it a message. One that is dead misses nothing; one that reads nothing hangs, and is killed."""
        try:
            self.line.send(message)
        except OSError:
            self.process.kill()


@dataclass(slots=True, eq=False)
class Worker:
    """The place of one worker."""

    name: str
    running: Running | None = None
    pause: float = 0.0
    """Seconds between the last death and the start after it."""
    due: float = field(default_factory=time.monotonic)
    """When it is to be started, by the monotonic clock."""


class Crew:
    """The workers."""

    def __init__(self, settings: Settings, address: str, count: int, limits: Path) -> None:
        """So many workers at one address, which count in the file `limits` what callers use of theirs."""
        self._settings, self._address, self._limits = settings, address, limits
        self._silence, self._looked = settings.silence, time.monotonic()
        self.workers = [Worker(f"worker-{number}") for number in range(1, count + 1)]

    @property
    def running(self) -> Mapping[Worker, Running]:
        """Those that have a process."""
        return {worker: worker.running for worker in self.workers if worker.running is not None}

    @property
    def answering(self) -> Sequence[Running]:
        """The processes that answer calls."""
        return [each for each in self.running.values() if each.taken]

    def end_silent(self) -> None:
        """Kill those that have given no sign of life for too long. Time in which we slept ourselves does not count."""
        now = time.monotonic()
        awake = now - self._looked < self._silence / 2
        self._looked = now
        for worker, each in self.running.items():
            if not awake:
                each.heard = max(each.heard, now)
            elif self._silence and now - each.heard > self._silence:
                LOG.error("%s has given no sign of life for %g s and is killed", worker.name, self._silence)
                each.process.kill()
                each.heard = now

    def start_due(self, tables: Tables | None) -> None:
        """Start those whose time has come; where there are no tables yet, they wait for them."""
        for worker in self.workers:
            if worker.running is None and worker.due <= time.monotonic():
                worker.running = self._start(worker)
                if tables is not None:
                    worker.running.send(tables)

    def next_due(self) -> float | None:
        """Seconds until one is to be started or looked after; None where neither is ever."""
        waiting = [worker.due for worker in self.workers if worker.running is None]
        if self._silence:
            waiting.append(self._looked + self._silence / SIGNS)
        return max(0.0, min(waiting) - time.monotonic()) if waiting else None

    def tell(self, message: Any) -> None:
        """Send a message to all."""
        for each in self.running.values():
            each.send(message)

    def bury(self, worker: Worker) -> int:
        """Take note that its process has ended, and when to start another; gives the status that it ended with."""
        ended = self.running[worker]
        ended.process.join()
        ended.line.close()
        old = time.monotonic() - ended.started > YOUNG
        worker.running = None
        worker.pause = FIRST_PAUSE if old else min(max(worker.pause * 2, FIRST_PAUSE), LONGEST_PAUSE)
        worker.due = time.monotonic() + worker.pause
        return ended.process.exitcode or 0

    def stop(self, patience: float) -> None:
        """Have all stop, and kill those that have not after so many seconds."""
        self.tell(Stop())
        deadline = time.monotonic() + patience
        for worker, each in self.running.items():
            each.process.join(max(0.0, deadline - time.monotonic()))
            if each.process.is_alive():
                LOG.error("%s did not stop in %g s and is killed", worker.name, patience)
                each.process.kill()
            self.bury(worker)

    def abandon(self) -> None:
        """Kill all that are left."""
        for worker, each in self.running.items():
            each.process.kill()
            self.bury(worker)

    def _start(self, worker: Worker) -> Running:
        context = get_context("spawn")
        line, theirs = context.Pipe()
        share = Share(self._limits, len(self.workers), self.workers.index(worker))
        arguments = (self._settings, self._address, share, theirs)
        process = context.Process(target=work, args=arguments, name=worker.name, daemon=True)
        process.start()
        theirs.close()
        _end_waits(line)
        now = time.monotonic()
        return Running(process, line, now, heard=now + BIRTH)


def _end_waits(line: Connection) -> None:
    """Have a message that nobody takes fail after a while, where the line is a socket: it is full."""
    if sys.platform != "win32":
        with socket.socket(fileno=os.dup(line.fileno())) as known:
            known.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, PATIENCE)
