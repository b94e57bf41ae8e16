"""Tables that change under a server: taken up when they are good and at rest, refused when they are broken."""

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

import grpc
import pytest
from google.rpc.code_pb2 import Code
from google.rpc.error_details_pb2 import ErrorInfo, RetryInfo

from tests.server.running import TABLES, detail, status_of
from veritab.v1 import reference_service_pb2 as pb
from veritab.v1 import snapshot_pb2
from veritab.v1.reference_service_pb2_grpc import ReferenceServiceStub
from veritab_client import Client
from veritab_client.errors import Busy, InvalidRequest, NotAllowed
from veritab_client.render.tables import snapshots_text
from veritab_engine import ReferenceTables
from veritab_engine.errors import TableError
from veritab_server.origin import Origin
from veritab_server.processes.watch import Watch

CLAIM = "In 2024, ferry revenue in Halvik reached $62.8 million."
"""Right in the tables as they are; wrong in every other good version of them."""
BROKEN = "port,year,revenue\nHalvik,2024,6Z.8\n"


@pytest.fixture
def ferries(tmp_path):
    return shutil.copytree(TABLES / "ferries", tmp_path / "ferries")


def data_of(folder):
    [file] = folder.glob("*.csv")
    return file


def with_figure(text, figure):
    return text.replace("62.8", figure)


def put(file, text):
    """Replace the file at one stroke."""
    aside = file.parent.parent / "aside"
    aside.write_text(text)
    aside.replace(file)


@contextmanager
def served(folder, *options):
    """`veritab serve` over the folder, looking at it often; gives its process and its address."""
    command = [sys.executable, "-m", "veritab_client", "serve", "--listen", "localhost:0", "--no-shipped"]
    command += ["--tables", str(folder), "--watch-interval", "0.1", *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            lines = (re.search(r"serving on (\S+)", line) for line in process.stderr)
            told = next(filter(None, lines))
            threading.Thread(target=process.stderr.read, daemon=True).start()
            yield process, told[1]
        finally:
            process.terminate()
            process.wait()


def loads(client, count):
    """The loads, once the server has made so many."""
    for _ in range(600):
        found = client.snapshots()
        if len(found) >= count:
            return found
        time.sleep(0.05)
    raise AssertionError(f"only {len(found)} loads: {found}")


def verdicts_by(versions, ferries, tmp_path):
    """The snapshot of each version of the data, and what it says of the claim."""
    verdicts = {}
    for number, version in enumerate(versions):
        copy = shutil.copytree(ferries, tmp_path / f"copy{number}")
        data_of(copy).write_text(version)
        verdicts[ReferenceTables.load(copy).id] = "CONFLICT" if number else "SUPPORTED"
    return verdicts


class Asker(threading.Thread):
    """Asks of the claim without a pause and without retries, until told that it is done; keeps what it was told."""

    def __init__(self, address, done):
        super().__init__()
        self.address, self.done = address, done
        self.answers: Counter[tuple[str, str]] = Counter()
        self.failures: list[Exception] = []

    def run(self):
        with Client(self.address, retries=False) as client:
            while not self.done.is_set():
                try:
                    report = client.check(CLAIM)
                    [finding] = [each for each in report.findings if each.claim.kind == "money"]
                    self.answers[report.snapshot, finding.verdict] += 1
                except Exception as error:  # whatever it is, a call failed
                    self.failures.append(error)


def test_reload_under_load_with_no_failed_request(ferries, tmp_path, capsys):
    """Six clients ask while the tables go from good to broken to good."""
    file = data_of(ferries)
    good = file.read_text()
    versions = [good, *(with_figure(good, f"{figure}.1") for figure in range(70, 75))]
    verdicts, done = verdicts_by(versions, ferries, tmp_path), threading.Event()
    with served(ferries) as (_, address), Client(address) as client:
        askers = [Asker(address, done) for _ in range(6)]
        for asker in askers:
            asker.start()
        for number, version in enumerate(versions[1:]):
            put(file, BROKEN)
            assert loads(client, 2 * number + 2)[0].state == "refused"
            put(file, version)
            assert loads(client, 2 * number + 3)[0].state == "current"
        done.set()
        for asker in askers:
            asker.join()
        history = client.snapshots()
    answers = sum((asker.answers for asker in askers), Counter())
    failures = [error for asker in askers for error in asker.failures]
    refused = [load for load in history if load.state == "refused"]
    with capsys.disabled():
        given = len({snapshot for snapshot, _ in answers})
        print(f"\n    {sum(answers.values())} answers from {given} snapshots, {len(failures)} failed calls; ", end="")
        print(f"{len(history)} loads, {len(refused)} of them refused")
    assert failures == []
    assert all(asker.answers for asker in askers)
    assert len(refused) == len(versions) - 1
    assert all('"6Z.8" is not a number' in load.error for load in refused)
    assert {load.id for load in history if load.id} == set(verdicts)
    assert all(verdicts[snapshot] == verdict for snapshot, verdict in answers)


def test_a_file_that_is_still_being_written_is_left_until_it_is_at_rest(ferries):
    watch = Watch(Origin((str(ferries),)), 1.0)
    file = data_of(ferries)
    whole = with_figure(file.read_text(), "70.1")
    for part in (whole[:40], whole[:80], whole):
        file.write_text(part)
        assert not watch.look()
    assert watch.look()


def test_a_broken_table_is_tried_once_and_again_when_it_changes(ferries):
    with served(ferries) as (_, address), Client(address) as client:
        file = data_of(ferries)
        good, [first] = file.read_text(), client.snapshots()
        put(file, BROKEN)
        refused = loads(client, 2)[0]
        assert (refused.state, refused.trigger) == ("refused", "watch")
        assert refused.error.startswith(f'{file.name}, row 2, column "revenue": "6Z.8" is not a number')
        time.sleep(0.5)
        assert len(client.snapshots()) == 2
        assert client.check(CLAIM).snapshot == first.id
        put(file, with_figure(good, "70.1"))
        assert [load.state for load in loads(client, 3)] == ["current", "refused", "kept"]


@pytest.mark.parametrize("change", ["added", "removed", "replaced"])
def test_a_change_of_a_folder_s_files_is_seen(tmp_path, change):
    for name in ("a", "b"):
        (tmp_path / f"{name}.csv").write_text("port,year,cranes\nHalvik,2024,3\n")
    origin = Origin((tmp_path,))
    before = origin.stamps()
    if change == "added":
        (tmp_path / "c.csv").write_text("port,year,ships\nHalvik,2024,3\n")
    elif change == "removed":
        (tmp_path / "b.csv").unlink()
    else:
        (tmp_path / "new").write_text("port,year,cranes\nHalvik,2024,4\n")
        (tmp_path / "new").replace(tmp_path / "a.csv")
    assert origin.stamps() != before


def test_what_matches_a_glob_is_watched_and_so_is_a_file_of_which_a_part_is_asked_for(tmp_path):
    (tmp_path / "a.csv").write_text("port,year,cranes\nHalvik,2024,3\n")
    origin = Origin((str(tmp_path / "*.csv"), f"{tmp_path / 'ports.xlsx'}?sheet=2024"))
    seen = [origin.stamps()]
    for name in ("b.csv", "ports.xlsx"):
        (tmp_path / name).write_text("port,year,ships\nHalvik,2024,3\n")
        seen.append(origin.stamps())
    assert [len(stamps) for stamps in seen] == [1, 2, 3]
    assert Origin(("postgresql://host/base?table=ships",)).stamps() == {}


def test_the_data_beside_a_descriptor_that_is_named_is_watched(ferries):
    origin = Origin((ferries / "datapackage.yaml",))
    before = origin.stamps()
    data_of(ferries).write_text(BROKEN)
    assert origin.stamps() != before


def test_tables_that_do_not_come_to_rest_are_refused(ferries):
    class Restless(Origin):
        __slots__ = ()

        def _read(self):
            file = data_of(ferries)
            file.write_text(file.read_text() + "\n")
            return super()._read()

    with pytest.raises(TableError, match="kept changing"):
        Restless((ferries,)).load()


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="a system without SIGHUP")
def test_a_hangup_loads_the_tables_anew(ferries):
    with served(ferries, "--no-watch") as (process, address), Client(address) as client:
        file = data_of(ferries)
        file.write_text(with_figure(file.read_text(), "70.1"))
        process.send_signal(signal.SIGHUP)
        current, first = loads(client, 2)
        assert (current.state, current.trigger, first.state) == ("current", "signal", "kept")
        assert client.check(CLAIM).verdict == "CONFLICT"


@pytest.fixture
def administered(ferries):
    """A client of a server that loads its tables at a caller's word and at no other."""
    with served(ferries, "--no-watch", "--admin") as (_, address), Client(address) as client:
        yield client


def test_a_caller_may_have_the_tables_loaded_where_the_server_lets_him(ferries, administered):
    client = administered
    file = data_of(ferries)
    good = file.read_text()
    first = client.snapshots()[0]
    file.write_text(with_figure(good, "70.1"))
    second = client.reload()
    assert (second.state, second.trigger, second.tables, second.rows) == ("current", "call", 1, 10)
    assert second.changed
    file.write_text(BROKEN)
    with pytest.raises(InvalidRequest, match=r'row 2, column "revenue": "6Z\.8" is not a number') as error:
        client.reload()
    assert error.value.reason == "INVALID_TABLE"
    assert [load.state for load in client.snapshots()] == ["refused", "current", "kept"]
    assert client.check(CLAIM, snapshot=first.id).verdict == "SUPPORTED"
    assert client.check(CLAIM).verdict == "CONFLICT"


def test_a_reload_that_finds_the_tables_as_before_is_told_and_listed(administered):
    client = administered
    [first] = client.snapshots()
    again = client.reload()
    assert again.loaded > first.loaded
    assert (first.trigger, first.changed, again.trigger, again.changed) == ("start", True, "call", False)
    assert client.snapshots() == (again, first)
    assert {(load.id, load.state) for load in client.snapshots()} == {(first.id, "current")}
    lines = list(snapshots_text(client.snapshots()))
    assert [line.endswith("1 tables, 10 rows, as before") for line in lines] == [True, False]


def test_a_file_that_is_removed_and_restored_is_told_as_refused_and_then_as_before(ferries):
    with served(ferries) as (_, address), Client(address) as client:
        file, aside = data_of(ferries), ferries.parent / "aside"
        for number, (source, target) in enumerate(((file, aside), (aside, file)), 2):
            source.rename(target)
            told = loads(client, number)
        assert [(load.state, load.changed) for load in told] == [
            ("current", False),
            ("refused", False),
            ("current", True),
        ]


def children(process):
    """The processes that a process has started and that have not ended."""
    return set(Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split())


@contextmanager
def held_load(process, client, pool):
    """A load that somebody asked for and that does not go on until the context ends; gives its future."""
    before = children(process)
    future = pool.submit(client.reload)
    while not (loader := children(process) - before):
        time.sleep(0.01)
    [pid] = map(int, loader)
    os.kill(pid, signal.SIGSTOP)
    yield future
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGCONT)


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="a system that does not list children")
def test_one_load_at_a_time_is_enough(ferries):
    with (
        served(ferries, "--no-watch", "--admin") as (process, address),
        ThreadPoolExecutor(1) as pool,
        Client(address) as client,
        grpc.insecure_channel(address) as channel,
    ):
        with held_load(process, client, pool) as first:
            with pytest.raises(grpc.RpcError) as error:
                ReferenceServiceStub(channel).ReloadTables(pb.ReloadTablesRequest(), timeout=10)
            assert client.check(CLAIM).verdict == "SUPPORTED"
        assert first.result(10).trigger == "call"
    status = status_of(error.value)
    assert status.code == Code.RESOURCE_EXHAUSTED
    assert detail(status, ErrorInfo).reason == "RELOADING"
    assert detail(status, RetryInfo).retry_delay.seconds == 5


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="a system that does not list children")
def test_a_server_that_stops_tells_who_waits_for_a_load_to_come_again(ferries):
    with served(ferries, "--no-watch", "--admin") as (process, address), ThreadPoolExecutor(1) as pool:
        with Client(address, retries=False) as client, held_load(process, client, pool) as waiting:
            process.terminate()
            assert isinstance(waiting.exception(20), Busy)
        assert process.wait(20) == 0


def test_a_server_does_not_load_tables_at_anybody_s_word(address):
    with Client(address) as client, pytest.raises(NotAllowed, match="--admin") as error:
        client.reload()
    assert error.value.reason == "NOT_ALLOWED"


def test_tables_that_were_there_before_are_current_again(ferries, administered):
    file = data_of(ferries)
    good = file.read_text()
    for text in (with_figure(good, "70.1"), good):
        file.write_text(text)
        assert administered.reload().changed
    history = administered.snapshots()
    assert [load.state for load in history] == ["current", "kept", "current"]
    assert history[0].id == history[2].id


def test_the_history_comes_in_pages_that_name_the_current_snapshot(ferries, administered):
    client = administered
    for figure in range(70, 74):
        file = data_of(ferries)
        file.write_text(re.sub(r"62\.8|7\d\.1", f"{figure}.1", file.read_text()))
        client.reload()
    with grpc.insecure_channel(client.address) as channel:
        call = ReferenceServiceStub(channel).ListSnapshots
        first = call(pb.ListSnapshotsRequest(page_size=3))
        second = call(pb.ListSnapshotsRequest(page_size=3, page_token=first.next_page_token))
    states = [snapshot.state for page in (first, second) for snapshot in page.snapshots]
    assert first.snapshot == first.snapshots[0].id
    assert states == [
        snapshot_pb2.SNAPSHOT_STATE_CURRENT,
        *[snapshot_pb2.SNAPSHOT_STATE_KEPT] * 2,
        *[snapshot_pb2.SNAPSHOT_STATE_GONE] * 2,
    ]
    assert not second.next_page_token
