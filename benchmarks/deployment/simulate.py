"""A site that never was: many workers behind a gateway, call by call, by the rules of the server's own admission.

A worker shares its core evenly among the calls at work, as threads of one interpreter do, and lets in what `Pool` would.
The gateway sends a call to the emptier of two workers that it draws, as Envoy's LEAST_REQUEST does, and a call that is
refused, or whose worker dies, once more to another.
"""

from __future__ import annotations

import heapq
import itertools
import random
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from veritab_server.pool import WEIGHT
from veritab_server.settings import Settings

TRIES = 2
"""How often the gateway sends a call before its caller hears that it was refused."""


@dataclass(frozen=True, slots=True)
class Load:
    """What is asked of a site: calls a second at random moments, each with a draw from the seconds that calls take."""

    rate: float
    seconds: float
    costs: Sequence[float]
    burst: float = 1.0
    """How many times the rate it is in the middle third."""


@dataclass(slots=True)
class Outcome:
    """What became of the calls of a load."""

    made: int = 0
    refused: int = 0
    lost: int = 0
    taken: list[float] = field(default_factory=list)
    """Seconds of those that were answered."""


@dataclass(slots=True)
class Call:
    """A call on its way."""

    came: float
    left: float
    """CPU seconds that it still needs."""
    tries: int = 0


@dataclass(slots=True, eq=False)
class Worker:
    """A process with a core of its own. Times are those of the simulation."""

    settings: Settings
    running: list[Call] = field(default_factory=list)
    waiting: deque[Call] = field(default_factory=deque)
    now: float = 0.0
    pace: float = 0.0
    ended: int = 0
    since: float = 0.0
    dead: bool = False

    @property
    def in_hand(self) -> int:
        """Calls at work or waiting."""
        return len(self.running) + len(self.waiting)

    @property
    def full(self) -> bool:
        """True where the server would refuse one more."""
        queued = self.in_hand >= self.settings.threads and (self.in_hand + 1) * self.pace > self.settings.queue > 0
        return self.dead or self.in_hand >= self.settings.waiting or queued

    def take(self, call: Call) -> None:
        """Let a call in."""
        if not self.in_hand:
            self.since = self.now
        (self.running if len(self.running) < self.settings.threads else self.waiting).append(call)

    def next_end(self) -> float:
        """When the next call ends, if none comes before."""
        if not self.running:
            return float("inf")
        return self.now + min(call.left for call in self.running) * len(self.running)

    def advance(self, now: float) -> list[Call]:
        """Work until then; gives the calls that have ended."""
        share = (now - self.now) / len(self.running) if self.running else 0.0
        self.now = now
        for call in self.running:
            call.left -= share
        ended = [call for call in self.running if call.left <= 1e-9]
        self.running = [call for call in self.running if call.left > 1e-9]
        for _ in ended:
            self.ended += 1
            self.pace += (now - self.since - self.pace) * max(WEIGHT, 1 / self.ended)
            self.since = now
            if self.waiting:
                self.running.append(self.waiting.popleft())
        return ended


def simulate(workers: int, load: Load, *, settings: Settings | None = None, dies: int = 0, seed: int = 7) -> Outcome:
    """What becomes of a load; in its middle `dies` of the workers end with all they have, and stay away."""
    chance = random.Random(seed)
    site = [Worker(settings or Settings()) for _ in range(workers)]
    found, order = Outcome(), itertools.count()
    ends: list[tuple[float, int, Worker]] = []
    arrivals = _arrivals(load, chance)
    due, middle, dead = next(arrivals, None), load.seconds / 2, 0

    def settle(worker: Worker, now: float) -> None:
        found.taken += [now - call.came for call in worker.advance(now)]
        if (end := worker.next_end()) < float("inf"):
            heapq.heappush(ends, (end, next(order), worker))

    def send(call: Call, now: float) -> None:
        pair = chance.sample(site, min(2, len(site)))
        worker = min(pair, key=lambda each: each.in_hand)
        call.tries += 1
        if worker.full:
            if call.tries < TRIES:
                send(call, now)
            else:
                found.refused += 1
            return
        found.taken += [now - each.came for each in worker.advance(now)]
        worker.take(call)
        heapq.heappush(ends, (worker.next_end(), next(order), worker))

    while due is not None or ends:
        if due is not None and (not ends or due <= ends[0][0]):
            while dead < dies and due >= middle:
                dead += 1
                _die(site.pop(), due, send)
            found.made += 1
            send(Call(due, chance.choice(load.costs)), due)
            due = next(arrivals, None)
        else:
            now, _, worker = heapq.heappop(ends)
            if not worker.dead and abs(worker.next_end() - now) < 1e-9:  # else a call came since, and it ends later
                settle(worker, now)
    found.lost = found.made - len(found.taken) - found.refused
    return found


def _die(worker: Worker, now: float, send: object) -> None:
    worker.dead = True
    for call in (*worker.running, *worker.waiting):
        if call.tries < TRIES:
            send(call, now)  # type: ignore[operator]
    worker.running, worker.waiting = [], deque()


def _arrivals(load: Load, chance: random.Random) -> Iterator[float]:
    now = 0.0
    while now < load.seconds:
        third = load.seconds / 3 <= now < load.seconds * 2 / 3
        now += chance.expovariate(load.rate * (load.burst if third else 1.0))
        yield now
