"""What Prometheus reads of jobs."""

from tests.server.processes import served, until
from tests.server.running import RIGHT, TABLES
from tests.server.test_observing import figures
from veritab_client import Client

OWN = ("--no-shipped", "--no-watch", "--tables", str(TABLES / "ferries"), "--set", "metrics=localhost:0")
LONG = "In 2024, ferry revenue in Halvik reached $57.3 million. " * 20_000


def test_jobs_are_told_by_state_with_what_waits(tmp_path):
    store = ("--set", f"jobs.store={tmp_path}", "--set", "jobs.lease=2", "--workers", "2")
    with served(*OWN, *store) as server, Client(server.address) as client:
        done, running = client.jobs.create([RIGHT] * 5), client.jobs.create([LONG])
        client.jobs.wait(done)
        until(lambda: told(server) == (1, 1, 1, 5))
        assert figures(server)["veritab_jobs_oldest_seconds",] > 0
        client.jobs.cancel(running)
        until(lambda: told(server) == (1, 0, 0, 5))


def told(server):
    """Jobs that are done, jobs that run, documents that wait, and documents that were checked."""
    found = figures(server)
    names = [
        *(("veritab_jobs", ("state", state)) for state in ("done", "running")),
        ("veritab_jobs_waiting_documents",),
    ]
    return tuple(found.get(name) for name in (*names, ("veritab_documents_total",)))
