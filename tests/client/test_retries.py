"""Deadlines and retries, against a server that fails as often as it is told to."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

import grpc
import pytest

from veritab.v1 import verification_service_pb2 as pb
from veritab.v1.finding_pb2 import VERDICT_NOT_COVERED, Report
from veritab_client import AsyncClient, Client
from veritab_client.errors import Busy, DeadlineExceeded, ServerFailed, StreamBroken, Unavailable


class Flaky(grpc.GenericRpcHandler):
    """Ends the first calls with `code`, then answers; with nothing in it, or never."""

    def __init__(self, code=grpc.StatusCode.UNAVAILABLE, failures=0, hangs=False):
        self._code, self._failures, self._hangs = code, failures, hangs
        self.calls = 0
        self.let_go = threading.Event()

    def service(self, handler_call_details):
        def answer(request, context):
            self.calls += 1
            if self._hangs:
                self.let_go.wait()
            if self.calls <= self._failures:
                context.abort(self._code, "not now")
            return pb.CheckDocumentResponse(report=Report(verdict=VERDICT_NOT_COVERED))

        def stream(requests, context):
            yield pb.CheckDocumentsResponse(correlation_id="0", response=answer(None, context))

        if handler_call_details.method.endswith("CheckDocuments"):
            return grpc.stream_stream_rpc_method_handler(
                stream, pb.CheckDocumentsRequest.FromString, pb.CheckDocumentsResponse.SerializeToString
            )
        return grpc.unary_unary_rpc_method_handler(
            answer, pb.CheckDocumentRequest.FromString, pb.CheckDocumentResponse.SerializeToString
        )


@pytest.fixture
def serve():
    """Gives the address of a server with one handler."""
    servers = []

    def start(handler):
        server = grpc.server(ThreadPoolExecutor(2), handlers=[handler])
        port = server.add_insecure_port("localhost:0")
        server.start()
        servers.append((server, handler))
        return f"localhost:{port}"

    yield start
    for server, handler in servers:
        handler.let_go.set()
        server.stop(None).wait()


@pytest.mark.parametrize("code", [grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.RESOURCE_EXHAUSTED])
def test_a_passing_failure_is_tried_again(serve, code):
    handler = Flaky(code, failures=2)
    with Client(serve(handler)) as client:
        assert client.check("").verdict == "NOT_COVERED"
    assert handler.calls == 3


def test_the_asynchronous_client_tries_again_too(serve):
    async def check(address):
        async with AsyncClient(address) as client:
            return await client.check("")

    handler = Flaky(failures=2)
    assert asyncio.run(check(serve(handler))).verdict == "NOT_COVERED"
    assert handler.calls == 3


@pytest.mark.parametrize(
    ("code", "error"), [(grpc.StatusCode.UNAVAILABLE, Unavailable), (grpc.StatusCode.RESOURCE_EXHAUSTED, Busy)]
)
def test_four_failures_are_enough(serve, code, error):
    handler = Flaky(code, failures=100)
    with Client(serve(handler)) as client, pytest.raises(error):
        client.check("")
    assert handler.calls == 4


def test_what_would_fail_again_is_not_tried_again(serve):
    handler = Flaky(grpc.StatusCode.INTERNAL, failures=100)
    with Client(serve(handler)) as client, pytest.raises(ServerFailed):
        client.check("")
    assert handler.calls == 1


def test_retries_can_be_left_out(serve):
    handler = Flaky(failures=1)
    with Client(serve(handler), retries=False) as client, pytest.raises(Unavailable):
        client.check("")
    assert handler.calls == 1


def test_a_call_ends_at_its_deadline(serve):
    with Client(serve(Flaky(hangs=True)), timeout=0.2) as client, pytest.raises(DeadlineExceeded, match="in time"):
        client.check("")


def test_a_stream_without_its_summary_is_broken(serve):
    with Client(serve(Flaky())) as client, pytest.raises(StreamBroken):
        list(client.check_stream(["text"]))
