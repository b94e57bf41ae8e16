"""The server as a whole: its start and end, what it tells of itself, and what it never tells."""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import grpc
import pytest
from google.rpc.code_pb2 import Code
from google.rpc.error_details_pb2 import ErrorInfo
from grpc_health.v1.health_pb2 import HealthCheckRequest, HealthCheckResponse
from grpc_reflection.v1alpha.reflection_pb2 import ServerReflectionRequest
from grpc_reflection.v1alpha.reflection_pb2_grpc import ServerReflectionStub

from tests.server.processes import until
from tests.server.running import RIGHT, check_of, detail, ferries, health, serving, status_of
from tests.server.test_streams import Talk
from veritab.v1.verification_service_pb2_grpc import VerificationServiceStub
from veritab_engine.errors import SettingError, TableError
from veritab_server.failures import FailureInterceptor
from veritab_server.server import SERVICES, SPARE_THREADS, Server
from veritab_server.settings import Limits, Settings
from veritab_server.snapshots import Snapshots


@pytest.mark.parametrize("service", ["", *SERVICES])
def test_health_knows_the_server_and_its_services(channel, service):
    assert health(channel).Check(HealthCheckRequest(service=service)).status == HealthCheckResponse.SERVING


def list_services(channel):
    stub: Any = ServerReflectionStub(channel)
    [answer] = stub.ServerReflectionInfo(iter([ServerReflectionRequest(list_services="")]))
    return {service.name for service in answer.list_services_response.service}


def test_the_services_are_described_only_on_request(channel):
    with pytest.raises(grpc.RpcError) as error:
        list_services(channel)
    assert error.value.code() is grpc.StatusCode.UNIMPLEMENTED
    with serving(Settings(reflection=True, grace=5)) as address, grpc.insecure_channel(address) as told:
        assert set(SERVICES) < list_services(told)


def test_a_port_that_is_taken_is_not_shared(address):
    with pytest.raises(SettingError, match=r"^Cannot listen on .*: address already in use\.$"):
        Server(Snapshots.of(ferries()), address, Settings())


def test_stopping_says_so_first_and_lets_what_runs_end():
    server = Server(Snapshots.of(ferries()), "localhost:0", Settings(grace=30))
    server.start()
    with grpc.insecure_channel(server.address) as channel:
        watched = health(channel).Watch(HealthCheckRequest())
        assert next(watched).status == HealthCheckResponse.SERVING
        with Talk(VerificationServiceStub(channel)) as talk:
            talk.ask("before", RIGHT)
            stopping = threading.Thread(target=server.stop)
            stopping.start()
            assert next(watched).status == HealthCheckResponse.NOT_SERVING
            assert talk.ask("after", RIGHT).HasField("response")
            talk.close()
            assert next(talk.responses).summary.checked == 2
        stopping.join()
        with pytest.raises(grpc.RpcError):
            next(watched)


def test_a_stream_that_goes_on_is_answered_what_it_has_sent_and_told_that_the_server_stops():
    server = Server(Snapshots.of(ferries()), "localhost:0", Settings(grace=1))
    server.start()
    with grpc.insecure_channel(server.address) as channel, Talk(VerificationServiceStub(channel)) as talk:
        assert talk.ask("first", RIGHT).HasField("response")
        server.stop()
        with pytest.raises(grpc.RpcError) as error:
            next(talk.responses)
    assert error.value.code() is grpc.StatusCode.UNAVAILABLE
    assert detail(status_of(error.value), ErrorInfo).reason == "STOPPING"


def test_every_service_says_so_when_the_server_stops():
    server = Server(Snapshots.of(ferries()), "localhost:0", Settings(grace=5, drain=2))
    server.start()
    with grpc.insecure_channel(server.address) as channel:

        def told():
            asked = (HealthCheckRequest(service=name) for name in ("", *SERVICES))
            return {health(channel).Check(each).status for each in asked}

        watched = [health(channel).Watch(HealthCheckRequest(), timeout=30) for _ in range(2 * SPARE_THREADS)]
        assert {next(each).status for each in watched} == {HealthCheckResponse.SERVING}
        assert told() == {HealthCheckResponse.SERVING}
        stopping = threading.Thread(target=server.stop)
        stopping.start()
        until(lambda: told() == {HealthCheckResponse.NOT_SERVING})
        stopping.join()


def test_a_message_that_is_too_large_is_refused_before_it_is_read():
    settings = Settings(limits=Limits(message_bytes=1000), grace=5)
    with serving(settings) as address, grpc.insecure_channel(address) as channel:
        for compression in (grpc.Compression.NoCompression, grpc.Compression.Gzip):
            with pytest.raises(grpc.RpcError) as error:
                VerificationServiceStub(channel).CheckDocument(check_of(" " * 2000), compression=compression)
            assert error.value.code() is grpc.StatusCode.RESOURCE_EXHAUSTED


ERRORS = {
    "/unforeseen": KeyError("a password"),
    "/foreseen": TableError("prices.csv, row 3: there is no price."),
}


class Failing(grpc.GenericRpcHandler):
    """Methods that fail, behind the interceptor that all of ours are behind."""

    def service(self, handler_call_details):
        def fail(request, context):
            raise ERRORS[handler_call_details.method]

        def fail_later(requests, context):
            yield b"first"
            raise ERRORS[handler_call_details.method.removesuffix("/stream")]

        if handler_call_details.method.endswith("/stream"):
            return grpc.stream_stream_rpc_method_handler(fail_later)
        return grpc.unary_unary_rpc_method_handler(fail)


@pytest.fixture
def failing():
    server = grpc.server(ThreadPoolExecutor(2), handlers=[Failing()], interceptors=[FailureInterceptor()])
    port = server.add_insecure_port("localhost:0")
    server.start()
    with grpc.insecure_channel(f"localhost:{port}") as channel:
        yield channel
    server.stop(None)


@pytest.mark.parametrize("method", ["/unforeseen", "/unforeseen/stream"])
def test_what_was_not_foreseen_is_logged_and_only_its_id_is_told(failing, caplog, method):
    def call():
        return list(failing.stream_stream(method)(iter(())) if "stream" in method else failing.unary_unary(method)(b""))

    with pytest.raises(grpc.RpcError) as error:
        call()
    status = status_of(error.value)
    assert status.code == Code.INTERNAL
    assert "password" not in str(error.value)
    request_id = detail(status, ErrorInfo).metadata["request_id"]
    assert request_id in status.message
    assert request_id in caplog.text
    assert "a password" in caplog.text


def test_what_was_foreseen_is_told_as_it_is(failing):
    with pytest.raises(grpc.RpcError) as error:
        failing.unary_unary("/foreseen")(b"")
    status = status_of(error.value)
    assert (status.code, status.message) == (Code.INVALID_ARGUMENT, "prices.csv, row 3: there is no price.")
    assert detail(status, ErrorInfo).reason == "INVALID_TABLE"
