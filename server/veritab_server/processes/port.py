"""A port for several processes: held by the one that starts them, refused where somebody else has it.

Linux shares a port among all sockets of one user that ask for it, so two servers could share one by accident. It is
therefore first taken alone, as any program would.
"""

from __future__ import annotations

import errno
import socket
from collections.abc import Sequence

from veritab_engine.errors import SettingError

UNIX = "unix:"
ABSENT = frozenset({errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT})
"""What is said of an address that the machine does not have: "localhost" may be ::1 too where there is no IPv6."""
SHARED = hasattr(socket, "SO_REUSEPORT")
"""Whether processes of this system can share a port."""


class Port:
    """A port that others of this user may listen on as long as it is held. It does not listen itself."""

    def __init__(self, address: str) -> None:
        """Take it; a port of 0 is any free one. SettingError where it is somebody else's or makes no sense."""
        host, _, told = address.rpartition(":")
        self._held: list[socket.socket] = []
        number, absent = int(told), None
        try:
            for family, name in _names(host):
                try:
                    number = self._hold(family, name, number)
                except OSError as error:
                    if error.errno not in ABSENT:
                        raise
                    absent = error
            if not self._held and absent is not None:
                raise absent
        except OSError as error:
            self.close()
            raise SettingError(f"Cannot listen on {address}: {(error.strerror or str(error)).lower()}.") from None
        self.address = f"{host}:{number}"
        """With the port that was taken where 0 was asked for."""

    def _hold(self, family: socket.AddressFamily, name: str, number: int) -> int:
        """Take one address alone, as any program would, and then so that others may listen; gives its port."""
        with socket.socket(family) as alone:
            # else connections that a server before had open would hold the port for a minute
            alone.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            _bind(alone, name, number)
            number = alone.getsockname()[1]
        held = socket.socket(family)
        try:
            held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
            _bind(held, name, number)
        except OSError:
            held.close()
            raise
        self._held.append(held)
        return number

    def close(self) -> None:
        """Let others have it."""
        for each in self._held:
            each.close()


def is_shared(address: str) -> bool:
    """True where several processes can answer at an address."""
    return SHARED and not address.startswith(UNIX)


def _names(host: str) -> Sequence[tuple[socket.AddressFamily, str]]:
    """The addresses of a host's name, each once."""
    found = socket.getaddrinfo(host.strip("[]"), None, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    return tuple(dict.fromkeys((family, str(name[0])) for family, _, _, _, name in found))


def _bind(taken: socket.socket, host: str, port: int) -> None:
    if taken.family == socket.AF_INET6:
        taken.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    taken.bind((host, port))
