"""Traces for OpenTelemetry, sent by OTLP over gRPC: a span for each call, and one for each stage of it
(not of a stream, whose documents are read, checked and written all at once).

They carry names, sizes and reasons; no text of a document, and no key. A caller's `traceparent` decides whether its
calls are traced; of the others a share is, which is a setting. What is not traced costs next to nothing.
"""

from __future__ import annotations

import time
from importlib.metadata import version
from itertools import pairwise
from typing import Any

from opentelemetry.context import Context
from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.sdk.trace.sampling import ParentBased, TraceIdRatioBased
from opentelemetry.trace import SpanKind, StatusCode, set_span_in_context
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from veritab_server.observing.call import STREAMED, TRACE_PARENT, Call
from veritab_server.settings import Tracing

SERVICE = "veritab"
PATIENCE = 5.0
"""Seconds that the receiver has to take what is sent to it."""
READ = "read"
"""What every call begins with."""
FAULTS = frozenset({"UNKNOWN", "DEADLINE_EXCEEDED", "UNIMPLEMENTED", "INTERNAL", "UNAVAILABLE", "DATA_LOSS"})
"""The codes that are the server's fault, by OpenTelemetry's conventions for gRPC."""

_PARENT = TraceContextTextMapPropagator()


class Traces:
    """Makes spans of the calls that it sees."""

    def __init__(self, tracing: Tracing) -> None:
        exporter = OTLPSpanExporter(
            endpoint=tracing.endpoint, insecure=tracing.endpoint.startswith("http://"), timeout=PATIENCE
        )
        told = {"service.name": SERVICE, "service.version": version("veritab")}
        self._provider = TracerProvider(
            sampler=ParentBased(TraceIdRatioBased(tracing.ratio)),
            resource=Resource.create(told),
            shutdown_on_exit=False,
        )
        self._provider.add_span_processor(BatchSpanProcessor(exporter, export_timeout_millis=PATIENCE * 1000))
        self._tracer = self._provider.get_tracer(SERVICE, version("veritab"))

    def begin(self, call: Call) -> None:
        above = _PARENT.extract({TRACE_PARENT: call.parent}) if call.parent else Context()
        span = self._tracer.start_span(call.path[1:], above, SpanKind.SERVER)
        if span.is_recording():
            call.span = span
            call.stages = [(READ, time.time_ns())] if call.method != STREAMED else None
            call.trace = f"{span.get_span_context().trace_id:032x}"

    def received(self, call: Call, request: Any) -> None:
        pass

    def sent(self, call: Call, response: Any) -> None:
        pass

    def end(self, call: Call) -> None:
        if call.span is None:
            return
        now, span = time.time_ns(), call.span
        within = set_span_in_context(span, Context())
        for (name, begun), (_, done) in pairwise([*(call.stages or ()), ("", now)]):
            self._tracer.start_span(name, within, start_time=begun).end(done)
        span.set_attributes(_attributes(call))
        if call.code in FAULTS:
            span.set_status(StatusCode.ERROR)
        span.end(now)

    def close(self) -> None:
        self._provider.shutdown()


def _attributes(call: Call) -> dict[str, str | float]:
    """What a span says of its call, by OpenTelemetry's names where it has some."""
    service, _, method = call.path[1:].rpartition("/")
    told: dict[str, str | float] = {
        "rpc.system.name": "grpc",
        "rpc.service": service,
        "rpc.method": method,
        "rpc.response.status_code": call.code,
        "veritab.request_id": call.id,
        "veritab.queue_seconds": call.started - call.arrived,
    }
    if call.reason:
        told["error.type"] = call.reason
    if call.caller:
        told["veritab.caller"] = call.caller
    return told
