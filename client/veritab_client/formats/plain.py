"""Plain text: UTF-8, as it is."""

from __future__ import annotations

from veritab_client.errors import InputError

_ZIP = b"PK\x03\x04"


def decode(data: bytes, name: str) -> str:
    """The text that the bytes are; InputError where they are none."""
    if data.startswith(_ZIP):
        raise InputError(f"{name}: this is a zip archive, not a text; if it is a Word document, read it as docx.")
    binary = data.find(b"\0")
    if binary >= 0:
        raise InputError(f"{name}: this is a binary file, not a text: byte {binary} is zero.")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        byte = data[error.start]
        raise InputError(f"{name}: this is not UTF-8: byte {error.start} is 0x{byte:02x}; save it as UTF-8.") from None
