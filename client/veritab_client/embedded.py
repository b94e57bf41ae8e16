"""The service in this process: the engine behind a real server on a private socket, so that one contract serves all.

This is the one module of the client that knows the engine and the server. It needs `pip install "veritab[server]"`.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, Protocol

from veritab_client.errors import ClientError, EngineMissing
from veritab_client.keys import Key
from veritab_client.tables import Problem

if TYPE_CHECKING:
    from veritab_server.access.keys import Entry
    from veritab_server.configuration import Configured
    from veritab_server.server import Server
    from veritab_server.settings import Settings

MISSING = 'Checking on this machine needs the engine: pip install "veritab[server]", or name a server with --server.'

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
    _require_engine()
    from veritab_engine.errors import VeritabError
    from veritab_server.configuration import configure

    try:
        return configure(file, os.environ, flags)
    except VeritabError as error:
        raise ClientError(str(error)) from None


def printed(configured: Configured) -> str:
    """The settings as a file that gives them again, with what each means and where it was told."""
    from veritab_server.configuration import printed

    return printed(configured)


def serve(settings: Settings) -> None:
    """Serve until the process is told to stop. Only for the main thread.

    Raises ClientError where the tables cannot be loaded or the address cannot be had.
    """
    from veritab_engine.errors import VeritabError
    from veritab_server.processes.supervisor import supervise

    try:
        supervise(settings)
    except VeritabError as error:
        raise ClientError(str(error)) from None


def create_key(file: Path, name: str, role: str, *, subject: str = "", rate: float = 0.0, calls: int = 0) -> Key:
    """Add a caller to a file of keys; ClientError where it cannot be written."""
    with _keys() as keys:
        entry, secret = keys.create(file, name, keys.Role(role), subject=subject, rate=rate, calls=calls)
        return _key(entry, secret)


def revoke_key(file: Path, id: str) -> Key:
    """Let a caller in no more; ClientError where the file has none of that id."""
    with _keys() as keys:
        return _key(keys.revoke(file, id))


def list_keys(file: Path) -> tuple[Key, ...]:
    """The callers of a file of keys; ClientError where it cannot be read."""
    with _keys() as keys:
        return tuple(map(_key, keys.read(file)))


@contextmanager
def _keys() -> Iterator[ModuleType]:
    _require_engine()
    from veritab_engine.errors import VeritabError
    from veritab_server.access import keys

    try:
        yield keys
    except VeritabError as error:
        raise ClientError(str(error)) from None


def _key(entry: Entry, secret: str = "") -> Key:
    revoked = entry.revoked.date() if entry.revoked else None
    created = entry.created.date()
    return Key(entry.id, entry.name, entry.role, created, revoked, entry.subject, entry.rate, entry.calls, secret)


def lint(paths: Sequence[str | Path], *, shipped: bool = True, today: date | None = None) -> tuple[Problem, ...]:
    """All problems of the tables that the paths mean; with `shipped`, the names that come with Veritab are known.

    Raises EngineMissing in a light install, and ClientError where a path means no tables.
    """
    _require_engine()
    import veritab_engine as engine

    try:
        beside = engine.ReferenceTables.shipped() if shipped else None
        found = engine.lint(*paths, beside=beside, today=today)
    except engine.VeritabError as error:
        raise ClientError(str(error)) from None
    return tuple(
        Problem(
            code=each.code,
            severity=str(each.severity),
            message=each.message,
            file=_shown(each.file, each.origin),
            table=each.table,
            row=each.row,
            column=each.column,
            path=each.path,
            more=each.more,
        )
        for each in found
    )


def _shown(file: Path, origin: str) -> str:
    """A file as a person would name it from here; a sheet or a table of a database as the engine calls it."""
    beside = file.parent / origin if origin else file
    if not beside.is_file() and origin:
        return origin
    here = Path.cwd()
    return str(beside.relative_to(here)) if beside.is_relative_to(here) else str(beside)


def _make_server(address: str, tables: Tables) -> Server:
    """A server that has its address and its tables, and does not answer yet."""
    _require_engine()
    from veritab_engine.errors import VeritabError
    from veritab_server.origin import Origin
    from veritab_server.server import Server
    from veritab_server.settings import Settings
    from veritab_server.snapshots import Snapshots

    try:
        loaded = Origin(tuple(map(str, tables.paths)), tables.shipped).load()
        return Server(Snapshots.of(loaded), address, Settings())
    except VeritabError as error:
        raise ClientError(str(error)) from None


@dataclass(frozen=True, slots=True)
class BatchOptions:
    """How a batch is read, checked and written; see docs/batch.md."""

    shape: str = "findings"
    format: str = "parquet"
    text: str | None = None
    id: str | None = None
    as_of: str | None = None
    scoped: Mapping[str, str] = field(default_factory=dict)
    day: date | None = None
    scope: Mapping[str, str] = field(default_factory=dict)
    min_confidence: float | None = None
    document_seconds: float = 60.0
    part_documents: int = 1000
    workers: int | None = None
    overwrite: bool = False
    engine: str = "local"
    master: str | None = None
    conf: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Batched:
    """What a batch adds up to: its summary, and by input the files that are of no kind that is read."""

    summary: Mapping[str, Any]
    left_out: Mapping[str, int]


class Sight(Protocol):
    """How far a batch is: documents, the share of the input, documents a second, and seconds left where known."""

    @property
    def documents(self) -> int: ...
    @property
    def share(self) -> float: ...
    @property
    def rate(self) -> float: ...
    @property
    def left(self) -> float | None: ...


@dataclass(frozen=True, slots=True)
class Built:
    """What a folder of prebuilt tables holds."""

    snapshot: str
    tables: int
    rows: int


def build(tables: Tables, output: Path) -> Built:
    """Write these tables to a folder that loads in no time; raises as `service` does."""
    _require_engine()
    from veritab_engine import ReferenceTables
    from veritab_engine.errors import VeritabError

    try:
        loaded = ReferenceTables.shipped(*tables.paths) if tables.shipped else ReferenceTables.load(*tables.paths)
        loaded.store(output)
    except VeritabError as error:
        raise ClientError(str(error)) from None
    return Built(loaded.id, len(loaded.tables), sum(len(table) for table in loaded.tables.values()))


def batch(
    inputs: Sequence[str], output: str, tables: Tables, options: BatchOptions, look: Callable[[Sight], None]
) -> Batched:
    """Check the documents of files and folders, and write rows, a summary and a report; `look` sees how far it is.

    Raises EngineMissing in a light install, and ClientError for an input, a setting or an output that is none.
    """
    _require_engine()
    from veritab_batch import Batch, Format, Reading, Settings, Shape, run
    from veritab_engine.errors import VeritabError
    from veritab_engine.verify import DEFAULT

    reading = Reading(
        text=options.text,
        id=options.id,
        as_of=options.as_of,
        scoped=tuple(options.scoped.items()),
        day=options.day,
        scope=tuple(options.scope.items()),
    )
    settings = Settings(
        inputs=tuple(inputs),
        tables=tuple(map(str, tables.paths)),
        shipped=tables.shipped,
        shape=Shape(options.shape),
        format=Format(options.format),
        reading=reading,
        min_confidence=DEFAULT if options.min_confidence is None else options.min_confidence,
        document_seconds=options.document_seconds,
        part_documents=options.part_documents,
    )
    workers = options.workers or os.cpu_count() or 1
    try:
        if options.engine == "spark":
            from veritab_batch import spark

            cluster = spark.Cluster(options.master, options.conf)
            outcome = spark.run(settings, output, cluster, look, overwrite=options.overwrite)
        else:
            outcome = run(Batch(settings, Path(output), workers, options.overwrite), look)
    except VeritabError as error:
        raise ClientError(str(error)) from None
    return Batched(outcome.summary, outcome.left_out)


def infer(file: Path) -> str:
    """The inferred descriptor of a table, as YAML with comments on what was guessed.

    Raises EngineMissing in a light install, and ClientError where the file is no table.
    """
    _require_engine()
    from veritab_engine.errors import VeritabError
    from veritab_engine.reference.sketch import sketch

    try:
        return sketch(file)
    except VeritabError as error:
        raise ClientError(str(error)) from None


def _private_address(folder: str) -> str:
    """A socket that only this user can open; a loopback port where the system has none, or not by so long a name."""
    path = f"{folder}/service"
    return f"unix:{path}" if os.name == "posix" and len(os.fsencode(path)) <= LONGEST_SOCKET else "localhost:0"


def _require_engine() -> None:
    try:
        import_module("veritab_engine")
        import_module("veritab_server.server")
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("veritab"):
            raise
        raise EngineMissing(MISSING) from None
