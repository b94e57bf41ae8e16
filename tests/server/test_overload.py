"""More than a process can bear: what is let in, what waits, and what is refused."""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from threading import Event

import grpc
import pytest
from google.rpc.error_details_pb2 import ErrorInfo, RetryInfo

from tests.server.running import RIGHT, check_of, detail, serving, status_of
from veritab.v1.verification_service_pb2_grpc import VerificationServiceStub
from veritab_server.errors import Busy
from veritab_server.pool import Capacity, LargeRequests, Pace, Pool
from veritab_server.settings import Limits, Settings
from veritab_server.watchdog import Watchdog

LONG = check_of(f"{RIGHT} " * 200)
"""A good part of a second."""
TOO_MANY = 40


def outcome(stub, request):
    """The reason for which a call is refused, with when to come again; empty where it is answered."""
    try:
        stub.CheckDocument(request)
    except grpc.RpcError as error:
        status = status_of(error)
        assert detail(status, RetryInfo).retry_delay.ToTimedelta()
        return detail(status, ErrorInfo).reason
    return ""


def outcomes(settings, requests):
    with serving(settings) as address, grpc.insecure_channel(address) as channel, ThreadPoolExecutor(TOO_MANY) as pool:
        stub = VerificationServiceStub(channel)
        outcome(stub, requests[0])  # so that the server knows how long such a call takes
        return list(pool.map(partial(outcome, stub), requests))


def test_no_more_calls_are_let_in_than_are_answered_in_the_time_that_one_may_wait():
    found = outcomes(Settings(threads=2, queue=0.5, grace=5), [LONG] * TOO_MANY)
    assert set(found) == {"", "BUSY"}
    assert found.count("") < TOO_MANY / 2


def test_without_such_a_bound_all_wait():
    assert outcomes(Settings(threads=2, queue=0, grace=5), [LONG] * 12) == [""] * 12


def test_as_many_as_there_are_threads_are_let_in_however_long_calls_take():
    assert outcomes(Settings(threads=4, queue=0.001, grace=5), [LONG] * 4) == [""] * 4


def test_requests_that_hold_too_many_bytes_together_are_refused_and_one_alone_is_not():
    limits = replace(Limits(), held_bytes=LONG.ByteSize() * 2 - 1)
    assert set(outcomes(Settings(queue=0, grace=5, limits=limits), [LONG] * TOO_MANY)) == {"", "BUSY"}
    limits = replace(Limits(), held_bytes=1)
    assert outcomes(Settings(queue=0, grace=5, limits=limits), [LONG]) == [""]


def test_large_requests_are_all_answered_and_small_ones_beside_them():
    limits = replace(Limits(), large_bytes=LONG.ByteSize())
    requests = [LONG, check_of(RIGHT)] * 6
    assert outcomes(Settings(queue=0, grace=5, limits=limits), requests) == [""] * 12


def test_of_large_requests_one_is_at_work_at_a_time():
    requests, second = LargeRequests(1_000), Event()

    def another():
        with requests.turn(1_000):
            second.set()

    with ThreadPoolExecutor(1) as pool:
        with requests.turn(5_000):
            waiting = pool.submit(another)
            with requests.turn(999):
                assert not second.wait(0.2)
        waiting.result(20)
    assert second.is_set()


def test_whoever_is_refused_is_told_when_there_will_be_room():
    pool, done = Pool("call", Capacity(calls=10, running=1, queue=1.0), LargeRequests(1), 60.0, Watchdog()), Event()
    pool.submit(time.sleep, 0.2).result(20)
    waiting = [pool.submit(done.wait) for _ in range(10)]
    assert pool.full
    assert pool.relief >= (11 - 1.0 / 0.2) * 0.2
    assert Busy(pool.relief).retry_after == pool.relief
    done.set()
    pool.shutdown()
    assert all(each.result() for each in waiting)
    assert Busy(pool.relief).retry_after == 1.0


@pytest.mark.parametrize(
    ("capacity", "pace", "most"),
    [
        (Capacity(calls=64, running=2, queue=1.0), 0.0, 64),  # nothing has ended yet
        (Capacity(calls=64, running=2, queue=1.0), 0.25, 4),
        (Capacity(calls=64, running=2, queue=1.0), 0.001, 64),
        (Capacity(calls=64, running=2, queue=1.0), 30.0, 2),
        (Capacity(calls=10, running=1, queue=0.0), 0.3, 10),
    ],
)
def test_as_many_may_be_in_hand_as_end_in_the_time_that_one_may_wait(capacity, pace, most):
    assert capacity.most(pace) == most


@pytest.mark.parametrize("calls", [1, 5, 500])
def test_the_pace_is_the_time_from_one_end_to_the_next(calls):
    pace = Pace()
    pace.begin(100.0)
    for number in range(calls):
        pace.end(101.0 + number)
    assert pace.seconds == pytest.approx(1)
