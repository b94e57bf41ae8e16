"""The stream of documents: what comes back, and that it cannot starve anybody."""

import threading
from concurrent.futures import ThreadPoolExecutor
from queue import Queue
from typing import Any

import grpc
import pytest
from google.rpc.code_pb2 import Code
from google.rpc.error_details_pb2 import BadRequest, ErrorInfo, RetryInfo
from grpc_health.v1.health_pb2 import HealthCheckRequest, HealthCheckResponse

from tests.server.processes import until
from tests.server.running import RIGHT, WRONG, check_of, detail, health, serving, status_of
from veritab.v1 import finding_pb2
from veritab.v1 import verification_service_pb2 as pb
from veritab.v1.verification_service_pb2_grpc import VerificationServiceStub
from veritab_client import Client, Report
from veritab_client.errors import Busy
from veritab_server.settings import Settings
from veritab_server.streams import Room, Stream

FEW = Settings(threads=1, streams=2, grace=5)


def item(name, request):
    return pb.CheckDocumentsRequest(correlation_id=name, request=request)


class Talk:
    """A stream whose requests are sent one at a time; leaving the context ends it."""

    def __init__(self, stub, metadata=()):
        self._requests: Queue[pb.CheckDocumentsRequest | None] = Queue()
        self.responses = stub.CheckDocuments(iter(self._requests.get, None), metadata=metadata)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.responses.cancel()
        self.close()

    def ask(self, name, text):
        self._requests.put(item(name, check_of(text)))
        return next(self.responses)

    def close(self):
        self._requests.put(None)


@pytest.fixture
def stub():
    with serving(FEW) as address, grpc.insecure_channel(address) as channel:
        yield VerificationServiceStub(channel)


def test_results_carry_their_ids_and_a_summary_ends_the_stream(verification):
    items = [item("a", check_of(WRONG)), item("b", check_of(RIGHT, snapshot="nowhere")), item("c", check_of(RIGHT))]
    *results, last = verification.CheckDocuments(iter(items))
    found = {result.correlation_id: result for result in results}
    assert found["a"].response.report.verdict == finding_pb2.VERDICT_CONFLICT
    assert detail(found["b"].error, ErrorInfo).reason == "UNKNOWN_SNAPSHOT"
    assert found["c"].response.report.coverage.conflict == 0
    assert (last.summary.checked, last.summary.failed) == (2, 1)
    assert last.summary.snapshot


def test_a_stream_of_nothing_has_its_summary_too(verification):
    [last] = verification.CheckDocuments(iter(()))
    assert last.HasField("summary")


def test_a_request_that_names_itself_by_nothing_ends_the_stream(verification):
    with pytest.raises(grpc.RpcError) as error:
        list(verification.CheckDocuments(iter([item("", check_of(RIGHT))])))
    assert detail(status_of(error.value), BadRequest).field_violations[0].field == "correlation_id"


def test_streams_beyond_the_cap_are_refused_and_others_are_served(stub):
    with Talk(stub) as first, Talk(stub) as second:
        assert first.ask("1", RIGHT).HasField("response")
        assert second.ask("2", RIGHT).HasField("response")
        with pytest.raises(grpc.RpcError) as error:
            list(stub.CheckDocuments(iter(())))
        status = status_of(error.value)
        assert status.code == Code.RESOURCE_EXHAUSTED
        assert detail(status, ErrorInfo).reason == "TOO_MANY_STREAMS"
        assert detail(status, RetryInfo).retry_delay.ToTimedelta()
        assert stub.CheckDocument(check_of(RIGHT)).HasField("report")
        assert first.ask("3", RIGHT).correlation_id == "3"


def test_a_stream_that_ended_makes_room(stub):
    for _ in range(2 * FEW.streams):
        assert len(list(stub.CheckDocuments(iter([item("x", check_of(RIGHT))])))) == 2


def test_an_idle_stream_is_closed_and_told_why():
    with serving(Settings(stream_idle=0.2, grace=5)) as address, grpc.insecure_channel(address) as channel:
        with Talk(VerificationServiceStub(channel)) as talk:
            assert talk.ask("1", RIGHT).HasField("response")
            with pytest.raises(grpc.RpcError) as error:
                next(talk.responses)
        status = status_of(error.value)
        assert status.code == Code.DEADLINE_EXCEEDED
        assert detail(status, ErrorInfo).reason == "IDLE_STREAM"


def test_a_short_document_overtakes_a_long_one(verification):
    items = [item("long", check_of(f"{RIGHT} " * 3_000)), item("short", check_of(RIGHT))]
    assert [each.correlation_id for each in verification.CheckDocuments(iter(items))] == ["short", "long", ""]


def test_no_more_is_taken_than_its_caller_reads():
    taken = []

    def requests():
        for number in range(100):
            taken.append(number)
            yield check_of(str(number))

    with ThreadPoolExecutor(4) as pool:
        given = Stream(requests(), lambda request: request, pool, Room(requests=3, size=10**6)).answers(idle=30)
        assert next(given)
        done = threading.Event()
        assert not done.wait(0.5)
        assert len(taken) == 3
        assert len(list(given)) == 99


def test_a_caller_who_does_not_read_loses_the_stream_and_others_have_its_place():
    settings = Settings(streams=1, stream_idle=0.5, stream_ahead=2, grace=5)
    with serving(settings) as address, grpc.insecure_channel(address) as deaf, Client(address) as client:
        items = (item(str(number), check_of(f"{WRONG} " * 500)) for number in range(1_000))
        unread = VerificationServiceStub(deaf).CheckDocuments(items)
        until(lambda: client.check(RIGHT) is not None and reason_of(client) == "TOO_MANY_STREAMS")
        until(lambda: reason_of(client) == "")
        unread.cancel()


def reason_of(client):
    """The reason for which a stream is refused; empty where its document is checked."""
    try:
        assert isinstance(dict(client.check_stream([RIGHT]))[0], Report)
    except Busy as error:
        return error.reason
    return ""


def test_a_request_that_never_comes_holds_its_place_for_so_long_only():
    with serving(Settings(waiting=1, arrival=5, grace=5)) as address, grpc.insecure_channel(address) as channel:
        never = threading.Event()

        def nothing():
            never.wait()
            yield from ()

        silent: Any = channel.stream_unary("/veritab.v1.VerificationService/CheckDocument").future(nothing())
        stub = VerificationServiceStub(channel)
        assert not never.wait(1)  # until then it has its place, which the call below would have taken
        assert refused_as(stub) == "BUSY"
        until(lambda: refused_as(stub) == "")
        assert silent.code() is grpc.StatusCode.CANCELLED
        never.set()


def refused_as(stub):
    """The reason for which a call is refused; empty where it is answered."""
    try:
        stub.CheckDocument(check_of(RIGHT))
        return ""
    except grpc.RpcError as error:
        return detail(status_of(error), ErrorInfo).reason


def test_a_long_document_for_which_nobody_waits_any_more_is_left(caplog):
    """Checked to its end it would take a minute, and nobody else would be answered before."""
    with serving(Settings(waiting=1, threads=1, grace=5)) as address, grpc.insecure_channel(address) as channel:
        stub = VerificationServiceStub(channel)
        with pytest.raises(grpc.RpcError) as error:
            stub.CheckDocument(check_of(f"{RIGHT} " * 150_000), timeout=1)
        assert error.value.code() is grpc.StatusCode.DEADLINE_EXCEEDED
        until(lambda: refused_as(stub) == "", patience=20)
    assert not [line for line in caplog.records if line.name.startswith("grpc")]


def test_health_answers_when_no_call_is_let_in():
    with serving(Settings(waiting=0, grace=5)) as address, grpc.insecure_channel(address) as channel:
        with pytest.raises(grpc.RpcError) as error:
            VerificationServiceStub(channel).CheckDocument(check_of(RIGHT))
        assert detail(status_of(error.value), ErrorInfo).reason == "BUSY"
        assert detail(status_of(error.value), RetryInfo).retry_delay.ToTimedelta()
        assert health(channel).Check(HealthCheckRequest()).status == HealthCheckResponse.SERVING
