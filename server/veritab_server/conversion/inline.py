"""Tables that come with a request, in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from veritab.v1 import inline_table_pb2 as pb
from veritab_engine.reference.inline import Format, InlineTable
from veritab_server.conversion.bounds import read_name, require
from veritab_server.errors import FieldError
from veritab_server.settings import Limits

LONGEST_NAME = 256


def read_inline_tables(
    messages: Iterable[pb.InlineTable], limits: Limits, shared: Sequence[InlineTable] = ()
) -> tuple[InlineTable, ...]:
    """The tables of a request behind those that it shares with others; FieldError where they are out of bounds.

    The bounds on all together count the shared ones too.
    """
    own = tuple(_read(message, f"tables[{number}]", limits) for number, message in enumerate(messages))
    tables = (*shared, *own)
    size = sum(len(table.content) for table in tables)
    names = [table.stem for table in tables]
    twice = next((name for name in names if names.count(name) > 1), None)
    require(len(tables) <= limits.tables, "tables", f"has {len(tables)} entries; {limits.tables} are the most")
    require(size <= limits.tables_bytes, "tables", f"has {size} bytes together; {limits.tables_bytes} are the most")
    require(twice is None, "tables", f'two are called "{twice}"; rename one')
    return tables


def _read(message: pb.InlineTable, field: str, limits: Limits) -> InlineTable:
    name = read_name(message.name, f"{field}.name", LONGEST_NAME, required=True)
    require(not {"/", "\\"} & set(name) and name.isprintable(), f"{field}.name", "must be the name of no path")
    title = read_name(message.title, f"{field}.title")
    _require_size(len(message.content), f"{field}.content", limits.table_bytes)
    _require_size(len(message.descriptor_text.encode()), f"{field}.descriptor_text", limits.descriptor_bytes)
    require(bool(message.content), f"{field}.content", "is required")
    closed = message.closed_world if message.HasField("closed_world") else True
    form = _format(message.format, field)
    return InlineTable(name, message.content, form, message.descriptor_text, closed, title)


def _format(value: pb.TableFormat.ValueType, field: str) -> Format | None:
    if not value:
        return None
    try:
        return Format[pb.TableFormat.Name(value).removeprefix("TABLE_FORMAT_")]
    except ValueError:
        raise FieldError(f"{field}.format", f"{value} is not one of TableFormat") from None


def _require_size(size: int, field: str, most: int) -> None:
    require(size <= most, field, f"has {size} bytes; {most} are the most")
