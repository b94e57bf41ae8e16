"""Who is let in, and where it runs, so that no kind of call can starve another.

Calls run in one pool of threads, streams in another with one thread each, and all the rest (health, refusals) in the
server's own. A call that finds its pool full is refused at once and told when to come again.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock
from typing import Any, ParamSpec, TypeVar

import grpc

from veritab_server.errors import Busy, CallError, TooManyStreams
from veritab_server.failures import Method, with_behavior
from veritab_server.settings import Settings
from veritab_server.status import abort, status_of

OURS = "/veritab."
"""How the paths of our methods begin."""
REFLECTION = "/grpc.reflection."

P = ParamSpec("P")
T = TypeVar("T")


class Pool(ThreadPoolExecutor):
    """Threads that know how much they have in hand, running and waiting."""

    def __init__(self, name: str, threads: int, most: int) -> None:
        super().__init__(threads, thread_name_prefix=name)
        self._most = most
        self._in_hand = 0
        self._counting = Lock()

    @property
    def full(self) -> bool:
        """True where one more would be too many."""
        return self._in_hand >= self._most

    @property
    def idle(self) -> bool:
        """True where nothing is in hand."""
        return self._in_hand == 0

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        with self._counting:
            self._in_hand += 1
        future = super().submit(fn, *args, **kwargs)
        future.add_done_callback(self._done)
        return future

    def _done(self, _: Future[Any]) -> None:
        with self._counting:
            self._in_hand -= 1


class AdmissionInterceptor(grpc.ServerInterceptor):
    """Sends each call to its pool, or refuses it."""

    def __init__(self, settings: Settings) -> None:
        self._calls = Pool("call", settings.threads, settings.waiting)
        self._streams = Pool("stream", settings.streams, settings.streams)

    def intercept_service(
        self,
        continuation: Callable[[grpc.HandlerCallDetails], grpc.RpcMethodHandler[Any, Any] | None],
        handler_call_details: grpc.HandlerCallDetails,
    ) -> grpc.RpcMethodHandler[Any, Any] | None:
        """Choose the pool by the method's shape; health stays in the server's own."""
        handler = continuation(handler_call_details)
        if handler is None or not handler_call_details.method.startswith((OURS, REFLECTION)):
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
        return self._method(request, context)


def _admit(
    handler: grpc.RpcMethodHandler[Any, Any], method: Method, pool: Pool, refusal: Callable[[], CallError]
) -> grpc.RpcMethodHandler[Any, Any]:
    def refuse(_: Any, context: grpc.ServicerContext) -> Any:
        abort(context, status_of(refusal()))

    return with_behavior(handler, refuse if pool.full else _InPool(method, pool))
