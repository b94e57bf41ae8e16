"""Deadlines and retries, against a server that fails as often as it is told to."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

import grpc
import pytest

from veritab.v1 import verification_service_pb2 as pb
from veritab.v1.finding_pb2 import VERDICT_NOT_COVERED, Report
from veritab_client import AsyncClient, Client, Retries
from veritab_client.errors import (
    Busy,
    DeadlineExceeded,
    Details,
    HandshakeFailed,
    NotFound,
    ServerFailed,
    StreamBroken,
    Unavailable,
)
from veritab_client.retrying import Pool, Throttle, Tries


class Flaky(grpc.GenericRpcHandler):
    """Ends the first calls with `code`, then answers; with nothing in it, or never."""

    def __init__(self, code=grpc.StatusCode.UNAVAILABLE, failures=0, hangs=False):
        self._code, self._failures, self._hangs = code, failures, hangs
        self.calls = 0
        self.request_ids = []
        self.let_go = threading.Event()

    def service(self, handler_call_details):
        def answer(request, context):
            self.calls += 1
            self.request_ids.append(dict(context.invocation_metadata())["x-request-id"])
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


class Connection:
    address = "a:1"


def tries(timeout=None, retries=None):
    """The tries of a call that was sent once, to the only address."""
    call = Tries(Pool([Connection()]), retries or Retries(), Throttle(), timeout)
    call.begin()
    return call


def test_a_pause_is_never_shorter_than_the_service_says():
    pauses = [tries().pause(Busy("full", Details(retry_after=7.0))) for _ in range(50)]
    assert min(pauses) >= 7.0
    assert len(set(pauses)) > 1, "callers who were refused together would come again together"


def test_pauses_grow_up_to_the_longest():
    call = tries(retries=Retries(attempts=9, first=1.0, most=4.0))
    pauses = [call.pause(Busy("full")) for _ in range(8)]
    assert [round(pause / 1.2) <= most for pause, most in zip(pauses, [1, 2, 4, 4, 4, 4, 4, 4], strict=True)] == [
        True
    ] * 8
    assert pauses[0] < pauses[1] < pauses[2]
    assert call.pause(Busy("full")) is None


def test_nobody_waits_beyond_the_deadline():
    assert tries(timeout=5.0).pause(Busy("full", Details(retry_after=7.0))) is None


@pytest.mark.parametrize("kind", [NotFound, ServerFailed, DeadlineExceeded, HandshakeFailed])
def test_what_cannot_succeed_is_not_tried_again(kind):
    assert tries().pause(kind("no")) is None


def test_many_failures_stop_the_retries_of_a_client(serve):
    handler = Flaky(grpc.StatusCode.RESOURCE_EXHAUSTED, failures=1000)
    with Client(serve(handler), retries=Retries(2, 0.001, 0.001)) as client:
        for _ in range(60):
            with pytest.raises(Busy):
                client.check("")
        before = handler.calls
        with pytest.raises(Busy):
            client.check("")
    assert handler.calls == before + 1


@pytest.mark.parametrize("asynchronous", [False, True])
def test_the_first_answer_counts_where_calls_are_hedged(serve, asynchronous):
    hanging, quick = Flaky(hangs=True), Flaky()
    addresses = [serve(hanging), serve(quick)]
    if asynchronous:

        async def check():
            async with AsyncClient(addresses, hedge=0.02) as client:
                return await client.check("")

        assert asyncio.run(check()).verdict == "NOT_COVERED"
    else:
        with Client(addresses, hedge=0.02) as client:
            assert client.check("").verdict == "NOT_COVERED"
    assert (hanging.calls, quick.calls) == (1, 1)


def test_a_call_has_one_name_at_all_its_tries(serve):
    handler = Flaky(failures=2)
    with Client(serve(handler)) as client:
        client.check("")
        client.with_options(request_id="story-17").check("")
    *tried, named = handler.request_ids
    assert len(tried) == 3
    assert len(set(tried)) == 1
    assert named == "story-17"


def test_an_error_names_the_call(serve):
    handler = Flaky(grpc.StatusCode.INTERNAL, failures=1)
    with Client(serve(handler)) as client, pytest.raises(ServerFailed) as error:
        client.check("")
    assert [error.value.request_id] == handler.request_ids


def test_one_call_may_have_a_deadline_of_its_own(serve):
    with Client(serve(Flaky(hangs=True))) as client, pytest.raises(DeadlineExceeded):
        client.with_options(timeout=0.2).check("")
