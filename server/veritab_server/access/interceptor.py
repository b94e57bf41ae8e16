"""Lets in whom the keys or the certificates name, to what their role allows, as often as they may."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import grpc

from veritab_server.access.keys import Entry, Keys, Role
from veritab_server.access.rates import Allowance
from veritab_server.admission import OURS, REFLECTION
from veritab_server.errors import NotYours, Unauthenticated
from veritab_server.failures import with_behavior
from veritab_server.settings import Settings

GUARDED = (OURS, REFLECTION)
"""How the paths begin of what not everybody may call; health is for all."""
SCHEME = "bearer "


class AccessInterceptor(grpc.ServerInterceptor):
    """Asks each call of ours who it is."""

    def __init__(self, keys: Keys, processes: int) -> None:
        self._keys, self._processes = keys, processes
        self._allowances: dict[Entry, Allowance] = {}

    def intercept_service(
        self,
        continuation: Callable[[grpc.HandlerCallDetails], grpc.RpcMethodHandler[Any, Any] | None],
        handler_call_details: grpc.HandlerCallDetails,
    ) -> grpc.RpcMethodHandler[Any, Any] | None:
        """Wrap the method; the call is let in or refused when it comes to run, behind all that spares the server."""
        handler = continuation(handler_call_details)
        method = handler_call_details.method
        if handler is None or not method.startswith(GUARDED):
            return handler
        if handler.unary_unary:
            return with_behavior(handler, self._guarded(handler.unary_unary, method))
        if handler.stream_stream:
            return with_behavior(handler, self._guarded_stream(handler.stream_stream, method))
        return handler

    def _guarded(self, behavior: Callable[..., Any], method: str) -> Callable[..., Any]:
        def guarded(request: Any, context: grpc.ServicerContext) -> Any:
            with self._admitted(method, context).spent():
                return behavior(request, context)

        return guarded

    def _guarded_stream(self, behavior: Callable[..., Any], method: str) -> Callable[..., Any]:
        def guarded(requests: Any, context: grpc.ServicerContext) -> Iterator[Any]:
            with self._admitted(method, context).spent():
                yield from behavior(requests, context)

        return guarded

    def _admitted(self, method: str, context: grpc.ServicerContext) -> Allowance:
        """What the caller has left; Unauthenticated and NotYours where it may not call this."""
        entry = self._caller(context)
        if entry is None:
            raise Unauthenticated
        needed = needed_for(method)
        if not entry.role.covers(needed):
            raise NotYours(entry.role, needed)
        if entry not in self._allowances:
            self._allowances.setdefault(entry, Allowance(entry, self._processes))
        return self._allowances[entry]

    def _caller(self, context: grpc.ServicerContext) -> Entry | None:
        for name, value in context.invocation_metadata():
            if name == "authorization" and isinstance(value, str) and value.lower().startswith(SCHEME):
                return self._keys.by_key(value[len(SCHEME) :].strip())
        proved = context.auth_context()
        names = [*proved.get("x509_common_name", ()), *proved.get("x509_subject_alternative_name", ())]
        return self._keys.by_subject([name.decode("utf-8", "replace") for name in names])


def needed_for(method: str) -> Role:
    """The least role that may call a method, by its path."""
    if method.endswith("/ReloadTables"):
        return Role.ADMIN
    return Role.READ if "ReferenceService" in method or not method.startswith(OURS) else Role.CHECK


def access(settings: Settings, processes: int) -> list[grpc.ServerInterceptor]:
    """The interceptor, where the settings name keys."""
    return [AccessInterceptor(Keys(settings.keys), processes)] if settings.keys else []
