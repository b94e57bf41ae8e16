"""Many documents: in order, lazily, in flight, over connections that die."""

import asyncio
import os
import signal
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import count, islice

import pytest

from tests.server.processes import served, until
from tests.server.running import RIGHT, TABLES, WRONG, serving
from veritab_client import AsyncClient, Client, Document, Report
from veritab_client.errors import InputError, InvalidRequest
from veritab_server.settings import Limits, Settings

OWN = ("--no-shipped", "--no-watch", "--workers", "1", "--tables", str(TABLES / "ferries"))
TWICE = ["In 2024, Acme employed 412 people.", "In 2024, Acme employed 450 people."]


def numbered(most):
    return (Document(RIGHT, id=str(number)) for number in range(most))


def ids(results):
    return [result.document for result in results]


def many(address, documents, **wish):
    """What the asynchronous client gives."""

    async def run():
        async with AsyncClient(address) as client:
            return [result async for result in client.check_many(documents, **wish)]

    return asyncio.run(run())


@pytest.mark.parametrize("together", [False, True])
def test_any_number_of_documents_is_answered_in_order(client, address, together):
    wanted = [str(number) for number in range(300)]
    assert ids(client.check_many(numbered(300), together=together)) == wanted
    assert ids(many(address, numbered(300), together=together)) == wanted


def test_documents_without_end_are_asked_for_as_answers_are_taken(client):
    asked = []

    def endless():
        for number in count():
            asked.append(number)
            yield RIGHT

    results = client.check_many(endless(), in_flight=4)
    assert len(list(islice(results, 10))) == 10
    results.close()
    assert len(asked) <= 10 + 4


def test_each_document_is_judged_by_itself_unless_they_are_taken_together(client):
    assert list(client.check_many(TWICE)) == [client.check(text) for text in TWICE]
    fillers = [RIGHT] * 256
    *_, last = client.check_many([*fillers, *TWICE], together=True)
    [conflict] = last.conflicts
    assert [place.position for place in conflict.related] == [256]


def test_an_error_is_that_of_its_document(client, address):
    documents = [RIGHT, " " * (17 << 20), Document(RIGHT, scope={"port": "x" * 2000}), WRONG]
    for together in (False, True):
        for results in (client.check_many(documents, together=together), many(address, documents, together=together)):
            kinds = [type(result) for result in results]
            assert kinds == [Report, InvalidRequest, InvalidRequest, Report]


def test_what_is_no_document_ends_them_after_those_before_it(client):
    told = client.check_many([RIGHT, 5, RIGHT])
    assert isinstance(next(told), Report)
    with pytest.raises(InputError, match="not int"):
        next(told)


def test_a_batch_that_a_server_finds_too_long_is_sent_as_two():
    with serving(Settings(limits=Limits(batch=3), grace=5)) as address, Client(address) as client:
        assert ids(client.check_many(numbered(10), together=True)) == [str(number) for number in range(10)]


@pytest.mark.parametrize("in_flight", [1, 3])
def test_a_stream_has_at_most_so_many_documents_under_way(client, address, in_flight):
    asked: list[int] = []
    answered: list[int] = []
    most: list[int] = []

    def documents():
        for number in range(30):
            asked.append(number)
            most.append(len(asked) - len(answered))
            yield RIGHT

    for number, _ in client.check_stream(documents(), in_flight=in_flight):
        answered.append(number)
    assert sorted(answered) == list(range(30))
    # The one whose answer the client is about to hand over counts as answered already.
    assert max(most) <= in_flight + 1


def test_a_stream_that_is_left_early_leaves_nothing_behind():
    with served(*OWN) as server:  # a process of its own, for the threads of a server stay
        before = threading.active_count()
        with Client(server.address) as client:
            stream = client.check_stream(RIGHT for _ in count())
            assert next(stream)
            assert threading.active_count() > before
            stream.close()
        until(lambda: threading.active_count() <= before)


def test_what_the_documents_raise_is_raised(client):
    def documents():
        yield RIGHT
        raise OSError("the disk is gone")

    told = client.check_stream(documents())
    assert next(told)[0] == 0
    with pytest.raises(OSError, match="the disk is gone"):
        next(told)


def kill(server):
    """No farewell, neither of the supervisor nor of its workers."""
    workers = server.workers
    server.supervisor.kill()
    for worker in workers:
        os.kill(worker, signal.SIGKILL)


def test_one_server_of_two_may_die_under_load_and_no_call_fails():
    with served(*OWN) as first, served(*OWN) as second:
        addresses = [first.address, second.address]
        with Client(addresses, channels=2) as client, ThreadPoolExecutor(4) as pool:
            calls = [pool.submit(client.check, RIGHT) for _ in range(400)]
            while sum(call.done() for call in calls) < 50:
                time.sleep(0.005)
            kill(first)
            assert Counter(call.result().verdict for call in calls) == {"SUPPORTED": 400}


@pytest.mark.parametrize("asynchronous", [False, True])
def test_a_stream_whose_server_dies_goes_on_with_another(asynchronous):
    with served(*OWN) as first, served(*OWN) as second:
        addresses = [first.address, second.address]
        found = []

        def note(number, report):
            assert isinstance(report, Report)
            found.append(number)
            if len(found) == 20:
                kill(first)

        async def stream():
            async with AsyncClient(addresses) as client:
                async for number, report in client.check_stream(RIGHT for _ in range(100)):
                    note(number, report)

        if asynchronous:
            asyncio.run(stream())
        else:
            with Client(addresses) as client:
                for number, report in client.check_stream(RIGHT for _ in range(100)):
                    note(number, report)
        assert sorted(found) == list(range(100))


def test_a_server_that_is_back_is_found_again():
    with served(*OWN) as first, Client(first.address, channels=2) as client:
        client.check(RIGHT)
        kill(first)
        first.supervisor.wait()
        with served(*OWN, "--listen", first.address):
            assert client.check(RIGHT).verdict == "SUPPORTED"


def test_a_load_of_the_tables_is_asked_for_once_however_late_it_is():
    options = ("--admin", "--set", "log.calls=true", *OWN)
    with served(*options) as server, Client(server.address, channels=2, hedge=0.01) as client:
        client.reload()
        client.check(RIGHT)
        until(lambda: server.logged("CheckDocument of"))
        assert server.logged("ReloadTables of") == 1
