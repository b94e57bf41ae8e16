"""The log of a server's processes, and the ids of calls that it and their callers know them by."""

import io
import json
import logging
import os
import re
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from typing import Any

import grpc
import pytest
from google.rpc.error_details_pb2 import ErrorInfo

from tests.server.processes import served, until
from tests.server.running import RIGHT, TABLES, WRONG, check_of, detail, serving, status_of
from veritab.v1 import verification_service_pb2 as pb
from veritab.v1.verification_service_pb2_grpc import VerificationServiceStub
from veritab_server.access import keys
from veritab_server.failures import FailureInterceptor
from veritab_server.observing.interceptor import ObservingInterceptor
from veritab_server.observing.logs import TextFormatter
from veritab_server.settings import Log, Settings

OWN = ("--no-shipped", "--no-watch", "--tables", str(TABLES / "ferries"), "--workers", "1")
JSON = (*OWN, "--set", "log.format=json")
TRACE = "0af7651916cd43dd8448eb211c80319c"
PARENT = f"00-{TRACE}-b7ad6b7169203331-01"


def calls_in(log):
    """The lines that tell of calls."""
    return [line for line in map(json.loads, tuple(log)) if line["logger"] == "veritab.calls"]


def check(channel, text=RIGHT, **metadata):
    """The metadata that ends a check."""
    named = tuple((name.replace("_", "-"), value) for name, value in metadata.items())
    _, call = VerificationServiceStub(channel).CheckDocument.with_call(check_of(text), metadata=named)
    return trailers(call)


def trailers(call: Any) -> dict[str, str]:
    """The metadata that ends a call."""
    return dict(call.trailing_metadata())


def test_an_id_that_a_caller_gives_comes_back_and_another_is_made_where_it_is_no_token(channel):
    assert check(channel, x_request_id="desk-7.A_1")["x-request-id"] == "desk-7.A_1"
    made = {
        check(channel, **given)["x-request-id"] for given in ({}, {"x_request_id": "a b"}, {"x_request_id": "x" * 65})
    }
    assert len(made) == 3
    assert all(re.fullmatch("[0-9a-f]{32}", each) for each in made)


def test_an_error_and_a_stream_carry_the_id_too(channel):
    stub, named = VerificationServiceStub(channel), (("x-request-id", "mine"),)
    with pytest.raises(grpc.RpcError) as error:
        stub.CheckDocument(check_of(RIGHT, max_findings=-1), metadata=named)
    assert trailers(error.value)["x-request-id"] == "mine"
    stream = stub.CheckDocuments(
        iter([pb.CheckDocumentsRequest(correlation_id="1", request=check_of(RIGHT))]), metadata=named
    )
    assert len(list(stream)) == 2
    assert trailers(stream)["x-request-id"] == "mine"


def test_who_is_let_in_is_told_the_version_and_the_role_and_who_is_not_is_told_neither(tmp_path):
    file = tmp_path / "keys.json"
    key = keys.create(file, "desk", keys.Role.READ)[1]
    with serving(Settings(keys=file, grace=5)) as address, grpc.insecure_channel(address) as channel:
        told = check(channel, authorization=f"Bearer {key}")
        assert (told["x-veritab-role"], told["x-veritab-version"]) == ("read", version("veritab"))
        with pytest.raises(grpc.RpcError) as error:
            check(channel)
    assert not any(name.startswith("x-veritab") for name in trailers(error.value))


def test_every_line_is_an_object_and_each_call_has_one_without_its_text(tmp_path):
    file = tmp_path / "keys.json"
    key = keys.create(file, "copy desk", keys.Role.CHECK)[1]
    options = ("--set", "log.calls=true", "--set", f"keys={file}")
    with served(*JSON, *options) as server, grpc.insecure_channel(server.address) as channel:
        mine = f"Bearer {key}"
        check(channel, WRONG, x_request_id="first", traceparent=PARENT, authorization=mine)
        with pytest.raises(grpc.RpcError):
            check(channel, x_request_id="second")
        stub = VerificationServiceStub(channel)
        asked = (pb.CheckDocumentsRequest(correlation_id=str(i), request=check_of(RIGHT)) for i in range(3))
        list(stub.CheckDocuments(asked, metadata=(("x-request-id", "third"), ("authorization", mine))))
        until(lambda: len(calls_in(server.log)) == 3)
        first, second, third = calls_in(server.log)
        os.kill(min(server.workers), signal.SIGKILL)
        until(lambda: server.logged("answers"))
        server.supervisor.terminate()
        server.supervisor.wait()
        until(lambda: server.logged("stopped"))
    lines = [json.loads(line) for line in server.log]
    for line in lines:
        assert {"time", "level", "logger", "message", "process", "pid"} <= line.keys()
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", line["time"])
    assert {line["process"] for line in lines} == {"supervisor", "worker-1"}
    assert (first["request_id"], first["trace_id"], first["process"]) == ("first", TRACE, "worker-1")
    assert (first["method"], first["code"], first["caller"]) == ("CheckDocument", "OK", "copy desk")
    assert first["bytes_received"] == check_of(WRONG).ByteSize()
    assert first["bytes_sent"] > 0
    assert first["milliseconds"] > 0
    assert (second["request_id"], second["code"], second["reason"]) == ("second", *["UNAUTHENTICATED"] * 2)
    assert "caller" not in second
    assert (third["request_id"], third["method"]) == ("third", "CheckDocuments")
    assert third["bytes_received"] > 3 * len(RIGHT)
    whole = "".join(server.log)
    assert "Halvik" not in whole
    assert key not in whole


def test_calls_have_no_lines_unless_asked_for_and_text_is_the_default():
    with served(*OWN) as server, grpc.insecure_channel(server.address) as channel:
        check(channel)
        server.supervisor.send_signal(signal.SIGHUP)
        until(lambda: server.logged("tables loaded"))
    assert not server.logged("CheckDocument")
    assert re.match(r"\d{4}-\d\d-\d\d [\d:,]+ INFO veritab\.server: tables loaded in", server.log[0])


def test_a_level_leaves_out_what_is_below_it():
    with served(*OWN, "--set", "log.calls=true") as server, grpc.insecure_channel(server.address) as channel:
        check(channel, x_request_id="told")
        until(lambda: server.logged("CheckDocument of somebody: OK in"))
        assert server.logged("(request told)")
    levelled = subprocess.run([sys.executable, "-c", LEVELLED], capture_output=True, text=True, timeout=60, check=False)
    assert [json.loads(line)["message"] for line in levelled.stderr.splitlines()] == [
        "Thread-1 (fail) failed",
        "the process failed",
    ]
    assert levelled.returncode == 1


LEVELLED = """
import logging, threading
from veritab_server.observing import logs
from veritab_server.settings import Log

def fail():
    raise RuntimeError("a reason")

logs.configure(Log(format="json", level="error"))
logging.getLogger("veritab.server").warning("left out")
failing = threading.Thread(target=fail)
failing.start()
failing.join()
with logs.fatal():
    fail()
"""


class Failing(grpc.GenericRpcHandler):
    """A method of ours that fails as nobody foresaw, and quotes its document."""

    def service(self, handler_call_details):
        def fail(request, context):
            try:
                int("Halvik")
            except ValueError as error:
                raise KeyError("Tornes") from error

        return grpc.unary_unary_rpc_method_handler(fail)


@pytest.mark.parametrize("quoting", [False, True])
def test_a_failure_is_logged_under_the_id_of_its_call_with_its_place_and_what_it_says_only_if_asked_for(
    quoting, log_of
):
    log = log_of(TextFormatter(quoting))
    interceptors = [ObservingInterceptor(()), FailureInterceptor()]
    server = grpc.server(ThreadPoolExecutor(2), handlers=[Failing()], interceptors=interceptors)
    address = f"localhost:{server.add_insecure_port('localhost:0')}"
    server.start()
    with grpc.insecure_channel(address) as channel:
        fail: Any = channel.unary_unary("/veritab.v1.Any/Fail")
        with pytest.raises(grpc.RpcError) as error:
            fail(b"", metadata=(("x-request-id", "mine"),))
    server.stop(None)
    assert detail(status_of(error.value), ErrorInfo).metadata["request_id"] == "mine"
    written = log.getvalue()
    assert "request mine failed" in written
    assert re.search(r'test_logs.py", line \d+, in fail', written)
    assert written.index("ValueError") < written.index("KeyError")
    assert [text in written for text in ("'Halvik'", "'Tornes'")] == [quoting] * 2


class Broken:
    """An observer that sees nothing without failing."""

    def begin(self, *_):
        raise RuntimeError("a secret")

    received = sent = end = close = begin


def test_what_fails_to_observe_a_call_fails_no_call(log_of):
    log = log_of(TextFormatter(False))
    interceptors = [ObservingInterceptor((Broken(),)), FailureInterceptor()]
    server = grpc.server(ThreadPoolExecutor(2), handlers=[Echoing()], interceptors=interceptors)
    address = f"localhost:{server.add_insecure_port('localhost:0')}"
    server.start()
    with grpc.insecure_channel(address) as channel:
        echo: Any = channel.unary_unary("/veritab.v1.Any/Echo")
        assert echo(b"heard") == b"heard"
    server.stop(None).wait()
    assert log.getvalue().count("a call could not be observed") == 4


class Echoing(grpc.GenericRpcHandler):
    """A method of ours that gives back what it is sent."""

    def service(self, handler_call_details):
        return grpc.unary_unary_rpc_method_handler(lambda request, context: request)


@pytest.fixture
def log_of():
    """Gives what is logged while the test runs, by a formatter."""
    handlers = []

    def begin(formatter):
        handler = logging.StreamHandler(io.StringIO())
        handler.setFormatter(formatter)
        logging.getLogger("veritab").addHandler(handler)
        handlers.append(handler)
        return handler.stream

    yield begin
    for handler in handlers:
        logging.getLogger("veritab").removeHandler(handler)


def test_bytes_that_are_no_message_are_a_call_like_any_other(caplog):
    caplog.set_level("INFO", "veritab")
    with serving(Settings(log=Log(calls=True), grace=5)) as address, grpc.insecure_channel(address) as channel:
        call: Any = channel.unary_unary("/veritab.v1.VerificationService/CheckDocument")
        with pytest.raises(grpc.RpcError) as error:
            call(b"\xff\xff")
        assert error.value.code() is grpc.StatusCode.INVALID_ARGUMENT
        until(lambda: "CheckDocument of somebody: INVALID_ARGUMENT" in caplog.text)
    assert "could not be observed" not in caplog.text
