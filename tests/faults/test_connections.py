"""Callers that mean no good, or have lost their way: after each of them the server answers others as before."""

import resource
import time
from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path

import grpc
import pytest
from h2.events import StreamEnded, StreamReset

from benchmarks.service.machine import cpu, sample
from tests.faults.callers import Account
from tests.faults.wire import CHECK, STREAM, Wire, is_closed, plain
from tests.server.processes import served, until
from tests.server.running import RIGHT, TABLES, WRONG, check_of
from veritab.v1 import verification_service_pb2 as pb
from veritab.v1.verification_service_pb2_grpc import VerificationServiceStub
from veritab_client import Client
from veritab_client.errors import ServiceError

pytestmark = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="a system that does not list processes")

ARRIVAL = 2.0
"""Seconds that a request may take to come."""
IDLE = 3.0
"""Seconds that the results of a stream may go unread."""
LONG = " ".join([RIGHT, WRONG] * 2_000)
MIB = 1 << 20


@pytest.fixture(scope="module")
def server():
    settings = (f"arrival={ARRIVAL}", f"stream_idle={IDLE}", "silence=20", "grace=5")
    options = [part for each in settings for part in ("--set", each)]
    with served(
        "--workers", "2", "--no-shipped", "--no-watch", "--tables", str(TABLES / "ferries"), *options
    ) as server:
        yield server


@pytest.fixture
def others(server):
    """After the test: callers who mean well are answered, by the same workers, whose memory has not grown much."""
    workers, memory, account = server.workers, sample(server.workers).memory, Account()
    yield account
    for _ in range(20):
        with Client(server.address) as client:
            account.call(partial(client.check, RIGHT))
    assert account.answered == account.made == 20
    assert server.workers == workers
    assert sample(workers).memory < memory + 300


def test_connections_on_which_nothing_or_rubbish_comes_are_closed(server, others, tell):
    silent = [plain(server.address) for _ in range(100)]
    rubbish = [plain(server.address) for _ in range(100)]
    for each in rubbish:
        each.sendall(b"GET / HTTP/1.1\r\nHost: here\r\n\r\n" + bytes(range(256)))
    slow = [plain(server.address) for _ in range(20)]
    for letter in b"PRI * HTT":
        for each in slow:
            with suppress(OSError):
                each.sendall(bytes([letter]))
    closed = [sum(map(is_closed, each)) for each in (silent, rubbish, slow)]
    tell(f"connections closed: {closed[0]} of 100 silent, {closed[1]} of 100 with rubbish, {closed[2]} of 20 slow ones")
    assert closed == [100, 100, 20]


def test_calls_whose_request_never_comes_end(server, others, tell):
    wires = [Wire(server.address) for _ in range(40)]
    for wire in wires:
        for _ in range(4):
            wire.call(CHECK)
        wire.flush()
    ended = sum(_ended(wire, 4) for wire in wires)
    tell(f"{ended} of 160 calls without a request ended: those beyond what may wait at once, the others in time")
    assert ended == 160
    for wire in wires:
        wire.reset()


def test_answers_that_are_never_read_hold_up_nobody(server, others, tell):
    request = check_of(" ".join([RIGHT] * 10)).SerializeToString()
    wires = [Wire(server.address, window=0) for _ in range(60)]
    for wire in wires:
        for _ in range(4):
            wire.call(CHECK, request, end=True)
        wire.flush()
    with Client(server.address) as client:
        assert client.check(RIGHT).verdict == "SUPPORTED"
    tell("240 calls of callers who never read; others are answered")
    for wire in wires:
        wire.reset()


def test_streams_that_neither_send_nor_read_leave_their_places(server, others, tell):
    item = pb.CheckDocumentsRequest(correlation_id="1", request=check_of(RIGHT * 20)).SerializeToString()
    wires = [Wire(server.address, window=0) for _ in range(40)]
    for wire in wires:
        wire.call(STREAM, item)
        wire.flush()

    def is_open_to_others():
        with suppress(ServiceError), Client(server.address) as client:
            return len(list(client.check_stream([RIGHT]))) == 1
        return False

    until(is_open_to_others, patience=60)
    tell("40 streams on which nothing more comes and nothing is read; others have theirs")
    for wire in wires:
        wire.reset()


def test_streams_that_break_in_the_middle_leave_their_places(server, others, tell):
    item = pb.CheckDocumentsRequest(correlation_id="1", request=check_of(RIGHT)).SerializeToString()
    for _ in range(40):
        wire = Wire(server.address)
        wire.call(STREAM, item)
        wire.flush()
        wire.read()
        wire.reset()
    with Client(server.address) as client:
        results = list(client.check_stream([RIGHT] * 20))
    tell(f"40 streams broken off; then {len(results)} results of 20 on a whole one")
    assert len(results) == 20


def test_rapid_reset(server, others, tell):
    wire, sent = Wire(server.address), 0
    with suppress(OSError):
        for _ in range(3_000):
            stream = wire.call(CHECK)
            wire.http.reset_stream(stream)
            wire.flush()
            sent += 1
    wire.reset()
    tell(f"{sent} calls begun and reset at once")


def test_too_large_messages_and_bombs_are_refused(server, others, tell):
    bomb = check_of("0" * (64 * MIB))
    codes = []
    with grpc.insecure_channel(server.address) as channel:
        stub = VerificationServiceStub(channel)
        for compression in (grpc.Compression.NoCompression, grpc.Compression.Gzip):
            with pytest.raises(grpc.RpcError) as caught:
                stub.CheckDocument(bomb, compression=compression, timeout=60)
            codes.append(caught.value.code().name)
    tell(f"64 MiB, and the same as 64 KB of gzip: {codes}")
    assert codes == ["RESOURCE_EXHAUSTED"] * 2


def test_after_a_storm_of_deadlines_nothing_is_done_for_callers_who_have_gone(server, others, tell):
    request = check_of(LONG)
    with grpc.insecure_channel(server.address) as channel:
        stub = VerificationServiceStub(channel)
        calls = [stub.CheckDocument.future(request, timeout=0.001 + number % 50 / 1000) for number in range(1_000)]
        codes = {call.code().name for call in calls}
    ended = time.monotonic()
    until(lambda: _is_idle(server.workers))
    tell(f"1,000 calls with deadlines of 1 to 50 ms: {sorted(codes)}; idle {time.monotonic() - ended:.1f} s later")
    assert "OK" not in codes


def test_ten_thousand_connections(server, others, tell):
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    count = min(10_000, most - 1_000)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    before = sample(server.workers).memory
    with ExitStack() as stack:
        for _ in range(count):
            connection = stack.enter_context(plain(server.address))
            connection.sendall(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0")
        with Client(server.address) as client:
            assert client.check(RIGHT).verdict == "SUPPORTED"
        until(lambda: sample(server.workers).files > count)
        grown = sample(server.workers).memory - before
    until(lambda: sample(server.workers).files < 500, patience=60)
    tell(f"{count} connections open at once, {grown / count * 1024:.0f} KiB each; others answered")


def _ended(wire: Wire, calls: int) -> int:
    """Wait for so many calls to end; gives how many did."""
    ended: set[int] = set()
    with suppress(TimeoutError):
        while len(ended) < calls and (events := wire.read()):
            ended |= {each.stream_id for each in events if isinstance(each, StreamEnded | StreamReset)}
    return len(ended)


def _is_idle(workers: set[int]) -> bool:
    before = cpu(workers)
    time.sleep(0.5)
    return cpu(workers) - before < 0.1
