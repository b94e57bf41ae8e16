"""The figures that Prometheus reads, of real calls over real workers."""

import os
import re
import signal
import threading
import time
from functools import partial
from importlib.metadata import version
from pathlib import Path
from urllib.request import urlopen

import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.server.processes import PATIENCE, served, until
from tests.server.running import RIGHT, TABLES, WRONG
from veritab_client import Client, Document
from veritab_client.errors import Busy, InvalidRequest

OWN = ("--no-shipped", "--no-watch", "--tables", str(TABLES / "ferries"), "--set", "metrics=localhost:0")


@pytest.fixture(scope="module")
def server():
    with served("--workers", "2", *OWN) as server:
        yield server


def page_of(server):
    """The address of the figures, once the log has told it."""
    for _ in range(200):
        for line in server.log:
            if told := re.search(r"figures on (\S+)", line):
                return told[1]
        time.sleep(0.05)
    raise AssertionError("no address was told")


def figures(server):
    """Every figure by its name and labels."""
    text = urlopen(page_of(server)).read().decode()
    return {
        (sample.name, *sorted(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def gained(before, after, name, **labels):
    key = (name, *sorted(labels.items()))
    return after.get(key, 0) - before.get(key, 0)


def test_calls_are_counted_over_all_workers_with_how_they_ended_and_what_they_gave(server):
    before = figures(server)
    for _ in range(6):
        with Client(server.address) as client:
            client.check(RIGHT)
    with Client(server.address, retries=False) as client:
        client.check_batch([RIGHT, WRONG])
        list(client.check_stream([WRONG]))
        with pytest.raises(InvalidRequest):
            client.check(RIGHT, max_findings=-1)
    after = figures(server)
    assert gained(before, after, "veritab_calls_total", method="CheckDocument", code="OK") == 6
    assert gained(before, after, "veritab_calls_total", method="CheckDocument", code="INVALID_ARGUMENT") == 1
    assert gained(before, after, "veritab_call_seconds_count", method="CheckDocuments") == 1
    assert gained(before, after, "veritab_queue_seconds_count") == 9
    assert gained(before, after, "veritab_documents_total") == 9
    assert gained(before, after, "veritab_findings_total", kind="money", verdict="CONFLICT") == 2
    assert gained(before, after, "veritab_findings_total", kind="money", verdict="SUPPORTED") == 7
    assert after["veritab_calls_running",] == 0


def test_documents_of_a_batch_that_fail_are_counted_and_streams_that_are_open(server):
    before, going = figures(server), threading.Event()

    def documents():
        yield RIGHT
        assert going.wait(PATIENCE)

    with Client(server.address) as client:
        client.check_batch([RIGHT, Document("", id="x" * 5000)])
        stream = client.check_stream(documents())
        next(stream)
        during = figures(server)
        going.set()
        assert list(stream) == []
    after = figures(server)
    assert gained(before, after, "veritab_documents_failed_total") == 1
    assert [each["veritab_streams_running",] for each in (before, during, after)] == [0, 1, 0]


def test_what_is_refused_is_counted_too():
    options = ("--workers", "1", "--set", "waiting=0", *OWN)
    with served(*options) as server, Client(server.address, retries=False) as client:
        with pytest.raises(Busy):
            client.check(RIGHT)
        found = figures(server)
    assert found["veritab_calls_total", ("code", "RESOURCE_EXHAUSTED"), ("method", "CheckDocument")] == 1
    assert found["veritab_refusals_total", ("method", "CheckDocument"), ("reason", "BUSY")] == 1


def test_the_server_as_a_whole_is_told_and_a_death_is_counted():
    with served("--workers", "2", *OWN) as server:
        with Client(server.address) as client:
            client.check(RIGHT)
        first = figures(server)
        os.kill(min(server.workers), signal.SIGKILL)
        while not server.logged("answers"):
            time.sleep(0.05)
        after = figures(server)
    assert (first["veritab_workers",], first["veritab_tables",], first["veritab_rows",]) == (2, 1, 10)
    assert (first["veritab_worker_deaths_total",], after["veritab_worker_deaths_total",]) == (0, 1)
    assert (after["veritab_workers",], after["veritab_loads_total",]) == (2, 1)
    assert 0 < after["veritab_snapshot_age_seconds",] < 600
    assert after["veritab_documents_total",] == 1
    assert after["veritab_last_load_refused",] == 0
    assert after["veritab_build_info", ("version", version("veritab"))] == 1


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="a system that does not tell of processes")
def test_the_processes_are_told_with_what_they_have(server):
    found = figures(server)
    for process in ("supervisor", "worker-1", "worker-2"):
        assert found["veritab_process_resident_memory_bytes", ("process", process)] > 1 << 20
        assert 0 < found["veritab_process_start_time_seconds", ("process", process)] <= time.time()


def told_of_loads(server, expected):
    found = figures(server)
    return (found["veritab_loads_total",], found["veritab_last_load_refused",]) == expected


def test_a_load_that_is_refused_shows_until_one_is_not(tmp_path):
    file = tmp_path / "sales.csv"
    file.write_text("region,year,revenue\nNorth,2024,15\n")
    with served("--no-shipped", "--no-watch", "--tables", str(file), "--set", "metrics=localhost:0") as server:
        for content, refused in (("region,year\n1,2,3\n", 1), ("region,year,revenue\nNorth,2024,16\n", 0)):
            file.write_text(content)
            server.supervisor.send_signal(signal.SIGHUP)
            until(partial(told_of_loads, server, (3 - refused, refused)))
