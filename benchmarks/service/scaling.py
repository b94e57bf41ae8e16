"""How much one worker and two answer, asked over one channel and over several.

The caller is a process of its own that always has the same number of calls open. It needs CPU too: on two cores, two
workers and the caller share them, so what the workers do for a second of their own CPU stands beside what they did.
"""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import grpc

from benchmarks.service.machine import cpu
from tests.server.processes import served
from tests.server.running import RIGHT, TABLES, WRONG, check_of

PATH = "/veritab.v1.VerificationService/CheckDocument"
REQUEST = check_of(" ".join([RIGHT, WRONG] * 15)).SerializeToString()


def scaling(seconds: float) -> dict[str, Any]:
    """Calls a second, and calls for a CPU second of the workers."""
    result: dict[str, Any] = {}
    for workers in (1, 2):
        options = ("--no-shipped", "--no-watch", "--tables", str(TABLES / "ferries"))
        with served("--workers", str(workers), *options) as server:
            closed(server.address, REQUEST, channels=8, inflight=2, seconds=1)
            for channels in (1, 8):
                used = cpu(server.workers)
                rate = closed(server.address, REQUEST, channels, inflight=16 // channels, seconds=seconds)
                used = cpu(server.workers) - used
                name = f"{workers} of workers, {channels} of channels"
                result[name] = {"per_second": round(rate), "per_cpu_second": round(rate * seconds / used)}
    return result


def closed(address: str, request: bytes, channels: int, inflight: int, seconds: float) -> float:
    """Calls a second that are answered when so many are open all the time on each channel."""
    opened = [grpc.insecure_channel(address, options=[("grpc.use_local_subchannel_pool", 1)]) for _ in range(channels)]
    done, answered = threading.Event(), []

    def ask(channel: grpc.Channel) -> None:
        method: grpc.UnaryUnaryMultiCallable[bytes, bytes] = channel.unary_unary(PATH)
        count = 0
        while not done.is_set():
            method(request, timeout=30)
            count += 1
        answered.append(count)

    started = time.monotonic()
    with ThreadPoolExecutor(channels * inflight) as threads:
        for channel in opened * inflight:
            threads.submit(ask, channel)
        time.sleep(seconds)
        done.set()
    taken = time.monotonic() - started
    for channel in opened:
        channel.close()
    return sum(answered) / taken
