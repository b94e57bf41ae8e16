"""A new version of the tables that goes to several servers, one after another, while callers go on."""

import shutil
import signal
from functools import partial

import pytest

from tests.faults.callers import asking, go_on, nothing_lost
from tests.server.processes import served, until
from tests.server.running import RIGHT, TABLES
from veritab_client import Client
from veritab_client.errors import SnapshotGone
from veritab_engine import ReferenceTables

MORE = "Norvik,2024,1.0\n"


@pytest.fixture
def versions(tmp_path):
    """Two versions of the tables as `veritab tables build` stores them, each in a folder of its name."""
    source = shutil.copytree(TABLES / "ferries", tmp_path / "source")
    [file] = source.glob("*.csv")
    built = []
    for more in ("", MORE):
        file.write_text(file.read_text() + more)
        tables = ReferenceTables.load(source)
        tables.store(tmp_path / tables.id)
        built.append(tmp_path / tables.id)
    return built


def put(current, version):
    """Let a server's own name for its tables mean another version, at one stroke."""
    aside = current.with_suffix(".aside")
    aside.symlink_to(version)
    aside.replace(current)


def test_tables_are_rolled_out_while_a_batch_goes_on_with_those_that_it_began_with(tmp_path, versions, tell):
    old, new = versions
    currents = [tmp_path / name for name in ("a", "b")]
    for current in currents:
        put(current, old)
    options = ("--workers", "2", "--no-shipped", "--no-watch", "--tables")
    with served(*options, str(currents[0])) as first, served(*options, str(currents[1])) as second:
        servers = (first, second)
        addresses = [server.address for server in servers]
        used = set()

        def pinned(client):
            report = client.check(RIGHT, snapshot=old.name)
            used.add(report.snapshot)

        make = partial(Client, addresses)
        with asking(make, 2) as free, asking(make, 2, check=pinned) as bound:
            for server, current in zip(servers, currents, strict=True):
                go_on(free)
                put(current, new)
                server.supervisor.send_signal(signal.SIGHUP)
                with Client(server.address) as client:
                    until(lambda: client.catalogue().snapshot == new.name)
                go_on(bound)
        with make() as client:
            assert client.check(RIGHT, snapshot=new.name).snapshot == new.name
            with pytest.raises(SnapshotGone):
                client.check(RIGHT, snapshot="0" * len(new.name))
    tell(f"a rollout to two servers: {free}; pinned to the version before: {bound}")
    assert nothing_lost(free)
    assert nothing_lost(bound)
    assert used == {old.name}
