"""A line of the log for each call that ended: what it was, how it ended, how long it took. No text and no key."""

from __future__ import annotations

import logging
from typing import Any

from veritab_server.observing.call import Call
from veritab_server.observing.logs import told

LOG = logging.getLogger("veritab.calls")


class Journal:
    """Logs the calls that it sees."""

    def begin(self, call: Call) -> None:
        pass

    def received(self, call: Call, request: Any) -> None:
        call.bytes_received += request.ByteSize()

    def sent(self, call: Call, response: Any) -> None:
        call.bytes_sent += response.ByteSize()

    def end(self, call: Call) -> None:
        took, waited = 1000 * (call.ended - call.started), 1000 * (call.started - call.arrived)
        fields = {
            "method": call.method,
            "code": call.code,
            "reason": call.reason,
            "caller": call.caller,
            "milliseconds": round(took, 2),
            "waited_milliseconds": round(waited, 2),
            "bytes_received": call.bytes_received,
            "bytes_sent": call.bytes_sent,
        }
        LOG.info(
            "%s of %s: %s in %.1f ms, %d bytes in, %d bytes out",
            call.method,
            call.caller or "somebody",
            f"{call.code} {call.reason}".rstrip(),
            took,
            call.bytes_received,
            call.bytes_sent,
            extra=told(**{name: value for name, value in fields.items() if value != ""}),
        )

    def close(self) -> None:
        pass
