"""Servers that are killed in the middle of a job: each document has one result, whoever was killed."""

import os
import signal
from collections import Counter
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import pytest

from tests.server.jobs.stores import rows_of
from tests.server.processes import served, until
from tests.server.running import RIGHT, TABLES, WRONG
from veritab_client import Client
from veritab_client.results import Report
from veritab_server.jobs.leases import TRIES

pytestmark = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="a system that does not list children")

OWN = ("--no-shipped", "--no-watch", "--tables", str(TABLES / "ferries"))
DOCUMENTS = 600
LONG = "In 2024, ferry revenue in Halvik reached $57.3 million. " * 20_000
"""A document that takes half a minute and more."""


@pytest.fixture
def folder(tmp_path):
    return str(tmp_path / "jobs")


def serving_jobs(store, workers=2, threads=1):
    told = {"jobs.store": store, "jobs.lease": 1.5, "jobs.threads": threads}
    settings = [part for name, value in told.items() for part in ("--set", f"{name}={value}")]
    return served("--workers", str(workers), *settings, *OWN)


def documents():
    return [f"{WRONG} {RIGHT} Story {number}. " + "Nobody said more. " * 20 for number in range(DOCUMENTS)]


def test_a_job_survives_its_workers_and_the_server(folder, tell):
    with serving_jobs(folder) as server, Client(server.address) as client:
        job = client.jobs.create(documents())
        for killed, worker in enumerate(server.workers, 1):
            until(partial(are_checked, client, job, (killed - 1) / 4))
            os.kill(worker, signal.SIGKILL)
        until(partial(are_checked, client, job, 1 / 2))
        kill_whole(server)
        before = rows_of(folder, "SELECT position FROM veritab_results")
    with serving_jobs(folder) as server, Client(server.address) as client:
        done = client.jobs.wait(job)
        places, kinds = account(client, job)
    tell(f"{killed} workers killed, and the whole server after {len(before)}: {told(done, places, kinds)}")
    assert len(before) < DOCUMENTS
    assert places == Counter(range(DOCUMENTS))
    assert kinds == {"CONFLICT": DOCUMENTS}
    assert (done.checked, done.failed) == (DOCUMENTS, 0)


def test_two_servers_share_a_job_and_one_goes_on_where_the_other_was_killed(base, tell):
    with ExitStack() as stack:
        first, second = (stack.enter_context(serving_jobs(base, workers=1)) for _ in range(2))
        client = stack.enter_context(Client(second.address))
        with Client(first.address) as maker:
            job = maker.jobs.create(documents())
        until(lambda: len(holders_of(base)) == 2)
        until(partial(are_checked, client, job, 1 / 4))
        kill_whole(first)
        before = client.jobs.get(job).checked
        done = client.jobs.wait(job)
        places, kinds = account(client, job)
    tell(f"one of two servers killed after {before}: {told(done, places, kinds)}")
    assert before < DOCUMENTS
    assert places == Counter(range(DOCUMENTS))


def test_a_document_that_kills_its_worker_is_set_aside_and_a_server_apart_notices_nothing(folder, tell):
    with ExitStack() as stack:
        front = stack.enter_context(serving_jobs(folder, workers=1, threads=0))
        server = stack.enter_context(serving_jobs(folder, workers=1))
        client = stack.enter_context(Client(front.address, retries=False))
        job = client.jobs.create([RIGHT, LONG, *[RIGHT] * 20])
        for deaths in range(1, TRIES + 1):
            until(partial(worker_on, folder, server))
            os.kill(worker_on(folder, server), signal.SIGKILL)
            assert client.check(WRONG).verdict == "CONFLICT"
            until(partial(have_answered, server, deaths))
        done = client.jobs.wait(job)
        places, kinds = account(client, job)
    tell(f"{deaths} deaths over one document of {done.documents}: {dict(kinds)}")
    assert kinds == {"SUPPORTED": 21, "SET_ASIDE": 1}
    assert places == Counter(range(22))


def test_a_worker_that_was_frozen_finds_its_documents_done_and_adds_nothing(folder):
    with serving_jobs(folder) as server, Client(server.address, channels=8, timeout=3) as client:
        job = client.jobs.create(documents())
        until(partial(holders_of, folder))
        frozen = min(holders_of(folder))
        os.kill(frozen, signal.SIGSTOP)
        until(lambda: rows_of(folder, "SELECT id FROM veritab_jobs WHERE state = 'done'"))
        os.kill(frozen, signal.SIGCONT)
        until(lambda: server.logged("came too late"))
        places, _ = account(client, job)
    assert places == Counter(range(DOCUMENTS))


def kill_whole(server):
    """Kill a supervisor and its workers at once."""
    for pid in (server.supervisor.pid, *server.workers):
        os.kill(pid, signal.SIGKILL)
    server.supervisor.wait()


def account(client, job):
    """What a job has to show: how often each position has a result, and what the results are."""
    places, kinds = Counter[int](), Counter[str]()
    for position, found in client.jobs.results(job):
        places[position] += 1
        kinds[found.verdict if isinstance(found, Report) else found.reason] += 1
    return places, kinds


def told(done, places, kinds):
    lost, twice = DOCUMENTS - len(places), sum(number > 1 for number in places.values())
    return f"{sum(places.values())} results of {done.documents} documents, {lost} lost, {twice} twice: {dict(kinds)}"


def holders_of(store, query="SELECT holder FROM veritab_leases"):
    """The processes that hold leases."""
    return {int(holder.rpartition(":")[2]) for (holder,) in rows_of(store, query)}


def worker_on(store, server):
    """The process that checks the document at position 1; None where none that lives does."""
    query = "SELECT holder FROM veritab_leases JOIN veritab_documents ON lease = id AND position = 1 AND NOT done"
    return min(holders_of(store, query) & server.workers, default=None)


def have_answered(server, number):
    return server.logged("answers") == number


def are_checked(client, job, share):
    """True where more than this share of the documents is."""
    return client.jobs.get(job).checked > share * DOCUMENTS
