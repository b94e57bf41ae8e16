"""Certificates that change while callers come and go."""

import socket
import ssl
from functools import partial
from pathlib import Path

import pytest
import trustme

from tests.faults.callers import asking, go_on, nothing_lost
from tests.server.processes import served, until
from tests.server.running import TABLES
from veritab_client import Client
from veritab_client.access import Tls

pytestmark = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="a system that does not list children")

CONNECTIONS = 16
"""So many that each of two workers has one, but for once in 30,000 times."""


def put(authority: trustme.CA, folder: Path) -> bytes:
    """Replace the server's certificate and its key, at one stroke each; gives what it shows then."""
    issued = authority.issue_cert("localhost")
    for name, content in (("key", issued.private_key_pem), ("cert", issued.cert_chain_pems[0])):
        content.write_to_path(str(folder / "aside"))
        (folder / "aside").replace(folder / f"{name}.pem")
    return ssl.PEM_cert_to_DER_cert(issued.cert_chain_pems[0].bytes().decode())


def shown(address: str, ca: Path) -> bytes | None:
    """The certificate that a new connection is shown."""
    context = ssl.create_default_context(cafile=ca)
    context.set_alpn_protocols(["h2"])
    host, _, port = address.rpartition(":")
    with (
        socket.create_connection((host, int(port)), timeout=10) as plain,
        context.wrap_socket(plain, server_hostname=host) as wrapped,
    ):
        return wrapped.getpeercert(binary_form=True)


def test_a_certificate_that_rotates_under_load_fails_no_call_and_a_broken_one_is_not_taken(tmp_path, tell):
    authority, ca = trustme.CA(), tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(ca))
    current = put(authority, tmp_path)
    options = [f"tls.certificate={tmp_path / 'cert.pem'}", f"tls.key={tmp_path / 'key.pem'}"]
    told = [part for each in options for part in ("--set", each)]
    tables = ("--no-shipped", "--no-watch", "--tables", str(TABLES / "ferries"))
    with (
        served("--workers", "2", *tables, *told) as server,
        asking(lambda: Client(server.address, tls=Tls(ca=ca)), lasting=False) as account,
    ):
        for _ in range(3):
            go_on(account)
            current = put(authority, tmp_path)
            until(partial(_is_shown, server.address, ca, current))
        whole = (tmp_path / "cert.pem").read_bytes()
        (tmp_path / "cert.pem").write_bytes(whole[: len(whole) // 2])
        until(lambda: server.logged("the certificates stay"))
        go_on(account)
        assert shown(server.address, ca) == current
    tell(f"three certificates, and then half of one; a connection for each call: {account}")
    assert nothing_lost(account)


def _is_shown(address, ca, certificate):
    """Whether every worker shows it: each connection falls to one of them by chance."""
    return all(shown(address, ca) == certificate for _ in range(CONNECTIONS))
