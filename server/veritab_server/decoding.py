"""Bytes that are no message of their method: refused with a sentence, in every method of every service.

Left to itself, grpc ends such a call as INTERNAL, and the thread that read it waits without end for a request to come:
a few bytes, sent as often as there are threads, would silence a process.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

import grpc
from google.protobuf.message import DecodeError

from veritab_server.errors import Undecodable
from veritab_server.failures import Method, is_refused, with_behavior
from veritab_server.status import abort, status_of


class DecodingInterceptor(grpc.ServerInterceptor):
    """Lets no method see what is no message. Outside of what maps errors, for it ends calls itself."""

    def intercept_service(
        self,
        continuation: Callable[[grpc.HandlerCallDetails], grpc.RpcMethodHandler[Any, Any] | None],
        handler_call_details: grpc.HandlerCallDetails,
    ) -> grpc.RpcMethodHandler[Any, Any] | None:
        """Wrap the method and what decodes its requests; a call that is refused already is left unread."""
        handler = continuation(handler_call_details)
        if handler is None or is_refused(handler) or handler.request_deserializer is None:
            return handler
        method: Any = handler.unary_unary or handler.unary_stream or handler.stream_unary or handler.stream_stream
        guarded = _guarded_stream(method) if handler.request_streaming else _guarded(method)
        return with_behavior(handler, guarded, _lenient(handler.request_deserializer))


def _lenient(decode: Callable[[bytes], Any]) -> Callable[[bytes], Any]:
    """The same, but where there is no message it gives the error: what is raised here, grpc does not survive."""

    def lenient(data: bytes) -> Any:
        try:
            return decode(data)
        except DecodeError:
            return Undecodable()

    return lenient


def _guarded(method: Callable[..., Any]) -> Method:
    @wraps(method)  # with the marks by which grpc knows a watch of health, which else would hold a thread
    def guarded(request: Any, context: grpc.ServicerContext, *told: Any) -> Any:
        if isinstance(request, Undecodable):
            abort(context, status_of(request))
        return method(request, context, *told)

    return guarded


def _guarded_stream(method: Method) -> Method:
    def guarded(requests: Iterator[Any], context: grpc.ServicerContext) -> Any:
        return method(_decoded(requests), context)

    return guarded


def _decoded(requests: Iterator[Any]) -> Iterator[Any]:
    """The requests up to one that is no message, which is raised: what came before it is still answered."""
    for request in requests:
        if isinstance(request, Undecodable):
            raise request
        yield request
