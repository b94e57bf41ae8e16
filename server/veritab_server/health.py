"""The health service, whose watchers do not hold up the end of the server."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import grpc
from grpc_health.v1 import health, health_pb2


class HealthServicer(health.HealthServicer):
    """Tells whether the server serves, once or to those who watch for as long as they like."""

    def __init__(self) -> None:
        super().__init__()
        self._watchers: set[grpc.ServicerContext] = set()

    def Watch(
        self,
        request: health_pb2.HealthCheckRequest,
        context: grpc.ServicerContext,
        send_response_callback: Callable[..., None] | None = None,
    ) -> Any:
        self._watchers.add(context)
        context.add_callback(lambda: self._watchers.discard(context))
        return super().Watch(request, context, send_response_callback)

    def dismiss(self) -> None:
        """End the calls of all watchers, who would stay until they are thrown out."""
        for context in tuple(self._watchers):
            context.cancel()
