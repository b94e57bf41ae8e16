"""A pool of threads for calls: how many it lets in, how long they may expect to wait, and how much they may hold."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from threading import Lock, Semaphore, local
from typing import Any, ParamSpec, TypeVar

import grpc
from google.protobuf.message import Message

from veritab_server.errors import Busy, DeadlinePassed
from veritab_server.failures import Method
from veritab_server.observing.call import begin
from veritab_server.status import abort, status_of
from veritab_server.watchdog import Watchdog

P = ParamSpec("P")
T = TypeVar("T")

WEIGHT = 1 / 32
"""How much the last call counts in how long calls take: several times as many as are at work at once."""


class LargeRequests:
    """Requests that are large are answered one at a time, so that what they need in memory does not add up."""

    def __init__(self, large: int) -> None:
        """`large` is from how many bytes on a request is."""
        self._large, self._turn = large, Lock()

    def turn(self, size: int) -> AbstractContextManager[object]:
        """Holds the one turn there is for a large request; the others need none."""
        return self._turn if size >= self._large else nullcontext()


@dataclass(slots=True)
class Pace:
    """How often calls end while there are some: the seconds between one and the next, on average."""

    seconds: float = 0.0
    ended: int = 0
    since: float = 0.0

    def begin(self, now: float) -> None:
        """A call has come where there was none."""
        self.since = now

    def end(self, now: float) -> None:
        """A call has ended."""
        self.ended += 1
        self.seconds += (now - self.since - self.seconds) * max(WEIGHT, 1 / self.ended)
        self.since = now


@dataclass(frozen=True, slots=True)
class Capacity:
    """What a pool takes in."""

    calls: int
    """The most calls in hand, at work or waiting."""
    running: int
    """How many are at work at once."""
    queue: float = 0.0
    """Seconds that those in hand may need until another one has been answered; 0 for any."""
    size: int = 0
    """Bytes of requests in hand, together; one that is alone may have more. 0 for any."""

    def most(self, pace: float) -> int:
        """How many calls may be in hand, where one ends every so many seconds."""
        if not self.queue or not pace:
            return self.calls
        return min(self.calls, max(self.running, int(self.queue / pace)))


class Pool(ThreadPoolExecutor):
    """A thread for each call that is let in. It waits there for its request, and then for its turn."""

    def __init__(self, name: str, capacity: Capacity, large: LargeRequests, arrival: float, watchdog: Watchdog) -> None:
        """A call whose request has not come in `arrival` seconds ends."""
        super().__init__(max(capacity.calls, 1), thread_name_prefix=name)
        self._capacity, self._running, self._large = capacity, Semaphore(capacity.running), large
        self._arrival, self._watchdog = arrival, watchdog
        self._in_hand = self._held = 0
        self._pace = Pace()
        self._counting = Lock()
        self._here = local()

    @property
    def full(self) -> bool:
        """True where one more would be too many, or would wait for too long."""
        return self._in_hand >= self._capacity.most(self._pace.seconds)

    @property
    def relief(self) -> float:
        """Seconds until one more will be let in, if calls go on ending as they did of late."""
        return (self._in_hand + 1 - self._capacity.most(self._pace.seconds)) * self._pace.seconds

    @property
    def idle(self) -> bool:
        """True where nothing is in hand."""
        return self._in_hand == 0

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """As grpc does for a call, whose request is read in the thread."""
        with self._counting:
            if not self._in_hand:
                self._pace.begin(time.monotonic())
            self._in_hand += 1
        future = super().submit(self._receive, fn, *args, **kwargs)
        future.add_done_callback(self._done)
        return future

    def run(self, method: Method, request: Any, context: grpc.ServicerContext) -> Any:
        """Answer a request that has come, once it is its turn, if somebody waits for it still."""
        self._here.arrived()
        size = request.ByteSize() if isinstance(request, Message) else 0
        if not self._hold(size):
            abort(context, status_of(Busy()))
        try:
            with self._large.turn(size), self._running:
                if not context.is_active():
                    abort(context, status_of(DeadlinePassed()))
                begin()
                return method(request, context)
        finally:
            self._let_go(size)

    def _hold(self, size: int) -> bool:
        """Take so many bytes in hand; False where they are too many beside those of others."""
        with self._counting:
            if self._held and 0 < self._capacity.size < self._held + size:
                return False
            self._held += size
            return True

    def _let_go(self, size: int) -> None:
        with self._counting:
            self._held -= size

    def _receive(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        with self._watchdog.within(self._arrival, lambda: _cancel(args)) as self._here.arrived:
            return fn(*args, **kwargs)

    def _done(self, _: Future[Any]) -> None:
        with self._counting:
            self._in_hand -= 1
            self._pace.end(time.monotonic())


def _cancel(args: tuple[Any, ...]) -> None:
    """End the call that grpc runs with these arguments: before its request has come it has no context to cancel."""
    for each in args:
        if hasattr(each, "call"):
            each.call.cancel()
