"""An open loop: calls begin at random moments of a fixed rate, whether or not those before have been answered.

The time of a call counts from the moment at which it was to begin, so that a caller who falls behind hides nothing. The
rates are half and twice of what the server was seen to do when it was asked as much as it could. It has one worker: the
other core is the caller's, who would else take from the server what he asks it for.
"""

from __future__ import annotations

import asyncio
import itertools
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import quantiles
from typing import Any

import grpc
import grpc.aio

from benchmarks.service.machine import cpu, sample
from benchmarks.service.scaling import closed
from tests.server.processes import served
from tests.server.running import RIGHT, TABLES, WRONG, check_of

PATH = "/veritab.v1.VerificationService/CheckDocument"
CHANNELS = 8
REQUEST = check_of(" ".join([RIGHT, WRONG] * 15)).SerializeToString()
"""Thirty sentences: a page, so that the checking weighs more than the wire and the caller."""
TIMEOUT = 10.0
SEED = 6


@dataclass(frozen=True, slots=True)
class Call:
    """How one call ended, and the seconds from when it was to begin."""

    code: grpc.StatusCode
    seconds: float


def load(seconds: float) -> dict[str, Any]:
    """Half and twice the capacity of one worker, each for so many seconds."""
    options = ("--workers", "1", "--no-shipped", "--no-watch", "--tables", str(TABLES / "ferries"))
    with served(*options) as server:
        asyncio.run(_open(server.address, 20, 2))
        capacity = closed(server.address, REQUEST, channels=8, inflight=2, seconds=min(10.0, seconds))
        result: dict[str, Any] = {"capacity": round(capacity), "seconds": seconds}
        for name, factor in {"half": 0.5, "twice": 2.0}.items():
            before, used = sample(server.workers), cpu(server.workers)
            calls = asyncio.run(_open(server.address, capacity * factor, seconds))
            result[name] = {**_told(calls, seconds), "cpu_seconds": round(cpu(server.workers) - used, 1)}
            result[name]["memory_before"], result[name]["memory_after"] = before.memory, sample(server.workers).memory
        return result


async def _open(address: str, rate: float, seconds: float) -> list[Call]:
    draw, done, running = random.Random(SEED), [], set()
    channels = [
        grpc.aio.insecure_channel(address, options=[("grpc.use_local_subchannel_pool", 1), ("number", number)])
        for number in range(CHANNELS)
    ]
    turn: Iterator[Any] = itertools.cycle([channel.unary_unary(PATH) for channel in channels])

    async def call(method: Any, due: float) -> None:
        try:
            await method(REQUEST, timeout=TIMEOUT)
            code = grpc.StatusCode.OK
        except grpc.aio.AioRpcError as error:
            code = error.code()
        done.append(Call(code, time.perf_counter() - due))

    start = due = time.perf_counter()
    while due < start + seconds:
        due += draw.expovariate(rate)
        if (pause := due - time.perf_counter()) > 0:
            await asyncio.sleep(pause)
        task = asyncio.create_task(call(next(turn), due))
        running.add(task)
        task.add_done_callback(running.discard)
    await asyncio.gather(*running)
    for channel in channels:
        await channel.close()
    return done


def _told(calls: Sequence[Call], seconds: float) -> dict[str, Any]:
    answered = [each.seconds for each in calls if each.code is grpc.StatusCode.OK]
    refused = [each.seconds for each in calls if each.code is grpc.StatusCode.RESOURCE_EXHAUSTED]
    return {
        "made": len(calls),
        "answered": len(answered),
        "refused": len(refused),
        "otherwise": len(calls) - len(answered) - len(refused),
        "goodput": round(len(answered) / seconds),
        "answered_ms": _middle_and_worst(answered),
        "refused_ms": _middle_and_worst(refused),
    }


def _middle_and_worst(seconds: Sequence[float]) -> list[float]:
    """Milliseconds that half and 99 of 100 stay under; none of too few."""
    if len(seconds) < 2:
        return []
    found = quantiles(seconds, n=100)
    return [round(found[49] * 1000, 1), round(found[98] * 1000, 1)]
