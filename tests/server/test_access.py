"""Who is let in: keys, roles, limits, certificates; over real connections."""

import os
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import grpc
import pytest
import trustme
from google.rpc.error_details_pb2 import RetryInfo
from grpc_health.v1.health_pb2 import HealthCheckRequest

from tests.server.processes import served
from tests.server.running import RIGHT, check_of, detail, health, serving, status_of
from tests.server.test_streams import Talk
from veritab.v1 import verification_service_pb2 as pb
from veritab.v1.verification_service_pb2_grpc import VerificationServiceStub
from veritab_client import Client, Tls
from veritab_client.errors import AddressError, Busy, NotAllowed, Unauthenticated, Unavailable
from veritab_client.results import Report
from veritab_engine.errors import SettingError
from veritab_server.access import keys
from veritab_server.access.keys import Role
from veritab_server.access.ledger import Ledger, Share
from veritab_server.settings import Settings
from veritab_server.settings import Tls as ServerTls


@pytest.fixture
def file(tmp_path):
    return tmp_path / "keys.json"


@pytest.fixture
def key(file):
    """Makes a key of a role, with limits."""
    return lambda role=Role.CHECK, **limits: keys.create(file, "somebody", role, **limits)[1]


def guarded(file, **settings):
    return serving(Settings(keys=file, grace=5, **settings))


def test_a_caller_without_a_key_is_refused_and_one_with_it_is_let_in(file, key):
    mine = key()
    with guarded(file) as address:
        for wrong in ("", "vt_nobody_x", mine + "x", mine.replace("vt_", "vt_0")):
            with Client(address, key=wrong, retries=False) as client, pytest.raises(Unauthenticated) as error:
                client.check(RIGHT)
            assert error.value.reason == "UNAUTHENTICATED"
        with Client(address, key=mine) as client:
            assert client.check(RIGHT).verdict == "SUPPORTED"
            assert isinstance(dict(client.check_stream([RIGHT]))[0], Report)


def test_health_is_for_all(file, key):
    key()
    with guarded(file) as address, grpc.insecure_channel(address) as channel:
        assert health(channel).Check(HealthCheckRequest()).status


def test_the_file_has_no_key_in_it_and_only_its_owner_reads_it(file, key):
    secret = key().rpartition("_")[2]
    assert secret not in file.read_text()
    assert file.stat().st_mode & 0o077 == 0


def test_a_file_that_others_may_read_stays_so(file, key):
    key()
    file.chmod(0o640)
    keys.revoke(file, keys.read(file)[0].id)
    assert file.stat().st_mode & 0o777 == 0o640


def test_a_file_that_could_not_be_used_is_tried_again(file, key):
    mine = key()
    known = keys.Keys(file)
    [entry] = keys.read(file)
    keys.revoke(file, entry.id)
    revoked, stamp = file.read_bytes(), file.stat()
    file.write_bytes(b"[{" + bytes(len(revoked) - 2))
    time.sleep(1.1)
    assert known.by_key(mine) is not None
    file.write_bytes(revoked)
    os.utime(file, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    time.sleep(1.1)
    assert known.by_key(mine) is None


@pytest.mark.parametrize(("role", "allowed"), [(Role.CHECK, 1), (Role.READ, 2), (Role.ADMIN, 3)])
def test_roles_allow_more_each(file, key, role, allowed):
    """The server of this test has nobody who loads its tables, and says so to whoever may ask."""
    mine = key(role)
    with guarded(file) as address, Client(address, key=mine, retries=False) as client:
        calls = (lambda: client.check(RIGHT), client.tables, client.reload)
        told = [reason_of(call) for call in calls]
    assert told == ["", "", "NOT_ALLOWED"][:allowed] + ["ROLE_TOO_LOW"] * (3 - allowed)


def reason_of(call):
    """The reason for which a call is not allowed; empty where it is answered."""
    try:
        call()
    except NotAllowed as error:
        return error.reason
    return ""


def test_a_key_that_is_revoked_or_made_counts_within_a_second_or_two(file, key):
    mine = key()
    with guarded(file) as address, Client(address, key=mine, retries=False) as client:
        client.check(RIGHT)
        [entry] = keys.read(file)
        keys.revoke(file, entry.id)
        later = key()
        time.sleep(1.1)
        with pytest.raises(Unauthenticated):
            client.check(RIGHT)
        with Client(address, key=later) as other:
            assert other.check(RIGHT).verdict == "SUPPORTED"


def test_a_broken_file_of_keys_stops_the_start_and_leaves_a_server_that_runs_as_it_was(file, key):
    mine = key()
    with guarded(file) as address, Client(address, key=mine, retries=False) as client:
        client.check(RIGHT)
        file.write_text("[{")
        time.sleep(1.1)
        assert client.check(RIGHT).verdict == "SUPPORTED"
    with pytest.raises(SettingError, match="no file of keys"), guarded(file):
        pass


def test_a_caller_who_calls_too_often_is_told_when_to_come_again(file, key):
    mine = key(rate=2.0)
    with guarded(file) as address, grpc.insecure_channel(address) as channel:
        check = VerificationServiceStub(channel).CheckDocument
        told = (("authorization", f"Bearer {mine}"),)
        refused = []
        for _ in range(6):
            try:
                check(check_of(RIGHT), metadata=told)
            except grpc.RpcError as error:
                refused.append(status_of(error))
        assert 3 <= len(refused) <= 4
        assert 0 < detail(refused[0], RetryInfo).retry_delay.ToTimedelta().total_seconds() <= 0.5
        time.sleep(0.6)
        assert check(check_of(RIGHT), metadata=told).report.findings


def test_a_caller_may_not_have_more_calls_running_than_allowed(file, key):
    mine = key(calls=1)
    text = f"{RIGHT} " * 4000
    with guarded(file) as address, ThreadPoolExecutor(1) as pool, Client(address, key=mine, retries=False) as client:
        long, refused = held_against(client, lambda: pool.submit(client.check, text))
        assert refused.reason == "TOO_MANY_CALLS"
        assert long.result().findings


def held_against(client, start):
    """A long call, and what its caller hears of another one meanwhile; the long one begins anew if it came second."""
    while True:
        running = start()
        while not running.done():
            try:
                client.check(RIGHT)
            except Busy as error:
                return running, error
        assert isinstance(running.exception(), Busy), "no call was refused"


def test_a_key_does_not_travel_to_another_machine_in_the_clear():
    with pytest.raises(AddressError, match="without encryption"):
        Client("example.org:443", key="vt_a_b")


@pytest.fixture
def authority():
    return trustme.CA()


def written(folder, authority, name, certificate):
    """The PEM files of the authority and of a certificate with its key."""
    files = [folder / f"{name}-{part}.pem" for part in ("ca", "certificate", "key")]
    authority.cert_pem.write_to_path(files[0])
    files[1].write_bytes(b"".join(blob.bytes() for blob in certificate.cert_chain_pems))
    certificate.private_key_pem.write_to_path(files[2])
    return files


def test_a_server_with_a_certificate_encrypts_and_answers_nobody_in_the_clear(tmp_path, authority):
    ca, certificate, key = written(tmp_path, authority, "server", authority.issue_cert("localhost"))
    with serving(Settings(tls=ServerTls(certificate, key), grace=5)) as address:
        with Client(address, tls=Tls(ca)) as client:
            assert client.check(RIGHT).verdict == "SUPPORTED"
        with Client(address, retries=False) as client, pytest.raises(Unavailable):
            client.check(RIGHT)
        with Client(address, retries=False, tls=Tls()) as stranger, pytest.raises(Unavailable):
            stranger.check(RIGHT)


def test_a_certificate_is_replaced_while_the_server_runs(tmp_path, authority):
    ca, certificate, key = written(tmp_path, authority, "server", authority.issue_cert("localhost"))
    other = trustme.CA()
    settings = Settings(tls=ServerTls(certificate, key), grace=5)
    with serving(settings) as address, Client(address, tls=Tls(ca)) as client:
        client.check(RIGHT)
        new_ca, new_certificate, new_key = written(tmp_path, other, "new", other.issue_cert("localhost"))
        new_key.replace(key)
        new_certificate.replace(certificate)
        time.sleep(1.1)
        with Client(address, tls=Tls(new_ca)) as later:
            assert later.check(RIGHT).verdict == "SUPPORTED"
        assert client.check(RIGHT).verdict == "SUPPORTED"


def test_a_certificate_proves_who_calls(tmp_path, authority, file):
    ca, certificate, key = written(tmp_path, authority, "server", authority.issue_cert("localhost"))
    _, mine, my_key = written(tmp_path, authority, "desk", authority.issue_cert("desk.example", common_name="desk"))
    _, other, other_key = written(tmp_path, authority, "other", authority.issue_cert("other.example"))
    keys.create(file, "the desk", Role.READ, subject="desk")
    with guarded(file, tls=ServerTls(certificate, key, ca)) as address:
        with Client(address, tls=Tls(ca, mine, my_key)) as client:
            assert client.check(RIGHT).verdict == "SUPPORTED"
            assert client.tables()
        with Client(address, tls=Tls(ca, other, other_key), retries=False) as client, pytest.raises(Unauthenticated):
            client.check(RIGHT)
        with Client(address, tls=Tls(ca), retries=False) as client, pytest.raises(Unavailable):
            client.check(RIGHT)


def test_a_certificate_whose_key_is_another_s_stops_the_start(tmp_path, authority):
    _, certificate, _ = written(tmp_path, authority, "one", authority.issue_cert("localhost"))
    _, _, key = written(tmp_path, authority, "two", authority.issue_cert("localhost"))
    with (
        pytest.raises(SettingError, match="that its key belongs to"),
        serving(Settings(tls=ServerTls(certificate, key))),
    ):
        pass


def test_what_is_no_certificate_stops_the_start(tmp_path):
    wrong = tmp_path / "wrong.pem"
    wrong.write_text("no certificate")
    with pytest.raises(SettingError, match="no certificate in PEM"), serving(Settings(tls=ServerTls(wrong, wrong))):
        pass


def test_a_caller_who_is_not_let_in_is_refused_before_the_request_is_read(file, key):
    key()
    with guarded(file) as address, grpc.insecure_channel(address) as channel:
        never = threading.Event()

        def nothing():
            never.wait()
            yield from ()

        call: Any = channel.stream_unary("/veritab.v1.VerificationService/CheckDocument").future(nothing(), timeout=30)
        assert call.code() is grpc.StatusCode.UNAUTHENTICATED
        never.set()


def test_a_batch_counts_as_its_documents(file, key):
    mine = key(rate=2)
    with guarded(file) as address, Client(address, key=mine, retries=False) as client:
        assert len(client.check_batch([RIGHT] * 60)) == 60
        with pytest.raises(Busy) as error:
            client.check(RIGHT)
    assert error.value.reason == "RATE_LIMITED"
    assert (error.value.retry_after or 0) > 20


def test_a_stream_is_slowed_and_not_refused(file, key):
    mine = key(rate=20)
    with guarded(file) as address, Client(address, key=mine, retries=False) as client:
        started = time.monotonic()
        assert all(isinstance(report, Report) for _, report in client.check_stream([RIGHT] * 40))
        assert time.monotonic() - started > 0.9


def test_a_stream_ends_when_its_key_is_revoked(file, key):
    mine = key()
    with guarded(file) as address, grpc.insecure_channel(address) as channel:
        stub, more = VerificationServiceStub(channel), threading.Event()

        def requests():
            yield pb.CheckDocumentsRequest(correlation_id="1", request=check_of(RIGHT))
            more.wait()
            yield pb.CheckDocumentsRequest(correlation_id="2", request=check_of(RIGHT))

        responses = stub.CheckDocuments(requests(), metadata=(("authorization", f"Bearer {mine}"),))
        assert next(responses).correlation_id == "1"
        keys.revoke(file, keys.read(file)[0].id)
        time.sleep(1.1)
        more.set()
        with pytest.raises(grpc.RpcError) as error:
            next(responses)
        assert error.value.code() is grpc.StatusCode.UNAUTHENTICATED


def test_limits_hold_over_all_workers(file, key):
    mine = key(calls=1)
    with (
        served("--workers", "2", "--set", f"keys={file}", "--no-shipped") as server,
        grpc.insecure_channel(server.address) as channel,
        Talk(VerificationServiceStub(channel), (("authorization", f"Bearer {mine}"),)) as talk,
    ):
        assert talk.ask("1", RIGHT).HasField("response")
        for _ in range(8):
            with Client(server.address, key=mine, retries=False) as other, pytest.raises(Busy) as error:
                other.check(RIGHT)
            assert error.value.reason == "TOO_MANY_CALLS"


def test_a_worker_that_starts_forgets_what_ran_in_the_one_before(tmp_path):
    file = tmp_path / "limits"
    first, second = (Ledger(Share(file, 2, number)) for number in range(2))
    for ledger in (first, second):
        with ledger.record("0a1b2c3d") as record:
            record.running[ledger.number] += 1
    with Ledger(Share(file, 2, 0)).record("0a1b2c3d") as record:
        assert record.running == [0, 1]


def test_keys_that_are_made_at_the_same_time_are_all_kept(file):
    make = "import sys; from pathlib import Path; from veritab_server.access.keys import Role, create\n"
    make += "for _ in range(20): create(Path(sys.argv[1]), 'somebody', Role.CHECK)"
    makers = [subprocess.Popen([sys.executable, "-c", make, str(file)]) for _ in range(3)]
    assert [maker.wait() for maker in makers] == [0, 0, 0]
    assert len(keys.read(file)) == 60
