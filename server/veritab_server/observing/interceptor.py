"""Gives every call of ours its id, and shows it to those who observe: figures, the log of calls, traces."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from importlib.metadata import version
from typing import Any, Protocol

import grpc

from veritab_server.admission import OURS
from veritab_server.errors import Undecodable
from veritab_server.failures import Method, with_behavior
from veritab_server.observing.call import REQUEST_ID, Call, enter, leave, received
from veritab_server.settings import Settings

VERSION = "x-veritab-version"
ROLE = "x-veritab-role"
"""What callers who are let in are told at the end of a call: the server's version, and the role of their key."""

LOG = logging.getLogger("veritab.server")

_VERSION = version("veritab")


class Observer(Protocol):
    """Sees each call from its beginning to its end, in the thread that answers it."""

    def begin(self, call: Call) -> None:
        """The call begins to run."""

    def received(self, call: Call, request: Any) -> None:
        """A message has come. Of a stream, in whatever thread reads it."""

    def sent(self, call: Call, response: Any) -> None:
        """A message is about to be sent."""

    def end(self, call: Call) -> None:
        """The call has ended, with its `code`."""

    def close(self) -> None:
        """There will be no more calls."""


class ObservingInterceptor(grpc.ServerInterceptor):
    """Observes every call of ours. The outermost one, so that what the others refuse is seen too."""

    def __init__(self, observers: Sequence[Observer]) -> None:
        self._observers = observers

    def intercept_service(
        self,
        continuation: Callable[[grpc.HandlerCallDetails], grpc.RpcMethodHandler[Any, Any] | None],
        handler_call_details: grpc.HandlerCallDetails,
    ) -> grpc.RpcMethodHandler[Any, Any] | None:
        """Wrap the method; it stays in the pool that it was sent to."""
        handler = continuation(handler_call_details)
        if handler is None or not handler_call_details.method.startswith(OURS):
            return handler
        begin = partial(received, handler_call_details.method, handler_call_details.invocation_metadata)
        arrived = time.perf_counter()
        if handler.unary_unary:
            return with_behavior(handler, _Unary(handler.unary_unary, self._observers, begin, arrived))
        if handler.stream_stream:
            return with_behavior(handler, _Stream(handler.stream_stream, self._observers, begin, arrived))
        return handler

    def close(self) -> None:
        """Let the observers send what they still have."""
        for observer in self._observers:
            observer.close()


class _Observed:
    """A method whose calls are seen."""

    def __init__(
        self, behavior: Method, observers: Sequence[Observer], begin: Callable[[float], Call], arrived: float
    ) -> None:
        self._behavior, self._observers, self._received, self._arrived = behavior, observers, begin, arrived
        self.experimental_thread_pool = getattr(behavior, "experimental_thread_pool", None)

    def _begin(self) -> Call:
        call = self._received(self._arrived)
        enter(call)
        for observer in self._observers:
            _see(observer.begin, call)
        return call

    def _end(self, call: Call, context: Any) -> None:
        call.ended = time.perf_counter()
        code = context.code()
        call.code = code.name if code else "OK" if context.is_active() else "CANCELLED"
        if code is None:
            context.set_trailing_metadata(_told(call))
        for observer in self._observers:
            _see(observer.end, call)
        leave(call)

    def _take(self, call: Call, request: Any) -> Any:
        for observer in () if isinstance(request, Undecodable) else self._observers:
            _see(observer.received, call, request)
        return request

    def _give(self, call: Call, response: Any) -> Any:
        for observer in self._observers:
            _see(observer.sent, call, response)
        return response


class _Unary(_Observed):
    def __call__(self, request: Any, context: grpc.ServicerContext) -> Any:
        call = self._begin()
        try:
            return self._give(call, self._behavior(self._take(call, request), context))
        finally:
            self._end(call, context)


class _Stream(_Observed):
    def __call__(self, requests: Iterator[Any], context: grpc.ServicerContext) -> Iterator[Any]:
        call = self._begin()
        try:
            taken = map(partial(self._take, call), requests) if self._observers else requests
            for response in self._behavior(taken, context):
                yield self._give(call, response)
        finally:
            self._end(call, context)


def _see(observe: Callable[..., None], *seen: Any) -> None:
    """Let an observer see something. Whatever happens to it there, the call goes on."""
    try:
        observe(*seen)
    except Exception:
        LOG.exception("a call could not be observed")


def _told(call: Call) -> tuple[tuple[str, str], ...]:
    """What goes back with an answer; an error has the id alone (`status.abort`)."""
    role = ((ROLE, call.role),) if call.role else ()
    return (REQUEST_ID, call.id), (VERSION, _VERSION), *role


def observing(settings: Settings) -> ObservingInterceptor:
    """The interceptor, with those who observe by these settings; each is imported only where it is asked for."""
    observers: list[Observer] = []
    if settings.tracing.endpoint:
        from veritab_server.observing.tracing import Traces

        observers.append(Traces(settings.tracing))
    if settings.metrics:
        from veritab_server.observing.measures import Measures

        observers.append(Measures())
    if settings.log.calls:
        from veritab_server.observing.journal import Journal

        observers.append(Journal())
    return ObservingInterceptor(tuple(observers))
