"""Who is let in, and where it runs, so that no kind of call can starve another.

Calls run in one pool of threads, streams in another with one thread each, and all the rest (health, refusals) in the
server's own. A call that finds its pool full is refused at once, unread, and told when to come again.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock, Semaphore, local
from typing import Any, ParamSpec, TypeVar

import grpc

from veritab_server.errors import Busy, CallError, DeadlinePassed, TooManyStreams
from veritab_server.failures import Method, is_refused, refused, with_behavior
from veritab_server.observing.call import begin
from veritab_server.settings import Settings
from veritab_server.status import abort, status_of
from veritab_server.watchdog import Watchdog

OURS = "/veritab."
"""How the paths of our methods begin."""
REFLECTION = "/grpc.reflection."

P = ParamSpec("P")
T = TypeVar("T")


class Pool(ThreadPoolExecutor):
    """A thread for each call that is let in. It waits there for its request, and then for its turn."""

    def __init__(self, name: str, most: int, running: int, arrival: float, watchdog: Watchdog) -> None:
        """At most `most` calls, `running` of them at work; one whose request has not come in `arrival` seconds ends."""
        super().__init__(max(most, 1), thread_name_prefix=name)
        self._most, self._running = most, Semaphore(running)
        self._arrival, self._watchdog = arrival, watchdog
        self._in_hand = 0
        self._counting = Lock()
        self._here = local()

    @property
    def full(self) -> bool:
        """True where one more would be too many."""
        return self._in_hand >= self._most

    @property
    def idle(self) -> bool:
        """True where nothing is in hand."""
        return self._in_hand == 0

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """As grpc does for a call, whose request is read in the thread."""
        with self._counting:
            self._in_hand += 1
        future = super().submit(self._receive, fn, *args, **kwargs)
        future.add_done_callback(self._done)
        return future

    def run(self, method: Method, request: Any, context: grpc.ServicerContext) -> Any:
        """Answer a request that has come, once it is its turn, if somebody waits for it still."""
        self._here.arrived()
        with self._running:
            if not context.is_active():
                abort(context, status_of(DeadlinePassed()))
            begin()
            return method(request, context)

    def _receive(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        with self._watchdog.within(self._arrival, lambda: _cancel(args)) as self._here.arrived:
            return fn(*args, **kwargs)

    def _done(self, _: Future[Any]) -> None:
        with self._counting:
            self._in_hand -= 1


class AdmissionInterceptor(grpc.ServerInterceptor):
    """Sends each call to its pool, or refuses it."""

    def __init__(self, settings: Settings, watchdog: Watchdog) -> None:
        self._calls = Pool("call", settings.waiting, settings.threads, settings.arrival, watchdog)
        self._streams = Pool("stream", settings.streams, settings.streams, settings.arrival, watchdog)

    def intercept_service(
        self,
        continuation: Callable[[grpc.HandlerCallDetails], grpc.RpcMethodHandler[Any, Any] | None],
        handler_call_details: grpc.HandlerCallDetails,
    ) -> grpc.RpcMethodHandler[Any, Any] | None:
        """Choose the pool by the method's shape; health stays in the server's own."""
        handler = continuation(handler_call_details)
        if handler is None or is_refused(handler) or not handler_call_details.method.startswith((OURS, REFLECTION)):
            return handler
        if handler.stream_stream:
            return _admit(handler, handler.stream_stream, self._streams, TooManyStreams)
        if handler.unary_unary:
            return _admit(handler, handler.unary_unary, self._calls, Busy)
        return handler

    @property
    def idle(self) -> bool:
        """True where no call and no stream is in hand."""
        return self._calls.idle and self._streams.idle

    def close(self) -> None:
        """Let the threads go once they are done."""
        self._calls.shutdown(wait=False)
        self._streams.shutdown(wait=False)


class _InPool:
    """A method that grpc runs in a pool of its own."""

    def __init__(self, method: Method, pool: Pool) -> None:
        self._method = method
        self.experimental_thread_pool = pool

    def __call__(self, request: Any, context: grpc.ServicerContext) -> Any:
        return self.experimental_thread_pool.run(self._method, request, context)


def _admit(
    handler: grpc.RpcMethodHandler[Any, Any], method: Method, pool: Pool, refusal: Callable[[], CallError]
) -> grpc.RpcMethodHandler[Any, Any]:
    return refused(refusal()) if pool.full else with_behavior(handler, _InPool(method, pool))


def _cancel(args: tuple[Any, ...]) -> None:
    """End the call that grpc runs with these arguments: before its request has come it has no context to cancel."""
    for each in args:
        if hasattr(each, "call"):
            each.call.cancel()
