"""Lets in whom the keys or the certificates name, to what their role allows, as often as they may.

A key travels before the request, and is looked at before the request is read. A certificate is known to the call alone,
so whoever shows one is asked once the request has come.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

import grpc

from veritab_server.access.keys import Entry, Keys, Role
from veritab_server.access.ledger import Ledger, Share
from veritab_server.access.rates import Allowance
from veritab_server.admission import OURS, REFLECTION
from veritab_server.errors import CallError, NotYours, Unauthenticated
from veritab_server.failures import refused, with_behavior
from veritab_server.observing.call import name_caller
from veritab_server.settings import Settings

GUARDED = (OURS, REFLECTION)
"""How the paths begin of what not everybody may call; health is for all."""
SCHEME = "bearer "
JOBS = "JobService"
"""Its calls may bring more documents than a batch has."""
GLANCE = 0.5
"""Seconds between two looks at whether a caller who is slowed down is still there."""

Behavior = Callable[[Any, grpc.ServicerContext], Any]


class AccessInterceptor(grpc.ServerInterceptor):
    """Asks each call of ours who it is."""

    def __init__(self, keys: Keys, ledger: Ledger, settings: Settings) -> None:
        self._keys, self._ledger = keys, ledger
        self._certificates, self._batch = settings.tls.client_ca is not None, settings.limits.batch
        self._job = settings.jobs.documents
        self._allowances: dict[Entry, Allowance] = {}

    def intercept_service(
        self,
        continuation: Callable[[grpc.HandlerCallDetails], grpc.RpcMethodHandler[Any, Any] | None],
        handler_call_details: grpc.HandlerCallDetails,
    ) -> grpc.RpcMethodHandler[Any, Any] | None:
        """Refuse the call, or wrap its method."""
        handler = continuation(handler_call_details)
        method = handler_call_details.method
        if handler is None or not method.startswith(GUARDED):
            return handler
        key = key_of(handler_call_details.invocation_metadata)
        entry = self._keys.by_key(key) if key is not None else None
        if key is not None or not self._certificates:
            try:
                if refusal := self._allowance(entry, method).refusal():
                    return refused(refusal)
            except CallError as error:
                return refused(error)
        if handler.unary_unary:
            return with_behavior(handler, self._guarded(handler.unary_unary, method, entry))
        if handler.stream_stream:
            return with_behavior(handler, self._guarded_stream(handler.stream_stream, method, entry))
        return handler

    def _guarded(self, behavior: Behavior, method: str, known: Entry | None) -> Behavior:
        def guarded(request: Any, context: grpc.ServicerContext) -> Any:
            most = self._job if JOBS in method else self._batch
            documents = min(len(getattr(request, "requests", ())), most)
            with self._allowance(known or self._shown(context), method).spent(max(1, documents)):
                return behavior(request, context)

        return guarded

    def _guarded_stream(self, behavior: Behavior, method: str, known: Entry | None) -> Behavior:
        def guarded(requests: Any, context: grpc.ServicerContext) -> Iterator[Any]:
            entry = known or self._shown(context)
            allowance = self._allowance(entry, method)
            with allowance.spent():
                yield from behavior(self._paced(requests, entry, allowance, context), context)

        return guarded

    def _paced(
        self, requests: Iterator[Any], entry: Entry | None, allowance: Allowance, context: grpc.ServicerContext
    ) -> Iterator[Any]:
        """The requests of a stream as fast as its caller may send them, and as long as it is let in."""
        for request in requests:
            while pause := allowance.take():
                time.sleep(min(pause, GLANCE))
                if not context.is_active():
                    return
            if entry is None or not self._keys.has(entry):
                raise Unauthenticated
            yield request

    def _allowance(self, entry: Entry | None, method: str) -> Allowance:
        """What the caller has left; Unauthenticated and NotYours where it may not call this."""
        if entry is None:
            raise Unauthenticated
        name_caller(entry.name, entry.role)
        needed = needed_for(method)
        if not entry.role.covers(needed):
            raise NotYours(entry.role, needed)
        if entry not in self._allowances:
            self._allowances.setdefault(entry, Allowance(entry, self._ledger))
        return self._allowances[entry]

    def _shown(self, context: grpc.ServicerContext) -> Entry | None:
        """Whose certificate the caller shows; None where it is nobody's."""
        proved = context.auth_context()
        names = [*proved.get("x509_common_name", ()), *proved.get("x509_subject_alternative_name", ())]
        return self._keys.by_subject([name.decode("utf-8", "replace") for name in names])


def key_of(metadata: Any) -> str | None:
    """The key that a call was sent with; None where there is none."""
    for name, value in metadata or ():
        if name == "authorization" and isinstance(value, str) and value.lower().startswith(SCHEME):
            return value[len(SCHEME) :].strip()
    return None


def needed_for(method: str) -> Role:
    """The least role that may call a method, by its path."""
    if method.endswith("/ReloadTables"):
        return Role.ADMIN
    return Role.READ if "ReferenceService" in method or not method.startswith(OURS) else Role.CHECK


def access(settings: Settings, share: Share | None) -> list[grpc.ServerInterceptor]:
    """The interceptor, where the settings name keys."""
    return [AccessInterceptor(Keys(settings.keys), Ledger(share), settings)] if settings.keys else []
