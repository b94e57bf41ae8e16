"""HTTP/2 as no good client speaks it."""

from __future__ import annotations

import socket
import struct
from collections.abc import Sequence

from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.events import Event
from h2.settings import SettingCodes

CHECK = "/veritab.v1.VerificationService/CheckDocument"
STREAM = "/veritab.v1.VerificationService/CheckDocuments"


class Wire:
    """One connection. It reads nothing unless told to."""

    def __init__(self, address: str, window: int = 65_535) -> None:
        """Open it; `window` bytes of a response may come before more is asked for."""
        self.socket = plain(address)
        self.http = H2Connection(H2Configuration(client_side=True))
        self.http.initiate_connection()
        self.http.update_settings({SettingCodes.INITIAL_WINDOW_SIZE: window})
        self.flush()

    def call(self, method: str, message: bytes | None = None, *, end: bool = False) -> int:
        """Begin a call, and send a message of it; gives the number of its stream."""
        stream = self.http.get_next_available_stream_id()
        head = [(":method", "POST"), (":scheme", "http"), (":path", method), (":authority", "localhost")]
        self.http.send_headers(stream, [*head, ("te", "trailers"), ("content-type", "application/grpc")])
        if message is not None:
            self.http.send_data(stream, struct.pack(">BI", 0, len(message)) + message, end_stream=end)
        return stream

    def flush(self) -> None:
        """Send what is to be sent."""
        self.socket.sendall(self.http.data_to_send())

    def read(self) -> Sequence[Event]:
        """What comes next; nothing where the server has closed."""
        data = self.socket.recv(65_536)
        return self.http.receive_data(data) if data else ()

    def reset(self) -> None:
        """Break the connection off, without a word."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.socket.close()


def plain(address: str) -> socket.socket:
    """A connection on which nothing has been said."""
    host, _, port = address.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=30)


def is_closed(connection: socket.socket) -> bool:
    """Wait for the server to say something or close; True where it has closed, after whatever it said."""
    try:
        while connection.recv(65_536):
            pass
    except ConnectionError:
        return True
    except TimeoutError:
        return False
    return True
