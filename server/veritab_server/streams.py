"""The requests of a stream, until it ends or nothing has come for too long."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from veritab_server.errors import IdleStream

T = TypeVar("T")


def read_stream(requests: Iterator[T], idle: float) -> Iterator[T]:
    """Yield the requests; IdleStream when none comes for `idle` seconds.

    grpc's own iterator waits without end, so a thread asks it, one request at a time: what is not asked for stays with
    the caller. The iterator ends, and the thread with it, when the call is over.
    """
    reader = ThreadPoolExecutor(1, thread_name_prefix="stream-reader")
    try:
        while True:
            try:
                request = reader.submit(next, requests, None).result(idle)
            except TimeoutError:
                raise IdleStream(idle) from None
            if request is None:
                return
            yield request
    finally:
        reader.shutdown(wait=False)
