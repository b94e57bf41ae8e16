"""The documents of a stream that were sent and not answered: at most so many, and all of them kept.

The caller's documents are asked for as the service answers, never faster. A stream that breaks goes on over another
connection: the next one begins with what the last one left unanswered.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator
from threading import Condition, Lock

from veritab.v1.verification_service_pb2 import CheckDocumentsRequest
from veritab_client import requests
from veritab_client.errors import InputError
from veritab_client.requests import Wish
from veritab_client.results import Document


class _Unanswered:
    """What both kinds of window know."""

    def __init__(self, wish: Wish, in_flight: int) -> None:
        if in_flight < 1:
            raise InputError(f"in_flight must be a number from 1, not {in_flight}.")
        self._wish = wish
        self._most = in_flight
        self._pulled = 0
        self._unanswered: dict[int, CheckDocumentsRequest] = {}
        self._turn = 0
        """Counts the connections; who belongs to an earlier one sends nothing more."""
        self._ended = False
        self.failed: Exception | None = None
        """What kept the next document from being sent; grpc reads requests aside, and would tell the caller nothing."""

    def _take(self, document: Document | str) -> None:
        self._unanswered[self._pulled] = requests.stream_request(self._pulled, document, self._wish)
        self._pulled += 1

    def _end(self, failed: Exception | None = None) -> None:
        self._ended, self.failed = True, failed

    def _later(self, sent: int) -> list[int]:
        return [number for number in self._unanswered if number > sent]


class Window(_Unanswered):
    """The window of a stream whose requests grpc reads in a thread of its own."""

    def __init__(self, documents: Iterable[Document | str], wish: Wish, in_flight: int) -> None:
        super().__init__(wish, in_flight)
        self._documents = iter(requests.read_documents(documents))
        self._changed = Condition()
        self._pulling = Lock()
        """One thread at a time asks for documents, though that of a broken stream may still be at it."""

    def open(self) -> Iterator[CheckDocumentsRequest]:
        """The requests of the next connection."""
        with self._changed:
            self._turn += 1
            self._changed.notify_all()
            return self._requests(self._turn)

    def answered(self, number: int) -> bool:
        """Note an answer; False where there was one already."""
        with self._changed:
            self._changed.notify_all()
            return self._unanswered.pop(number, None) is not None

    def close(self) -> None:
        """Send nothing more."""
        self.open()

    def _requests(self, turn: int) -> Iterator[CheckDocumentsRequest]:
        sent = -1
        while True:
            with self._pulling:
                later = self._later(sent) or self._pull(turn, sent)
            if not later:
                return
            for number in later:
                sent = number
                request = self._unanswered.get(number)
                if request is not None:
                    yield request

    def _pull(self, turn: int, sent: int) -> list[int]:
        with self._changed:
            self._changed.wait_for(lambda: turn != self._turn or len(self._unanswered) < self._most)
            if turn != self._turn or self._ended:
                return []
        try:
            self._take(next(self._documents))
        except StopIteration:
            self._end()
        except Exception as error:  # whatever the caller's own documents raise is raised to the caller, at the end
            self._end(error)
        return self._later(sent)


class AsyncWindow(_Unanswered):
    """The window of a stream of asyncio."""

    def __init__(
        self, documents: Iterable[Document | str] | AsyncIterable[Document | str], wish: Wish, in_flight: int
    ) -> None:
        super().__init__(wish, in_flight)
        self._documents = aiter(documents if isinstance(documents, AsyncIterable) else _each(documents))
        self._room = asyncio.Event()
        self._pulling: asyncio.Task[None] | None = None

    def open(self) -> AsyncIterator[CheckDocumentsRequest]:
        """The requests of the next connection."""
        self._turn += 1
        self._room.set()
        return self._requests(self._turn)

    def answered(self, number: int) -> bool:
        """Note an answer; False where there was one already."""
        self._room.set()
        return self._unanswered.pop(number, None) is not None

    def close(self) -> None:
        """Send nothing more."""
        self.open()
        if self._pulling is not None:
            self._pulling.cancel()

    async def _requests(self, turn: int) -> AsyncIterator[CheckDocumentsRequest]:
        sent = -1
        while True:
            for number in self._later(sent):
                sent = number
                if number in self._unanswered:
                    yield self._unanswered[number]
            if turn != self._turn or self._ended:
                return
            if len(self._unanswered) >= self._most:
                self._room.clear()
                await self._room.wait()
                continue
            # Asked for in a task of its own: the end of a connection cancels us, and would end the caller's iterator.
            if self._pulling is None:
                self._pulling = asyncio.ensure_future(self._pull())
            await asyncio.shield(self._pulling)

    async def _pull(self) -> None:
        try:
            self._take(await anext(self._documents))
        except StopAsyncIteration:
            self._end()
        except Exception as error:  # whatever the caller's own documents raise is raised to the caller, at the end
            self._end(error)
        finally:
            self._pulling = None


async def _each(documents: Iterable[Document | str]) -> AsyncIterator[Document | str]:
    for document in requests.read_documents(documents):
        yield document
