"""The service in this process."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.server.running import TABLES, WRONG, serving
from veritab_client import Client, ClientError, embedded
from veritab_client.embedded import Tables

FERRIES = Tables([TABLES / "ferries"], shipped=False)


def test_it_answers_as_a_server_elsewhere_does():
    with embedded.service(FERRIES) as address, Client(address) as inside, serving() as port, Client(port) as outside:
        assert inside.check(WRONG) == outside.check(WRONG)


def test_tables_are_added_to_those_that_ship():
    with embedded.service(Tables([TABLES / "ferries"])) as address, Client(address) as client:
        names = {table.name for table in client.tables()}
    assert "ferry-revenue" in names
    assert len(names) > 1


def test_its_socket_is_private_and_gone_afterwards():
    with embedded.service(FERRIES) as address:
        folder = Path(address.removeprefix("unix:")).parent
        assert folder.stat().st_mode & 0o077 == 0
    assert not folder.exists()


def test_a_path_too_long_for_a_socket_is_no_obstacle(tmp_path, monkeypatch):
    long = tmp_path / ("x" * 100)
    long.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(long))
    with embedded.service(FERRIES) as address, Client(address) as client:
        assert address.startswith("localhost:")
        assert client.check(WRONG).conflicts


def test_tables_that_cannot_be_loaded_are_named(tmp_path):
    with pytest.raises(ClientError, match=r"nowhere\.csv"), embedded.service(Tables([tmp_path / "nowhere.csv"])):
        pass


def test_the_client_alone_imports_neither_engine_nor_server():
    code = "import sys, veritab_client.client, veritab_client.aio; print([m for m in sys.modules if 'veritab_' in m])"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert "veritab_client.client" in loaded
    assert "veritab_engine" not in loaded
    assert "veritab_server" not in loaded
