"""What every command over documents does: reach a service, take the files one by one, print, and count what failed."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from veritab_client.cli.options import Service

if TYPE_CHECKING:
    from veritab_client.cli.texts import Texts
    from veritab_client.client import Client
    from veritab_client.results import Document

CLEAN, CONFLICTS, COULD_NOT = 0, 1, 2
PATIENCE = 600.0
"""Seconds that one document may take."""


class OutputError(Exception):
    """Standard output takes no more: the disk is full, or nobody reads on. A reader who left is told nothing."""

    def __init__(self, error: OSError) -> None:
        super().__init__(error.strerror or str(error))
        self.reader_left = error.errno == errno.EPIPE


@contextmanager
def reached(service: Service) -> Iterator[Client]:
    """A client of the service that a command asks; what cannot be reached ends the command with one sentence."""
    from veritab_client.client import Client
    from veritab_client.errors import ClientError

    try:
        if service.server is not None:
            with Client(service.server, timeout=PATIENCE) as client:
                yield client
        else:
            from veritab_client import embedded

            tables = embedded.Tables(service.tables, service.shipped)
            with embedded.service(tables) as address, Client(address, timeout=PATIENCE) as client:
                yield client
    except ClientError as error:
        raise click.ClickException(str(error)) from None


def each_document(files: Iterable[str], texts: Texts, do: Callable[[Document], int]) -> int:
    """Do something with each document, and give the gravest status; a file that fails does not stop the others."""
    from veritab_client.cli.texts import read_document
    from veritab_client.errors import InputError, ServiceError, Unavailable
    from veritab_client.formats import shown

    status = CLEAN
    for file in files:
        try:
            document = read_document(file, texts)
            if not document.text:
                say(f"{document.id}: the text is empty, so there is nothing to check.")
            status = max(status, do(document))
        except Unavailable:
            raise
        except InputError as error:
            say(str(error))
            status = COULD_NOT
        except ServiceError as error:
            say(f"{shown(file)}: {error}")
            status = COULD_NOT
    return status


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
