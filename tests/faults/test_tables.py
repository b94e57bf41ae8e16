"""Tables that break while the server answers: half written, replaced, on a file that hangs, on a disk that is full."""

import os
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.faults.callers import Account, asking, go_on, nothing_lost
from tests.server.processes import children, served, until
from tests.server.running import RIGHT, TABLES
from veritab_client import Client
from veritab_client.errors import DeadlineExceeded, ServiceError

OWN = ("--workers", "2", "--no-shipped", "--admin")
MORE = "Norvik,2024,1.0\n"
ROWS = 200_000
"""Rows that need some megabytes."""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="mounts and limits of Linux")


@pytest.fixture
def ferries(tmp_path):
    return shutil.copytree(TABLES / "ferries", tmp_path / "ferries")


def data_of(folder):
    [file] = folder.glob("*.csv")
    return file


def put(file, text):
    """Replace the file at one stroke."""
    aside = file.parent.parent / "aside"
    aside.write_text(text)
    aside.replace(file)


def test_a_table_that_is_half_written_is_left_until_it_is_whole(ferries, tell):
    with served(*OWN, "--watch-interval", "0.3", "--tables", str(ferries)) as server:
        file = data_of(ferries)
        whole = file.read_text() + MORE
        with asking(lambda: Client(server.address), 2) as account, Client(server.address) as client:
            with file.open("w") as written:
                for letter in whole:
                    written.write(letter)
                    written.flush()
                    time.sleep(1.0 / len(whole))
            until(lambda: client.snapshots()[0].rows == whole.count("\n") - 1)
            go_on(account)
            loads = client.snapshots()
    tell(f"a table written letter by letter: {account}; {len(loads)} loads")
    assert nothing_lost(account)
    assert len(loads) == 2


def test_a_table_that_is_replaced_while_it_is_read_is_of_one_version(ferries, tell):
    file = data_of(ferries)
    text, done = file.read_text(), threading.Event()

    def replace():
        while not done.is_set():
            put(file, text + MORE)
            put(file, text)
            time.sleep(0.2)

    with (
        served(*OWN, "--no-watch", "--tables", str(ferries)) as server,
        Client(server.address, retries=False) as client,
    ):
        replacing = threading.Thread(target=replace)
        replacing.start()
        reloads = Account()
        with asking(lambda: Client(server.address), 2) as account:
            for _ in range(10):
                reloads.call(client.reload)
            go_on(account)
        done.set()
        replacing.join()
        rows = {each.rows for each in client.snapshots() if not each.error}
    tell(f"a table replaced all the time: {account}; reloads: {reloads}")
    assert nothing_lost(account)
    assert reloads.answered
    assert rows <= {text.count("\n") - 1, text.count("\n")}


def test_a_load_that_hangs_is_ended_and_the_next_one_is_as_any(ferries, tell):
    with (
        served(*OWN, "--no-watch", "--set", "load=10", "--tables", str(ferries)) as server,
        asking(lambda: Client(server.address), 2) as account,
        Client(server.address) as client,
        ThreadPoolExecutor(1) as other,
    ):
        workers = server.workers
        asked = other.submit(client.reload)
        _hang_loader(server, workers)
        with pytest.raises(ServiceError, match="not read within 10 s"):
            asked.result()
        assert not client.reload().error
        go_on(account)
    tell(f"a load that hangs: {account}")
    assert nothing_lost(account)


def test_whoever_asks_for_a_load_and_goes_leaves_no_thread_behind(ferries):
    options = ("--workers", "1", "--no-shipped", "--admin", "--no-watch", "--set", "threads=1")
    with served(*options, "--tables", str(ferries)) as server, ThreadPoolExecutor(1) as other:
        with Client(server.address, timeout=3, retries=False) as client:
            workers = server.workers
            asked = other.submit(client.reload)
            loader = _hang_loader(server, workers)
            assert isinstance(asked.exception(), DeadlineExceeded)
        with Client(server.address, timeout=10) as client:
            assert client.check(RIGHT).verdict == "SUPPORTED"
        assert loader in children(server.supervisor.pid)


def _hang_loader(server, workers):
    """Stop the process that loads, as soon as there is one; gives its id."""
    until(lambda: server.workers - workers)
    [loader] = server.workers - workers
    os.kill(loader, signal.SIGSTOP)
    return loader


@pytest.fixture
def disk(tmp_path):
    """A disk of 2 MiB; skips where none may be mounted."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "none", str(folder)], capture_output=True)
    if mounted.returncode:
        pytest.skip("only root may mount a disk of its own")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_disk_that_is_full_refuses_the_tables_and_keeps_those_before(ferries, disk, monkeypatch, tell):
    monkeypatch.setenv("TMPDIR", str(disk))
    with served(*OWN, "--no-watch", "--tables", str(ferries)) as server:
        account = _grown_too_large(server, data_of(ferries), "No space left on device")
        folders = list(disk.glob("*/snapshot-*"))
    tell(f"a full disk: {account}; {len(folders)} folders of snapshots")
    assert nothing_lost(account)
    assert len(folders) == 1


def test_a_snapshot_that_may_not_grow_as_large_is_refused_likewise(ferries, tell):
    with served(*OWN, "--no-watch", "--tables", str(ferries)) as server:
        resource.prlimit(server.supervisor.pid, resource.RLIMIT_FSIZE, (1 << 20, 1 << 20))
        account = _grown_too_large(server, data_of(ferries), "File too large")
    tell(f"a limit on the size of files: {account}")
    assert nothing_lost(account)


def _grown_too_large(server, file, why):
    """Ask all the time; have a table loaded that is too large, and then one that is not."""
    text = file.read_text()
    with asking(lambda: Client(server.address), 2) as account, Client(server.address) as client:
        put(file, text + "".join(f"Port {number},2024,{number}.1\n" for number in range(ROWS)))
        with pytest.raises(ServiceError, match=why):
            client.reload()
        put(file, text)
        assert not client.reload().error
        go_on(account)
    return account
