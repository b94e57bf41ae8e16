"""Documents, spans, and what offsets count."""

from __future__ import annotations

from typing import Literal, Protocol

from veritab.v1 import document_pb2 as pb
from veritab_engine import Document
from veritab_engine.document import Span
from veritab_server.conversion.bounds import read_date, read_entries, read_name, require
from veritab_server.errors import FieldError
from veritab_server.offsets import Encoding, Offsets
from veritab_server.settings import Limits

LANGUAGES = ("", "en")


class OfDocument(Protocol):
    """A request about a document."""

    @property
    def document(self) -> pb.Document:
        """The document; an empty one where there is none."""

    def HasField(self, field_name: Literal["document"]) -> bool:
        """Whether the request has the field."""


def read_document(request: OfDocument, limits: Limits) -> Document:
    """The document that a caller sends; FieldError where there is none, or it is out of bounds.

    A text may be empty. A request without a document is most often one whose fields were lost on the way.
    """
    require(request.HasField("document"), "document", "is required")
    message = request.document
    size = len(message.text.encode())
    require(size <= limits.document_bytes, "document.text", f"has {size} bytes; {limits.document_bytes} are the most")
    require(message.language in LANGUAGES, "document.language", f'"{message.language[:80]}" is not read; "en" is')
    return Document(
        message.text,
        as_of=read_date(message.as_of, "document.as_of"),
        scope=read_entries(message.scope, "document.scope", limits.entries),
        id=read_name(message.id, "document.id"),
    )


def read_offsets(text: str, encoding: pb.EncodingType.ValueType) -> Offsets:
    """The offsets of `text` in the units that a request asks for."""
    name = _encoding(encoding)
    return Offsets.of(text, Encoding[name.removeprefix("ENCODING_TYPE_")])


def write_encoding(offsets: Offsets) -> pb.EncodingType.ValueType:
    """The units of `offsets`."""
    return pb.EncodingType.Value(f"ENCODING_TYPE_{offsets.encoding.name}")


def read_span(message: pb.Span, offsets: Offsets, field: str) -> Span:
    """A span of at least one character."""
    start = _read_offset(message.start, offsets, f"{field}.start")
    end = _read_offset(message.end, offsets, f"{field}.end")
    require(start < end, field, "is empty")
    return Span(start, end)


def write_span(message: pb.Span, span: Span, offsets: Offsets) -> None:
    """Fill `message`."""
    message.start, message.end = offsets.to_units(span.start), offsets.to_units(span.end)


def _encoding(encoding: pb.EncodingType.ValueType) -> str:
    try:
        return pb.EncodingType.Name(encoding or pb.ENCODING_TYPE_CODE_POINTS)
    except ValueError:
        raise FieldError("encoding_type", f"{encoding} is not one of EncodingType") from None


def _read_offset(units: int, offsets: Offsets, field: str) -> int:
    try:
        return offsets.to_code_points(units)
    except ValueError as error:
        raise FieldError(field, str(error)) from None
