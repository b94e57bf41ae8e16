"""Who is let in, and where it runs, so that no kind of call can starve another.

Calls run in one pool of threads, streams in another with one thread each, and all the rest (health, refusals) in the
server's own. A call that finds its pool full is refused at once, unread, and told when to come again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import grpc

from veritab_server.errors import Busy, CallError, TooManyStreams
from veritab_server.failures import Method, is_refused, refused, with_behavior
from veritab_server.pool import Capacity, LargeRequests, Pool
from veritab_server.settings import Settings
from veritab_server.watchdog import Watchdog

OURS = "/veritab."
"""How the paths of our methods begin."""
REFLECTION = "/grpc.reflection."


class AdmissionInterceptor(grpc.ServerInterceptor):
    """Sends each call to its pool, or refuses it."""

    def __init__(self, settings: Settings, large: LargeRequests, watchdog: Watchdog) -> None:
        calls = Capacity(settings.waiting, settings.threads, settings.queue, settings.limits.held_bytes)
        streams = Capacity(settings.streams, settings.streams)
        self._calls = Pool("call", calls, large, settings.arrival, watchdog)
        self._streams = Pool("stream", streams, large, settings.arrival, watchdog)

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
            return _admit(handler, handler.unary_unary, self._calls, lambda: Busy(self._calls.relief))
        return handler

    @property
    def idle(self) -> bool:
        """True where no call and no stream is in hand."""
        return self._calls.idle and self._streams.idle

    @property
    def calling(self) -> bool:
        """True where a call is in hand; a stream may be, and nothing come on it."""
        return not self._calls.idle

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
