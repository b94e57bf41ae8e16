"""Documents as an input has them: records of columns, lines of NDJSON, files.

They are read where they are checked, so that what is wrong with one is its own error.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from veritab_batch.errors import Unreadable
from veritab_engine import Document

LARGEST = 10 * 1024 * 1024
"""Bytes of one document's text, as for a single check."""

Record = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns of the input hold what, and what holds for all documents.

    Without an `id`, a document is named by its place. A column `as_of` has ISO 8601 dates or none; `day` is for
    documents that have none. `scoped` names the input's column for each column of the tables that it binds, and `scope`
    binds columns for all documents. A column "scope" with an object in it binds what it names.
    """

    text: str = "text"
    id: str | None = None
    as_of: str | None = None
    scoped: Mapping[str, str] = field(default_factory=dict)
    day: date | None = None
    scope: Mapping[str, str] = field(default_factory=dict)

    def names(self) -> tuple[str, ...]:
        """The input's columns that are read."""
        return tuple(dict.fromkeys(filter(None, (self.text, self.id, self.as_of, *self.scoped.values()))))


SCOPE = "scope"
"""The column whose objects bind columns of the tables, document by document."""


@dataclass(frozen=True, slots=True)
class Faulty:
    """A row that is none: what is wrong with it, and what of it could be read."""

    says: str
    record: Record


@dataclass(frozen=True, slots=True)
class Content:
    """What is in a file that is one document, where the file itself is out of reach."""

    data: bytes


@dataclass(frozen=True, slots=True)
class Given:
    """One document, not yet read; `place` says where it stands ("articles.csv:17"), and names it where nothing does."""

    place: str
    content: Record | bytes | Faulty | Path | Content

    def read(self, columns: Columns) -> Document:
        """The document; Unreadable, or another error of the engine, where it is none."""
        if isinstance(self.content, Path | Content):
            return _file(self.content, self.place, columns)
        return _document(self.record(), self.id(columns), columns)

    def id(self, columns: Columns) -> str:
        """What the document is called, even where it cannot be read."""
        try:
            told = self.record().get(columns.id) if columns.id else None
        except Unreadable:
            told = None
        return self.place if told in (None, "") else _whole(str(told))

    def record(self) -> Record:
        """The columns of a document that is no file; Unreadable where a line is no JSON object."""
        if isinstance(self.content, Path | Content):
            return {}
        if isinstance(self.content, Faulty):
            raise Unreadable(self.content.says)
        if not isinstance(self.content, bytes):
            return self.content
        try:
            record = json.loads(self.content)
        except (ValueError, RecursionError) as error:
            raise Unreadable(f"The line is no JSON ({error}).") from None
        if not isinstance(record, dict):
            raise Unreadable("The line is no JSON object.")
        return record


def _document(record: Record, id: str, columns: Columns) -> Document:
    text = record.get(columns.text)
    if not isinstance(text, str):
        found = "nothing" if text is None else f"no text but {_kind(text)}"
        raise Unreadable(f'The column "{columns.text}" has {found}.')
    if len(text) > LARGEST or len(text.encode("utf-8", "surrogatepass")) > LARGEST:
        raise Unreadable(f"The text is larger than {LARGEST // 1024**2} MiB, the most that a document may have.")
    if _whole(text) != text:
        raise Unreadable("The text is not UTF-8.")
    day = _day(record.get(columns.as_of), columns.as_of) if columns.as_of else None
    return Document(text, as_of=day or columns.day, scope=_scope(record, columns), id=id)


def _whole(text: str) -> str:
    """The text with question marks for bytes that are no UTF-8, and for halves of characters."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def _scope(record: Record, columns: Columns) -> Mapping[str, str]:
    """What holds for all, then what the document's own object says, then what its columns do."""
    told = record.get(SCOPE)
    own = (
        {name: _whole(str(value)) for name, value in told.items() if value is not None}
        if isinstance(told, dict)
        else {}
    )
    cells = ((column, record.get(source)) for column, source in columns.scoped.items())
    return {**columns.scope, **own, **{column: _whole(str(cell)) for column, cell in cells if cell not in (None, "")}}


def _day(cell: object, column: str) -> date | None:
    match cell:
        case None | "":
            return None
        case datetime():
            return cell.date()
        case date():
            return cell
        case str():
            try:
                return datetime.fromisoformat(cell).date()
            except ValueError:
                pass
    raise Unreadable(f'The column "{column}" has "{_whole(str(cell))[:40]}", which is not a date like 2025-05-08.')


def _kind(value: object) -> str:
    match value:
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case _:
            return f"a {type(value).__name__}"


def _file(content: Path | Content, place: str, columns: Columns) -> Document:
    from veritab_client.errors import ClientError
    from veritab_client.formats import read_bytes, read_file

    try:
        read = read_file(content) if isinstance(content, Path) else read_bytes(content.data, name=place)
    except ClientError as error:
        raise Unreadable(str(error)) from None
    return Document(read.text, as_of=columns.day, scope=columns.scope, id=place)
