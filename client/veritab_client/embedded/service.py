"""The service itself: on a private socket for as long as somebody needs it, or until the process is told to stop."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from veritab_client.embedded.engine import engine

if TYPE_CHECKING:
    from veritab_server.configuration import Configured
    from veritab_server.server import Server
    from veritab_server.settings import Settings

LONGEST_SOCKET = 100
"""Bytes of the path of a socket; systems differ from 104 on."""


@dataclass(frozen=True, slots=True)
class Tables:
    """Which tables to load: files, folders and data packages, besides those that ship or instead of them."""

    paths: Sequence[str | Path] = ()
    shipped: bool = True


@contextmanager
def service(tables: Tables = Tables()) -> Iterator[str]:
    """Run the service as long as the context lasts; gives the address to make a client for.

    Raises EngineMissing in a light install, and ClientError for tables that cannot be loaded.
    """
    with tempfile.TemporaryDirectory(prefix="veritab-") as folder:
        server = _make_server(_private_address(folder), tables)
        server.start()
        try:
            yield server.address
        except KeyboardInterrupt:
            server.abandon()
            raise
        finally:
            server.stop()


def configure(file: Path | None, flags: Mapping[str, object]) -> Configured:
    """The server's settings out of a file, the environment and the command line; ClientError says which is wrong."""
    with engine():
        from veritab_server.configuration import configure

        return configure(file, os.environ, flags)


def printed(configured: Configured) -> str:
    """The settings as a file that gives them again, with what each means and where it was told."""
    from veritab_server.configuration import printed

    return printed(configured)


def serve(settings: Settings) -> None:
    """Serve until the process is told to stop. Only for the main thread.

    Raises ClientError where the tables cannot be loaded or the address cannot be had.
    """
    with engine():
        from veritab_server.processes.supervisor import supervise

        supervise(settings)


def _make_server(address: str, tables: Tables) -> Server:
    """A server that has its address and its tables, and does not answer yet."""
    with engine():
        from veritab_server.origin import Origin
        from veritab_server.server import Server
        from veritab_server.settings import Settings
        from veritab_server.snapshots import Snapshots

        loaded = Origin(tuple(map(str, tables.paths)), tables.shipped).load()
        return Server(Snapshots.of(loaded), address, Settings())


def _private_address(folder: str) -> str:
    """A socket that only this user can open; a loopback port where the system has none, or not by so long a name."""
    path = f"{folder}/service"
    return f"unix:{path}" if os.name == "posix" and len(os.fsencode(path)) <= LONGEST_SOCKET else "localhost:0"
