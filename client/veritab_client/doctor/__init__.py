"""Looks at a running server as a caller would, and says of each thing what was seen and how to mend it.

It knows what a caller may know: nothing is asked of the server but what its contract has, and nothing is changed there.
"""

from __future__ import annotations

from collections.abc import Iterator

from veritab_client import channel
from veritab_client.access import Tls, metadata
from veritab_client.doctor.network import look_at_address, look_at_encryption, look_at_port
from veritab_client.doctor.service import Visit
from veritab_client.doctor.sight import Sight, Status

__all__ = ["Sight", "Status", "examine"]


def examine(address: str, tls: Tls | None = None, key: str = "", *, health: bool = False) -> Iterator[Sight]:
    """What is seen at an address, thing by thing, as it is looked at. What fails ends it where the rest builds on it.

    With `health` it looks no further than that: a probe has no key.

    Raises AddressError for an address that is none and for a key that would travel in the clear, and InputError for a
    certificate that cannot be read.
    """
    channel.target(address)
    given = metadata(key, [address], tls)
    for look in (look_at_address, look_at_port):
        yield (seen := look(address))
        if seen.failed:
            return
    yield (seen := look_at_encryption(address, tls))
    if seen.failed:
        return
    with channel.open(address, tls) as opened:
        visit = Visit(opened, address, given)
        yield from visit.look_at_health() if health else visit.looks()
