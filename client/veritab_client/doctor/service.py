"""What the service says of itself when it is called."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from statistics import median
from typing import Any

import grpc
from google.protobuf.message import Message
from grpc_health.v1.health_pb2 import HealthCheckRequest, HealthCheckResponse
from grpc_health.v1.health_pb2_grpc import HealthStub

from veritab.v1 import job_service_pb2, reference_service_pb2, verification_service_pb2
from veritab.v1.document_pb2 import Document
from veritab.v1.reference_service_pb2_grpc import ReferenceServiceStub
from veritab.v1.verification_service_pb2_grpc import VerificationServiceStub
from veritab_client.access import Metadata, is_local
from veritab_client.doctor.sight import Sight, failed, ok, skipped, warning
from veritab_client.errors import Busy, InvalidRequest, NotAllowed, ServiceError, Unauthenticated
from veritab_client.failures import from_call
from veritab_client.reading_tables import read_snapshot
from veritab_client.tables import Snapshot

PATIENCE = 10.0
"""Seconds that a call may take."""
TRIES = 7
"""Checks whose time is taken."""
SLOW = 1000.0
"""Milliseconds from which an answer to one sentence is slow."""
SENTENCE = "In 2024, revenue in the North was $12.4 million."
MOST = 2**31 - 1
"""More than any server allows."""
SKEW = timedelta(seconds=2)
"""How far a clock may be ahead and nobody minds."""
VERSION = "x-veritab-version"
ROLE = "x-veritab-role"
SERVICES = (
    verification_service_pb2.DESCRIPTOR.services_by_name["VerificationService"].full_name,
    reference_service_pb2.DESCRIPTOR.services_by_name["ReferenceService"].full_name,
    job_service_pb2.DESCRIPTOR.services_by_name["JobService"].full_name,
)


class Visit:
    """Calls over one connection."""

    def __init__(self, channel: grpc.Channel, address: str, metadata: Metadata) -> None:
        self._address, self._metadata = address, metadata
        health: Any = HealthStub(channel)  # its types know none of its methods
        self._health: Callable[..., Any] = health.Check
        self._verification, self._reference = VerificationServiceStub(channel), ReferenceServiceStub(channel)

    def looks(self) -> Iterator[Sight]:
        """All that can be seen by calls; the first that fails ends it, for the others would say the same."""
        for look in (
            self.look_at_health,
            self._look_at_catalogue,
            self._look_at_tables,
            self._look_at_answers,
            self._look_at_limits,
        ):
            for seen in look():
                yield seen
                if seen.failed:
                    return

    def look_at_health(self) -> Iterator[Sight]:
        """Whether the server and its services say that they serve; anybody may ask."""
        down = []
        for name in ("", *SERVICES):
            try:
                answer = self._health(HealthCheckRequest(service=name), timeout=PATIENCE)
            except grpc.RpcError as error:
                mend = "Look whether this is the address of a Veritab server, and what its log says."
                yield failed("health", str(from_call(error, self._address)).rstrip("."), mend)
                return
            if answer.status != HealthCheckResponse.SERVING:
                down.append(name or "the server")
        if down:
            mend = "It stops, or waits for balancers to see that it will; if it stays so, look at its log."
            yield failed("health", f"{', '.join(down)}: not serving", mend)
        else:
            yield ok("health", f"serving, and so are {' and '.join(name.rpartition('.')[2] for name in SERVICES)}")

    def _look_at_catalogue(self) -> Iterator[Sight]:
        """Whether this caller is let in, and what the answer tells of the server."""
        request = verification_service_pb2.GetCatalogueRequest()
        try:
            answer, trailers = self._call(self._verification.GetCatalogue, request)
        except Unauthenticated as error:
            mend = "Give a key of this server by --key-file; whoever runs it makes one by `veritab keys create`."
            yield failed("access", str(error).rstrip("."), mend)
            return
        except Busy as error:
            yield failed("access", str(error).rstrip("."), "Come again later; the server or this key is at its limit.")
            return
        except ServiceError as error:
            yield failed("access", str(error).rstrip("."), "Look at the server's log.")
            return
        yield self._access(trailers.get(ROLE, ""))
        yield _versions(trailers.get(VERSION, ""))
        yield ok(
            "catalogue", f"{len(answer.claim_kinds)} kinds of claim, {len(answer.finding_rules)} codes of findings"
        )

    def _access(self, role: str) -> Sight:
        if role:
            return ok("access", f"let in with the role {role}")
        if is_local(self._address):
            return ok("access", "the server asks nobody who they are")
        mend = "Give it a file of keys, unless the network or a gateway keeps others out."
        return warning("access", "the server asks nobody who they are", mend)

    def _look_at_tables(self) -> Iterator[Sight]:
        try:
            request = reference_service_pb2.ListSnapshotsRequest(page_size=100)
            answer, _ = self._call(self._reference.ListSnapshots, request)
        except NotAllowed:
            yield skipped("tables", "this key's role may not see them")
            return
        except ServiceError as error:
            yield warning("tables", str(error).rstrip("."), "Look at the server's log.")
            return
        loads = [read_snapshot(each) for each in answer.snapshots]
        yield _tables(loads)
        yield _clock(loads)

    def _look_at_answers(self) -> Iterator[Sight]:
        request = verification_service_pb2.CheckDocumentRequest(document=Document(text=SENTENCE))
        took = []
        try:
            for _ in range(TRIES):
                started = time.perf_counter()
                self._call(self._verification.CheckDocument, request)
                took.append(1000 * (time.perf_counter() - started))
        except Busy as error:
            yield warning(
                "answers", str(error).rstrip("."), "Come again later; the server or this key is at its limit."
            )
            return
        except ServiceError as error:
            yield failed("answers", str(error).rstrip("."), "Look at the server's log.")
            return
        middle, slowest = median(took), max(took)
        seen = f"a sentence is checked in {middle:.1f} ms (median of {TRIES}; {slowest:.1f} at most)"
        if middle > SLOW:
            mend = "Look at its load, and at the way there: `port` tells how long a connection takes."
            yield warning("answers", seen, mend, milliseconds=middle, slowest=slowest)
        else:
            yield ok("answers", seen, milliseconds=middle, slowest=slowest)

    def _look_at_limits(self) -> Iterator[Sight]:
        """What the server says to somebody who asks for more findings than any report may have."""
        request = verification_service_pb2.CheckDocumentRequest(document=Document(text=SENTENCE), max_findings=MOST)
        try:
            self._call(self._verification.CheckDocument, request)
            yield skipped("limits", "the server does not tell them")
        except InvalidRequest as error:
            yield ok("limits", str(error).rstrip("."))
        except ServiceError as error:
            yield warning("limits", str(error).rstrip("."), "Come again later.")

    def _call(self, method: Any, request: Message) -> tuple[Any, dict[str, str]]:
        """The answer, and the metadata that came behind it; ServiceError where there is none."""
        try:
            answer, call = method.with_call(request, timeout=PATIENCE, metadata=self._metadata)
        except grpc.RpcError as error:
            raise from_call(error, self._address) from None
        return answer, dict(call.trailing_metadata() or ())


def _versions(theirs: str) -> Sight:
    own = version("veritab")
    if theirs == own:
        return ok("version", f"both sides have {own}")
    seen = f"the server has {theirs}, this side {own}" if theirs else f"the server does not tell, this side has {own}"
    return warning("version", seen, "Calls work across versions; for all that both can do, install the same.")


def _tables(loads: list[Snapshot]) -> Sight:
    """What claims are checked against now, and whether the last load was refused."""
    current = next(each for each in loads if each.state == "current")
    hours = (datetime.now(UTC) - current.loaded).total_seconds() / 3600
    loaded = current.loaded.isoformat(" ", "minutes")
    seen = f"{current.tables} tables, {current.rows} rows, loaded {loaded} (snapshot {current.id})"
    if loads[0].error:
        mend = "Mend the file; the server loads it when it changes, or on SIGHUP."
        return warning("tables", f"{seen}; the last load was refused: {loads[0].error.rstrip('.')}", mend, hours=hours)
    if not current.tables:
        return warning("tables", "none: only tables that callers bring count", "Name some by --tables.", hours=hours)
    return ok("tables", seen, hours=hours)


def _clock(loads: list[Snapshot]) -> Sight:
    """Whether the server's clock is seen to be ahead; what lags behind cannot be told from what is old."""
    ahead = max(each.loaded for each in loads) - datetime.now(UTC)
    if ahead > SKEW:
        seconds = ahead.total_seconds()
        seen = f"the server's clock is at least {seconds:.0f} s ahead of this one"
        return warning("clock", seen, "Set both by NTP.", seconds=seconds)
    return ok("clock", "the server's is not seen to be ahead of this one")
