"""How clients reach the service: addresses, channel options, retries on by default."""

from __future__ import annotations

import json
import re

import grpc

from veritab_client.access import Tls
from veritab_client.errors import AddressError

DEADLINE = 60.0
"""Seconds that a call may take unless the caller says otherwise."""
LARGEST_RESPONSE = 256 * 1024 * 1024

_HOST_PORT = re.compile(r"(?:[\w.-]+|\[[0-9A-Fa-f:.]+\]):\d{1,5}", re.ASCII)

_RETRY = {
    "maxAttempts": 4,
    "initialBackoff": "0.2s",
    "maxBackoff": "2s",
    "backoffMultiplier": 2,
    "retryableStatusCodes": ["UNAVAILABLE", "RESOURCE_EXHAUSTED"],
}
_SERVICE_CONFIG = json.dumps({"methodConfig": [{"name": [{}], "retryPolicy": _RETRY}]})


def target(address: str) -> str:
    """The address as grpc takes it; AddressError where it is none."""
    if address.startswith("unix:") or (_HOST_PORT.fullmatch(address) and int(address.rpartition(":")[2]) < 1 << 16):
        return address
    raise AddressError(f'"{address}" is not an address; write HOST:PORT, as in localhost:50051.')


def open(address: str, retries: bool, tls: Tls | None) -> grpc.Channel:
    """A channel to the address; AddressError where it is none, InputError for a certificate that cannot be read."""
    if tls is None:
        return grpc.insecure_channel(target(address), options=options(retries))
    return grpc.secure_channel(target(address), tls.credentials(), options=[*options(retries), *tls.options()])


def open_aio(address: str, retries: bool, tls: Tls | None) -> grpc.aio.Channel:
    """The same for asyncio."""
    if tls is None:
        return grpc.aio.insecure_channel(target(address), options=options(retries))
    return grpc.aio.secure_channel(target(address), tls.credentials(), options=[*options(retries), *tls.options()])


def options(retries: bool) -> list[tuple[str, str | int]]:
    """The channel arguments of a client."""
    return [
        ("grpc.max_receive_message_length", LARGEST_RESPONSE),
        ("grpc.max_send_message_length", -1),
        ("grpc.enable_retries", int(retries)),
        *([("grpc.service_config", _SERVICE_CONFIG)] if retries else []),
    ]
