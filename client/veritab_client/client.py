"""The synchronous client."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from copy import copy
from types import TracebackType
from typing import Any, Self, Unpack
from uuid import uuid4

import grpc
from google.protobuf.message import Message

from veritab.v1 import reference_service_pb2, verification_service_pb2
from veritab_client import channel, reading, reading_tables, requests
from veritab_client.access import REQUEST_ID, Metadata, Tls, metadata
from veritab_client.batches import Batch, Outcome, can_be_split, outcome, require_in_flight, split
from veritab_client.calls import Calls, Connection
from veritab_client.errors import ServiceError, StreamBroken
from veritab_client.failures import from_call
from veritab_client.jobs import Jobs
from veritab_client.requests import Against, Choice, Wish
from veritab_client.results import Catalogue, Derivation, Document, Extraction, GivenClaim, Report
from veritab_client.retrying import Pool, Retries
from veritab_client.tables import Row, Snapshot, Table
from veritab_client.windows import Window


class Client:
    """Calls the service, at one address or several; a context manager, safe to share between threads.

    Calls go over `channels` connections to each address in turn (one connection stays with one worker of a server). An
    address where nobody answers is left aside and tried again, and a call that met UNAVAILABLE goes to another.

    Every call takes at most `timeout` seconds, retries included. UNAVAILABLE and RESOURCE_EXHAUSTED are tried again as
    `retries` says, unless it is False; not before the time that the service names. With `hedge`, a call that has no
    answer after so many seconds is sent over another connection too, and the first answer counts.
    `key` is the caller's at this server, and `tls` asks for encryption. All methods raise ServiceError, and InputError
    for what is of a wrong type.
    """

    def __init__(
        self,
        address: str | Iterable[str],
        *,
        channels: int = 1,
        timeout: float | None = channel.DEADLINE,
        retries: bool | Retries = True,
        hedge: float | None = None,
        key: str = "",
        tls: Tls | None = None,
    ) -> None:
        addresses = channel.read_addresses(address)
        self.address = ", ".join(addresses)
        self._metadata = metadata(key, addresses, tls)
        places = [Connection(each, channel.open(each, tls)) for each in channel.spread(addresses, channels)]
        self._request_id = ""
        self._calls = Calls(Pool(places), timeout, retries, hedge)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Give up the connections; calls that run are cancelled."""
        for place in self._calls.pool.places:
            place.channel.close()

    def with_options(self, *, timeout: float | None = None, request_id: str = "") -> Self:
        """This client over the same connections, with another timeout and a name for its calls in the server's log."""
        other = copy(self)
        other._calls = self._calls.having(timeout)
        other._request_id = request_id
        return other

    def extract(self, document: Document | str, *, snapshot: str = "") -> Extraction:
        """The claims of a document."""
        request = requests.extract_request(document, snapshot)
        return reading.read_extraction(self._call(lambda at: at.verification.ExtractClaims, request))

    def check(self, document: Document | str, **wish: Unpack[Wish]) -> Report:
        """The verdicts of a document."""
        response = self._call(lambda at: at.verification.CheckDocument, requests.check_request(document, wish))
        return reading.read_report(response.report)

    def check_batch(self, documents: Iterable[Document | str], **wish: Unpack[Wish]) -> list[Report | ServiceError]:
        """The verdicts of several documents in their order; where one could not be checked, its error as data."""
        response = self._call(lambda at: at.verification.BatchCheckDocuments, requests.batch_request(documents, wish))
        return [outcome(result) for result in response.results]

    def check_many(
        self, documents: Iterable[Document | str], *, together: bool = False, in_flight: int = 8, **wish: Unpack[Wish]
    ) -> Generator[Report | ServiceError, None, None]:
        """The verdicts of any number of documents in their order; where one could not be checked, its error as data.

        At most `in_flight` calls run at once, and documents are asked for as answers are taken. Each document is judged
        by itself, unless `together`: then up to 256 that follow one another travel in one call, and those of one call
        are held against each other. A document that is none ends it: InputError, after the verdicts of those before it.
        """
        require_in_flight(in_flight, documents)
        batches = split(documents, wish, together)
        pool = ThreadPoolExecutor(in_flight, thread_name_prefix="check-many")
        waiting: deque[Future[list[Outcome]]] = deque()
        try:
            for batch in batches:
                waiting.append(pool.submit(self._check_some, batch))
                if len(waiting) == in_flight:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        finally:
            pool.shutdown(cancel_futures=True)

    def check_stream(
        self,
        documents: Iterable[Document | str],
        *,
        in_flight: int = 16,
        **wish: Unpack[Wish],
    ) -> Generator[tuple[int, Report | ServiceError], None, None]:
        """The verdicts of documents as they are ready, each with the number of its document, from 0.

        Documents are asked for as the service answers: at most `in_flight` are under way. A stream that
        breaks off with UNAVAILABLE or RESOURCE_EXHAUSTED goes on over another connection, as `retries` says. It has no
        deadline. StreamBroken where it ends without having said that it is complete. A document that cannot be sent
        ends it: InputError, after the verdicts of those before it. Whoever stops early closes it.
        """
        sent = self._sent()
        window = Window(documents, wish, in_flight)
        tries = self._calls.tries(None)
        complete = False
        try:
            while not complete:
                place = tries.begin()
                call = place.verification.CheckDocuments(window.open(), metadata=sent)
                try:
                    for response in call:
                        if response.HasField("summary"):
                            complete = True
                        elif window.answered(number := int(response.correlation_id)):
                            tries.answered(place)
                            yield number, outcome(response, sent[-1][1])
                    if not complete:
                        raise StreamBroken(f"The stream from {place.address} broke; results are missing.")
                except grpc.RpcError as error:
                    failed = tries.failed(place, from_call(error, place.address, sent[-1][1]))
                    pause = tries.pause(failed)
                    if pause is None:
                        raise failed from None
                    time.sleep(pause)
                finally:
                    call.cancel()
        finally:
            window.close()
        if window.failed is not None:
            raise window.failed

    def verify(self, document: Document | str, claims: Iterable[GivenClaim], **wish: Unpack[Wish]) -> Report:
        """The verdicts of claims that the caller found in the document, and of no others."""
        response = self._call(lambda at: at.verification.VerifyClaims, requests.verify_request(document, claims, wish))
        return reading.read_report(response.report)

    def explain(self, document: Document | str, claim_id: str, **against: Unpack[Against]) -> Derivation:
        """How the verdict of one claim came about; the id is the one that extract and check give."""
        request = requests.explain_request(document, claim_id, against)
        return reading.read_derivation(self._call(lambda at: at.verification.ExplainClaim, request))

    def catalogue(self) -> Catalogue:
        """What the service can find and say."""
        request = verification_service_pb2.GetCatalogueRequest()
        return reading.read_catalogue(self._call(lambda at: at.verification.GetCatalogue, request))

    def tables(self, *, snapshot: str = "") -> tuple[Table, ...]:
        """All tables, in alphabetical order."""
        tables: list[Table] = []
        token = ""
        while True:
            page = self._call(lambda at: at.reference.ListTables, requests.tables_request(token, snapshot))
            tables += map(reading_tables.read_table, page.tables)
            token = page.next_page_token
            if not token:
                return tuple(tables)

    def table(self, name: str, *, snapshot: str = "", full: bool = False) -> Table:
        """One table, without its rows; where `full`, with its descriptor and its problems."""
        request = requests.table_request(name, snapshot, full)
        return reading_tables.read_table(self._call(lambda at: at.reference.GetTable, request))

    def rows(self, table: str, where: Mapping[str, str] | None = None, **choice: Unpack[Choice]) -> Iterator[Row]:
        """The rows of a table whose columns hold what `where` says, page by page; times are dates or strings."""
        token = ""
        while True:
            request = requests.rows_request(table, where or {}, choice, token)
            page = self._call(lambda at: at.reference.LookupRows, request)
            yield from map(reading_tables.read_row, page.rows)
            token = page.next_page_token
            if not token:
                return

    def snapshots(self) -> tuple[Snapshot, ...]:
        """The loads of the server's tables, the last one first: the snapshots that they gave, and those refused."""
        snapshots: list[Snapshot] = []
        token = ""
        while True:
            page = self._call(lambda at: at.reference.ListSnapshots, requests.snapshots_request(token))
            snapshots += map(reading_tables.read_snapshot, page.snapshots)
            token = page.next_page_token
            if not token:
                return tuple(snapshots)

    def reload(self) -> Snapshot:
        """Have the server load its tables anew; gives the snapshot that is current then.

        NotAllowed where the server does not do it for callers, InvalidRequest where the tables cannot be loaded.
        """
        request = reference_service_pb2.ReloadTablesRequest()
        response = self._once(lambda at: at.reference.ReloadTables, request)
        return reading_tables.read_snapshot(response.snapshot)

    @property
    def jobs(self) -> Jobs:
        """Checks of more documents than a call takes, in the server's own time."""
        return Jobs(self._once)

    def _check_some(self, batch: Batch) -> list[Outcome]:
        if batch.failed is not None:
            raise batch.failed
        sent = self._sent()
        try:
            response = self._call(lambda at: at.verification.BatchCheckDocuments, batch.request, sent)
            return batch.outcomes(response, sent[-1][1])
        except ServiceError as error:
            if not can_be_split(batch, error):
                return batch.failing(error)
        return [found for half in batch.halves() for found in self._check_some(half)]

    def _call(self, method: Callable[[Connection], Any], request: Message, sent: Metadata | None = None) -> Any:
        return self._calls.call(method, requests.bounded(request), sent or self._sent())

    def _once(self, method: Callable[[Connection], Any], request: Message) -> Any:
        return self._calls.unhedged().call(method, requests.bounded(request), self._sent())

    def _sent(self) -> Metadata:
        return (*self._metadata, (REQUEST_ID, self._request_id or uuid4().hex))
