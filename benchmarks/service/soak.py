"""Mixed traffic for a long time, and whether memory, file descriptors and threads stay as they are.

Callers of every kind, over TLS: single documents, batches, streams, tables that come along, errors, deadlines that
pass, connections that come and go, and tables that change. After a fifth of the time for warming up, a line is fitted
through what was sampled.
"""

from __future__ import annotations

import shutil
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import asdict
from pathlib import Path
from statistics import linear_regression
from tempfile import TemporaryDirectory
from typing import Any

import trustme

from benchmarks.service.machine import Sample, sample
from tests.server.processes import Served, served
from tests.server.running import RIGHT, TABLES, WRONG
from veritab_client import Client, InlineTable
from veritab_client.access import Tls
from veritab_client.errors import Busy, ClientError

EVERY = 5.0
"""Seconds between two samples, which are the clock: a machine that slept has not been soaking."""
PAUSE = 0.2
"""Seconds between two calls of one kind."""
WARM = 0.2
"""The share of the time that is warming up."""
LONG = " ".join([RIGHT, WRONG] * 150)
SALES = InlineTable("sales", b"region,year,revenue\nNorth,2024,12.4\nSouth,2024,8.1\n")


def soak(minutes: float) -> dict[str, Any]:
    """Run the traffic so long; gives what was called and how flat everything stayed."""
    with TemporaryDirectory() as folder, ExitStack() as stack:
        tls, options = _certificates(Path(folder))
        tables = shutil.copytree(TABLES / "ferries", Path(folder) / "ferries")
        server = stack.enter_context(
            served("--workers", "2", "--no-shipped", "--admin", "--tables", str(tables), *options)
        )
        counts: Counter[str] = Counter()
        done = threading.Event()
        for traffic in (_single, _batches, _streams, _inline, _errors, _impatient, _leavers, _strangers, _reloads):
            thread = threading.Thread(target=_go_on, args=[traffic, server, tls, tables, counts, done])
            thread.start()
            stack.callback(thread.join)
        stack.callback(done.set)
        workers, samples = server.workers, []
        with suppress(KeyboardInterrupt):  # ends it early
            for _ in range(round(minutes * 60 / EVERY)):
                time.sleep(EVERY)
                samples.append((sample([server.supervisor.pid]), sample(server.workers)))
        same = workers == server.workers
    return {
        "minutes": round(len(samples) * EVERY / 60, 1),
        "calls": dict(sorted(counts.items())),
        "workers_lived": same,
        "supervisor": _flat([each for each, _ in samples]),
        "workers": _flat([each for _, each in samples]),
    }


def _flat(samples: list[Sample]) -> dict[str, Any]:
    """First, last and most of each figure, and by how much it grows in an hour by the line through them."""
    warm = [asdict(each) for each in samples[round(len(samples) * WARM) :]]
    hours = [number * EVERY / 3600 for number in range(len(warm))]
    return {
        name: {
            "first": warm[0][name],
            "last": warm[-1][name],
            "most": max(each[name] for each in warm),
            "per_hour": round(linear_regression(hours, [each[name] for each in warm]).slope, 1),
        }
        for name in warm[0]
    }


def _go_on(
    traffic: Callable[[Client, Path], str],
    server: Served,
    tls: Tls,
    tables: Path,
    counts: Counter[str],
    done: threading.Event,
) -> None:
    """One kind of traffic until the end; a connection of its own for each fifty calls."""
    name = traffic.__name__.strip("_")
    while not done.is_set():
        with Client(server.address, tls=tls, timeout=0.02 if traffic is _impatient else 60) as client:
            for _ in range(1 if traffic is _strangers else 50):
                try:
                    counts[f"{name}: {traffic(client, tables)}"] += 1
                except Busy:
                    counts[f"{name}: refused"] += 1
                except ClientError as error:
                    counts[f"{name}: {type(error).__name__}"] += 1
                if done.wait(PAUSE):
                    return


def _single(client: Client, _: Path) -> str:
    return str(client.check(RIGHT).verdict)


def _batches(client: Client, _: Path) -> str:
    return f"{len(client.check_batch([RIGHT, WRONG] * 8))} documents"


def _streams(client: Client, _: Path) -> str:
    return f"{sum(1 for _ in client.check_stream([RIGHT, WRONG] * 10))} documents"


def _inline(client: Client, _: Path) -> str:
    return str(client.check("In 2024, revenue in the North was $12.4 million.", tables=[SALES]).verdict)


def _errors(client: Client, _: Path) -> str:
    return str(client.check(RIGHT, snapshot="gone").verdict)


def _impatient(client: Client, _: Path) -> str:
    return str(client.check(LONG).verdict)


def _leavers(client: Client, _: Path) -> str:
    """A stream that its caller leaves in the middle."""
    next(iter(client.check_stream([RIGHT, WRONG] * 10)))
    return "left"


def _strangers(client: Client, _: Path) -> str:
    """A connection for one call."""
    return str(client.check(RIGHT).verdict)


def _reloads(client: Client, tables: Path) -> str:
    """A row more or less, and a call to load it."""
    [data] = tables.glob("*.csv")
    text = data.read_text().splitlines()
    row = "Norvik,2024,1.0" if len(text) % 2 else ""
    data.write_text("\n".join([*text, row] if row else text[:-1]) + "\n")
    time.sleep(2)
    return "changed" if client.reload().changed else "as before"


def _certificates(folder: Path) -> tuple[Tls, list[str]]:
    """A server's certificate, what a client trusts, and how the server is told."""
    authority = trustme.CA()
    shown = authority.issue_cert("localhost")
    authority.cert_pem.write_to_path(str(folder / "ca.pem"))
    shown.private_key_pem.write_to_path(str(folder / "key.pem"))
    for number, blob in enumerate(shown.cert_chain_pems):
        blob.write_to_path(str(folder / "cert.pem"), append=number > 0)
    options = ["--set", f"tls.certificate={folder / 'cert.pem'}", "--set", f"tls.key={folder / 'key.pem'}"]
    return Tls(ca=folder / "ca.pem"), options
