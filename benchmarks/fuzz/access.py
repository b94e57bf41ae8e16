"""Metadata: what a caller says of himself, to a server that encrypts and lets in nobody without a key."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import grpc
import trustme

from benchmarks.fuzz.case import Case
from benchmarks.fuzz.messages import DOCUMENTED, PATIENCE, PLAIN, TELLS, requests, serving
from benchmarks.fuzz.mutation import mutated, mutated_bytes
from veritab_server.access.keys import Role, create

NAMES = ("authorization", "x-request-id", "traceparent", "x-veritab-role", "grpc-tags-bin", "user")
KEY = "KEY"
"""Stands in a case for the key that the server knows, which is another in every run."""
TOLD = ("Bearer KEY", "bearer KEY", "Basic KEY", "KEY", "Bearer vt_nobody_x", "00-" + "a" * 32 + "-" + "b" * 16 + "-01")
LET_IN = DOCUMENTED | {grpc.StatusCode.UNAUTHENTICATED}


@contextmanager
def guarded() -> Iterator[tuple[grpc.Channel, str]]:
    """A server with a certificate and a file of keys; gives a connection to it, and the key that it knows."""
    with TemporaryDirectory() as folder:
        authority, keys = trustme.CA(), Path(folder) / "keys.json"
        issued = authority.issue_cert("localhost")
        issued.private_key_and_cert_chain_pem.write_to_path(f"{folder}/server.pem")
        secret = create(keys, "somebody", Role.CHECK)[1]
        told = (f"tls.certificate={folder}/server.pem", f"tls.key={folder}/server.pem", f"keys={keys}")
        trusted = grpc.ssl_channel_credentials(authority.cert_pem.bytes())
        with serving(*told) as address, grpc.secure_channel(address, trusted) as channel:
            yield channel, secret


class Access:
    """A server that knows one key."""

    def __init__(self, channel: grpc.Channel, secret: str) -> None:
        self._check: grpc.UnaryUnaryMultiCallable[bytes, bytes] = channel.unary_unary(f"/veritab.v1.{PLAIN}")
        self._secret = secret

    def make(self, chance: Random) -> Case:
        return {"target": "access", "metadata": [_entry(chance) for _ in range(chance.randint(0, 5))]}

    def throw(self, case: Case) -> None:
        """Hold that nobody is let in who does not show the key, and that whoever shows it is let in afterwards."""
        told = [(name, _filled(value, self._secret)) for name, value in case["metadata"]]
        code, said = self._call(told)
        assert code in LET_IN, f"{code.name}: {said}"
        assert not TELLS.search(said), f"a status tells of the program: {said[:200]}"
        shown = any(name == "authorization" and str(value).endswith(f" {self._secret}") for name, value in told)
        assert shown or code is not grpc.StatusCode.OK, "somebody was let in without the key"
        code, said = self._call([("authorization", f"Bearer {self._secret}")])
        assert code is grpc.StatusCode.OK, f"afterwards {code.name}: {said}"

    def _call(self, metadata: list[tuple[str, str | bytes]]) -> tuple[grpc.StatusCode, str]:
        try:
            self._check(requests()[PLAIN][0], timeout=PATIENCE, metadata=tuple(metadata))
        except grpc.RpcError as error:
            ended: Any = error
            return ended.code(), ended.details() or ""
        return grpc.StatusCode.OK, ""


def _entry(chance: Random) -> list[str | bytes]:
    """One entry; a name that ends in "-bin" has bytes."""
    name, value = chance.choice(NAMES), chance.choice(TOLD)
    if name.endswith("-bin"):
        return [name, mutated_bytes(value.encode(), [b"\x00\xff"], chance)]
    broken = mutated(value, TOLD, chance) if chance.random() < 0.7 else value
    return [name, "".join(sign for sign in broken if " " <= sign <= "~")]  # no client of grpc sends others


def _filled(value: str | bytes, secret: str) -> str | bytes:
    return value.replace(KEY, secret) if isinstance(value, str) else value
