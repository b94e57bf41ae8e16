"""How long checks take while a server loads its tables anew: `python -m benchmarks.reload --rows 200000`.

A real server in a process of its own; clients that check an article each, with a short pause between; a table that is
written anew and loaded four times.
"""

from __future__ import annotations

import argparse
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from veritab_client import Client

ARTICLE = Path(__file__).parent.parent / "examples" / "baku-beijing.txt"
YEARS = range(2014, 2024)
RELOADS = 4
PAUSE = 0.02
QUIET = 6.0
"""Seconds of checks without a load, before the first."""


def main() -> None:
    """Print the latencies of checks, in milliseconds, while nothing is loaded and while something is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--clients", type=int, default=2)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "companies.csv"
        write_table(file, asked.rows, seed=0)
        command = [sys.executable, "-m", "veritab_client", "serve", "--listen", "localhost:0", "--admin", "--no-watch"]
        with subprocess.Popen([*command, "--tables", str(file)], stderr=subprocess.PIPE, text=True) as server:
            try:
                assert server.stderr is not None
                told = next(filter(None, (re.search(r"serving on (\S+)", line) for line in server.stderr)))
                threading.Thread(target=server.stderr.read, daemon=True).start()
                measure(told[1], file, asked.rows, asked.clients)
            finally:
                server.terminate()


def measure(address: str, file: Path, rows: int, clients: int) -> None:
    """Check without a load for a while, then under each of the loads."""
    text, phase, done = ARTICLE.read_text("utf-8"), ["quiet"], threading.Event()
    taken: list[tuple[str, float]] = []

    def ask() -> None:
        with Client(address, retries=False) as client:
            while not done.wait(PAUSE):
                said, started = phase[0], time.perf_counter()
                client.check(text)
                taken.append((said, time.perf_counter() - started))

    askers = [threading.Thread(target=ask) for _ in range(clients)]
    for asker in askers:
        asker.start()
    time.sleep(QUIET)
    loads = []
    with Client(address, timeout=600) as client:
        for seed in range(1, RELOADS + 1):
            phase[0] = "writing"
            write_table(file, rows, seed)
            phase[0] = "loading"
            loads.append(client.reload().seconds)
    done.set()
    for asker in askers:
        asker.join()
    print(f"{rows} rows, {clients} clients; loads of {', '.join(f'{seconds:.1f}' for seconds in loads)} s")
    for name in ("quiet", "loading"):
        print(f"{name:8} {figures([seconds for said, seconds in taken if said == name])}")


def figures(taken: Sequence[float]) -> str:
    """Count, median, 99th percentile and maximum."""
    ordered = [1000 * seconds for seconds in sorted(taken)]
    median, late = ordered[len(ordered) // 2], ordered[len(ordered) * 99 // 100]
    return f"{len(ordered)} checks, p50 {median:.0f} ms, p99 {late:.0f} ms, most {ordered[-1]:.0f} ms"


def write_table(file: Path, rows: int, seed: int) -> None:
    """A table of invented companies, ten years each."""
    chosen = random.Random(seed)
    with file.open("w") as out:
        out.write("company,year,revenue ($m),staff\n")
        for number in range(rows // len(YEARS)):
            name = "".join(chosen.choices("abcdefghijklmnopqrstuvwxyz", k=8)).title()
            for year in YEARS:
                out.write(f"{name}{number},{year},{chosen.uniform(1, 999):.1f},{chosen.randint(1, 9999)}\n")


if __name__ == "__main__":
    main()
