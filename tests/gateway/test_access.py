"""Who may call through the gateway: keys go through, callers and servers are spoken to over TLS."""

import os
import ssl
import subprocess
import sys
from pathlib import Path

import pytest
import trustme
from tools.gateway.configuration import Local
from tools.gateway.running import gateway

from tests.gateway.calling import ABOUT_FERRIES, CHECK, OWN, ask
from tests.server.processes import served
from tests.server.running import WRONG
from veritab_client import Client, Tls
from veritab_server.access import keys
from veritab_server.access.keys import Role


def certificate(authority: trustme.CA, folder: Path, name: str) -> tuple[str, str]:
    """A certificate for a name, and its key, as files."""
    issued, chain, key = authority.issue_cert(name), folder / f"{name}.pem", folder / f"{name}-key.pem"
    for blob in issued.cert_chain_pems:
        blob.write_to_path(str(chain), append=True)
    issued.private_key_pem.write_to_path(str(key))
    return str(chain), str(key)


@pytest.fixture(scope="module")
def authority():
    return trustme.CA()


@pytest.fixture(scope="module")
def folder(tmp_path_factory, authority):
    folder = tmp_path_factory.mktemp("encrypted")
    authority.cert_pem.write_to_path(str(folder / "ca.pem"))
    return folder


@pytest.fixture(scope="module")
def file(folder):
    return folder / "keys.json"


@pytest.fixture(scope="module")
def key(file):
    return keys.create(file, "desk", Role.CHECK)[1]


@pytest.fixture(scope="module")
def behind(folder, authority, file, key):
    """A server that is encrypted and asks for keys."""
    chain, private = certificate(authority, folder, "localhost")
    wishes = (f"tls.certificate={chain}", f"tls.key={private}", f"keys={file}")
    with served(*OWN, *(part for wish in wishes for part in ("--set", wish))) as server:
        yield server


def local(folder, behind, **told):
    return Local("127.0.0.1:0", [behind.address], admin="127.0.0.1:0", servers_ca=str(folder / "ca.pem"), **told)


@pytest.fixture(scope="module")
def url(folder, authority, behind):
    """A gateway that is encrypted on both sides."""
    chain, private = certificate(authority, folder, "127.0.0.1")
    told = local(folder, behind, servers_name="localhost", certificate=chain, key=private)
    with gateway(folder / "gateway", told) as running:
        yield running.url


@pytest.fixture(scope="module")
def trust(folder):
    return ssl.create_default_context(cafile=folder / "ca.pem")


def test_a_key_goes_through_and_others_are_told_so_in_json(url, trust, key):
    let_in = ask(url, CHECK, ABOUT_FERRIES, {"authorization": f"Bearer {key}"}, trust=trust)
    assert let_in.json["report"]["verdict"] == "VERDICT_CONFLICT"
    for wrong in ({}, {"authorization": "Bearer vt_nobody_x"}):
        refused = ask(url, CHECK, ABOUT_FERRIES, wrong, trust=trust)
        assert (refused.status, refused.reason) == (401, ("veritab", "UNAUTHENTICATED"))
    low = ask(url, "/v1/tables", headers={"authorization": f"Bearer {key}"}, trust=trust)
    assert (low.status, low.reason) == (403, ("veritab", "ROLE_TOO_LOW"))


def test_callers_of_grpc_use_the_same_port(url, folder, key):
    with Client(url.partition("://")[2], tls=Tls(ca=folder / "ca.pem"), key=key) as client:
        assert client.check(WRONG).verdict == "CONFLICT"


def test_nothing_is_answered_in_the_clear(url):
    with pytest.raises(OSError):
        ask(url.replace("https:", "http:"), CHECK, ABOUT_FERRIES)


def test_a_server_of_another_name_is_not_called(folder, behind, monkeypatch):
    monkeypatch.setattr("tools.gateway.running.PATIENCE", 4.0)
    with (
        pytest.raises(RuntimeError, match="did not come up"),
        gateway(folder / "wrong", local(folder, behind, servers_name="elsewhere.example")),
    ):
        pass


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--certificate", "a.pem"), "--certificate and --key go together"),
        (("--servers-ca", "a.pem"), "--servers-ca and --servers-name go together"),
    ],
)
def test_half_of_what_encryption_needs_is_refused(tmp_path, options, said):
    command = [sys.executable, "-m", "tools.gateway.configuration", str(tmp_path), "--server", "a:1", *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ)
    assert done.returncode == 2
    assert said in done.stderr
