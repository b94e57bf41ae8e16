"""What everything here needs: the engine and the server, and their errors in the words of the client."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

from veritab_client.errors import ClientError, EngineMissing

MISSING = 'Checking on this machine needs the engine: pip install "veritab[server]", or name a server with --server.'


@contextmanager
def engine() -> Iterator[None]:
    """Have the engine within: EngineMissing in a light install, and its errors are ClientError, which says the same."""
    _require_engine()
    from veritab_engine.errors import VeritabError

    try:
        yield
    except VeritabError as error:
        raise ClientError(str(error)) from None


def _require_engine() -> None:
    try:
        import_module("veritab_engine")
        import_module("veritab_server.server")
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("veritab"):
            raise
        raise EngineMissing(MISSING) from None
