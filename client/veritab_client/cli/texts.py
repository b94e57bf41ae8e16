"""The texts of a command: files, or standard input, in the format that is asked for."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date

from veritab_client.formats import largest, read_bytes, read_file
from veritab_client.results import Document

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Texts:
    """What the options say of all texts of a run."""

    input_format: str
    as_of: date | None
    scope: dict[str, str]


def read_document(file: str, texts: Texts) -> Document:
    """The document in a file, or on standard input; its id is the name of the file as it was given."""
    form, as_of, scope = texts.input_format, texts.as_of, texts.scope
    if file == STDIN:
        data = sys.stdin.buffer.read(largest(STDIN, form) + 1)
        return read_bytes(data, form, name=STDIN, as_of=as_of, scope=scope)
    return read_file(file, form, as_of=as_of, scope=scope)
