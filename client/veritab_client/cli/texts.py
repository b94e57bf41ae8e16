"""Texts as files have them: UTF-8, of a bounded size. What cannot be read is an error of one sentence."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path

from veritab_client.errors import InputError
from veritab_client.results import Document

LARGEST = 10 * 1024 * 1024
"""Bytes of one document."""
STDIN = "-"


def read_document(file: str, as_of: date | None, scope: dict[str, str]) -> Document:
    """The document in a file, or on standard input; its id is the name of the file as it was given."""
    name = shown(file)
    return Document(decode(_read(file, name), name), as_of=as_of, scope=scope, id=name)


def shown(file: str) -> str:
    """The name of a file as it can be printed: bytes that are no UTF-8 become question marks."""
    return os.fsencode(file).decode("utf-8", "replace")


def decode(data: bytes, name: str) -> str:
    """The text that the bytes are; InputError where they are none."""
    if len(data) > LARGEST:
        raise InputError(
            f"{name}: the file is larger than {LARGEST // 1024**2} MiB, the most that a document may have."
        )
    binary = data.find(b"\0")
    if binary >= 0:
        raise InputError(f"{name}: this is a binary file, not a text: byte {binary} is zero.")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        byte = data[error.start]
        raise InputError(f"{name}: this is not UTF-8: byte {error.start} is 0x{byte:02x}; save it as UTF-8.") from None


def _read(file: str, name: str) -> bytes:
    """At most one byte more than a document may have."""
    if file == STDIN:
        return sys.stdin.buffer.read(LARGEST + 1)
    try:
        with Path(file).open("rb") as opened:
            return opened.read(LARGEST + 1)
    except IsADirectoryError:
        raise InputError(f"{name}: this is a folder; name the files in it, as in {name.rstrip('/')}/*.txt.") from None
    except FileNotFoundError:
        raise InputError(f"{name}: there is no such file.") from None
    except OSError as error:
        raise InputError(f"{name}: it cannot be read ({(error.strerror or str(error)).lower()}).") from None
