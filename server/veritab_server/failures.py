"""The one place where errors become statuses: whatever a method raises ends its call here, and none as its own text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import grpc

from veritab_server.errors import CallError
from veritab_server.status import abort, status_of

Method = Callable[[Any, grpc.ServicerContext], Any]

SHAPES: dict[tuple[bool, bool], Callable[..., grpc.RpcMethodHandler[Any, Any]]] = {
    (False, False): grpc.unary_unary_rpc_method_handler,
    (False, True): grpc.unary_stream_rpc_method_handler,
    (True, False): grpc.stream_unary_rpc_method_handler,
    (True, True): grpc.stream_stream_rpc_method_handler,
}
"""What makes a handler, by whether its requests and its responses are streams."""


class FailureInterceptor(grpc.ServerInterceptor):
    """Maps the errors that methods raise to statuses with details."""

    def intercept_service(
        self,
        continuation: Callable[[grpc.HandlerCallDetails], grpc.RpcMethodHandler[Any, Any] | None],
        handler_call_details: grpc.HandlerCallDetails,
    ) -> grpc.RpcMethodHandler[Any, Any] | None:
        """Wrap the method; methods of other shapes than ours (health's watch) are left as they are."""
        handler = continuation(handler_call_details)
        if handler is None or is_refused(handler):
            return handler
        if handler.unary_unary:
            return with_behavior(handler, _guarded(handler.unary_unary))
        if handler.stream_stream:
            return with_behavior(handler, _guarded_stream(handler.stream_stream))
        return handler


def with_behavior(
    handler: grpc.RpcMethodHandler[Any, Any], behavior: Method, decode: Callable[[bytes], Any] | None = None
) -> grpc.RpcMethodHandler[Any, Any]:
    """The same method, answered by `behavior`, its requests read by `decode` where that is given."""
    make = SHAPES[handler.request_streaming, handler.response_streaming]
    return make(behavior, decode or handler.request_deserializer, handler.response_serializer)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A method that ends its call with an error."""

    error: CallError

    def __call__(self, _: Any, context: grpc.ServicerContext) -> Iterator[Any]:
        abort(context, status_of(self.error))


def refused(error: CallError) -> grpc.RpcMethodHandler[Any, Any]:
    """What answers a call that is not let in. As a stream, whatever the caller sends is left unread."""
    return grpc.stream_stream_rpc_method_handler(Refusal(error))


def is_refused(handler: grpc.RpcMethodHandler[Any, Any]) -> bool:
    """True for what `refused` gave: it needs no pool, and nothing around it."""
    return isinstance(handler.stream_stream, Refusal)


def _guarded(method: Method) -> Method:
    def guarded(request: Any, context: grpc.ServicerContext) -> Any:
        try:
            return method(request, context)
        except Exception as error:  # the last wall: whatever it is, a caller gets a status and no text of it
            _end(error, context)

    return guarded


def _guarded_stream(method: Method) -> Method:
    def guarded(requests: Iterator[Any], context: grpc.ServicerContext) -> Iterator[Any]:
        try:
            yield from method(requests, context)
        except Exception as error:  # the same for streams
            _end(error, context)

    return guarded


def _end(error: Exception, context: grpc.ServicerContext) -> None:
    """Tell the caller; where none is left, grpc alone, which would look for an answer and log that there is none."""
    if not context.is_active():
        context.abort(grpc.StatusCode.CANCELLED, "")
    abort(context, status_of(error))
