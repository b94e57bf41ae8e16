"""From what a program says to the requests of the contract. Offsets are code points throughout."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TypedDict, TypeVar, get_args

from google.protobuf.message import Message

from veritab.v1 import claim_pb2, document_pb2, finding_pb2, inline_table_pb2, reference_service_pb2, value_pb2
from veritab.v1 import verification_service_pb2 as pb
from veritab_client import given
from veritab_client.errors import InputError, InvalidRequest
from veritab_client.inline import InlineTable, TableFormat
from veritab_client.results import Document, GivenClaim, Likelihood, Span
from veritab_client.values import AtLeast, AtMost, Interval, Parts, Period, Point, Text, Value, plain

R = TypeVar("R", bound=Message)

CODE_POINTS = document_pb2.ENCODING_TYPE_CODE_POINTS
LARGEST = 16 * 1024 * 1024
"""Bytes of a request."""
PAGE = 1_000
"""Tables or rows that are asked for at once."""


class Against(TypedDict, total=False):
    """What a document is to be held against."""

    snapshot: str
    """Pins a snapshot of the tables; empty for the current one."""
    tables: Sequence[InlineTable]
    """Tables for this request alone. Where there are some, the server's own are not asked ..."""
    server_tables: bool
    """... unless this is True."""


class Wish(Against, total=False):
    """What a caller may wish of a report besides the document."""

    min_likelihood: Likelihood | None
    """Leaves out findings that are less likely; they still count in the coverage."""
    min_confidence: float | None
    """How sure a verdict must be, 0 to 1: a less sure one is AMBIGUOUS; None for what the service favours."""
    max_findings: int
    """How many findings to return at most; 0 for as many as the service gives."""


class Choice(TypedDict, total=False):
    """Which rows of a table a caller wants, besides what their columns hold."""

    time_from: date | str
    """Leaves out rows that end before this day, month or year: a date, or "2013", "2013-09", "2013-09-07"."""
    time_to: date | str
    """Leaves out rows that begin after."""
    snapshot: str
    """Pins a snapshot of the tables; empty for the current one."""


def write_document(document: Document | str) -> document_pb2.Document:
    """The document as a message; a plain string is a document of which nothing else is known.

    InputError where it is neither, where a field of it has another type, and where its strings are not Unicode.
    """
    given.require(document, (Document, str), "document", "a Document or a string")
    if isinstance(document, str):
        document = Document(document)
    try:
        return document_pb2.Document(
            text=given.text(document.text, "document.text"),
            id=given.text(document.id, "document.id"),
            as_of="" if document.as_of is None else given.day(document.as_of, "document.as_of"),
            scope=given.texts(document.scope, "document.scope"),
            language=given.text(document.language, "document.language"),
        )
    except UnicodeEncodeError as error:
        raise InputError(f"A text for the service cannot hold half a surrogate pair: offset {error.start}.") from None


def read_documents(documents: Iterable[Document | str]) -> Iterable[Document | str]:
    """The documents themselves; InputError where it is one of them, or nothing to iterate over."""
    if isinstance(documents, (Document, str, bytes)) or not isinstance(documents, Iterable):
        raise InputError(f"documents must be documents in a list, not {type(documents).__name__}.")
    return documents


def bounded(request: R) -> R:
    """The request itself; InvalidRequest where it is larger than the service takes, before it is sent in vain."""
    size = request.ByteSize()
    if size > LARGEST:
        raise InvalidRequest(f"The request has {size} bytes; {LARGEST} are the most.")
    return request


def extract_request(document: Document | str, snapshot: str) -> pb.ExtractClaimsRequest:
    """Asks for the claims of a document."""
    return pb.ExtractClaimsRequest(
        document=write_document(document), encoding_type=CODE_POINTS, snapshot=given.text(snapshot, "snapshot")
    )


def check_request(document: Document | str, wish: Wish) -> pb.CheckDocumentRequest:
    """Asks for the verdicts of a document."""
    return pb.CheckDocumentRequest(
        document=write_document(document),
        encoding_type=CODE_POINTS,
        min_likelihood=_likelihood(wish.get("min_likelihood")),
        min_confidence=given.share(wish.get("min_confidence"), "min_confidence"),
        max_findings=given.number(wish.get("max_findings", 0), "max_findings"),
        snapshot=given.text(wish.get("snapshot", ""), "snapshot"),
        tables=_tables(wish),
        server_tables=bool(wish.get("server_tables", False)),
    )


def batch_request(documents: Iterable[Document | str], wish: Wish) -> pb.BatchCheckDocumentsRequest:
    """Asks for the verdicts of several documents; the tables travel once."""
    alone: Wish = {**wish, "tables": ()}
    requests = [check_request(document, alone) for document in read_documents(documents)]
    return pb.BatchCheckDocumentsRequest(requests=requests, tables=_tables(wish))


def stream_request(number: int, document: Document | str, wish: Wish) -> pb.CheckDocumentsRequest:
    """One document of a stream, named by its number."""
    return pb.CheckDocumentsRequest(correlation_id=str(number), request=check_request(document, wish))


def verify_request(document: Document | str, claims: Iterable[GivenClaim], wish: Wish) -> pb.VerifyClaimsRequest:
    """Asks for the verdicts of given claims."""
    return pb.VerifyClaimsRequest(
        document=write_document(document),
        claims=[write_given(claim) for claim in given.several(claims, GivenClaim, "claims", "GivenClaim")],
        encoding_type=CODE_POINTS,
        min_likelihood=_likelihood(wish.get("min_likelihood")),
        min_confidence=given.share(wish.get("min_confidence"), "min_confidence"),
        max_findings=given.number(wish.get("max_findings", 0), "max_findings"),
        snapshot=given.text(wish.get("snapshot", ""), "snapshot"),
        tables=_tables(wish),
        server_tables=bool(wish.get("server_tables", False)),
    )


def explain_request(document: Document | str, claim_id: str, against: Against) -> pb.ExplainClaimRequest:
    """Asks how a verdict came about."""
    return pb.ExplainClaimRequest(
        document=write_document(document),
        claim_id=given.text(claim_id, "claim_id"),
        encoding_type=CODE_POINTS,
        snapshot=given.text(against.get("snapshot", ""), "snapshot"),
        tables=_tables(against),
        server_tables=bool(against.get("server_tables", False)),
    )


def tables_request(token: str, snapshot: str) -> reference_service_pb2.ListTablesRequest:
    """Asks for a page of tables."""
    return reference_service_pb2.ListTablesRequest(
        page_size=PAGE, page_token=token, snapshot=given.text(snapshot, "snapshot")
    )


def table_request(name: str, snapshot: str, full: bool) -> reference_service_pb2.GetTableRequest:
    """Asks for one table."""
    view = reference_service_pb2.TABLE_VIEW_FULL if full else reference_service_pb2.TABLE_VIEW_BASIC
    return reference_service_pb2.GetTableRequest(
        name=f"tables/{given.text(name, 'name')}", snapshot=given.text(snapshot, "snapshot"), view=view
    )


def rows_request(
    table: str, where: Mapping[str, str], choice: Choice, token: str
) -> reference_service_pb2.LookupRowsRequest:
    """Asks for a page of rows."""
    return reference_service_pb2.LookupRowsRequest(
        table=f"tables/{given.text(table, 'table')}",
        where=given.texts(where, "where"),
        time_from=given.time(choice.get("time_from", ""), "time_from"),
        time_to=given.time(choice.get("time_to", ""), "time_to"),
        page_size=PAGE,
        page_token=token,
        snapshot=given.text(choice.get("snapshot", ""), "snapshot"),
    )


def snapshots_request(token: str) -> reference_service_pb2.ListSnapshotsRequest:
    """Asks for a page of the loads of the tables."""
    return reference_service_pb2.ListSnapshotsRequest(page_size=PAGE, page_token=token)


def write_given(claim: GivenClaim) -> claim_pb2.GivenClaim:
    """A claim that the caller found; InputError where a field of it has another type."""
    try:
        return _given(claim)
    except (AttributeError, TypeError, ValueError) as error:
        raise InputError(f"{claim} cannot be sent, because a field has another type: {error}.") from error


def _given(claim: GivenClaim) -> claim_pb2.GivenClaim:
    given.require(claim.value, get_args(Value), "value", "a value of veritab_client.values")
    direction = f"DIRECTION_{claim.direction.upper()}" if claim.direction else "DIRECTION_UNSPECIFIED"
    return claim_pb2.GivenClaim(
        id=claim.id,
        span=_span(claim.span),
        kind=claim.kind,
        value=write_value(claim.value),
        unit=claim.unit or "",
        hedge=claim.hedge or "",
        direction=claim_pb2.Direction.Value(direction),
        noun_span=_span(claim.noun_span) if claim.noun_span else None,
        modality=claim_pb2.Modality.Value(f"MODALITY_{claim.modality.upper()}"),
    )


def write_value(value: Value) -> value_pb2.Value:
    """The value as a message."""
    match value:
        case Point():
            return value_pb2.Value(point=_point(value))
        case Interval(low, high, shown_to, approximate):
            interval = value_pb2.Interval(
                low=plain(low), high=plain(high), shown_to=plain(shown_to), approximate=approximate
            )
            return value_pb2.Value(interval=interval)
        case AtLeast():
            return value_pb2.Value(at_least=_bound(value))
        case AtMost():
            return value_pb2.Value(at_most=_bound(value))
        case Period(iso, first, last, approximate):
            period = value_pb2.Period(iso=iso, first=first.isoformat(), last=last.isoformat(), approximate=approximate)
            return value_pb2.Value(period=period)
        case Text(text, entity):
            return value_pb2.Value(text=value_pb2.Text(text=text, entity=entity or ""))
        case Parts(parts):
            return value_pb2.Value(parts=value_pb2.Parts(parts=[_point(part) for part in parts]))


def _tables(against: Against) -> list[inline_table_pb2.InlineTable]:
    return [_table(table) for table in given.several(against.get("tables", ()), InlineTable, "tables", "InlineTable")]


def _table(table: InlineTable) -> inline_table_pb2.InlineTable:
    given.require(table.content, bytes, "table.content", "bytes")
    if table.format is not None and table.format not in get_args(TableFormat):
        raise InputError(f'table.format must be "csv", "parquet" or "arrow", not {table.format!r}.')
    return inline_table_pb2.InlineTable(
        name=given.text(table.name, "table.name"),
        content=table.content,
        format=inline_table_pb2.TableFormat.Value(f"TABLE_FORMAT_{(table.format or 'unspecified').upper()}"),
        descriptor_text=given.text(table.descriptor, "table.descriptor"),
        closed_world=bool(table.closed_world),
        title=given.text(table.title, "table.title"),
    )


def _likelihood(likelihood: Likelihood | None) -> finding_pb2.Likelihood.ValueType:
    if likelihood is not None and likelihood not in get_args(Likelihood):
        raise InputError(f"min_likelihood must be one of {', '.join(get_args(Likelihood))}, not {likelihood!r}.")
    return finding_pb2.Likelihood.Value(f"LIKELIHOOD_{likelihood or 'UNSPECIFIED'}")


def _span(span: Span) -> document_pb2.Span:
    return document_pb2.Span(start=span.start, end=span.end)


def _point(point: Point) -> value_pb2.Point:
    return value_pb2.Point(
        number=plain(point.number),
        shown_to=plain(point.shown_to),
        coarsest=plain(point.coarsest),
        approximate=point.approximate,
    )


def _bound(value: AtLeast | AtMost) -> value_pb2.Bound:
    return value_pb2.Bound(
        bound=plain(value.bound),
        strict=value.strict,
        shown_to=plain(value.shown_to),
        approximate=value.approximate,
    )
