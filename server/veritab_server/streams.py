"""A stream of documents: many at once, their results as they are ready, and no more in hand than its caller reads.

A thread of the stream's own takes the requests, because grpc's iterator of them waits without end; a pool that all
streams share works on them. What is not taken stays with the caller, whom HTTP/2 then holds back.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import Any, Generic, TypeVar

import grpc
from google.protobuf.message import Message

from veritab_server.errors import IdleStream, Stopping
from veritab_server.observing.call import within
from veritab_server.pool import LargeRequests
from veritab_server.settings import Settings
from veritab_server.watchdog import Watchdog

Q = TypeVar("Q", bound=Message)
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Ended:
    """The caller has sent its last request, or what came of asking for the next."""

    error: BaseException | None = None


@dataclass(frozen=True, slots=True)
class Answered(Generic[R]):
    """What became of one request, which was so many bytes long."""

    response: R
    size: int


@dataclass(slots=True)
class Room:
    """How many requests, and bytes of them, are in hand: taken, and their answer not yet sent."""

    requests: int
    size: int
    """The most bytes with which another request is taken; one that is taken may go beyond."""
    taken: int = 0
    filled: int = 0
    closed: bool = False
    changed: threading.Condition = field(default_factory=threading.Condition)

    def wait(self) -> bool:
        """Wait until there is room for one more; False where the stream is over."""
        with self.changed:
            self.changed.wait_for(lambda: self.closed or (self.taken < self.requests and self.filled < self.size))
            return not self.closed

    def take(self, size: int) -> bool:
        """Take one more in hand; False where the stream is over meanwhile."""
        with self.changed:
            if self.closed:
                return False
            self.taken += 1
            self.filled += size
            return True

    def leave(self, size: int) -> None:
        """One has been answered."""
        with self.changed:
            self.taken -= 1
            self.filled -= size
            self.changed.notify()

    def close(self) -> None:
        """The stream is over."""
        with self.changed:
            self.closed = True
            self.changed.notify()


class Streams:
    """The streams that are open in a process."""

    def __init__(self, settings: Settings, large: LargeRequests, watchdog: Watchdog) -> None:
        self._settings, self._large, self._watchdog = settings, large, watchdog
        self._pool = ThreadPoolExecutor(settings.threads, thread_name_prefix="document")
        self._open: set[Stream[Any, Any]] = set()

    def answers(self, requests: Iterator[Q], answer: Callable[[Q], R], context: grpc.ServicerContext) -> Iterator[R]:
        """Yield what `answer` makes of each request, in the order in which they are done; it may raise nothing.

        What the requests raise is raised once all that came before is answered, and so are IdleStream, when none comes
        for too long while none is in hand, and Stopping. A caller who does not read for as long loses the call.
        """
        idle = self._settings.stream_idle
        room = Room(self._settings.stream_ahead, self._settings.limits.message_bytes)

        def answer_in_turn(request: Q) -> R:
            with self._large.turn(request.ByteSize()):
                return answer(request)

        stream = Stream(requests, within(answer_in_turn), self._pool, room)
        context.add_callback(room.close)
        self._open.add(stream)
        try:
            for response in stream.answers(idle):
                with self._watchdog.within(idle, context.cancel):
                    yield response
        finally:
            self._open.discard(stream)

    @property
    def working(self) -> bool:
        """True where documents are in hand."""
        return any(stream.working for stream in tuple(self._open))

    def stop(self) -> None:
        """Take no more requests, and end each stream once those that are in hand are answered."""
        for stream in tuple(self._open):
            stream.end(Stopping())

    def close(self) -> None:
        """Let the threads go once they are done."""
        self._pool.shutdown(wait=False)


class Stream(Generic[Q, R]):
    """One stream: its requests, and what becomes of them."""

    def __init__(self, requests: Iterator[Q], answer: Callable[[Q], R], pool: Executor, room: Room) -> None:
        self._requests, self._answer, self._pool, self._room = requests, answer, pool, room
        self._events: SimpleQueue[Ended | Answered[R]] = SimpleQueue()

    def answers(self, idle: float) -> Iterator[R]:
        """Yield the answers; IdleStream when nothing comes for `idle` seconds while nothing is in hand."""
        threading.Thread(target=self._read, name="stream-reader", daemon=True).start()
        ended: Ended | None = None
        try:
            while ended is None or self._room.taken:
                try:
                    event = self._events.get(timeout=idle)
                except Empty:
                    if self._room.taken:
                        continue
                    raise IdleStream(idle) from None
                if isinstance(event, Ended):
                    ended = ended or event
                else:
                    yield event.response
                    self._room.leave(event.size)
        finally:
            self._room.close()
        if ended.error is not None:
            raise ended.error

    @property
    def working(self) -> bool:
        """True where documents are in hand."""
        return self._room.taken > 0

    def end(self, error: BaseException) -> None:
        """Take no more requests, and raise this once those in hand are answered."""
        self._room.close()
        self._events.put(Ended(error))

    def _read(self) -> None:
        """Take requests while there is room, and have them answered."""
        try:
            while self._room.wait():
                request = next(self._requests, None)
                if request is None:
                    break
                size = request.ByteSize()
                if self._room.take(size):
                    self._pool.submit(self._work, request, size)
            self._events.put(Ended())
        except BaseException as error:  # whatever it is, who waits for answers has to hear of it
            self._events.put(Ended(error))

    def _work(self, request: Q, size: int) -> None:
        self._events.put(Answered(self._answer(request), size))
