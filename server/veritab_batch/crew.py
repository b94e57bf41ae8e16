"""The workers of a batch: a process each, a part each, started again where one dies.

A worker that dies costs the part that it had, which is begun again. The document that it was at is set aside the second
time; so is one that takes too long.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path

from veritab_batch.errors import WORKER_DIED, OutputError, TooSlow, WorkersDie
from veritab_batch.parts import Part
from veritab_batch.rows import slow
from veritab_batch.settings import Settings
from veritab_batch.signals import kept_from_children
from veritab_batch.worker import Begun, Done, Task, work

GRACE = 2.0
"""Seconds that a document may take by the clock, beside twice what it may take of the processor."""
ASLEEP = 10.0
"""Seconds between two looks after which we were kept from looking, and the workers from working."""
DEATHS = 2
"""So often a worker has to die at a document for it to be set aside."""
MOST_LOST = 5
"""Deaths, times the number of workers, with no part finished and no document set aside between: the batch gives up."""


@dataclass(slots=True, eq=False)
class Trial:
    """A part with what happened to those who tried to finish it."""

    part: Part
    deaths: dict[int, int] = field(default_factory=dict)
    poisoned: dict[int, tuple[str, str]] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class Worker:
    """A process, what it has, and since when it is at a document."""

    process: SpawnProcess
    line: Connection
    ready: bool = False
    trial: Trial | None = None
    document: int | None = None
    since: float = 0.0

    def take(self, trial: Trial) -> None:
        """Begin a part."""
        self.trial, self.ready, self.document = trial, False, None
        try:
            self.line.send(Task(trial.part, dict(trial.poisoned)))
        except OSError:
            self.process.kill()  # it is dead, which is seen as that of any other


class Crew:
    """So many workers over the tables in a folder."""

    def __init__(self, output: Path, tables: Path, settings: Settings, count: int) -> None:
        self._arguments = output, tables, settings
        self._seconds = settings.document_seconds
        self._looked = time.monotonic()
        self._again: list[Trial] = []
        self._lost = 0
        self._workers = [self._start() for _ in range(count)]

    @property
    def wants(self) -> bool:
        """True where a worker waits for a part."""
        return any(worker.ready for worker in self._workers)

    @property
    def busy(self) -> bool:
        """True while there are parts that are not finished."""
        return bool(self._again) or any(worker.trial is not None for worker in self._workers)

    def take(self, part: Part) -> None:
        """Give a part to a worker that waits."""
        self._give(Trial(part))

    def wait(self, seconds: float) -> Sequence[Part]:
        """The parts that were finished, once some are or so many seconds have passed.

        OutputError where they cannot be written; WorkersDie where workers end again and again, at no document.
        """
        finished: list[Part] = []
        lines = {worker.line: worker for worker in self._workers}
        for line in wait(list(lines), seconds):
            worker = lines[line]  # type: ignore[index]
            try:
                while worker.line.poll():
                    self._hear(worker, worker.line.recv(), finished)
            except (EOFError, OSError):
                self._bury(worker)
        self._end_slow()
        while self._again and self.wants:
            self._give(self._again.pop(0))
        return finished

    def stop(self) -> None:
        """End all workers; parts that are not finished are as if they had never begun."""
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.process.join()
            worker.line.close()

    def _give(self, trial: Trial) -> None:
        next(worker for worker in self._workers if worker.ready).take(trial)

    def _hear(self, worker: Worker, message: Begun | Done, finished: list[Part]) -> None:
        match message:
            case Begun(document):
                worker.document, worker.since = document, time.monotonic()
            case Done(failed):
                if failed:
                    raise OutputError(failed)
                if worker.trial is not None:
                    finished.append(worker.trial.part)
                    self._lost = 0
                worker.ready, worker.trial, worker.document = True, None, None

    def _bury(self, worker: Worker) -> None:
        """Take note of a death, and start another worker."""
        worker.process.join()
        worker.line.close()
        code = worker.process.exitcode or 0
        trial = worker.trial
        self._lost += 1
        if trial is not None:
            self._blame(trial, worker.document, code)
            self._again.append(trial)
        if self._lost >= MOST_LOST * len(self._workers):
            raise WorkersDie(f"The workers end again and again ({ended(code)}). {MEMORY}")
        self._workers[self._workers.index(worker)] = self._start()

    def _blame(self, trial: Trial, document: int | None, code: int) -> None:
        if document is None:
            return
        if document in trial.poisoned:
            self._lost = 0
            return
        trial.deaths[document] = trial.deaths.get(document, 0) + 1
        if trial.deaths[document] >= DEATHS:
            trial.poisoned[document] = WORKER_DIED, f"The process that checked it ended, twice ({ended(code)})."
            self._lost = 0

    def _end_slow(self) -> None:
        """End workers that are at one document for too long. Time in which all slept does not count."""
        now = time.monotonic()
        slept, self._looked = now - self._looked, now
        for worker in self._workers:
            if slept > ASLEEP:
                worker.since += slept
            late = now - worker.since > 2 * self._seconds + GRACE
            if late and worker.trial is not None and worker.document is not None:
                worker.trial.poisoned[worker.document] = TooSlow.reason, slow(self._seconds)
                worker.process.kill()

    def _start(self) -> Worker:
        context = get_context("spawn")
        line, theirs = context.Pipe()
        process = context.Process(target=work, args=(*self._arguments, theirs), daemon=True)
        with kept_from_children():
            process.start()
        theirs.close()
        return Worker(process, line)


MEMORY = "If the system ended them for their memory, use fewer --workers."


def ended(code: int) -> str:
    """How a process ended, in words."""
    return f"signal {-code}" if code < 0 else f"status {code}"
