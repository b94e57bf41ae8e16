"""Calls of HTTP as a person makes them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPSConnection
from ssl import SSLContext
from typing import Any
from urllib.parse import urlsplit

from tests.server.running import TABLES, WRONG

PAGE = r"http://localhost(:\d+)?"
"""The pages that may call."""
OWN = ("--workers", "1", "--no-shipped", "--no-watch", "--tables", str(TABLES / "ferries"))
CHECK, STREAM = "/v1/documents:check", "/v1/documents:checkStream"
ABOUT_FERRIES = {"document": {"text": WRONG}}


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    """By their names in lower case."""
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def reason(self) -> tuple[str, str]:
        """Domain and reason of an error, which has to be a google.rpc.Status in JSON."""
        assert set(self.json) == {"code", "message", "details"}
        [info] = [each for each in self.json["details"] if each["@type"] == "type.googleapis.com/google.rpc.ErrorInfo"]
        return info["domain"], info["reason"]


def ask(
    url: str,
    path: str,
    body: Any = None,
    headers: Mapping[str, str] | None = None,
    method: str = "",
    trust: SSLContext | None = None,
) -> Answer:
    """Call once: a body that is no bytes goes as JSON; POST where there is one, GET where there is none."""
    where = urlsplit(url)
    if where.scheme == "https":
        connection: HTTPConnection = HTTPSConnection(where.hostname or "", where.port, timeout=60, context=trust)
    else:
        connection = HTTPConnection(where.hostname or "", where.port, timeout=60)
    sent = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
    kind = {} if sent is None else {"content-type": "application/json"}
    try:
        connection.request(method or ("GET" if sent is None else "POST"), path, sent, {**kind, **(headers or {})})
        answer = connection.getresponse()
        return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
    finally:
        connection.close()
