"""Every reason of the contract has a class, and what grpc refuses by itself has a sentence."""

import socket
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
import trustme

from tests.server.running import RIGHT, serving
from veritab.v1.error_reason_pb2 import ErrorReason
from veritab_client import Client, Tls
from veritab_client.errors import HandshakeFailed, InvalidRequest, ServerFailed, Unavailable
from veritab_client.failures import REASONS
from veritab_server.settings import Settings
from veritab_server.settings import Tls as ServerTls


def test_every_reason_of_the_contract_has_a_class():
    published = {name.removeprefix("ERROR_REASON_") for name in ErrorReason.DESCRIPTOR.values_by_name} - {"UNSPECIFIED"}
    assert set(REASONS) == published


def refused(error, address, **options):
    with Client(address, retries=False, **options) as client, pytest.raises(error) as told:
        client.check(RIGHT)
    return str(told.value)


def test_a_server_that_encrypts_and_a_client_that_does_not_agree_on_nothing(tmp_path):
    authority = trustme.CA()
    certificate = authority.issue_cert("localhost")
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    certificate.private_key_and_cert_chain_pem.write_to_path(tmp_path / "server.pem")
    with serving(Settings(tls=ServerTls(tmp_path / "server.pem", tmp_path / "server.pem"), grace=5)) as address:
        with Client([address, "localhost:1"], tls=Tls(tmp_path / "ca.pem"), key="vt_a_b") as client:
            assert {client.check(RIGHT).verdict for _ in range(4)} == {"SUPPORTED"}
        assert "do not agree on encryption" in refused(HandshakeFailed, address, tls=Tls())
        assert refused(Unavailable, address)
    with serving() as address:
        assert "do not agree on encryption" in refused(HandshakeFailed, address, tls=Tls())


def test_what_speaks_http_is_no_server():
    class Page(BaseHTTPRequestHandler):
        def log_message(self, *told):
            pass

    with HTTPServer(("localhost", 0), Page) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        said = refused((Unavailable, ServerFailed), f"localhost:{server.server_port}")
        server.shutdown()
    assert "Veritab server" in said


def test_a_name_that_leads_nowhere_is_told():
    assert "leads nowhere" in refused(Unavailable, "nowhere.invalid:50051")


def test_a_port_where_nobody_listens_is_told():
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
    assert refused(Unavailable, f"localhost:{port}") == f"No Veritab server answers at localhost:{port}."


def test_a_request_too_large_for_the_server_is_told(monkeypatch, address):
    monkeypatch.setattr("veritab_client.requests.LARGEST", 1 << 30)
    with Client(address) as client, pytest.raises(InvalidRequest, match="too large"):
        client.check("x" * (17 << 20))
