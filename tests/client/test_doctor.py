"""The doctor at the bedside of real servers: sound ones, and some that have each of the ills it knows."""

import json
import signal
import socket
import subprocess
import sys
import threading
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import grpc
import pytest
import trustme
from grpc_health.v1.health_pb2 import HealthCheckRequest, HealthCheckResponse

from tests.server.processes import served, until
from tests.server.running import ferries, health, serving
from veritab_client import Tls
from veritab_client.doctor import Status, examine
from veritab_client.errors import AddressError, InputError
from veritab_engine import ReferenceTables
from veritab_server.access import keys
from veritab_server.access.keys import Role
from veritab_server.server import Server
from veritab_server.settings import Settings
from veritab_server.settings import Tls as ServerTls
from veritab_server.snapshots import Snapshots

OWN = ("--no-shipped", "--no-watch", "--workers", "1")


def seen(address, tls=None, key=""):
    """What the doctor sees, by name."""
    return {each.name: each for each in examine(address, tls, key)}


def ills(found):
    """What is not well."""
    return {name: each.status for name, each in found.items() if each.status is not Status.OK}


@contextmanager
def encrypted(folder, name="localhost", client_ca=False, **told):
    """A server with a certificate of an authority of its own, which is in the folder."""
    ca = trustme.CA()
    issued = ca.issue_cert(name, **told)
    issued.private_key_pem.write_to_path(str(folder / "key.pem"))
    (folder / "certificate.pem").write_bytes(b"".join(pem.bytes() for pem in issued.cert_chain_pems))
    ca.cert_pem.write_to_path(str(folder / "ca.pem"))
    trusted = folder / "ca.pem" if client_ca else None
    tls = ServerTls(certificate=folder / "certificate.pem", key=folder / "key.pem", client_ca=trusted)
    with serving(Settings(tls=tls, grace=5)) as address:
        yield address


def test_a_sound_server_is_well(address):
    found = seen(address)
    assert ills(found) == {}
    assert list(found) == [
        "address",
        "port",
        "encryption",
        "health",
        "access",
        "version",
        "catalogue",
        "tables",
        "clock",
        "answers",
        "limits",
    ]
    assert found["tables"].seen.startswith("1 tables, 10 rows, loaded ")
    assert 0 < found["answers"].figures["milliseconds"] <= found["answers"].figures["slowest"]
    assert found["limits"].seen == "max_findings: must be 0 to 10000"


def test_a_socket_of_the_machine_is_looked_at_too(tmp_path):
    server = Server(Snapshots.of(ferries()), f"unix:{tmp_path}/socket", Settings(grace=5))
    server.start()
    assert ills(seen(server.address)) == {}
    server.stop()


def test_where_nobody_listens_the_port_fails_and_nothing_more_is_looked_at():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        number = taken.getsockname()[1]
    found = seen(f"127.0.0.1:{number}")
    assert list(found) == ["address", "port"]
    assert found["port"].status is Status.FAILED
    assert "connection refused" in found["port"].seen


def test_what_is_no_server_of_ours_fails_at_its_health():
    with socket.create_server(("127.0.0.1", 0)) as other:

        def hang_up():
            while True:
                try:
                    taken, _ = other.accept()
                except OSError:
                    return
                taken.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
                taken.close()

        threading.Thread(target=hang_up, daemon=True).start()
        found = seen(f"127.0.0.1:{other.getsockname()[1]}")
        other.shutdown(socket.SHUT_RDWR)
    assert ills(found) == {"health": Status.FAILED}


def test_an_address_that_is_none_and_a_key_in_the_clear_are_refused():
    with pytest.raises(AddressError):
        seen("nowhere")
    with pytest.raises(AddressError):
        seen("192.0.2.1:50051", key="vt_x")


def test_a_certificate_that_holds_is_told_with_its_end(tmp_path):
    until = datetime.now(UTC) + timedelta(days=90)
    with encrypted(tmp_path, not_after=until) as address:
        found = seen(address, Tls(tmp_path / "ca.pem"))
    assert ills(found) == {}
    assert f"{until:%Y-%m-%d}" in found["encryption"].seen


def test_a_certificate_that_ends_soon_is_a_warning(tmp_path):
    with encrypted(tmp_path, not_after=datetime.now(UTC) + timedelta(days=3)) as address:
        assert ills(seen(address, Tls(tmp_path / "ca.pem"))) == {"encryption": Status.WARNING}


@pytest.mark.parametrize(
    ("name", "ended", "said"),
    [("localhost", True, "certificate has expired"), ("elsewhere.example", False, "Hostname mismatch")],
)
def test_a_certificate_that_does_not_hold_is_told_with_the_reason(tmp_path, name, ended, said):
    dates = {"not_after": datetime.now(UTC) - timedelta(days=1)} if ended else {}
    with encrypted(tmp_path, name, **dates) as address:
        found = seen(address, Tls(tmp_path / "ca.pem"))
    assert ills(found) == {"encryption": Status.FAILED}
    assert said in found["encryption"].seen


def test_an_authority_that_is_not_trusted_is_told(tmp_path):
    trustme.CA().cert_pem.write_to_path(str(tmp_path / "other.pem"))
    with encrypted(tmp_path) as address:
        found = seen(address, Tls(tmp_path / "other.pem"))
        with pytest.raises(InputError, match="no certificates in PEM"):
            seen(address, Tls(tmp_path / "key.pem"))
    assert ills(found) == {"encryption": Status.FAILED}


def test_two_sides_that_disagree_on_encryption_are_told_so(tmp_path, address):
    with encrypted(tmp_path) as secure:
        plain = seen(secure)
    assert plain["encryption"].seen == "the server encrypts"
    assert ills(seen(address, Tls(tmp_path / "ca.pem"))) == {"encryption": Status.FAILED}


def test_a_server_that_asks_for_certificates_is_told_as_such(tmp_path):
    with encrypted(tmp_path, client_ca=True) as address:
        found = seen(address, Tls(tmp_path / "ca.pem"))
        assert found["encryption"].seen == "the server hung up after the handshake"
        own = Tls(tmp_path / "ca.pem", tmp_path / "certificate.pem", tmp_path / "key.pem")
        assert ills(seen(address, own)) == {}


@pytest.mark.parametrize("role", list(Role))
def test_the_role_of_a_key_is_told_and_what_it_may_not_see_is_left_out(tmp_path, role):
    key = keys.create(tmp_path / "keys.json", "desk", role)[1]
    with serving(Settings(keys=tmp_path / "keys.json", grace=5)) as address:
        found = seen(address, key=key)
    assert found["access"].seen == f"let in with the role {role}"
    assert ills(found) == ({"tables": Status.SKIPPED} if role is Role.CHECK else {})


def test_who_is_not_let_in_is_told_how_to_be(tmp_path):
    keys.create(tmp_path / "keys.json", "desk", Role.READ)
    with serving(Settings(keys=tmp_path / "keys.json", grace=5)) as address:
        for key in ("", "vt_nobody_x"):
            found = seen(address, key=key)
            assert ills(found) == {"access": Status.FAILED}
            assert "veritab keys create" in found["access"].mend


def test_a_server_that_is_full_is_told():
    with serving(Settings(waiting=0, grace=5)) as address:
        assert ills(seen(address)) == {"access": Status.FAILED}


def test_a_server_that_stops_is_told():
    server = Server(Snapshots.of(ferries()), "localhost:0", Settings(grace=5, drain=3))
    server.start()
    stopping = threading.Thread(target=server.stop)
    stopping.start()
    with grpc.insecure_channel(server.address) as channel:
        until(lambda: health(channel).Check(HealthCheckRequest()).status == HealthCheckResponse.NOT_SERVING)
    found = seen(server.address)
    stopping.join()
    assert ills(found) == {"health": Status.FAILED}
    assert found["health"].seen.startswith("the server, veritab.v1.VerificationService")


def test_a_server_without_tables_is_told():
    with serving(snapshots=Snapshots.of(ReferenceTables.load())) as address:
        assert ills(seen(address)) == {"tables": Status.WARNING}


def test_another_version_and_a_clock_that_is_ahead_are_told(address, monkeypatch):
    monkeypatch.setattr("veritab_client.doctor.service.version", lambda _: "0.0.9")
    monkeypatch.setattr("veritab_client.doctor.service.SKEW", timedelta(days=-1000))
    assert ills(seen(address)) == {"version": Status.WARNING, "clock": Status.WARNING}


def run(*arguments):
    """The program's output and status."""
    command = [sys.executable, "-m", "veritab_client", "doctor", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.stderr == ""
    return done.stdout, done.returncode


def test_the_program_prints_a_line_a_thing_and_ends_with_the_gravest(tmp_path):
    file = tmp_path / "sales.csv"
    file.write_text("region,year,revenue\nNorth,2024,15\n")
    with served(*OWN, "--tables", str(file)) as server:
        text, status = run(server.address)
        assert status == 0
        assert [line.split()[:2] for line in text.splitlines()[:2]] == [["ok", "address"], ["ok", "port"]]
        file.write_text("region,year\n1,2,3\n")
        server.supervisor.send_signal(signal.SIGHUP)
        until(lambda: server.logged("tables refused"))
        text, status = run(server.address)
        assert status == 1
        assert "warning  tables" in text
        assert "the last load was refused" in text
        told, status = run(server.address, "--format", "json")
    assert status == 1
    checks = {check["name"]: check for check in json.loads(told)["checks"]}
    assert checks["tables"]["status"] == "warning"
    assert checks["tables"]["mend"].startswith("Mend the file")
    assert checks["answers"]["figures"]["milliseconds"] > 0
    assert run(server.address)[1] == 2
