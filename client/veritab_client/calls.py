"""How a call goes: over which connection, again after which pause, and beside which other."""

from __future__ import annotations

import time
from collections.abc import Callable
from copy import copy
from queue import Empty, SimpleQueue
from typing import Any

import grpc
from google.protobuf.message import Message

from veritab.v1.job_service_pb2_grpc import JobServiceStub
from veritab.v1.reference_service_pb2_grpc import ReferenceServiceStub
from veritab.v1.verification_service_pb2_grpc import VerificationServiceStub
from veritab_client.access import Metadata
from veritab_client.errors import ServiceError
from veritab_client.failures import from_call
from veritab_client.retrying import NONE, Pool, Retries, Throttle, Tries


class Connection:
    """A channel, and the services behind it."""

    def __init__(self, address: str, channel: grpc.Channel) -> None:
        self.address = address
        self.channel = channel
        self.verification = VerificationServiceStub(channel)
        self.reference = ReferenceServiceStub(channel)
        self.jobs = JobServiceStub(channel)


Method = Callable[[Connection], Any]


class Calls:
    """Sends calls over the connections of a client: again where it helps, and twice where that is asked for."""

    def __init__(
        self, pool: Pool[Connection], timeout: float | None, retries: bool | Retries, hedge: float | None
    ) -> None:
        self.pool = pool
        self._timeout = timeout
        self._retries = (Retries() if retries else NONE) if isinstance(retries, bool) else retries
        self._hedge = hedge
        self._throttle = Throttle()

    def having(self, timeout: float | None) -> Calls:
        """The same with another timeout, where one is named."""
        other = copy(self)
        other._timeout = self._timeout if timeout is None else timeout
        return other

    def unhedged(self) -> Calls:
        """The same for what is not to be done twice."""
        other = copy(self)
        other._hedge = None
        return other

    def tries(self, timeout: float | None) -> Tries[Connection]:
        """The tries of one call."""
        return Tries(self.pool, self._retries, self._throttle, timeout)

    def call(self, method: Method, request: Message, sent: Metadata) -> Any:
        """The answer to a request; ServiceError where no try gave one."""
        tries = self.tries(self._timeout)
        while True:
            try:
                return self._race(tries, method, request, sent)
            except ServiceError as error:
                pause = tries.pause(error)
                if pause is None:
                    raise
                time.sleep(pause)

    def _race(self, tries: Tries[Connection], method: Method, request: Message, sent: Metadata) -> Any:
        """The first answer of one try, and of a second one beside it where the first is late."""
        ended: SimpleQueue[Any] = SimpleQueue()
        running: dict[Any, Connection] = {}
        patience = self._hedge

        def start() -> None:
            place = tries.begin()
            call = method(place).future(request, timeout=tries.remaining, metadata=sent)
            running[call] = place
            call.add_done_callback(ended.put)

        start()
        try:
            while True:
                try:
                    call = ended.get(timeout=patience)
                except Empty:
                    patience = None
                    start()
                    continue
                place = running.pop(call)
                if call.code() is grpc.StatusCode.OK:
                    tries.answered(place)
                    return call.result()
                failed = tries.failed(place, from_call(call, place.address, sent[-1][1]))
                if not running:
                    raise failed
        finally:
            for call in running:
                call.cancel()
