"""Traces, sent by a real server to a real receiver of OTLP."""

import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import grpc
import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceResponse
from opentelemetry.proto.collector.trace.v1.trace_service_pb2_grpc import (
    TraceServiceServicer,
    add_TraceServiceServicer_to_server,
)
from opentelemetry.proto.trace.v1.trace_pb2 import Span, Status

from tests.server.processes import served, until
from tests.server.running import TABLES, WRONG, check_of
from veritab.v1 import verification_service_pb2 as pb
from veritab.v1.verification_service_pb2_grpc import VerificationServiceStub
from veritab_engine.errors import SettingError
from veritab_server.configuration import require_sense
from veritab_server.settings import Settings, Tracing

OWN = ("--no-shipped", "--no-watch", "--tables", str(TABLES / "ferries"), "--workers", "1")
TRACE = "0af7651916cd43dd8448eb211c80319c"
PARENT = "b7ad6b7169203331"


class Receiver(TraceServiceServicer):
    """Keeps the spans that it is sent, and what they say of who sent them."""

    def __init__(self):
        self.spans = []
        self.resources = []
        self.bytes = b""

    def Export(self, request, context):
        self.bytes += request.SerializeToString()
        for sent in request.resource_spans:
            self.resources.append(told_by(sent.resource.attributes))
            self.spans += [span for scope in sent.scope_spans for span in scope.spans]
        return ExportTraceServiceResponse()

    @property
    def names(self):
        return [span.name for span in sorted(self.spans, key=lambda span: span.start_time_unix_nano)]


@contextmanager
def receiving():
    receiver, server = Receiver(), grpc.server(ThreadPoolExecutor(2))
    add_TraceServiceServicer_to_server(receiver, server)
    port = server.add_insecure_port("localhost:0")
    server.start()
    yield receiver, f"http://localhost:{port}"
    server.stop(None)


@contextmanager
def traced(ratio, endpoint):
    """A server that sends traces, and a stub for it; all is sent once it has ended."""
    wish = ("--set", f"tracing.endpoint={endpoint}", "--set", f"tracing.ratio={ratio}", "--set", "log.calls=true")
    with served(*OWN, *wish) as server, grpc.insecure_channel(server.address) as channel:
        yield VerificationServiceStub(channel), server


def told_by(attributes):
    """Attributes by name."""
    return {each.key: getattr(each.value, each.value.WhichOneof("value")) for each in attributes}


def metadata(parent="", id="mine"):
    return (("x-request-id", id), *([("traceparent", f"00-{TRACE}-{PARENT}-{parent}")] if parent else []))


def test_a_call_is_a_span_below_the_callers_with_one_for_each_stage_and_no_text():
    with receiving() as (receiver, endpoint):
        with traced(0, endpoint) as (stub, _):
            stub.CheckDocument(check_of(WRONG), metadata=metadata("01"))
        [call] = [span for span in receiver.spans if span.kind == Span.SPAN_KIND_SERVER]
        stages = sorted(
            (span for span in receiver.spans if span is not call), key=lambda span: span.start_time_unix_nano
        )
    assert call.name == "veritab.v1.VerificationService/CheckDocument"
    assert (call.trace_id.hex(), call.parent_span_id.hex()) == (TRACE, PARENT)
    told = told_by(call.attributes)
    assert (told["rpc.response.status_code"], told["veritab.request_id"]) == ("OK", "mine")
    assert [span.name for span in stages] == ["read", "check", "write"]
    assert {span.parent_span_id for span in stages} == {call.span_id}
    ends = [each for span in stages for each in (span.start_time_unix_nano, span.end_time_unix_nano)]
    assert ends == sorted(ends)
    assert call.start_time_unix_nano <= ends[0]
    assert ends[-1] <= call.end_time_unix_nano
    assert receiver.resources[0]["service.name"] == "veritab"
    assert b"Halvik" not in receiver.bytes


def test_batches_streams_and_refusals_are_traced():
    with receiving() as (receiver, endpoint):
        with traced(1, endpoint) as (stub, _):
            stub.BatchCheckDocuments(pb.BatchCheckDocumentsRequest(requests=[check_of(WRONG)] * 3), metadata=metadata())
            list(stub.CheckDocuments(iter([pb.CheckDocumentsRequest(correlation_id="1", request=check_of(WRONG))])))
            with pytest.raises(grpc.RpcError):
                stub.CheckDocument(check_of(WRONG, max_findings=-1))
        names = receiver.names
        [refused] = [span for span in receiver.spans if span.name.endswith("/CheckDocument")]
    batch, stream, check = (
        f"veritab.v1.VerificationService/{name}" for name in ("BatchCheckDocuments", "CheckDocuments", "CheckDocument")
    )
    assert names == [batch, "read", "check", "write", stream, check, "read"]
    told = told_by(refused.attributes)
    assert told["rpc.response.status_code"] == "INVALID_ARGUMENT"
    assert told["error.type"] == "INVALID_INPUT"
    assert refused.status.code == Status.STATUS_CODE_UNSET


def test_the_caller_decides_and_of_the_rest_a_share_is_traced():
    with receiving() as (receiver, endpoint), traced(0, endpoint) as (stub, _):
        for parent in ("", "00", "01"):
            stub.CheckDocument(check_of(WRONG), metadata=metadata(parent))
        until(lambda: receiver.spans)
    assert receiver.names.count("veritab.v1.VerificationService/CheckDocument") == 1


def test_a_receiver_that_is_not_there_costs_no_answer_and_does_not_hold_up_the_end():
    with traced(1, "http://localhost:1") as (stub, server):
        for _ in range(5):
            assert stub.CheckDocument(check_of(WRONG)).HasField("report")
        server.supervisor.terminate()
        assert server.supervisor.wait(20) == 0


@pytest.mark.parametrize("endpoint", ["localhost:4317", "http://localhost", "ftp://localhost:1"])
def test_a_place_that_is_none_stops_the_start(endpoint):
    with pytest.raises(SettingError, match=r"^tracing\.endpoint: .* is no place for traces; write http://HOST:PORT"):
        require_sense(Settings(tracing=Tracing(endpoint)))


def test_an_install_without_the_extra_says_so(monkeypatch):
    monkeypatch.setitem(sys.modules, "opentelemetry", None)
    with pytest.raises(SettingError, match=r'pip install "veritab\[tracing\]"\.$'):
        require_sense(Settings(tracing=Tracing("http://localhost:4317")))
