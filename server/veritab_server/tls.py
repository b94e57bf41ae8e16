"""Encryption: certificates that are read again when their files change, so that they rotate while the server runs."""

from __future__ import annotations

import logging
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
            LOG.error("the certificates stay: %s", error)
            return None
        LOG.info("certificates read anew")
        return found

    return grpc.dynamic_ssl_server_credentials(first, changed, require_client_authentication=bool(tls.client_ca))


def _read(tls: Tls) -> grpc.ServerCertificateConfiguration:
    try:
        parts = [file.read_bytes() for file in tls.files]
    except OSError as error:
        raise SettingError(f"{error.filename}: cannot be read ({(error.strerror or str(error)).lower()}).") from None
    for file, content in zip(tls.files, parts, strict=True):
        if b"-----BEGIN" not in content or b"-----END" not in content:
            raise SettingError(f"{file}: no PEM file.")
    certificate, key, *authorities = parts
    return grpc.ssl_server_certificate_configuration([(key, certificate)], *authorities)
