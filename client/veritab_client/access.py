"""How a client proves who it is, and how it knows the server: keys and certificates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

import grpc

from veritab_client.errors import AddressError, InputError

Metadata = tuple[tuple[str, str], ...]
REQUEST_ID = "x-request-id"
"""What names a call in the server's log."""


@dataclass(frozen=True, slots=True)
class Tls:
    """An encrypted connection."""

    ca: Path | None = None
    """Authorities in PEM that the server's certificate is trusted by; those of the system where there is none."""
    certificate: Path | None = None
    """The caller's own certificate in PEM, for servers that ask for one."""
    key: Path | None = None
    """Its private key in PEM."""
    name: str = ""
    """The name in the server's certificate, where it is not that of the address."""

    def credentials(self) -> grpc.ChannelCredentials:
        """As grpc takes it; InputError for a file that cannot be read."""
        ca, certificate, key = (_read(file) if file else None for file in (self.ca, self.certificate, self.key))
        return grpc.ssl_channel_credentials(ca, key, certificate)

    def options(self) -> Sequence[tuple[str, str | int]]:
        """The channel arguments that it needs."""
        return [("grpc.ssl_target_name_override", self.name)] if self.name else []


def metadata(key: str, addresses: Iterable[str], tls: Tls | None) -> Metadata:
    """What goes with each call; AddressError where a key would travel to another machine in the clear."""
    remote = [address for address in addresses if not is_local(address)]
    if key and tls is None and remote:
        raise AddressError(f"A key is not sent to {remote[0]} without encryption, where others could read it. Use TLS.")
    return (("authorization", f"Bearer {key}"),) if key else ()


def is_local(address: str) -> bool:
    """True where an address is on this machine."""
    host = address.rpartition(":")[0].strip("[]")
    if address.startswith("unix:") or host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise InputError(f"{file}: cannot be read ({(error.strerror or str(error)).lower()}).") from None
