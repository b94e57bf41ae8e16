"""The real server over small invented tables, on a real port."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import grpc
from google.protobuf.message import Message
from google.rpc.status_pb2 import Status
from grpc_health.v1.health_pb2_grpc import HealthStub

from veritab.v1 import verification_service_pb2 as pb
from veritab.v1.document_pb2 import Document
from veritab_engine import ReferenceTables
from veritab_server.server import Server
from veritab_server.settings import Settings
from veritab_server.snapshots import Snapshots

M = TypeVar("M", bound=Message)

TABLES = Path(__file__).parent / "tables"

WRONG = "In 2024, ferry revenue in Halvik reached $57.3 million."
"""One conflict: the figure is that of 2023."""
RIGHT = "In 2024, ferry revenue in Tornes was $21.9 million."


@cache
def ferries() -> ReferenceTables:
    return ReferenceTables.load(TABLES / "ferries")


@contextmanager
def serving(settings: Settings | None = None, snapshots: Snapshots | None = None) -> Iterator[str]:
    """Serve while the context lasts; gives the address."""
    server = Server(snapshots or Snapshots.of(ferries()), "localhost:0", settings or Settings(grace=5))
    server.start()
    try:
        yield server.address
    finally:
        server.stop()


def check_of(text: str, **wish: object) -> pb.CheckDocumentRequest:
    return pb.CheckDocumentRequest(document=Document(text=text), **wish)  # type: ignore[arg-type]


def status_of(error: grpc.RpcError) -> Status:
    """The status with details that a call ended with."""
    trailers: Any = error.trailing_metadata()
    return Status.FromString(dict(trailers)["grpc-status-details-bin"])


def health(channel: grpc.Channel) -> Any:
    """The health service; its types know none of its methods."""
    return HealthStub(channel)


def detail(status: Status, kind: type[M]) -> M:
    """The one detail of that kind."""
    messages = [(packed, kind()) for packed in status.details]
    [found] = [message for packed, message in messages if packed.Unpack(message)]
    return found
