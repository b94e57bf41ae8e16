"""What lies below the calls: the address, the port, and the encryption."""

from __future__ import annotations

import socket
import ssl
import time
from contextlib import suppress
from datetime import UTC, datetime

from veritab_client.access import Tls, is_local
from veritab_client.doctor.sight import Sight, failed, ok, warning
from veritab_client.errors import InputError

UNIX = "unix:"
PATIENCE = 5.0
"""Seconds that a connection and a handshake may take."""
GLANCE = 1.0
"""Seconds in which a server that is not content with a handshake hangs up."""
SOON = 14
"""Days before its end from which a certificate should have been renewed."""


def look_at_address(address: str) -> Sight:
    """Whether its name is known."""
    host, port = _parts(address)
    if address.startswith(UNIX):
        return ok("address", f"{host} is a socket of this machine")
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        mend = "Look at the spelling, and whether this machine may ask the name service that knows it."
        return failed("address", f"{host} is no known name ({error.strerror})", mend)
    numbers = sorted({str(where[0]) for *_, where in found})
    return ok("address", f"{host} is {', '.join(numbers)}" if numbers != [host] else f"{host} is a number")


def look_at_port(address: str) -> Sight:
    """Whether somebody listens."""
    started = time.perf_counter()
    try:
        _connect(address).close()
    except OSError as error:
        said = (error.strerror or str(error)).lower()
        mend = "Look whether the server runs, what its setting `listen` says, and whether a firewall lies between."
        return failed("port", f"nobody answers ({said})", mend)
    took = 1000 * (time.perf_counter() - started)
    return ok("port", f"a connection in {took:.1f} ms", milliseconds=took)


def look_at_encryption(address: str, tls: Tls | None) -> Sight:
    """Whether both sides agree on it, and whether the server's certificate is in order."""
    if tls is None:
        return _plain(address)
    host, _ = _parts(address)
    context = _context(tls)
    try:
        with context.wrap_socket(_connect(address), server_hostname=tls.name or host) as connection:
            shown = connection.getpeercert() or {}
            hung_up = _has_hung_up(connection)
    except ssl.SSLCertVerificationError as error:
        mend = "Renew the server's certificate, or name the authorities that signed it by --ca."
        return failed("encryption", f"the certificate does not hold: {error.verify_message.rstrip('.')}", mend)
    except OSError as error:
        mend = "If the server does not encrypt, leave out --tls and --ca."
        return failed("encryption", f"no handshake ({_reason(error)})", mend)
    if hung_up:
        mend = "Where it asks callers for a certificate (tls.client_ca), show one that it trusts."
        return failed("encryption", "the server hung up after the handshake", mend)
    return _valid(datetime.fromtimestamp(ssl.cert_time_to_seconds(str(shown["notAfter"])), UTC))


def _valid(until: datetime) -> Sight:
    days = (until - datetime.now(UTC)).days
    seen = f"the certificate holds until {until:%Y-%m-%d} ({days} days)"
    if days < SOON:
        return warning("encryption", seen, "Renew it; the server takes up new files by itself.", days=days)
    return ok("encryption", seen, days=days)


def _plain(address: str) -> Sight:
    """Without encryption: whether the server does without it, too, and whether others could read along."""
    if address.startswith(UNIX):
        return ok("encryption", "none, and none is needed on this machine")
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    with suppress(OSError), context.wrap_socket(_connect(address)):
        return failed("encryption", "the server encrypts", "Give --tls, or --ca with the authorities to trust.")
    if is_local(address):
        return ok("encryption", "none, and none is needed on this machine")
    mend = "Give the server tls.certificate and tls.key, unless the network or a gateway encrypts."
    return warning("encryption", "none: what travels could be read on the way", mend)


def _context(tls: Tls) -> ssl.SSLContext:
    try:
        context = ssl.create_default_context(cafile=tls.ca)
        if tls.certificate:
            context.load_cert_chain(tls.certificate, tls.key)
    except OSError as error:
        file = tls.certificate if tls.certificate and tls.ca is None else tls.ca
        raise InputError(f"{error.filename or file}: no certificates in PEM ({_reason(error)}).") from None
    context.set_alpn_protocols(["h2"])
    return context


def _has_hung_up(connection: ssl.SSLSocket) -> bool:
    """True where only this side took the handshake for a success: a caller's certificate is looked at after it."""
    connection.settimeout(GLANCE)
    try:
        return not connection.recv(1)
    except TimeoutError:
        return False
    except OSError:
        return True


def _connect(address: str) -> socket.socket:
    host, port = _parts(address)
    if not address.startswith(UNIX):
        return socket.create_connection((host, port), PATIENCE)
    connection = socket.socket(socket.AF_UNIX)
    connection.settimeout(PATIENCE)
    connection.connect(host)
    return connection


def _parts(address: str) -> tuple[str, int]:
    """Host and port; of a socket, its path and 0."""
    if address.startswith(UNIX):
        return address.removeprefix(UNIX), 0
    host, _, port = address.rpartition(":")
    return host.strip("[]"), int(port)


def _reason(error: OSError) -> str:
    said = error.reason if isinstance(error, ssl.SSLError) else error.strerror
    return (said or str(error)).lower().replace("_", " ")
