"""Files as documents: plain text, Markdown, HTML and Word, each by a module of its own, loaded when it is needed.

What is read is the text as its reader sees it, a paragraph a line. Spans count in that text; for Markdown, the document
keeps its `original`, which says where they stand in the source.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from veritab_client.errors import InputError
from veritab_client.formats.plain import decode
from veritab_client.original import Original
from veritab_client.results import Document

FORMATS = ("auto", "text", "markdown", "html", "docx")
"""The names of formats; "auto" goes by the ending of the file's name, and takes what it does not know for text."""
LARGEST = 10 * 1024 * 1024
"""Bytes of one document's text, or of its source."""
LARGEST_DOCX = 64 * 1024 * 1024
"""Bytes of one Word document, which may hold pictures."""

ENDINGS = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".docx": "docx",
    ".docm": "docx",
}
"""What the endings of names say."""


def read_file(
    path: str | Path, input_format: str = "auto", *, as_of: date | None = None, scope: Mapping[str, str] | None = None
) -> Document:
    """The document in a file; its id is the path. InputError, in one sentence, where there is none to be read."""
    name = shown(path)
    try:
        with Path(path).open("rb") as opened:
            data = opened.read(largest(name, input_format) + 1)
    except IsADirectoryError:
        raise InputError(f"{name}: this is a folder; name the files in it, as in {name.rstrip('/')}/*.txt.") from None
    except FileNotFoundError:
        raise InputError(f"{name}: there is no such file.") from None
    except OSError as error:
        raise InputError(f"{name}: it cannot be read ({(error.strerror or str(error)).lower()}).") from None
    return read_bytes(data, input_format, name=name, as_of=as_of, scope=scope)


def read_bytes(
    data: bytes,
    input_format: str = "auto",
    *,
    name: str = "",
    as_of: date | None = None,
    scope: Mapping[str, str] | None = None,
) -> Document:
    """The document that the bytes of a file are; `name` is its id, and tells the format where that is "auto"."""
    most = largest(name, input_format)
    if len(data) > most:
        raise InputError(f"{name}: the file is larger than {most // 1024**2} MiB, the most that a document may have.")
    text, original = _read(_format(name, input_format), data, name)
    return Document(text, as_of=as_of, scope=scope or {}, id=name, original=original)


def largest(name: str, input_format: str) -> int:
    """The most bytes that a file of this name and format may have."""
    return LARGEST_DOCX if _format(name, input_format) == "docx" else LARGEST


def shown(path: str | Path) -> str:
    """The name of a file as it can be printed: bytes that are no UTF-8 become question marks."""
    return os.fsencode(path).decode("utf-8", "replace")


def _read(form: str, data: bytes, name: str) -> tuple[str, Original | None]:
    """The text as its reader sees it and, where the file has another, its source."""
    match form:
        case "docx":
            from veritab_client.formats.docx import read_docx

            return read_docx(data, name), None
        case "html":
            from veritab_client.formats.html import read_html

            return read_html(data, name), None
        case "markdown":
            from veritab_client.formats.markdown import read_markdown

            return read_markdown(decode(data, name))
        case _:
            return decode(data, name), None


def _format(name: str, input_format: str) -> str:
    if input_format not in FORMATS:
        raise ValueError(f'"{input_format}" is no format; the formats are {", ".join(FORMATS)}')
    return ENDINGS.get(Path(name).suffix.lower(), "text") if input_format == "auto" else input_format
