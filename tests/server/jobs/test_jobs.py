"""Jobs from making to deleting, in both stores."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial

import psycopg
import pytest

from tests.server.jobs.stores import database, rows_of, sizes_of
from tests.server.processes import until
from tests.server.running import RIGHT, WRONG, check_of, ferries, serving
from veritab.v1 import job_service_pb2 as pb
from veritab.v1.job_pb2 import Job
from veritab_client import AsyncClient, Client, InlineTable
from veritab_client.errors import Busy, InputError, InvalidRequest, NotAllowed, NotFound, SnapshotGone
from veritab_client.job import name_of
from veritab_client.results import Report
from veritab_engine import ReferenceTables
from veritab_engine.errors import SettingError
from veritab_server.access import keys
from veritab_server.access.keys import Role
from veritab_server.jobs.opening import require_store
from veritab_server.settings import Jobs, Settings
from veritab_server.snapshots import Snapshots

LONG = "In 2024, ferry revenue in Halvik reached $57.3 million. " * 20_000
"""A document that takes half a minute and more."""
TERMINATE = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'veritab jobs'"
SALES = InlineTable("sales.csv", b"region,year,revenue (USD million)\nNorth,2024,12.5\n")


@contextmanager
def asked(store, snapshots=None, key="", keys=None, **jobs):
    """A client of a server with jobs in a store."""
    settings = Settings(grace=5, keys=keys, jobs=Jobs(store=store, **jobs))
    with serving(settings, snapshots) as address, Client(address, key=key, retries=False) as client:
        yield client


def open_job(client, snapshot):
    """The name of an open job without documents."""
    request = pb.CreateJobRequest(job=Job(snapshot=snapshot), open=True)
    return client.jobs._call(lambda at: at.jobs.CreateJob, request).name


def add(client, job, position):
    """Add a document to a job, and close it."""
    request = pb.AddDocumentsRequest(job=name_of(job), position=position, requests=[check_of(RIGHT)], close=True)
    return client.jobs._call(lambda at: at.jobs.AddDocuments, request)


def are_checked(store, number):
    return rows_of(store, "SELECT count(*) FROM veritab_results")[0][0] >= number


def verdicts(client, job):
    return {
        position: found.verdict if isinstance(found, Report) else found.reason
        for position, found in client.jobs.results(job)
    }


def test_every_document_gets_its_result_at_its_place(store):
    with asked(store) as client:
        job = client.jobs.create([WRONG, RIGHT] * 40, display_name="an archive")
        done = client.jobs.wait(job, timeout=30)
        assert (done.state, done.documents, done.checked, done.failed, done.waiting) == ("done", 80, 80, 0, 0)
        assert done.created <= done.started <= done.ended < done.expires
        assert verdicts(client, job) == {place: ("SUPPORTED" if place % 2 else "CONFLICT") for place in range(80)}
        assert [each.display_name for each in client.jobs.list(state="done")] == ["an archive"]


def test_what_is_wrong_with_one_document_is_its_own_result(store):
    with asked(store) as client:
        job = client.jobs.create([RIGHT, RIGHT], max_findings=-1)
        assert client.jobs.wait(job).failed == 2
        assert verdicts(client, job) == {0: "INVALID_INPUT", 1: "INVALID_INPUT"}


def test_the_same_request_id_gives_the_same_job_also_at_once(store):
    with asked(store) as client:

        def make(_):
            return client.jobs.create([RIGHT] * 5, request_id="today").id

        with ThreadPoolExecutor(8) as pool:
            assert len(set(pool.map(make, range(16)))) == 1
        client.jobs.wait(client.jobs.list()[0])
        assert make(0) == client.jobs.list()[0].id
        assert len(client.jobs.list()) == 1
        with pytest.raises(InvalidRequest) as error:
            client.jobs.create([WRONG], request_id="today")
        assert (error.value.reason, error.value.fields) == ("NOT_THE_SAME", ("request_id",))


def test_who_was_cut_off_repeats_and_nothing_is_in_the_job_twice(store, monkeypatch):
    monkeypatch.setattr("veritab_client.job.MOST", 10)
    with asked(store) as client:

        def broken():
            yield from [RIGHT] * 25
            raise ConnectionError

        with pytest.raises(ConnectionError):
            client.jobs.create(broken(), request_id="archive")
        [cut] = client.jobs.list(state="open")
        assert cut.documents == 20
        job = client.jobs.create([RIGHT] * 35, request_id="archive")
        assert (job.id, job.documents) == (cut.id, 35)
        assert client.jobs.create([RIGHT] * 35, request_id="archive").id == job.id
        assert client.jobs.wait(job).checked == 35
        with pytest.raises(InvalidRequest, match="another document at position 15"):
            client.jobs.create([RIGHT] * 15 + [WRONG] * 20, request_id="archive")
        with pytest.raises(InvalidRequest, match="is done and takes no more"):
            client.jobs.create([RIGHT] * 36, request_id="archive")
        with pytest.raises(InvalidRequest, match="has 35 documents; go on from there"):
            add(client, job, 36)


def test_a_job_that_could_not_be_sent_whole_is_cancelled(store, monkeypatch):
    monkeypatch.setattr("veritab_client.job.MOST", 2)
    with asked(store) as client:
        with pytest.raises(InputError):
            client.jobs.create([RIGHT, RIGHT, RIGHT, 7])
        assert client.jobs.list()[0].state == "cancelled"


def test_results_come_by_page_and_can_be_followed(store, monkeypatch):
    monkeypatch.setattr("veritab_client.requests.PAGE", 7)
    monkeypatch.setattr("veritab_server.jobs.store.PAGE_BYTES", 4_000)
    with asked(store) as client:
        job = client.jobs.create([RIGHT] * 50)
        assert [position for position, _ in client.jobs.results(job, follow=True)] == list(range(50))
        assert [position for position, _ in client.jobs.results(job, position=41)] == list(range(41, 50))


def test_jobs_come_by_page(store, monkeypatch):
    monkeypatch.setattr("veritab_client.requests.PAGE", 3)
    with asked(store) as client:
        made = [client.jobs.create([RIGHT]).id for _ in range(8)]
        assert [job.id for job in client.jobs.list()] == made[::-1]


def test_cancelling_ends_a_document_in_the_middle(store):
    with asked(store, lease=1) as client:
        job = client.jobs.create([RIGHT, LONG])
        until(lambda: client.jobs.get(job).checked)
        assert client.jobs.cancel(job).state == "cancelled"
        after = client.jobs.create([RIGHT])
        assert client.jobs.wait(after, timeout=30).state == "done"
        ended = client.jobs.get(job)
        assert (ended.state, ended.waiting, verdicts(client, job)) == ("cancelled", 0, {0: "SUPPORTED"})
        assert client.jobs.cancel(job) == ended
        with pytest.raises(InvalidRequest) as error:
            add(client, job, 2)
        assert error.value.reason == "JOB_CLOSED"


def test_a_document_that_takes_too_long_fails_and_the_others_go_on(store):
    with asked(store, seconds=0.5) as client:
        job = client.jobs.create([LONG, RIGHT])
        client.jobs.wait(job)
        assert verdicts(client, job) == {0: "DEADLINE_PASSED", 1: "SUPPORTED"}


def test_what_is_deleted_or_has_expired_is_gone_with_all_that_was_kept(store):
    with asked(store, expiry=1) as client:
        deleted, expired = client.jobs.create([LONG]), client.jobs.create([RIGHT])
        client.jobs.delete(deleted)
        with pytest.raises(NotFound):
            client.jobs.get(deleted)
        until(lambda: not client.jobs.list())
        with pytest.raises(NotFound) as error:
            next(client.jobs.results(expired))
        assert error.value.reason == "UNKNOWN_JOB"
        until(lambda: not any(sizes_of(store).values()))


def test_texts_are_kept_until_they_are_checked_and_no_longer(store):
    with asked(store) as client:
        client.jobs.wait(client.jobs.create([RIGHT] * 3))
    sizes = sizes_of(store)
    assert (sizes["veritab_texts"], sizes["veritab_results"], sizes["veritab_leases"]) == (0, 3, 0)


def test_bounds_are_told(store):
    small = {"open": 2, "documents": 10, "bytes": 2_000, "store_bytes": 3_000, "threads": 0}
    with asked(store, **small) as client:
        for documents in ([RIGHT] * 11, ["x" * 2_500]):
            with pytest.raises(InvalidRequest) as error:
                client.jobs.create(documents)
            assert error.value.reason == "JOB_TOO_LARGE"
        client.jobs.create(["x" * 1_500])
        with pytest.raises(Busy, match="store of jobs is full"):
            client.jobs.create(["x" * 1_900])
        client.jobs.create([RIGHT])
        with pytest.raises(Busy, match="unfinished jobs") as full:
            client.jobs.create([RIGHT])
        assert full.value.retry_after == 10


def test_a_pinned_snapshot_is_kept_to_and_where_it_is_gone_the_rest_fails(store, tmp_path):
    snapshots = Snapshots.of(ferries())
    with asked(store, snapshots) as client:
        pinned = snapshots.get().id
        job = client.jobs.create([RIGHT], snapshot=pinned)
        client.jobs.wait(job)
        waiting = open_job(client, pinned)
        for number in range(3):
            (tmp_path / "more.csv").write_text(f"town,year,boats\nHalvik,2024,{number}\n")
            snapshots.publish(ReferenceTables.load(tmp_path / "more.csv"))
        add(client, waiting, 0)
        client.jobs.wait(waiting)
        assert verdicts(client, waiting) == {0: "UNKNOWN_SNAPSHOT"}
        [(_, report)] = client.jobs.results(job)
        assert report.snapshot == pinned
        unpinned = client.jobs.create([RIGHT])
        client.jobs.wait(unpinned)
        assert dict(client.jobs.results(unpinned))[0].snapshot == snapshots.get().id
        with pytest.raises(SnapshotGone):
            client.jobs.create([RIGHT], snapshot=pinned)


def test_tables_may_come_with_a_job(store):
    with asked(store) as client:
        job = client.jobs.create(["In 2024, revenue in the North was $12.4 million."] * 2, tables=[SALES])
        client.jobs.wait(job)
        assert verdicts(client, job) == {0: "CONFLICT", 1: "CONFLICT"}
        with pytest.raises(InvalidRequest) as error:
            client.jobs.create([RIGHT], tables=[InlineTable("torn.parquet", b"PAR1 and no more")])
        assert error.value.reason == "INVALID_TABLE"


def test_a_job_is_of_whom_the_keys_name(store, tmp_path):
    file = tmp_path / "keys.json"
    mine, same, other = (keys.create(file, name, Role.CHECK)[1] for name in ("ann", "ann", "bob"))
    with asked(store, key=mine, keys=file) as client:
        job = client.jobs.create([RIGHT], request_id="one")
        with Client(client.address, key=same) as again:
            assert again.jobs.get(job).id == job.id
        with Client(client.address, key=other) as stranger:
            assert stranger.jobs.list() == ()
            for ask in (stranger.jobs.get, stranger.jobs.cancel, stranger.jobs.delete):
                with pytest.raises(NotFound):
                    ask(job)
            assert stranger.jobs.create([WRONG], request_id="one").id != job.id


def test_documents_of_a_job_count_against_the_rate_of_a_key(store, tmp_path):
    file = tmp_path / "keys.json"
    key = keys.create(file, "ann", Role.CHECK, rate=100)[1]
    with asked(store, key=key, keys=file) as client:
        client.jobs.create([RIGHT] * 250)
        with pytest.raises(Busy) as error:
            client.check(RIGHT)
        assert error.value.reason == "RATE_LIMITED"
        assert (error.value.retry_after or 0) > 1


def test_what_waits_when_a_server_stops_is_done_by_the_next(store):
    with asked(store) as client:
        job = client.jobs.create([RIGHT, LONG, *[RIGHT] * 30], max_findings=10)
        until(lambda: client.jobs.get(job).started)
    assert sizes_of(store)["veritab_leases"] == 0
    with asked(store, seconds=0.5) as client:
        assert client.jobs.wait(job).checked == 31


def test_connections_that_break_in_the_middle_cost_no_result(base):
    with asked(base) as client, psycopg.connect(base, autocommit=True) as other:
        job = client.jobs.create([f"{RIGHT} {WRONG}"] * 400)
        broken = 0
        for share in (0, 100, 200):
            until(partial(are_checked, base, share))
            broken += len(other.execute(TERMINATE).fetchall())
        until(lambda: rows_of(base, "SELECT id FROM veritab_jobs WHERE state = 'done'"))
        with Client(client.address) as patient:
            assert set(verdicts(patient, job)) == set(range(400))
    assert broken > 3


def test_names_that_no_store_can_hold_are_refused(store):
    with asked(store) as client:
        for wish in ({"display_name": "a\0b"}, {"request_id": "a\0b"}):
            with pytest.raises(InvalidRequest, match="cannot be printed"):
                client.jobs.create([RIGHT], **wish)
        with pytest.raises(InvalidRequest, match='is not a name like "jobs/2f1c"'):
            client.jobs.get("\0")


def test_an_asynchronous_client_does_the_same(store):
    async def ask(address):
        async with AsyncClient(address) as client:
            job = await client.jobs.create([WRONG, RIGHT], request_id="one")
            found = [found async for found in client.jobs.results(job, follow=True)]
            done = await client.jobs.wait(job)
            assert await client.jobs.list() == (await client.jobs.get(job),)
            await client.jobs.cancel(job)
            await client.jobs.delete(job)
            return done, found

    with asked(store) as client:
        done, found = asyncio.run(ask(client.address))
    assert done.state == "done"
    assert [(position, report.verdict) for position, report in found] == [(0, "CONFLICT"), (1, "SUPPORTED")]


def test_without_a_store_there_are_no_jobs():
    with asked("") as client:
        for ask in (lambda: client.jobs.create([RIGHT]), client.jobs.list, lambda: client.jobs.get("x")):
            with pytest.raises(NotAllowed, match=r"jobs\.store") as error:
                ask()
            assert error.value.reason == "JOBS_OFF"


@pytest.mark.parametrize("told", ["duckdb:///base.db", "env:NOWHERE_TOLD", "http://x/y", "/proc/nowhere"])
def test_a_store_that_is_none_is_told_before_the_start(told):
    with pytest.raises(SettingError, match=r"^jobs\.store: "):
        require_store(Settings(jobs=Jobs(store=told)))


def test_a_database_that_cannot_be_reached_is_told_with_its_reason_and_no_password(base):
    with pytest.raises(SettingError) as error:
        require_store(Settings(jobs=Jobs(store=f"{base}-and-more")))
    assert 'database "jobs-and-more" does not exist' in str(error.value)
    assert "s3cr" not in str(error.value)


def test_tables_of_another_version_are_left_alone(store):
    settings = Settings(jobs=Jobs(store=store))
    require_store(settings)
    with database(store).writing() as transaction:
        transaction.run("UPDATE veritab_version SET version = 2")
    with pytest.raises(SettingError, match="have the version 2, and this server knows 1"):
        require_store(settings)
