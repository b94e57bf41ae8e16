"""What a call costs beside one of an echo server that answers with the same bytes, by the same settings of grpc.

All servers answer the same caller, one call at a time and in turns, so that a machine that is busy is so for all. CPU
is that of the server's process.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import grpc

from benchmarks.service.machine import cpu
from tests.server.processes import served
from tests.server.running import RIGHT, TABLES, check_of
from veritab_server.access.keys import Role, create
from veritab_server.settings import Settings

PATH = "/veritab.v1.VerificationService/CheckDocument"
TURNS = 10
OWN = ("--workers", "1", "--no-shipped", "--no-watch", "--tables", str(TABLES / "ferries"))


def overhead(calls: int) -> dict[str, Any]:
    """Microseconds of CPU and of the caller's time for a call, by server."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        _, key = create(folder / "keys.json", "bench", Role.CHECK)
        keys, metrics = ("--set", f"keys={folder / 'keys.json'}"), ("--set", "metrics=localhost:0")
        ours = {"Veritab": (), "with keys": keys, "with metrics": metrics, "with both": (*keys, *metrics)}
        servers = {name: stack.enter_context(served(*OWN, *options)) for name, options in ours.items()}
        targets = {name: (each.address, next(iter(each.workers))) for name, each in servers.items()}
        for name, text in {"trivial": "Nothing.", "a claim": RIGHT}.items():
            channel = stack.enter_context(grpc.insecure_channel(targets["Veritab"][0]))
            answer = _method(channel)(check_of(text).SerializeToString())
            targets[f"echo: {name}"] = stack.enter_context(echo(answer))
        called = {
            name: _method(channel)
            for name, (address, _) in targets.items()
            for channel in [stack.enter_context(grpc.insecure_channel(address))]
        }
        metadata = (("authorization", f"Bearer {key}"),)
        results: dict[str, Any] = {}
        for kind, text in {"trivial": "Nothing.", "a claim": RIGHT}.items():
            request = check_of(text).SerializeToString()
            names = [name for name in called if not name.startswith("echo") or name.endswith(kind)]
            spent = {name: [0.0, 0.0] for name in names}
            for turn in range(TURNS + 1):
                for name in names:
                    wall, used = _run(called[name], request, metadata, calls // TURNS, targets[name][1])
                    if turn:  # the first is for warming up
                        spent[name][0] += wall
                        spent[name][1] += used
            results[kind] = {
                name.partition(":")[0]: {"wall": round(wall / TURNS), "cpu": round(used / TURNS)}
                for name, (wall, used) in spent.items()
            }
        return results


def _method(channel: grpc.Channel) -> Any:
    """The method that checks a document, from bytes to bytes."""
    method: grpc.UnaryUnaryMultiCallable[bytes, bytes] = channel.unary_unary(PATH)
    return method


def _run(call: Any, request: bytes, metadata: Any, calls: int, pid: int) -> tuple[float, float]:
    """Microseconds: the median of the caller's, and the mean of the server's CPU."""
    before, walls = cpu([pid]), []
    for _ in range(calls):
        started = time.perf_counter()
        call(request, metadata=metadata)
        walls.append(time.perf_counter() - started)
    return median(walls) * 1e6, (cpu([pid]) - before) / calls * 1e6


@contextmanager
def echo(answer: bytes) -> Iterator[tuple[str, int]]:
    """A process that gives this answer to every call; gives its address and its id."""
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_echo, args=(answer, theirs), daemon=True)
    process.start()
    yield ours.recv(), process.pid or 0
    process.kill()


def _echo(answer: bytes, told: Any) -> None:
    settings = Settings()
    server = grpc.server(ThreadPoolExecutor(settings.threads), options=settings.options())
    handler = grpc.method_handlers_generic_handler(
        "veritab.v1.VerificationService",
        {"CheckDocument": grpc.unary_unary_rpc_method_handler(lambda request, context: answer)},
    )
    server.add_generic_rpc_handlers((handler,))
    port = server.add_insecure_port("localhost:0")
    server.start()
    told.send(f"localhost:{port}")
    server.wait_for_termination()
