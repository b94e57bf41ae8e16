"""Processes of the server that are killed or hang, and the folder that they share."""

import os
import shutil
import signal
from functools import partial
from pathlib import Path

import pytest

from tests.faults.callers import Account, asking, go_on, nothing_lost
from tests.server.processes import command_of, served, until
from tests.server.running import RIGHT, TABLES
from veritab_client import Client

pytestmark = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="a system that does not list children")

OWN = ("--no-shipped", "--no-watch", "--tables", str(TABLES / "ferries"))


def test_workers_killed_under_load_lose_no_call(tell):
    with served("--workers", "2", *OWN) as server, asking(lambda: Client(server.address)) as account:
        for number, killed in enumerate(server.workers, 1):
            go_on(account)
            os.kill(killed, signal.SIGKILL)
            until(partial(_have_answered, server, number))
        go_on(account)
    tell(f"two workers killed: {account}")
    assert nothing_lost(account)


def test_a_worker_that_hangs_is_replaced_and_holds_up_neither_calls_nor_a_reload(tell):
    with served("--workers", "2", "--admin", "--set", "silence=2", *OWN) as server:
        first = server.workers
        with asking(lambda: Client(server.address)) as account:
            go_on(account)
            os.kill(min(first), signal.SIGSTOP)
            server.supervisor.send_signal(signal.SIGHUP)
            until(lambda: server.logged("answers"))
            go_on(account)
        with Client(server.address) as client:
            assert client.reload().trigger == "call"
        assert server.logged("no sign of life") == 1
        assert first & server.workers == {max(first)}
    tell(f"a worker stopped: {account}")
    assert nothing_lost(account)


def test_a_supervisor_that_slept_blames_no_worker():
    with served("--workers", "2", "--set", "silence=2", *OWN) as server:
        asleep = {server.supervisor.pid, *server.workers}
        for pid in asleep:
            os.kill(pid, signal.SIGSTOP)
        with Client(server.address, timeout=3, retries=False) as client:
            account = Account()
            account.call(lambda: client.check(RIGHT))
            assert account.answered == 0
        for pid in asleep:
            os.kill(pid, signal.SIGCONT)
        with Client(server.address) as client:
            assert client.check(RIGHT).verdict == "SUPPORTED"
        assert asleep == {server.supervisor.pid, *server.workers}


def test_what_a_killed_supervisor_left_is_removed_at_the_next_start(tmp_path, monkeypatch, tell):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with served("--workers", "1", *OWN) as live, served("--workers", "2", *OWN) as server:
        workers, folders = server.workers, set(tmp_path.iterdir())
        server.supervisor.kill()
        until(lambda: not any(command_of(pid) for pid in workers))
        stranger = tmp_path / "veritab-of-somebody-else"
        stranger.mkdir()
        assert set(tmp_path.iterdir()) == {*folders, stranger}
        with served("--workers", "1", "--listen", server.address, *OWN) as next_one:
            left = set(tmp_path.iterdir()) & folders
            with Client(live.address) as first, Client(next_one.address) as second:
                assert {first.check(RIGHT).verdict, second.check(RIGHT).verdict} == {"SUPPORTED"}
    tell(f"{len(folders)} folders of two servers, one killed; at the next start {len(left)} of them is kept")
    assert len(left) == 1
    assert list(tmp_path.iterdir()) == [stranger]


def test_a_temporary_folder_that_is_removed_costs_no_call(tmp_path, monkeypatch, tell):
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    with served("--workers", "2", "--set", "metrics=localhost:0", *OWN) as server:
        with asking(lambda: Client(server.address)) as account:
            go_on(account)
            shutil.rmtree(scratch)
            go_on(account)
            for number, killed in enumerate(server.workers, 1):
                os.kill(killed, signal.SIGKILL)
                until(partial(_have_answered, server, number))
            go_on(account)
        assert server.logged("was removed; the tables are loaded anew") == 1
    tell(f"TMPDIR removed, then two workers killed: {account}")
    assert nothing_lost(account)


def _have_answered(server, number):
    return server.logged("answers") == number
