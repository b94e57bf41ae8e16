"""How clients reach the service: addresses, and the options of a connection."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import grpc

from veritab_client.access import Tls
from veritab_client.errors import AddressError, InputError

DEADLINE = 60.0
"""Seconds that a call may take unless the caller says otherwise."""
LARGEST_RESPONSE = 256 * 1024 * 1024
MOST_CHANNELS = 64
"""Connections to one address."""

_HOST_PORT = re.compile(r"(?:[\w.-]+|\[[0-9A-Fa-f:.]+\]):\d{1,5}", re.ASCII)

_OPTIONS: tuple[tuple[str, str | int], ...] = (
    ("grpc.max_receive_message_length", LARGEST_RESPONSE),
    ("grpc.max_send_message_length", -1),
    # Tries are ours (retrying.py): grpc's own know neither RetryInfo nor another address.
    ("grpc.enable_retries", 0),
    # Channels with the same options share one connection otherwise, and with it one worker of the server.
    ("grpc.use_local_subchannel_pool", 1),
    # A name with several addresses is all of them.
    ("grpc.service_config", '{"loadBalancingConfig": [{"round_robin": {}}]}'),
    # A server that is back is found within seconds; grpc's own pause grows to two minutes.
    ("grpc.initial_reconnect_backoff_ms", 200),
    ("grpc.max_reconnect_backoff_ms", 5_000),
)


def read_addresses(told: str | Iterable[str]) -> tuple[str, ...]:
    """One address or several, each as grpc takes it; AddressError where one is none."""
    addresses = (told,) if isinstance(told, str) else tuple(told)
    if not addresses:
        raise AddressError("There is no address; write HOST:PORT, as in localhost:50051.")
    return tuple(dict.fromkeys(map(target, addresses)))


def target(address: str) -> str:
    """The address as grpc takes it; AddressError where it is none."""
    if address.startswith("unix:") or (_HOST_PORT.fullmatch(address) and int(address.rpartition(":")[2]) < 1 << 16):
        return address
    raise AddressError(f'"{address}" is not an address; write HOST:PORT, as in localhost:50051.')


def spread(addresses: Iterable[str], channels: int) -> Iterator[str]:
    """The address of each connection to be made; neighbours differ where there are several."""
    if not 1 <= channels <= MOST_CHANNELS:
        raise InputError(f"channels must be a number from 1 to {MOST_CHANNELS}, not {channels}.")
    return (address for _ in range(channels) for address in addresses)


def open(address: str, tls: Tls | None) -> grpc.Channel:
    """A channel to the address; InputError for a certificate that cannot be read."""
    if tls is None:
        return grpc.insecure_channel(address, options=_OPTIONS)
    return grpc.secure_channel(address, tls.credentials(), options=[*_OPTIONS, *tls.options()])


def open_aio(address: str, tls: Tls | None) -> grpc.aio.Channel:
    """The same for asyncio."""
    if tls is None:
        return grpc.aio.insecure_channel(address, options=_OPTIONS)
    return grpc.aio.secure_channel(address, tls.credentials(), options=[*_OPTIONS, *tls.options()])
