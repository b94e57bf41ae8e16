"""The synchronous client."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import TracebackType
from typing import Self, TypeVar, Unpack

import grpc
from google.protobuf.message import Message

from veritab.v1 import reference_service_pb2, verification_service_pb2
from veritab.v1.reference_service_pb2_grpc import ReferenceServiceStub
from veritab.v1.verification_service_pb2_grpc import VerificationServiceStub
from veritab_client import channel, reading, reading_tables, requests
from veritab_client.access import Tls, metadata
from veritab_client.errors import InputError, ServiceError, StreamBroken
from veritab_client.failures import from_call, from_status
from veritab_client.requests import Against, Choice, Wish
from veritab_client.results import Catalogue, Derivation, Document, Extraction, GivenClaim, Report
from veritab_client.tables import Row, Snapshot, Table

T = TypeVar("T")


class Client:
    """Calls the service at one address; a context manager, safe to share between threads.

    Every call takes at most `timeout` seconds, retries included; UNAVAILABLE and RESOURCE_EXHAUSTED are tried again,
    four times in all with growing pauses, unless `retries` is False. `key` is the caller's at this server, and `tls`
    asks for encryption. All methods raise ServiceError, and InputError for what is of a wrong type.
    """

    def __init__(
        self,
        address: str,
        *,
        timeout: float | None = channel.DEADLINE,
        retries: bool = True,
        key: str = "",
        tls: Tls | None = None,
    ) -> None:
        self.address = address
        self._timeout = timeout
        self._metadata = metadata(key, address, tls)
        self._channel = channel.open(address, retries, tls)
        self._verification = VerificationServiceStub(self._channel)
        self._reference = ReferenceServiceStub(self._channel)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Give up the connection; calls that run are cancelled."""
        self._channel.close()

    def extract(self, document: Document | str, *, snapshot: str = "") -> Extraction:
        """The claims of a document."""
        request = requests.extract_request(document, snapshot)
        return reading.read_extraction(self._call(self._verification.ExtractClaims, request))

    def check(self, document: Document | str, **wish: Unpack[Wish]) -> Report:
        """The verdicts of a document."""
        response = self._call(self._verification.CheckDocument, requests.check_request(document, wish))
        return reading.read_report(response.report)

    def check_batch(self, documents: Iterable[Document | str], **wish: Unpack[Wish]) -> list[Report | ServiceError]:
        """The verdicts of several documents in their order; where one could not be checked, its error as data."""
        response = self._call(self._verification.BatchCheckDocuments, requests.batch_request(documents, wish))
        return [outcome(result) for result in response.results]

    def check_stream(
        self, documents: Iterable[Document | str], **wish: Unpack[Wish]
    ) -> Iterator[tuple[int, Report | ServiceError]]:
        """The verdicts of documents as they are ready, each with the number of its document, from 0.

        The stream has no deadline. StreamBroken where it ends without having said that it is complete. A document that
        cannot be sent ends it: InputError, after the verdicts of those before it.
        """
        failed: list[InputError] = []
        sent = _stream_requests(requests.read_documents(documents), wish, failed)
        complete = False
        try:
            for response in self._verification.CheckDocuments(sent, metadata=self._metadata):
                if response.HasField("summary"):
                    complete = True
                else:
                    yield int(response.correlation_id), outcome(response)
        except grpc.RpcError as error:
            raise from_call(error, self.address) from None
        if failed:
            raise failed[0]
        if not complete:
            raise StreamBroken(f"The stream from {self.address} broke; results are missing.")

    def verify(self, document: Document | str, claims: Iterable[GivenClaim], **wish: Unpack[Wish]) -> Report:
        """The verdicts of claims that the caller found in the document, and of no others."""
        response = self._call(self._verification.VerifyClaims, requests.verify_request(document, claims, wish))
        return reading.read_report(response.report)

    def explain(self, document: Document | str, claim_id: str, **against: Unpack[Against]) -> Derivation:
        """How the verdict of one claim came about; the id is the one that extract and check give."""
        request = requests.explain_request(document, claim_id, against)
        return reading.read_derivation(self._call(self._verification.ExplainClaim, request))

    def catalogue(self) -> Catalogue:
        """What the service can find and say."""
        request = verification_service_pb2.GetCatalogueRequest()
        return reading.read_catalogue(self._call(self._verification.GetCatalogue, request))

    def tables(self, *, snapshot: str = "") -> tuple[Table, ...]:
        """All tables, in alphabetical order."""
        tables: list[Table] = []
        token = ""
        while True:
            page = self._call(self._reference.ListTables, requests.tables_request(token, snapshot))
            tables += map(reading_tables.read_table, page.tables)
            token = page.next_page_token
            if not token:
                return tuple(tables)

    def table(self, name: str, *, snapshot: str = "", full: bool = False) -> Table:
        """One table, without its rows; where `full`, with its descriptor and its problems."""
        request = requests.table_request(name, snapshot, full)
        return reading_tables.read_table(self._call(self._reference.GetTable, request))

    def rows(self, table: str, where: Mapping[str, str] | None = None, **choice: Unpack[Choice]) -> Iterator[Row]:
        """The rows of a table whose columns hold what `where` says, page by page; times are dates or strings."""
        token = ""
        while True:
            request = requests.rows_request(table, where or {}, choice, token)
            page = self._call(self._reference.LookupRows, request)
            yield from map(reading_tables.read_row, page.rows)
            token = page.next_page_token
            if not token:
                return

    def snapshots(self) -> tuple[Snapshot, ...]:
        """The loads of the server's tables, the last one first: the snapshots that they gave, and those refused."""
        snapshots: list[Snapshot] = []
        token = ""
        while True:
            page = self._call(self._reference.ListSnapshots, requests.snapshots_request(token))
            snapshots += map(reading_tables.read_snapshot, page.snapshots)
            token = page.next_page_token
            if not token:
                return tuple(snapshots)

    def reload(self) -> Snapshot:
        """Have the server load its tables anew; gives the snapshot that is current then.

        NotAllowed where the server does not do it for callers, InvalidRequest where the tables cannot be loaded.
        """
        response = self._call(self._reference.ReloadTables, reference_service_pb2.ReloadTablesRequest())
        return reading_tables.read_snapshot(response.snapshot)

    def _call(self, method: Callable[..., T], request: Message) -> T:
        try:
            return method(requests.bounded(request), timeout=self._timeout, metadata=self._metadata)
        except grpc.RpcError as error:
            raise from_call(error, self.address) from None


def _stream_requests(
    documents: Iterable[Document | str], wish: Wish, failed: list[InputError]
) -> Iterator[verification_service_pb2.CheckDocumentsRequest]:
    """The documents as messages, each under its number from 0, up to one that cannot be sent."""
    try:
        for number, document in enumerate(documents):
            yield requests.stream_request(number, document, wish)
    except InputError as error:  # grpc reads this in a thread of its own, and would tell the caller nothing
        failed.append(error)


def outcome(
    result: verification_service_pb2.BatchCheckResult | verification_service_pb2.CheckDocumentsResponse,
) -> Report | ServiceError:
    """The report of one document among several, or its error."""
    if result.HasField("error"):
        return from_status(result.error)
    return reading.read_report(result.response.report)
