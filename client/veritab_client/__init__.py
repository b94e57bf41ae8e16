"""Clients of the Veritab service, and its command line.

    from veritab_client import Client

    with Client("localhost:50051") as client:
        for finding in client.check("In 2024 two-way trade reached $240.1 billion.").conflicts:
            print(finding.message)

`AsyncClient` is the same with `await`; `read_file` makes a document of a file in Markdown, HTML or Word;
`InlineTable.read` takes a table along with a document;
`veritab_client.embedded` runs the service in this process. Names are loaded
when they are first used, so that the command line starts at once.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from veritab_client.access import Tls as Tls
    from veritab_client.aio import AsyncClient as AsyncClient
    from veritab_client.client import Client as Client
    from veritab_client.errors import ClientError as ClientError
    from veritab_client.formats import read_bytes as read_bytes
    from veritab_client.formats import read_file as read_file
    from veritab_client.inline import InlineTable as InlineTable
    from veritab_client.original import Original as Original
    from veritab_client.results import Document as Document
    from veritab_client.results import GivenClaim as GivenClaim
    from veritab_client.results import Report as Report
    from veritab_client.results import Span as Span
    from veritab_client.retrying import Retries as Retries

_HOME = {
    "AsyncClient": "aio",
    "Client": "client",
    "ClientError": "errors",
    "Document": "results",
    "GivenClaim": "results",
    "InlineTable": "inline",
    "Original": "original",
    "Report": "results",
    "Retries": "retrying",
    "Span": "results",
    "Tls": "access",
    "read_bytes": "formats",
    "read_file": "formats",
}

__all__ = [
    "AsyncClient",
    "Client",
    "ClientError",
    "Document",
    "GivenClaim",
    "InlineTable",
    "Original",
    "Report",
    "Retries",
    "Span",
    "Tls",
    "read_bytes",
    "read_file",
]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
