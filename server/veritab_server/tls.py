"""Encryption: certificates that are read again when their files change, so that they rotate while the server runs."""

from __future__ import annotations

import logging
import ssl
from typing import Any

import grpc

from veritab_engine.errors import SettingError
from veritab_server.access.changes import Changes
from veritab_server.settings import Tls

LOG = logging.getLogger("veritab.server")


def credentials(tls: Tls) -> grpc.ServerCredentials | None:
    """What the server shows and asks for; None where it is told to do without. SettingError for files that are none."""
    if not tls.certificate:
        return None
    changes = Changes()
    first = _read(tls)
    for file in tls.files:
        changes.changed(file)

    def changed() -> Any:
        """What to show from now on; None for the same. A file that is half written is left until it is whole."""
        if not sum(map(changes.changed, tls.files)):
            return None
        try:
            found = _read(tls)
        except SettingError as error:
            for file in tls.files:
                changes.forget(file)
            LOG.error("the certificates stay: %s", error)
            return None
        LOG.info("certificates read anew")
        return found

    return grpc.dynamic_ssl_server_credentials(first, changed, require_client_authentication=bool(tls.client_ca))


def _read(tls: Tls) -> grpc.ServerCertificateConfiguration:
    """The files as grpc takes them, once OpenSSL has found that they belong together; SettingError else."""
    tried = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    shown, secret, *trusted = tls.files
    file = shown
    try:
        tried.load_cert_chain(shown, secret, password="")  # else an encrypted key would be asked for at a terminal
        for file in trusted:
            tried.load_verify_locations(file)
        certificate, key, *authorities = (each.read_bytes() for each in tls.files)
    except ssl.SSLError as error:
        raise SettingError(f"{file}: no certificate in PEM that its key belongs to ({error.reason}).") from None
    except OSError as error:
        told = (error.strerror or str(error)).lower()
        raise SettingError(f"{error.filename or file}: cannot be read ({told}).") from None
    return grpc.ssl_server_certificate_configuration([(key, certificate)], *authorities)
