"""What every command over documents does: reach a service, take the files one by one, print, and count what failed."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

import click

from veritab_client.cli.options import Service, access

if TYPE_CHECKING:
    from veritab_client.cli.texts import Texts
    from veritab_client.client import Client
    from veritab_client.results import Document

CLEAN, CONFLICTS, COULD_NOT = 0, 1, 2
MOST_TOGETHER = 256
"""Texts of one call."""
LONGEST_TOGETHER = 2 * 1024 * 1024
"""Characters of all of them; longer ones are checked one by one."""
PATIENCE = 600.0
"""Seconds that one document may take."""


class OutputError(Exception):
    """Standard output takes no more: the disk is full, or nobody reads on. A reader who left is told nothing."""

    def __init__(self, error: OSError) -> None:
        super().__init__(error.strerror or str(error))
        self.reader_left = error.errno == errno.EPIPE


@contextmanager
def failing() -> Iterator[None]:
    """What the client cannot do ends the command with one sentence."""
    from veritab_client.errors import ClientError

    try:
        yield
    except ClientError as error:
        raise click.ClickException(str(error)) from None


@contextmanager
def reached(service: Service) -> Iterator[Client]:
    """A client of the service that a command asks; what cannot be reached ends the command with one sentence."""
    from veritab_client import embedded
    from veritab_client.client import Client

    with failing():
        if service.server is not None:
            told = access()
            with Client(service.server, timeout=PATIENCE, key=told.key, tls=told.tls) as client:
                yield client
        else:
            tables = embedded.Tables(service.tables, service.shipped)
            with embedded.service(tables) as address, Client(address, timeout=PATIENCE) as client:
                yield client


def each_document(files: Iterable[str], texts: Texts, do: Callable[[Document], int]) -> int:
    """Do something with each document, and give the gravest status; a file that fails does not stop the others."""
    from veritab_client.cli.texts import read_document

    def read_and_do(file: str) -> int:
        document = read_document(file, texts)
        if not document.text:
            say(f"{document.id}: the text is empty, so there is nothing to check.")
        return do(document)

    return max((attempt(file, partial(read_and_do, file)) for file in files), default=CLEAN)


def all_documents(
    files: Sequence[str], texts: Texts, one: Callable[[Document], int], several: Callable[[Sequence[Document]], int]
) -> int:
    """Do something with all documents at once, where there are several and one call takes them; else with each."""
    if not 1 < len(files) <= MOST_TOGETHER:
        return each_document(files, texts, one)
    read: list[Document] = []

    def keep(document: Document) -> int:
        read.append(document)
        return CLEAN

    status = each_document(files, texts, keep)
    if len(read) > 1 and sum(len(document.text) for document in read) <= LONGEST_TOGETHER:
        return max(status, several(read))
    return max([status, *(attempt(document.id, partial(one, document)) for document in read)])


def attempt(file: str, do: Callable[[], int]) -> int:
    """Do something with a file, and give its status; what is wrong with that file alone is told, and ends nothing."""
    from veritab_client.errors import InputError, ServiceError, Unavailable
    from veritab_client.formats import shown

    try:
        return do()
    except Unavailable:
        raise
    except InputError as error:
        say(str(error))
    except ServiceError as error:
        say(f"{shown(file)}: {error}")
    return COULD_NOT


def echo(lines: Iterable[str]) -> None:
    """Print lines; OutputError where they cannot be printed."""
    for line in lines:
        try:
            click.echo(line)
        except OSError as error:
            # click would end with status 1 where the pipe is closed, which here says that something conflicts.
            raise OutputError(error) from None


def echo_json(record: Mapping[str, object]) -> None:
    """Print one JSON object as a person reads it."""
    import json

    echo([json.dumps(record, ensure_ascii=False, indent=2)])


def say(sentence: str) -> None:
    """Tell a person something on standard error."""
    click.echo(f"veritab: {sentence}", err=True)
