"""What a server may be told, and the bounds that its contract promises; `configuration` reads it from where it is told.

What each setting means stands beside it, and `veritab serve --print-config` and the page of settings tell it.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from msgspec import Meta

from veritab_engine.reference.confined import GIVEN, Bounds

MIB = 1024 * 1024

T = TypeVar("T")

Count = Annotated[int, Meta(ge=1)]
CountOrNone = Annotated[int, Meta(ge=0)]
Threads = Annotated[int, Meta(ge=1, le=64)]
Seconds = Annotated[float, Meta(ge=0, le=86_400)]
Workers = Annotated[int, Meta(ge=1, le=256)]
Share = Annotated[float, Meta(ge=0, le=1)]


def setting(default: T, doc: str) -> T:
    """A field that may be told from outside; typed as its value, which is what its class has."""
    told: T = field(default=default, metadata={"doc": doc})
    return told


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of a request, as the protos document them."""

    document_bytes: Count = setting(10 * MIB, "Bytes of a document's text in UTF-8.")
    message_bytes: Count = setting(
        16 * MIB, "Bytes of a request as it travels; grpc refuses a larger one while it reads it, compressed or not."
    )
    held_bytes: Count = setting(
        64 * MIB,
        "Bytes of requests that a process holds at once; a call that would take more is refused, unless alone.",
    )
    large_bytes: Count = setting(
        MIB // 4, "Bytes from which on a request is large: a process answers one of those at a time."
    )
    batch: Count = setting(256, "Documents in a batch.")
    claims: Count = setting(1_000, "Claims in a request that gives them.")
    findings: Count = setting(10_000, "Findings in a report.")
    readings: Count = setting(100, "Readings in a derivation.")
    entries: Count = setting(32, "Entries of a map.")
    tables: CountOrNone = setting(16, "Tables that a request brings.")
    table_bytes: Count = setting(8 * MIB, "Bytes of one of them.")
    tables_bytes: Count = setting(12 * MIB, "Bytes of all of them together.")
    descriptor_bytes: Count = setting(MIB // 4, "Bytes of the descriptor of one in UTF-8.")
    table: Bounds = GIVEN
    """What one of them may decode to."""
    scanned: Count = setting(1_000_000, "Rows that are looked at one by one, where a look-up filters by time.")


@dataclass(frozen=True, slots=True)
class Tls:
    """What the server shows of itself, and asks of callers."""

    certificate: Path | None = setting(
        None, "Certificates in PEM, the server's own first. Without it nothing is encrypted."
    )
    key: Path | None = setting(None, "Its private key in PEM.")
    client_ca: Path | None = setting(
        None, "Authorities in PEM that sign the certificates of callers; with it, every caller has to show one."
    )

    @property
    def files(self) -> tuple[Path, ...]:
        """The files that there are, in this order."""
        return tuple(file for file in (self.certificate, self.key, self.client_ca) if file)


@dataclass(frozen=True, slots=True)
class Log:
    """What the server writes to standard error, and how."""

    format: Literal["text", "json"] = setting("text", "How lines are written: text, or json with one object a line.")
    level: Literal["debug", "info", "warning", "error"] = setting("info", "The least that is written.")
    calls: bool = setting(False, "Whether each call has a line: method, status, time, caller and sizes, and no text.")
    exceptions: bool = setting(
        False, "Whether failures of calls are written with what they say, which may quote a document."
    )


@dataclass(frozen=True, slots=True)
class Tracing:
    """Where traces go (OpenTelemetry)."""

    endpoint: str = setting(
        "",
        "Where traces go by OTLP over gRPC, as in http://localhost:4317; nowhere unless told. Needs veritab[tracing].",
    )
    ratio: Share = setting(0.01, "Share of calls that are traced where the caller's traceparent does not say.")


@dataclass(frozen=True, slots=True)
class Jobs:
    """Documents that are checked in the server's own time."""

    store: str = setting(
        "", "Where jobs are kept: a folder (of this machine), or postgresql://…; there are no jobs unless told."
    )
    threads: Annotated[int, Meta(ge=0, le=64)] = setting(
        1, "Documents of jobs that are checked at once in a process; 0 leaves them to other servers on the same store."
    )
    lease: Annotated[float, Meta(ge=1, le=3_600)] = setting(
        20.0, "Seconds without a sign of life after which a worker's documents are given to another one."
    )
    seconds: Seconds = setting(300.0, "Seconds that a document of a job may take; one that takes longer fails.")
    expiry: Annotated[float, Meta(ge=1, le=366 * 86_400)] = setting(
        7 * 86_400.0,
        "Seconds that a job is kept with its results after its end; an open one, after its last document.",
    )
    open: Count = setting(100, "Unfinished jobs of a caller.")
    documents: Count = setting(100_000, "Documents of a job.")
    bytes: Count = setting(1024 * MIB, "Bytes of a job's documents and tables.")
    store_bytes: Count = setting(10 * 1024 * MIB, "Bytes of all jobs, their results included.")


@dataclass(frozen=True, slots=True)
class Settings:
    """How a server serves."""

    listen: str = setting("localhost:50051", "Where to answer: HOST:PORT, or unix:PATH.")
    tables: tuple[str, ...] = setting((), "Tables, folders, data packages, globs and databases to check against.")
    shipped: bool = setting(True, "Whether the tables that come with Veritab count too.")
    workers: Workers = setting(os.cpu_count() or 1, "Processes that answer calls; one for each core.")
    threads: Threads = setting(
        8,
        "Calls at work at once in a process, and documents of streams besides; 4 to 8 serve best, whatever the load.",
    )
    waiting: CountOrNone = setting(
        64, "Calls that may run or wait at once in a process; more are refused with RetryInfo."
    )
    queue: Seconds = setting(
        1.0, "Seconds that a call may expect to wait where all threads are at work; more are refused. 0 for any."
    )
    arrival: Seconds = setting(20.0, "Seconds that a request may take to come once its call has begun.")
    streams: Count = setting(
        4, "Streams that may be open at once in a process. Each has two threads besides those that check documents."
    )
    stream_ahead: Count = setting(8, "Documents of a stream that are taken before their results are sent.")
    stream_idle: Seconds = setting(
        60.0, "Seconds after which a stream is closed on which nothing comes, or whose results are not read."
    )
    drain: Seconds = setting(
        0.0, "Seconds between saying NOT_SERVING and refusing calls; more than a gateway's health interval."
    )
    grace: Seconds = setting(30.0, "Seconds that running calls have to end when the server stops.")
    reflection: bool = setting(False, "Whether the server describes its services to whoever asks.")
    admin: bool = setting(False, "Whether callers may have the tables loaded anew.")
    watch: Seconds = setting(
        2.0, "Seconds between two looks at whether the files of the tables have changed; 0 for none."
    )
    inline_cells: CountOrNone = setting(
        1_000_000, "Cells of tables from requests that are kept, for requests that bring them again."
    )
    load: Seconds = setting(600.0, "Seconds that a load of the tables may take before it is given up; 0 for any.")
    silence: Seconds = setting(
        30.0, "Seconds without a sign of life after which a worker is killed and another started; 0 for never."
    )
    metrics: str = setting("", "Where Prometheus finds the figures: HOST:PORT; nowhere unless told.")
    keys: Path | None = setting(None, "File of the callers that are let in (veritab keys); without it, all are.")
    plaintext: bool = setting(False, "Whether to listen without encryption where other machines can reach it.")
    tls: Tls = Tls()
    log: Log = Log()
    tracing: Tracing = Tracing()
    jobs: Jobs = Jobs()
    limits: Limits = Limits()

    def options(self) -> list[tuple[str, int]]:
        """The channel arguments of grpc that guard the process; each is a last wall behind a limit of our own."""
        return [
            ("grpc.max_receive_message_length", self.limits.message_bytes),
            ("grpc.max_send_message_length", -1),
            ("grpc.max_concurrent_streams", 100),
            ("grpc.max_metadata_size", 16 * 1024),
            ("grpc.absolute_max_metadata_size", 32 * 1024),
            ("grpc.max_connection_age_ms", 30 * 60_000),
            ("grpc.max_connection_age_grace_ms", 10 * 60_000),
            ("grpc.max_connection_idle_ms", 10 * 60_000),
            ("grpc.keepalive_time_ms", 60_000),
            ("grpc.keepalive_timeout_ms", 20_000),
            ("grpc.http2.min_ping_interval_without_data_ms", 10_000),
            ("grpc.server_handshake_timeout_ms", 10_000),
        ]
