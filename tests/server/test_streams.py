"""The stream of documents: what comes back, and that it cannot starve anybody."""

from queue import Queue

import grpc
import pytest
from google.rpc.code_pb2 import Code
from google.rpc.error_details_pb2 import BadRequest, ErrorInfo, RetryInfo
from grpc_health.v1.health_pb2 import HealthCheckRequest, HealthCheckResponse

from tests.server.running import RIGHT, WRONG, check_of, detail, health, serving, status_of
from veritab.v1 import finding_pb2
from veritab.v1 import verification_service_pb2 as pb
from veritab.v1.verification_service_pb2_grpc import VerificationServiceStub
from veritab_server.settings import Settings

FEW = Settings(threads=1, streams=2, grace=5)


def item(name, request):
    return pb.CheckDocumentsRequest(correlation_id=name, request=request)


class Talk:
    """A stream whose requests are sent one at a time; leaving the context ends it."""

    def __init__(self, stub):
        self._requests: Queue[pb.CheckDocumentsRequest | None] = Queue()
        self.responses = stub.CheckDocuments(iter(self._requests.get, None))

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


def test_health_answers_when_no_call_is_let_in():
    with serving(Settings(waiting=0, grace=5)) as address, grpc.insecure_channel(address) as channel:
        with pytest.raises(grpc.RpcError) as error:
            VerificationServiceStub(channel).CheckDocument(check_of(RIGHT))
        assert detail(status_of(error.value), ErrorInfo).reason == "BUSY"
        assert detail(status_of(error.value), RetryInfo).retry_delay.ToTimedelta()
        assert health(channel).Check(HealthCheckRequest()).status == HealthCheckResponse.SERVING
