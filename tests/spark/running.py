"""Batches on a cluster of this machine, run by the environment that `make spark` builds."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import polars as pl
import pytest

from tests.server.running import TABLES

ROOT = Path(__file__).parents[2]
BIN = ROOT / "build" / "spark" / ".venv" / "bin"
SUBMIT = ROOT / "deploy" / "spark" / "submit.py"
POISON = Path(__file__).parent / "poison"
PATIENCE = 400.0
OPTIONS = ("--no-shipped", "--tables", TABLES / "ferries")

needs_spark = pytest.mark.skipif(not (BIN / "spark-submit").exists(), reason="no environment with Spark: make spark")
needs_java = pytest.mark.skipif(shutil.which("java") is None, reason="no Java, which Spark needs")


def command(*arguments: object, options: Sequence[object] = OPTIONS) -> list[str]:
    return [str(BIN / "veritab"), "batch", *map(str, (*arguments, *options))]


def run(*command: object, status: int, env: dict[str, str] | None = None) -> str:
    """Run a program to its end, which is one of this status; gives what it said."""
    told = list(map(str, command))
    done = subprocess.run(told, capture_output=True, text=True, timeout=PATIENCE, env={**os.environ, **(env or {})})
    assert done.returncode == status, done.stderr
    return done.stderr


@contextmanager
def begun(said: Path, *command: object) -> Iterator[subprocess.Popen[bytes]]:
    """A batch that runs, and what it says; it is ended at the end of the context, if it still runs."""
    with said.open("w") as opened:
        process = subprocess.Popen(list(map(str, command)), stdout=subprocess.DEVNULL, stderr=opened)
    try:
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        process.wait(PATIENCE)


def until(holds: Callable[[], object], process: subprocess.Popen[bytes]) -> None:
    """Wait until something holds, as long as the batch runs."""
    due = time.monotonic() + PATIENCE
    while not holds():
        assert process.poll() is None, "the batch ended too early"
        assert time.monotonic() < due, "it never came"
        time.sleep(0.05)


def executors(process: subprocess.Popen[bytes]) -> list[int]:
    """The Java processes of a batch that have tasks."""
    return [each for each in _descendants(process.pid) if b"CoarseGrainedExecutorBackend" in _command_of(each)]


def workers(process: subprocess.Popen[bytes]) -> list[int]:
    """The Python processes of a batch that check."""
    daemons = [each for each in _descendants(process.pid) if b"pyspark.daemon" in _command_of(each)]
    return [child for daemon in daemons for child in _children(daemon) if b"pyspark.daemon" in _command_of(child)]


def shares_done(output: Path) -> int:
    """How many shares of a batch that runs were checked."""
    return len(list((output / "_work" / "made" / "_temporary" / "0").glob("task_*")))


def kill(find: Callable[[subprocess.Popen[bytes]], list[int]], process: subprocess.Popen[bytes]) -> None:
    """Kill the first process that is found."""
    until(lambda: find(process), process)
    os.kill(find(process)[0], signal.SIGKILL)


def rows(output: Path, shape: str = "findings") -> pl.DataFrame:
    """All rows, in the order of the files' names."""
    return pl.read_parquet(output / shape)


def text(folder: Path) -> str:
    """The files of a folder, one after the other."""
    return "".join(file.read_text() for file in sorted(folder.glob("part-*")))


def _descendants(process: int) -> Iterator[int]:
    for child in _children(process):
        yield child
        yield from _descendants(child)


def _children(process: int) -> list[int]:
    try:
        threads = list(Path(f"/proc/{process}/task").iterdir())
        return [int(child) for thread in threads for child in (thread / "children").read_text().split()]
    except OSError:
        return []


def _command_of(process: int) -> bytes:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return b""
