"""Jobs whose servers are killed: `python -m benchmarks.jobs --documents 5000 --seconds 8`, and `--calls` beside.

A job of articles over the tables that ship, in a folder or at `--store postgresql://…`. Every so many seconds a worker
of the server is killed, and each fourth time the whole server, which is then started again on the same store. At last
every document must have one result. With --calls nothing is killed: it tells how long checks take beside a job, and
without.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from tests.server.processes import Served, served, until
from veritab_client import Client
from veritab_client.errors import Unavailable
from veritab_client.job import Job
from veritab_client.results import Report

EXAMPLES = Path(__file__).parent.parent / "examples"
WHOLE = 4
"""Of so many kills, the last is of the whole server."""
LEASE = 3.0
CALLS = 400


def main() -> None:
    """Print what became of the documents."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=5_000)
    parser.add_argument("--seconds", type=float, default=8.0, help="between two kills")
    parser.add_argument("--store", default="", help="a folder of its own where none is named")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--calls", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings = (f"workers={asked.workers}", f"jobs.store={asked.store or folder}", f"jobs.lease={LEASE}")
        options = ("--no-watch", *(part for setting in settings for part in ("--set", setting)))
        if asked.calls:
            beside(options, asked.documents)
        else:
            killed(options, asked.documents, asked.seconds)


def killed(options: tuple[str, ...], documents: int, seconds: float) -> None:
    """Kill until the job is done, and count its results."""
    chance, kills, job, done, started = random.Random(0), Counter[str](), None, None, time.monotonic()
    while done is None:
        with served(*options) as server, Client(server.address, timeout=10) as client:
            job = job or client.jobs.create(articles(documents), display_name="killed", request_id="killed")
            done = kill_until_done(server, client, job, seconds, chance, kills)
            if done is not None:
                tell(client, done, kills, time.monotonic() - started)


def kill_until_done(
    server: Served, client: Client, job: Job, seconds: float, chance: random.Random, kills: Counter[str]
) -> Job | None:
    """Kill workers until the job is done; None where the whole server was killed before that."""
    while True:
        with suppress(Unavailable):
            until = time.monotonic() + seconds
            while (left := until - time.monotonic()) > 0:
                if (now := client.jobs.get(job)).has_ended:
                    return now
                time.sleep(min(0.2, left))
        if kills.total() % WHOLE == WHOLE - 1:
            for pid in (server.supervisor.pid, *server.workers):
                os.kill(pid, signal.SIGKILL)
            server.supervisor.wait()
            kills["server"] += 1
            return None
        os.kill(chance.choice(sorted(server.workers)), signal.SIGKILL)
        kills["worker"] += 1


def tell(client: Client, job: Job, kills: Counter[str], seconds: float) -> None:
    """Print what the job has to show."""
    places, kinds = Counter[int](), Counter[str]()
    for position, found in client.jobs.results(job):
        places[position] += 1
        kinds[found.verdict if isinstance(found, Report) else found.reason] += 1
    lost = job.documents - len(places)
    twice = sum(number > 1 for number in places.values())
    print(f"{kills['worker']} workers and {kills['server']} whole servers killed in {seconds:.0f} s")
    print(f"{job.documents} documents: {sum(places.values())} results, {lost} lost, {twice} twice; {dict(kinds)}")


def beside(options: tuple[str, ...], documents: int) -> None:
    """Print how long checks take without a job, and beside one."""
    with served(*options) as server, Client(server.address, channels=2) as client:
        [article] = articles(1)
        for name in ("alone", "beside a job"):
            job = client.jobs.create(articles(documents)) if name != "alone" else None
            taken = []
            for _ in range(CALLS):
                time.sleep(0.02)
                started = time.perf_counter()
                client.check(article)
                taken.append(time.perf_counter() - started)
            taken.sort()
            places = {share: taken[int(share * len(taken))] for share in (0.5, 0.95, 0.99)}
            print(name, ", ".join(f"p{share * 100:g} {1000 * seconds:.1f} ms" for share, seconds in places.items()))
        assert job is not None
        during = client.jobs.get(job).checked
        started = time.monotonic()
        until(lambda: client.jobs.get(job).has_ended, patience=3_600)
        rate = (documents - during) / (time.monotonic() - started)
        print(f"{during} documents of the job were checked meanwhile; the others at {rate:.0f} a second")


def articles(number: int) -> Iterator[str]:
    """The examples, again and again, each time a little different."""
    texts = [file.read_text("utf-8") for file in sorted(EXAMPLES.glob("*.txt"))]
    return (f"{texts[each % len(texts)]}\n\nEdition {each}." for each in range(number))


main()
