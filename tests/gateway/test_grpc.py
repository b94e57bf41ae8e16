"""gRPC through the gateway, as it is and as pages speak it."""

import struct

import grpc
import pytest

from tests.gateway.calling import ask
from tests.server.running import RIGHT, WRONG, check_of
from veritab.v1 import reference_service_pb2 as reference
from veritab.v1 import verification_service_pb2 as pb
from veritab.v1.verification_service_pb2_grpc import VerificationServiceStub
from veritab_client import Client
from veritab_client.errors import InvalidRequest

METHOD = "/veritab.v1.VerificationService/CheckDocument"


@pytest.fixture
def client(edge):
    with Client(edge.address) as client:
        yield client


def web(url, message, path=METHOD):
    """A call as gRPC-Web frames it: the message that came, if one did, and the trailers."""
    sent = message.SerializeToString()
    kind = {"content-type": "application/grpc-web+proto", "x-grpc-web": "1"}
    answer = ask(url, path, struct.pack(">BI", 0, len(sent)) + sent, kind)
    frames, rest = {}, answer.body
    while rest:
        flag, size = struct.unpack(">BI", rest[:5])
        frames[flag], rest = rest[5 : 5 + size], rest[5 + size :]
    told = dict(line.split(":", 1) for line in frames.get(0x80, b"").decode().split("\r\n") if line)
    return frames.get(0), {**answer.headers, **told}


def test_the_client_checks_texts_batches_and_streams(client):
    assert client.check(WRONG).verdict == "CONFLICT"
    assert [report.verdict for report in client.check_batch([WRONG, RIGHT])] == ["CONFLICT", "SUPPORTED"]
    assert {report.verdict for _, report in client.check_stream([WRONG, RIGHT])} == {"CONFLICT", "SUPPORTED"}


def test_errors_keep_their_details(client, edge):
    with pytest.raises(InvalidRequest) as error:
        client.check(RIGHT, max_findings=-1)
    assert error.value.reason == "INVALID_INPUT"


def test_the_gateways_own_errors_are_statuses_and_no_json(edge):
    with grpc.insecure_channel(edge.address) as channel:
        call = VerificationServiceStub(channel).CheckDocument
        with pytest.raises(grpc.RpcError) as error:
            call(check_of("a" * 17_000_000))
        assert error.value.code() is grpc.StatusCode.RESOURCE_EXHAUSTED
        assert error.value.details() == "Payload Too Large"
        unknown: grpc.UnaryUnaryMultiCallable[bytes, bytes] = channel.unary_unary("/veritab.v1.Nothing/Nothing")
        with pytest.raises(grpc.RpcError) as error:
            unknown(b"")
        assert error.value.code() is grpc.StatusCode.UNIMPLEMENTED


def test_a_page_calls_by_grpc_web(url):
    body, told = web(url, check_of(WRONG))
    assert pb.CheckDocumentResponse.FromString(body).report.verdict
    assert told["grpc-status"] == "0"
    body, told = web(url, reference.GetTableRequest(name="tables/nowhere"), "/veritab.v1.ReferenceService/GetTable")
    assert (body, told["grpc-status"]) == (None, "5")
    assert "grpc-status-details-bin" in told
