"""Connection strings: which database, and which table or query of it; nothing shown has a password in it.

`postgresql://user@host:5432/base?table=sales`, `sqlite:///folder/base.db` (four slashes for a path from the root),
`duckdb:///base.duckdb?name=sales&query=select * from …`, and `env:NAME` for one that a variable of the environment has.
`query` comes last and is everything up to the end, written plainly or, where it has no blank, with escapes of URLs.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, unquote, unquote_plus, urlencode, urlsplit

from veritab_engine.errors import TableError

FILES = ("sqlite", "duckdb")
SERVERS = ("postgresql", "postgres")
ENVIRONMENT = "env:"

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]+)://")
_QUERY = re.compile(r"[?&]query=(.*)$", re.DOTALL)
_SECRET = re.compile(r"(?<=://)([^/?#:@\s]*):\S*@|(?<=password=)[^&\s]*")
"""A password may hold every mark, and a user none of these: what stands before the last @ counts as one."""
_OURS = ("table", "name")


@dataclass(frozen=True, slots=True)
class Connection:
    """A database, and what to read of it: a table, the rows of a query, or every table."""

    kind: str
    """postgresql, sqlite or duckdb."""
    uri: str = field(repr=False)
    """The address of a server, for its driver; it may hold a password. Empty for a file."""
    file: Path | None = None
    table: str = ""
    query: str = ""
    name: str = ""
    """What the table is called; of a query, else, what the database is called."""

    @property
    def place(self) -> str:
        """The database as errors call it, without a password."""
        return self.file.name if self.file else shown(self.uri)

    @property
    def base(self) -> str:
        """The name of the database."""
        return self.file.stem if self.file else urlsplit(self.uri).path.strip("/") or self.kind


def is_connection(text: str) -> bool:
    """True where `text` is to be read as a connection string, if only to refuse its scheme."""
    return text.startswith(ENVIRONMENT) or _SCHEME.match(text) is not None


def parse_connection(text: str, folder: Path = Path()) -> Connection:
    """The connection that `text` names, files from `folder` on; TableError where it names none."""
    rest, asked = split_asked(text)
    place = shown(text)
    if rest.startswith(ENVIRONMENT):
        rest, more = split_asked(_of_environment(rest.removeprefix(ENVIRONMENT)))
        asked = more | asked
    found = _SCHEME.match(rest)
    scheme = found.group(1).lower() if found else ""
    if scheme in SERVERS:
        return Connection("postgresql", "postgresql" + rest[len(scheme) :], None, **asked)
    if scheme in FILES:
        return Connection(scheme, "", folder / _path(rest, scheme), **asked)
    known = ", ".join(f"{each}://" for each in (SERVERS[0], *FILES))
    if scheme in {"http", "https", "ftp", "s3"}:
        raise TableError(f"{place}: a URL. Tables are read from disk and from databases: save a copy, and name that.")
    raise TableError(f"{place}: no database that is known. A connection string begins with {known}.")


def split_asked(text: str) -> tuple[str, dict[str, str]]:
    """A location without its `table`, `query` and `name`, and these."""
    asked = {}
    if (found := _QUERY.search(text)) is not None:
        query = found.group(1)
        asked["query"] = query if re.search(r"\s", query) else unquote_plus(query)
        text = text[: found.start()]
    location, _, tail = text.partition("?")
    parameters = parse_qsl(tail, keep_blank_values=True)
    asked |= {key: value for key, value in parameters if key in _OURS}
    kept = urlencode([(key, value) for key, value in parameters if key not in _OURS])
    if asked.get("table") and asked.get("query"):
        raise TableError(f"{shown(location)}: both a table and a query are named. Leave one out.")
    return location + (f"?{kept}" if kept else ""), asked


def shown(uri: str) -> str:
    """A connection string as it may be shown: no password, no parameters."""
    return _SECRET.sub(lambda found: f"{found[1]}@" if found[1] else "", uri).partition("?")[0]


def has_password(uri: str) -> bool:
    """True where a connection string holds a password."""
    return _SECRET.search(uri) is not None


def without_secrets(message: str, uri: str) -> str:
    """A driver's message without the password that it may repeat."""
    secrets = {each for found in _SECRET.finditer(uri) for each in _parts(found.group())} - {""}
    for secret in sorted(secrets, key=len, reverse=True):
        message = message.replace(secret, "…")
    return message


def _parts(secret: str) -> set[str]:
    written = secret.removesuffix("@").partition(":")[2] if secret.endswith("@") else secret
    return {written, unquote(written)}


def _of_environment(name: str) -> str:
    value = os.environ.get(name, "").strip()
    if not value:
        raise TableError(f"{ENVIRONMENT}{name}: the environment has no variable {name}. Set it to a connection string.")
    return value


def _path(uri: str, scheme: str) -> Path:
    prefix = f"{scheme}:///"
    if not uri.startswith(prefix) or not uri.removeprefix(prefix):
        raise TableError(f"{uri}: a file needs three slashes: {prefix}base.db, or four for {prefix}/path/from/root.db.")
    return Path(unquote(uri.removeprefix(prefix).partition("?")[0]))
