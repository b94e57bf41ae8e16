"""The client for asyncio: the methods of Client, awaited."""

from __future__ import annotations

from collections.abc import AsyncIterable, AsyncIterator, Callable, Iterable, Mapping
from itertools import count
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar, Unpack

import grpc
from google.protobuf.message import Message

from veritab.v1 import reference_service_pb2, verification_service_pb2
from veritab.v1.reference_service_pb2_grpc import ReferenceServiceStub
from veritab.v1.verification_service_pb2_grpc import VerificationServiceStub
from veritab_client import channel, reading, reading_tables, requests
from veritab_client.access import Tls, metadata
from veritab_client.client import outcome
from veritab_client.errors import InputError, ServiceError, StreamBroken
from veritab_client.failures import from_call
from veritab_client.requests import Against, Choice, Wish
from veritab_client.results import Catalogue, Derivation, Document, Extraction, GivenClaim, Report
from veritab_client.tables import Row, Snapshot, Table

if TYPE_CHECKING:  # stubs for asyncio are known to type checkers only
    from veritab.v1.reference_service_pb2_grpc import ReferenceServiceAsyncStub
    from veritab.v1.verification_service_pb2_grpc import VerificationServiceAsyncStub

T = TypeVar("T")


class AsyncClient:
    """Calls the service at one address; an asynchronous context manager, made and used in one event loop.

    Deadlines and retries are those of Client, and so is what the methods return and raise.
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
        self._channel = channel.open_aio(address, retries, tls)
        self._verification: VerificationServiceAsyncStub = VerificationServiceStub(self._channel)
        self._reference: ReferenceServiceAsyncStub = ReferenceServiceStub(self._channel)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Give up the connection; calls that run are cancelled."""
        await self._channel.close()

    async def extract(self, document: Document | str, *, snapshot: str = "") -> Extraction:
        """The claims of a document."""
        request = requests.extract_request(document, snapshot)
        return reading.read_extraction(await self._call(self._verification.ExtractClaims, request))

    async def check(self, document: Document | str, **wish: Unpack[Wish]) -> Report:
        """The verdicts of a document."""
        response = await self._call(self._verification.CheckDocument, requests.check_request(document, wish))
        return reading.read_report(response.report)

    async def check_batch(
        self, documents: Iterable[Document | str], **wish: Unpack[Wish]
    ) -> list[Report | ServiceError]:
        """The verdicts of several documents in their order; where one could not be checked, its error as data."""
        response = await self._call(self._verification.BatchCheckDocuments, requests.batch_request(documents, wish))
        return [outcome(result) for result in response.results]

    async def check_stream(
        self, documents: Iterable[Document | str] | AsyncIterable[Document | str], **wish: Unpack[Wish]
    ) -> AsyncIterator[tuple[int, Report | ServiceError]]:
        """The verdicts of documents as they are ready, each with the number of its document, from 0.

        An asynchronous iterable is read as the service takes documents. The stream has no deadline. StreamBroken where
        it ends without having said that it is complete. A document that cannot be sent ends it: InputError, after the
        verdicts of those before it.
        """
        failed: list[InputError] = []
        sent = _stream_requests(documents, wish, failed)
        complete = False
        try:
            async for response in self._verification.CheckDocuments(sent, metadata=self._metadata):
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

    async def verify(self, document: Document | str, claims: Iterable[GivenClaim], **wish: Unpack[Wish]) -> Report:
        """The verdicts of claims that the caller found in the document, and of no others."""
        request = requests.verify_request(document, claims, wish)
        response = await self._call(self._verification.VerifyClaims, request)
        return reading.read_report(response.report)

    async def explain(self, document: Document | str, claim_id: str, **against: Unpack[Against]) -> Derivation:
        """How the verdict of one claim came about; the id is the one that extract and check give."""
        request = requests.explain_request(document, claim_id, against)
        return reading.read_derivation(await self._call(self._verification.ExplainClaim, request))

    async def catalogue(self) -> Catalogue:
        """What the service can find and say."""
        request = verification_service_pb2.GetCatalogueRequest()
        return reading.read_catalogue(await self._call(self._verification.GetCatalogue, request))

    async def tables(self, *, snapshot: str = "") -> tuple[Table, ...]:
        """All tables, in alphabetical order."""
        tables: list[Table] = []
        token = ""
        while True:
            page = await self._call(self._reference.ListTables, requests.tables_request(token, snapshot))
            tables += map(reading_tables.read_table, page.tables)
            token = page.next_page_token
            if not token:
                return tuple(tables)

    async def table(self, name: str, *, snapshot: str = "", full: bool = False) -> Table:
        """One table, without its rows; where `full`, with its descriptor and its problems."""
        request = requests.table_request(name, snapshot, full)
        return reading_tables.read_table(await self._call(self._reference.GetTable, request))

    async def rows(
        self, table: str, where: Mapping[str, str] | None = None, **choice: Unpack[Choice]
    ) -> AsyncIterator[Row]:
        """The rows of a table whose columns hold what `where` says, page by page; times are dates or strings."""
        token = ""
        while True:
            request = requests.rows_request(table, where or {}, choice, token)
            page = await self._call(self._reference.LookupRows, request)
            for row in page.rows:
                yield reading_tables.read_row(row)
            token = page.next_page_token
            if not token:
                return

    async def snapshots(self) -> tuple[Snapshot, ...]:
        """The loads of the server's tables, the last one first: the snapshots that they gave, and those refused."""
        snapshots: list[Snapshot] = []
        token = ""
        while True:
            page = await self._call(self._reference.ListSnapshots, requests.snapshots_request(token))
            snapshots += map(reading_tables.read_snapshot, page.snapshots)
            token = page.next_page_token
            if not token:
                return tuple(snapshots)

    async def reload(self) -> Snapshot:
        """Have the server load its tables anew; gives the snapshot that is current then. Raises as Client's does."""
        response = await self._call(self._reference.ReloadTables, reference_service_pb2.ReloadTablesRequest())
        return reading_tables.read_snapshot(response.snapshot)

    async def _call(self, method: Callable[..., grpc.aio.UnaryUnaryCall[Any, T]], request: Message) -> T:
        try:
            return await method(requests.bounded(request), timeout=self._timeout, metadata=self._metadata)
        except grpc.aio.AioRpcError as error:
            raise from_call(error, self.address) from None


async def _stream_requests(
    documents: Iterable[Document | str] | AsyncIterable[Document | str], wish: Wish, failed: list[InputError]
) -> AsyncIterator[verification_service_pb2.CheckDocumentsRequest]:
    """The documents as messages, each under its number from 0, up to one that cannot be sent."""
    numbers = count()
    try:
        if isinstance(documents, AsyncIterable):
            async for document in documents:
                yield requests.stream_request(next(numbers), document, wish)
        else:
            for document in requests.read_documents(documents):
                yield requests.stream_request(next(numbers), document, wish)
    except InputError as error:  # grpc reads this in a task of its own, and would tell the caller nothing
        failed.append(error)
