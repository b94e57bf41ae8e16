"""The real program over small invented tables: run to its end, or begun and disturbed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.server.running import TABLES

WRONG = "In 2024, ferry revenue in Halvik reached $57.3 million."
RIGHT = "In 2024, ferry revenue in Tornes was $21.9 million."
OPTIONS = ("--no-shipped", "--tables", TABLES / "ferries")
PATIENCE = 120.0


def command(*arguments: object) -> list[str]:
    workers = () if "--workers" in arguments else ("--workers", "1")
    return [sys.executable, "-m", "veritab_client", "batch", *map(str, (*arguments, *workers, *OPTIONS))]


def batch(*arguments: object, status: int = 1) -> subprocess.CompletedProcess[str]:
    """Run a batch to its end, which is one of this status."""
    done = subprocess.run(command(*arguments), capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr
    return done


@contextmanager
def begun(*arguments: object) -> Iterator[subprocess.Popen[str]]:
    """A batch that runs; it is killed at the end of the context, if it still does."""
    process = subprocess.Popen(command(*arguments), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def until(holds: Callable[[], object], what: str) -> None:
    """Wait until something holds."""
    due = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < due, f"{what} never came"
        time.sleep(0.01)


def workers(process: subprocess.Popen[str]) -> Sequence[int]:
    """The processes of a batch that check; none once it has ended."""
    try:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    except OSError:
        return ()
    return [int(each) for each in children if b"spawn_main" in _command_of(each)]


def _command_of(process: str) -> bytes:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return b""


@contextmanager
def waiting(pipe: Path, process: subprocess.Popen[str]) -> Iterator[int]:
    """The worker of a batch that reads a pipe, which gives it nothing while the context lasts."""
    held: list[int] = []
    until(lambda: _open(pipe, held), "a reader of the pipe")
    try:
        until(lambda: _reader(pipe, process), "the worker that reads the pipe")
        found = _reader(pipe, process)
        assert found is not None
        yield found
    finally:
        os.close(held[0])


def _open(pipe: Path, held: list[int]) -> bool:
    """Open a pipe to write to it, which can be done once somebody reads it."""
    try:
        held.append(os.open(pipe, os.O_WRONLY | os.O_NONBLOCK))
    except OSError:
        return False
    return True


def _reader(pipe: Path, process: subprocess.Popen[str]) -> int | None:
    for worker in workers(process):
        for opened in Path(f"/proc/{worker}/fd").iterdir():
            try:
                if os.readlink(opened) == str(pipe):
                    return worker
            except OSError:
                continue
    return None


def at_work(output: Path, parts: int, process: subprocess.Popen[str]) -> bool:
    """True once a batch has finished so many parts, and has workers for the next."""
    return (output / "manifest.json").exists() and finished_parts(output) >= parts and bool(workers(process))


def is_gone(worker: int, process: subprocess.Popen[str]) -> bool:
    return worker not in workers(process)


def kill(process: int) -> None:
    os.kill(process, signal.SIGKILL)


def finished_parts(output: Path) -> int:
    return len(list((output / "_work" / "tally").glob("part-*.json")))


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, with what is in it."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}
