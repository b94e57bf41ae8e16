"""Callers that always have a call open: by JSON over HTTP/1.1, each on a connection of its own, and by gRPC."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias
from urllib.parse import urlsplit

import grpc
import grpc.aio
from google.protobuf.json_format import MessageToJson
from google.protobuf.message import Message

SERVICE = "/veritab.v1.VerificationService/"
HTTP = {"CheckDocument": "/v1/documents:check", "BatchCheckDocuments": "/v1/documents:batchCheck"}
TIMEOUT = 30.0


@dataclass
class Outcome:
    """How the calls of some callers ended."""

    answered: int = 0
    failed: Counter[str] = field(default_factory=Counter)
    """By status, or by what broke the connection."""
    slowest: float = 0.0
    """Seconds."""


class Caller(Protocol):
    """Makes one call after another: what went wrong with it, or nothing."""

    async def call(self) -> str: ...

    async def close(self) -> None: ...


Makes: TypeAlias = Callable[[int], Caller]
"""Makes the caller of a number."""


class OverJson:
    """A connection of HTTP/1.1 that is kept, and opened anew where it broke."""

    def __init__(self, url: str, method: str, request: Message) -> None:
        where = urlsplit(url)
        self._host, self._port = where.hostname or "", where.port or 80
        body = MessageToJson(request, indent=None).encode()
        head = f"POST {HTTP[method]} HTTP/1.1\r\nhost: {where.netloc}\r\ncontent-type: application/json\r\n"
        self._sent = f"{head}content-length: {len(body)}\r\n\r\n".encode() + body
        self._open: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def call(self) -> str:
        try:
            async with asyncio.timeout(TIMEOUT):
                status = await self._ask()
        except (OSError, EOFError, TimeoutError) as error:
            await self.close()
            return type(error).__name__
        return "" if status == "200" else status

    async def close(self) -> None:
        if self._open:
            self._open[1].close()
            self._open = None

    async def _ask(self) -> str:
        if self._open is None:
            self._open = await asyncio.open_connection(self._host, self._port)
        reader, writer = self._open
        writer.write(self._sent)
        head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        [size] = [line.partition(":")[2] for line in head.split("\r\n") if line.startswith("content-length:")]
        await reader.readexactly(int(size))
        if "connection: close" in head:
            await self.close()
        return head.split(" ", 2)[1]


class OverGrpc:
    """A call at a time on a channel that may be shared."""

    def __init__(self, channel: grpc.aio.Channel, method: str, request: Message) -> None:
        self._channel = channel
        self._method: grpc.aio.UnaryUnaryMultiCallable[bytes, bytes] = channel.unary_unary(SERVICE + method)
        self._sent = request.SerializeToString()

    async def call(self) -> str:
        try:
            await self._method(self._sent, timeout=TIMEOUT)
        except grpc.aio.AioRpcError as error:
            return str(error.code().name)
        return ""

    async def close(self) -> None:
        await self._channel.close()


def over_json(url: str, method: str, request: Message) -> Makes:
    """Callers by JSON."""
    return lambda _: OverJson(url, method, request)


def over_grpc(addresses: Sequence[str], method: str, request: Message) -> Makes:
    """Callers by gRPC, each with a channel of its own, in turns to the addresses."""

    def make(number: int) -> OverGrpc:
        options = [("grpc.use_local_subchannel_pool", 1)]
        return OverGrpc(grpc.aio.insecure_channel(addresses[number % len(addresses)], options=options), method, request)

    return make


def keep_calling(
    make: Makes, count: int, seconds: float, meanwhile: Sequence[tuple[float, Callable[[], object]]] = ()
) -> Outcome:
    """So many callers for so long; at moments of it something else is done."""
    return asyncio.run(_keep_calling(make, count, seconds, meanwhile))


async def _keep_calling(
    make: Makes, count: int, seconds: float, meanwhile: Sequence[tuple[float, Callable[[], object]]]
) -> Outcome:
    outcome = Outcome()
    end = time.monotonic() + seconds

    async def keep(caller: Caller) -> None:
        while (began := time.monotonic()) < end:
            wrong = await caller.call()
            outcome.slowest = max(outcome.slowest, time.monotonic() - began)
            if wrong:
                outcome.failed[wrong] += 1
            else:
                outcome.answered += 1
        await caller.close()

    async def later(moment: float, do: Callable[[], object]) -> None:
        await asyncio.sleep(moment)
        do()

    tasks: list[Awaitable[None]] = [keep(make(number)) for number in range(count)]
    await asyncio.gather(*tasks, *(later(*each) for each in meanwhile))
    return outcome
