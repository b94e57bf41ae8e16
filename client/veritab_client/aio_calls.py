"""How a call of asyncio goes: as those of calls.py do."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from copy import copy
from typing import TYPE_CHECKING, Any

import grpc
from google.protobuf.message import Message

from veritab.v1.job_service_pb2_grpc import JobServiceStub
from veritab.v1.reference_service_pb2_grpc import ReferenceServiceStub
from veritab.v1.verification_service_pb2_grpc import VerificationServiceStub
from veritab_client.access import Metadata
from veritab_client.errors import ServiceError
from veritab_client.failures import from_call
from veritab_client.retrying import NONE, Pool, Retries, Throttle, Tries

if TYPE_CHECKING:  # stubs for asyncio are known to type checkers only
    from veritab.v1.job_service_pb2_grpc import JobServiceAsyncStub
    from veritab.v1.reference_service_pb2_grpc import ReferenceServiceAsyncStub
    from veritab.v1.verification_service_pb2_grpc import VerificationServiceAsyncStub


class AsyncConnection:
    """A channel, and the services behind it."""

    def __init__(self, address: str, channel: grpc.aio.Channel) -> None:
        self.address = address
        self.channel = channel
        self.verification: VerificationServiceAsyncStub = VerificationServiceStub(channel)
        self.reference: ReferenceServiceAsyncStub = ReferenceServiceStub(channel)
        self.jobs: JobServiceAsyncStub = JobServiceStub(channel)


Method = Callable[[AsyncConnection], Any]


class AsyncCalls:
    """Sends calls over the connections of a client: again where it helps, and twice where that is asked for."""

    def __init__(
        self, pool: Pool[AsyncConnection], timeout: float | None, retries: bool | Retries, hedge: float | None
    ) -> None:
        self.pool = pool
        self._timeout = timeout
        self._retries = (Retries() if retries else NONE) if isinstance(retries, bool) else retries
        self._hedge = hedge
        self._throttle = Throttle()

    def having(self, timeout: float | None) -> AsyncCalls:
        """The same with another timeout, where one is named."""
        other = copy(self)
        other._timeout = self._timeout if timeout is None else timeout
        return other

    def unhedged(self) -> AsyncCalls:
        """The same for what is not to be done twice."""
        other = copy(self)
        other._hedge = None
        return other

    def tries(self, timeout: float | None) -> Tries[AsyncConnection]:
        """The tries of one call."""
        return Tries(self.pool, self._retries, self._throttle, timeout)

    async def call(self, method: Method, request: Message, sent: Metadata) -> Any:
        """The answer to a request; ServiceError where no try gave one."""
        tries = self.tries(self._timeout)
        while True:
            try:
                return await self._race(tries, method, request, sent)
            except ServiceError as error:
                pause = tries.pause(error)
                if pause is None:
                    raise
                await asyncio.sleep(pause)

    async def _race(self, tries: Tries[AsyncConnection], method: Method, request: Message, sent: Metadata) -> Any:
        """The first answer of one try, and of a second one beside it where the first is late."""

        async def once() -> Any:
            place = tries.begin()
            try:
                response = await method(place)(request, timeout=tries.remaining, metadata=sent)
            except grpc.aio.AioRpcError as error:
                raise tries.failed(place, from_call(error, place.address, sent[-1][1])) from None
            tries.answered(place)
            return response

        if self._hedge is None:
            return await once()
        running = {asyncio.create_task(once())}
        patience: float | None = self._hedge
        try:
            while True:
                done, running = await asyncio.wait(running, timeout=patience, return_when=asyncio.FIRST_COMPLETED)
                if not done:
                    patience = None
                    running.add(asyncio.create_task(once()))
                for task in sorted(done, key=lambda task: task.exception() is not None):
                    if task.exception() is None or not running:
                        return task.result()
        finally:
            for task in running:
                task.cancel()
