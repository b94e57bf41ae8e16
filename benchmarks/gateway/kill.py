"""What callers notice of a server that goes, one of two: told to stop (SIGTERM), and killed with all its processes."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tools.gateway.configuration import Local
from tools.gateway.running import Gateway, gateway

from benchmarks.gateway.callers import Makes, keep_calling, over_grpc, over_json
from tests.server.processes import Served, served
from tests.server.running import RIGHT, TABLES, WRONG, check_of

CALLERS = 8
OWN = ("--workers", "1", "--no-shipped", "--no-watch", "--tables", str(TABLES / "ferries"))
DRAIN = ("--drain", "5")
"""Longer than it takes the gateway to see that a server is not to be asked any more."""
REQUEST = check_of(f"{WRONG} {RIGHT}")


def kill(seconds: float) -> dict[str, Any]:
    """Calls that were answered and that failed, for each kind of callers and of end."""
    makers: dict[str, Callable[[Gateway], Makes]] = {
        "JSON": lambda edge: over_json(edge.url, "CheckDocument", REQUEST),
        "gRPC": lambda edge: over_grpc([edge.address], "CheckDocument", REQUEST),
    }
    ends: dict[str, Callable[[Served], object]] = {"SIGTERM": stop, "SIGKILL": end}
    result: dict[str, Any] = {"seconds": seconds, "callers": CALLERS}
    for end_name, how in ends.items():
        for caller, make in makers.items():
            with behind() as (edge, [_, second]):
                keep_calling(make(edge), CALLERS, 1)
                meanwhile = [(seconds / 3, lambda gone=second, how=how: how(gone))]
                outcome = keep_calling(make(edge), CALLERS, seconds, meanwhile)
            result[f"{caller}, {end_name}"] = {
                "answered": outcome.answered,
                "failed": dict(outcome.failed),
                "slowest_ms": round(outcome.slowest * 1000),
            }
    return result


@contextmanager
def behind(count: int = 2) -> Iterator[tuple[Gateway, list[Served]]]:
    """A gateway in front of so many servers."""
    with ExitStack() as stack:
        servers = [stack.enter_context(served(*OWN, *DRAIN)) for _ in range(count)]
        folder = stack.enter_context(TemporaryDirectory())
        local = Local("127.0.0.1:0", [server.address for server in servers], admin="127.0.0.1:0")
        yield stack.enter_context(gateway(Path(folder), local)), servers


def stop(server: Served) -> None:
    """Tell a server to stop."""
    server.supervisor.terminate()


def end(server: Served) -> None:
    """Kill all processes of a server at once."""
    for pid in [server.supervisor.pid, *server.workers]:
        os.kill(pid, signal.SIGKILL)
