"""What a server may be told, and the bounds that its contract promises."""

from __future__ import annotations

from dataclasses import dataclass

from veritab_engine.reference.confined import GIVEN, Bounds

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of a request, as the protos document them."""

    document_bytes: int = 10 * MIB
    """Of a document's text in UTF-8."""
    message_bytes: int = 16 * MIB
    """Of a request as it travels; grpc refuses a larger one while it reads it, also one that was compressed."""
    batch: int = 256
    """Documents in a batch."""
    claims: int = 1_000
    """Claims in a request that gives them."""
    findings: int = 10_000
    """Findings in a report."""
    readings: int = 100
    """Readings in a derivation."""
    entries: int = 32
    """Entries of a map."""
    tables: int = 16
    """Tables that a request brings."""
    table_bytes: int = 8 * MIB
    """Of one of them."""
    tables_bytes: int = 12 * MIB
    """Of all of them together."""
    descriptor_bytes: int = MIB // 4
    """Of the descriptor of one in UTF-8."""
    table: Bounds = GIVEN
    """What one of them may decode to."""
    scanned: int = 1_000_000
    """Rows that are looked at one by one, where a look-up filters by time."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How one server process serves."""

    threads: int = 8
    """That answer calls; 4 to 8 serve best, whatever the load."""
    waiting: int = 64
    """Calls that may run or wait at once; more are refused with RetryInfo."""
    streams: int = 4
    """Streams that may be open at once. Each has a thread of its own besides those that answer calls."""
    stream_idle: float = 60.0
    """Seconds after which a stream on which nothing comes is closed."""
    drain: float = 0.0
    """Seconds between saying NOT_SERVING and refusing calls; more than a gateway's health interval."""
    grace: float = 30.0
    """Seconds that running calls have to end when the server stops."""
    reflection: bool = False
    """Whether the server describes its services to whoever asks."""
    admin: bool = False
    """Whether callers may have the tables loaded anew."""
    watch: float = 0.0
    """Seconds between two looks at whether the files of the tables have changed; 0 for none."""
    inline_cells: int = 1_000_000
    """Cells of tables from requests that are kept, for requests that bring them again."""
    limits: Limits = Limits()

    def options(self) -> list[tuple[str, int]]:
        """The channel arguments of grpc that guard the process; each is a last wall behind a limit of our own."""
        return [
            ("grpc.so_reuseport", 0),
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
