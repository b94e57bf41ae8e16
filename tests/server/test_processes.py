"""The processes of a server: killed and left alone, and what its callers see of that."""

import os
import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from tests.server.processes import command_of, served, until
from tests.server.running import RIGHT, TABLES
from veritab_client import Client

pytestmark = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="a system that does not list children")

OWN = ("--no-shipped", "--no-watch", "--tables", str(TABLES / "ferries"))


def test_as_many_workers_answer_as_there_should_be():
    with served("--workers", "3", *OWN) as server, Client(server.address) as client:
        assert len(server.workers) == 3
        assert client.check(RIGHT).verdict == "SUPPORTED"


def test_workers_that_are_killed_are_replaced_and_no_call_of_a_client_that_retries_fails(capsys):
    with served("--workers", "2", *OWN) as server:
        first, done, verdicts = server.workers, threading.Event(), []

        def ask():
            with Client(server.address) as client:
                while not done.is_set():
                    verdicts.append(client.check(RIGHT).verdict)

        def wait_for_answers():
            before = len(verdicts)
            until(lambda: len(verdicts) > before + 20)

        with ThreadPoolExecutor(4) as askers:
            asking = [askers.submit(ask) for _ in range(4)]
            for number, killed in enumerate(first, 1):
                wait_for_answers()
                os.kill(killed, signal.SIGKILL)
                until(partial(_have_answered, server, number))
            wait_for_answers()
            done.set()
        assert [asker.exception() for asker in asking] == [None] * 4
        assert not first & server.workers
    with capsys.disabled():
        print(f"\n    {len(verdicts)} calls over two killed workers, all answered")
    assert set(verdicts) == {"SUPPORTED"}


def test_a_worker_that_starts_late_knows_what_the_others_know():
    with served("--workers", "1", "--admin", *OWN) as server, Client(server.address) as client:
        client.reload()
        history = client.snapshots()
        [worker] = server.workers
        os.kill(worker, signal.SIGKILL)
        until(lambda: server.logged("answers"))
        assert client.snapshots() == history
        assert len(history) == 2


def test_workers_end_when_their_supervisor_is_killed():
    with served("--workers", "2", *OWN) as server:
        left = server.workers
        server.supervisor.kill()
        until(lambda: not any(command_of(pid) for pid in left))


def _have_answered(server, number):
    return server.logged("answers") == number
