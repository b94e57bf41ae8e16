"""A site that never was: many workers behind a gateway, call by call, by the rules of the server's own admission.

A worker shares its core evenly among the calls at work, as threads of one interpreter do, and lets in what `Pool`
would. The gateway sends a call to the emptier of two workers that it draws, as Envoy does by LEAST_REQUEST. A refusal
is an answer; a call whose worker dies is sent to another one.
"""

from __future__ import annotations

import heapq
import itertools
import random
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from veritab_server.pool import Capacity, Pace
from veritab_server.settings import Settings

TRIES = 4
"""How often the gateway sends a call whose workers die."""
NOTHING = 1e-9
"""Seconds that are none, but for the arithmetic of floats."""
NEVER = float("inf")


@dataclass(frozen=True, slots=True)
class Load:
    """What is asked of a site: calls a second at random moments, each with a draw from the seconds that calls take."""

    rate: float
    seconds: float
    costs: Sequence[float]
    burst: float = 1.0
    """How many times the rate it is in the middle third."""

    def arrivals(self, chance: random.Random) -> Iterator[float]:
        """When calls come."""
        now = 0.0
        while now < self.seconds:
            middle = self.seconds / 3 <= now < self.seconds * 2 / 3
            now += chance.expovariate(self.rate * (self.burst if middle else 1.0))
            yield now


@dataclass(slots=True)
class Call:
    """A call on its way, with the CPU seconds that it needs, and those that it still needs where it is at work."""

    came: float
    cost: float
    left: float
    tries: int = 0


@dataclass(slots=True, eq=False)
class Worker:
    """A process with a core of its own. Times are those of the simulation."""

    settings: Settings
    running: list[Call] = field(default_factory=list)
    waiting: deque[Call] = field(default_factory=deque)
    now: float = 0.0
    pace: Pace = field(default_factory=Pace)

    @property
    def in_hand(self) -> int:
        """Calls at work or waiting."""
        return len(self.running) + len(self.waiting)

    @property
    def full(self) -> bool:
        """True where the server would refuse one more."""
        capacity = Capacity(self.settings.waiting, self.settings.threads, self.settings.queue)
        return self.in_hand >= capacity.most(self.pace.seconds)

    def take(self, call: Call) -> None:
        """Let a call in."""
        if not self.in_hand:
            self.pace.begin(self.now)
        (self.running if len(self.running) < self.settings.threads else self.waiting).append(call)

    def next_end(self) -> float:
        """When the next call ends, if none comes before."""
        return self.now + min((call.left for call in self.running), default=NEVER) * len(self.running or [1])

    def advance(self, now: float) -> list[Call]:
        """Work until then; gives the calls that have ended."""
        share = (now - self.now) / len(self.running) if self.running else 0.0
        self.now = now
        for call in self.running:
            call.left -= share
        ended = [call for call in self.running if call.left <= NOTHING]
        self.running = [call for call in self.running if call.left > NOTHING]
        for _ in ended:
            self.pace.end(now)
            if self.waiting:
                self.running.append(self.waiting.popleft())
        return ended


@dataclass(slots=True)
class Site:
    """Workers behind a gateway, and what has become of the calls so far."""

    workers: list[Worker]
    chance: random.Random
    made: int = 0
    refused: int = 0
    taken: list[float] = field(default_factory=list)
    """Seconds of those that were answered."""
    ends: list[tuple[float, int, Worker]] = field(default_factory=list)
    order: Iterator[int] = field(default_factory=itertools.count)

    @property
    def lost(self) -> int:
        """Calls that were neither answered nor refused."""
        return self.made - self.refused - len(self.taken)

    def send(self, call: Call, now: float) -> None:
        """Send a call to a worker, which may refuse it."""
        call.tries += 1
        pair = self.chance.sample(self.workers, min(2, len(self.workers)))
        worker = min(pair, key=lambda each: each.in_hand)
        if worker.full:
            self.refused += 1
            return
        self.settle(worker, now)
        worker.take(call)
        heapq.heappush(self.ends, (worker.next_end(), next(self.order), worker))

    def settle(self, worker: Worker, now: float) -> None:
        """Answer what a worker has done by now."""
        self.taken += [now - call.came for call in worker.advance(now)]
        if worker.running:
            heapq.heappush(self.ends, (worker.next_end(), next(self.order), worker))

    def kill(self, now: float) -> None:
        """A worker ends with all that it has in hand, and stays away."""
        worker = self.workers.pop()
        left = (*worker.running, *worker.waiting)
        worker.running, worker.waiting = [], deque()
        for call in left:
            if call.tries < TRIES:
                call.left = call.cost
                self.send(call, now)


def simulate(workers: int, load: Load, settings: Settings | None = None, *, dying: int = 0, seed: int = 7) -> Site:
    """What becomes of a load; in its middle so many of the workers are `dying`."""
    chance = random.Random(seed)
    site = Site([Worker(settings or Settings()) for _ in range(workers)], chance)
    for due in load.arrivals(chance):
        _until(site, due)
        while dying and due >= load.seconds / 2:
            dying -= 1
            site.kill(due)
        site.made += 1
        cost = chance.choice(load.costs)
        site.send(Call(due, cost, cost), due)
    _until(site, NEVER)
    return site


def _until(site: Site, now: float) -> None:
    """Let the workers do what they end before."""
    while site.ends and site.ends[0][0] <= now:
        end, _, worker = heapq.heappop(site.ends)
        if abs(worker.next_end() - end) < NOTHING:  # else a call came since then, and it ends later
            site.settle(worker, end)
