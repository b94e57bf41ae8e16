"""Messages: bytes for every method of a server that runs, as no client of ours would send them."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import grpc
from google.protobuf.message import Message

from benchmarks.fuzz.case import Case
from benchmarks.fuzz.corpora import ROOT
from benchmarks.fuzz.mutation import mutated, mutated_bytes
from veritab.v1 import inline_table_pb2, job_pb2, value_pb2
from veritab.v1 import job_service_pb2 as jobs
from veritab.v1 import reference_service_pb2 as reference
from veritab.v1 import verification_service_pb2 as verification
from veritab.v1.claim_pb2 import GivenClaim
from veritab.v1.document_pb2 import ENCODING_TYPE_UTF8, ENCODING_TYPE_UTF16, Document, Span
from veritab.v1.finding_pb2 import LIKELIHOOD_LIKELY

DOCUMENTED = frozenset(
    {
        grpc.StatusCode.OK,
        grpc.StatusCode.INVALID_ARGUMENT,
        grpc.StatusCode.NOT_FOUND,
        grpc.StatusCode.ALREADY_EXISTS,
        grpc.StatusCode.FAILED_PRECONDITION,
        grpc.StatusCode.PERMISSION_DENIED,
        grpc.StatusCode.RESOURCE_EXHAUSTED,
    }
)
"""What a call may end with; DEADLINE_EXCEEDED would be a server that hangs."""
PATIENCE = 120.0
PLAIN = "VerificationService/CheckDocument"
TELLS = re.compile("Traceback|Exception")
TEXT = "In 2024, ferry revenue in Halvik reached $57.3 million. In 2023 it was $50 million, up 5 percent."
WIRE_TYPES = range(8)
EXTREMES = (0, 1, 2**31 - 1, 2**31, 2**32 - 1, 2**63 - 1, 2**63, 2**64 - 1)
PLACES = bytes([0x80, 0xFF, 0xC0, 0xED, 0xA0, 0xF8, 0x00])


@cache
def requests() -> dict[str, list[bytes]]:
    """Requests in order, by method."""
    document = Document(text=TEXT, id="a", as_of="2025-05-08", scope={"year": "2024"})
    table = inline_table_pb2.InlineTable(name="t.csv", content=b"town,year,fee\nHalvik,2024,5\n", closed_world=False)
    plain = verification.CheckDocumentRequest(document=document)
    full = verification.CheckDocumentRequest(
        document=document,
        encoding_type=ENCODING_TYPE_UTF8,
        min_likelihood=LIKELIHOOD_LIKELY,
        max_findings=5,
        tables=[table],
        min_confidence=0.5,
    )
    point = value_pb2.Value(point=value_pb2.Point(number="57300000", shown_to="1"))
    given = GivenClaim(span=Span(start=41, end=54), kind="money", value=point, unit="USD")
    period = value_pb2.Value(period=value_pb2.Period(iso="2024", first="2024-01-01", last="2024-12-31"))
    dated = GivenClaim(span=Span(start=3, end=7), kind="date", value=period)
    where = {"town": "Halvik", "year": "2024"}
    table_asked = reference.GetTableRequest(name="tables/ferry-revenue", view=reference.TABLE_VIEW_FULL)
    told: dict[str, list[Message]] = {
        "VerificationService/ExtractClaims": [
            verification.ExtractClaimsRequest(document=document, encoding_type=ENCODING_TYPE_UTF16)
        ],
        "VerificationService/CheckDocument": [plain, full],
        "VerificationService/BatchCheckDocuments": [
            verification.BatchCheckDocumentsRequest(requests=[plain, full, plain], tables=[table])
        ],
        "VerificationService/CheckDocuments": [
            verification.CheckDocumentsRequest(correlation_id="1", request=plain),
            verification.CheckDocumentsRequest(correlation_id="2", request=full),
        ],
        "VerificationService/VerifyClaims": [
            verification.VerifyClaimsRequest(document=document, claims=[given, dated], min_confidence=0.5)
        ],
        "VerificationService/ExplainClaim": [verification.ExplainClaimRequest(document=document, claim_id="c1")],
        "VerificationService/GetCatalogue": [verification.GetCatalogueRequest()],
        "ReferenceService/ListTables": [reference.ListTablesRequest(page_size=5, page_token="x")],
        "ReferenceService/GetTable": [table_asked],
        "ReferenceService/LookupRows": [
            reference.LookupRowsRequest(table="tables/ferry-revenue", where=where, time_from="2013-09", page_size=2)
        ],
        "ReferenceService/ReloadTables": [reference.ReloadTablesRequest()],
        "ReferenceService/ListSnapshots": [reference.ListSnapshotsRequest(page_size=2)],
        **_of_jobs([plain, full], table),
    }
    return {method: [message.SerializeToString() for message in messages] for method, messages in told.items()}


def _of_jobs(
    documents: list[verification.CheckDocumentRequest], table: inline_table_pb2.InlineTable
) -> dict[str, list[Message]]:
    return {
        "JobService/CreateJob": [
            jobs.CreateJobRequest(
                job=job_pb2.Job(display_name="a"), requests=documents, tables=[table], request_id="1", open=True
            )
        ],
        "JobService/AddDocuments": [
            jobs.AddDocumentsRequest(job="jobs/1", position=2, requests=documents[:1], close=True)
        ],
        "JobService/GetJob": [jobs.GetJobRequest(name="jobs/1")],
        "JobService/ListJobs": [jobs.ListJobsRequest(page_size=2, state=job_pb2.JOB_STATE_DONE)],
        "JobService/CancelJob": [jobs.CancelJobRequest(name="jobs/1")],
        "JobService/DeleteJob": [jobs.DeleteJobRequest(name="jobs/1")],
        "JobService/ListJobResults": [jobs.ListJobResultsRequest(job="jobs/1", page_size=2, position=1)],
    }


@contextmanager
def serving(*settings: str) -> Iterator[str]:
    """A server with jobs in processes of its own, on a free port, with settings as NAME=VALUE; gives its address."""
    tables = str(ROOT / "tests" / "server" / "tables" / "ferries")
    command = [sys.executable, "-m", "veritab_client", "serve", "--listen", "localhost:0", "--workers", "1"]
    with TemporaryDirectory() as store, ExitStack() as stack:
        told = (*settings, f"jobs.store={store}", "jobs.open=1000000")
        options = [part for each in told for part in ("--set", each)]
        process = stack.enter_context(
            subprocess.Popen([*command, "--tables", tables, *options], stderr=subprocess.PIPE, text=True)
        )
        try:
            assert process.stderr is not None
            found = next(found for line in process.stderr if (found := re.search(r"serving on (\S+)", line)))
            threading.Thread(target=process.stderr.read, daemon=True).start()  # a full pipe would hold it up
            yield found[1]
        finally:
            process.terminate()
            process.wait()


class Messages:
    """A server that runs."""

    def __init__(self, channel: grpc.Channel) -> None:
        self._channel = channel

    def make(self, chance: Random) -> Case:
        known = requests()
        method = chance.choice(sorted(known))
        everything = [message for messages in known.values() for message in messages]
        own = known[method] if chance.random() < 0.8 else everything
        count = chance.randint(1, 4) if method.endswith("/CheckDocuments") else 1
        messages = [_broken(chance.choice(own), everything, chance) for _ in range(count)]
        return {"target": "messages", "method": method, "messages": messages}

    def throw(self, case: Case) -> None:
        """Hold that a call ends with a documented status, and that a call in order is answered afterwards."""
        code, said = self._call(case["method"], case["messages"])
        assert code in DOCUMENTED, f"{code.name}: {said}"
        assert not TELLS.search(said), f"a status tells of the program: {said[:200]}"
        code, said = self._call(PLAIN, requests()[PLAIN][:1])
        assert code is grpc.StatusCode.OK, f"afterwards {code.name}: {said}"

    def _call(self, method: str, messages: list[bytes]) -> tuple[grpc.StatusCode, str]:
        path = f"/veritab.v1.{method}"
        stream: Any = self._channel.stream_stream(path)  # of bytes as they are, for nothing of ours writes such
        unary: Any = self._channel.unary_unary(path)
        try:
            if method.endswith("/CheckDocuments"):
                list(stream(iter(messages), timeout=PATIENCE))
            else:
                unary(messages[0], timeout=PATIENCE)
        except grpc.RpcError as error:
            ended: Any = error
            return ended.code(), ended.details() or ""
        return grpc.StatusCode.OK, ""


def _broken(message: bytes, others: list[bytes], chance: Random) -> bytes:
    """Bytes that are no message any more, or one with fields that nobody meant."""
    roll = chance.random()
    if roll < 0.3:
        return mutated_bytes(message, others, chance)
    if roll < 0.5:
        return message + b"".join(_field(chance) for _ in range(chance.randint(1, 4)))
    for _ in range(chance.randint(1, 3)):
        message = _in_parts(message, chance, 0)
    return message


def _in_parts(message: bytes, chance: Random, depth: int) -> bytes:
    """The message with one of its fields changed in the way of its type; those inside another are reached, too."""
    fields = list(_fields(message))
    if not fields:
        return message + _field(chance)
    index = chance.randrange(len(fields))
    tag, value = fields[index]
    if isinstance(value, bytes):
        if depth < 5 and list(_fields(value)) and chance.random() < 0.6:
            value = _in_parts(value, chance, depth + 1)
        elif chance.random() < 0.7:
            value = mutated(value.decode("utf-8", "replace"), [TEXT], chance).encode("utf-8", "replace")
        else:
            value += bytes(chance.choices(PLACES, k=3))  # no UTF-8
    else:
        value = chance.choice(EXTREMES)
    fields[index : index + 1] = [(tag, value)] * chance.choice((0, 1, 1, 1, 1, 2, 40))
    return b"".join(_encoded(tag, value) for tag, value in fields)


def _field(chance: Random) -> bytes:
    """One field of any number, type and content, in order or not."""
    tag = _varint(chance.choice((chance.randint(0, 12), 2**29 - 1, 19_000)) << 3 | chance.choice(WIRE_TYPES))
    content = (
        _varint(chance.choice(EXTREMES)),
        chance.randbytes(chance.choice((4, 8))),
        bytes.fromhex("000000000000f87f"),  # not a number
        bytes.fromhex("000000000000f07f"),  # infinite
        _varint(chance.choice((5, 2**31, 2**62))) + b"\xffabc",
        b"",
    )
    return tag + chance.choice(content)


def _fields(message: bytes) -> Iterator[tuple[int, int | bytes]]:
    """The fields of a message, each tag with its number or bytes; none where it is no message of varints and bytes."""
    found: list[tuple[int, int | bytes]] = []
    at = 0
    try:
        while at < len(message):
            tag, at = _read_varint(message, at)
            value, at = _read_varint(message, at)
            if tag & 7 == 0:
                found.append((tag, value))
            elif tag & 7 == 2 and at + value <= len(message):
                found.append((tag, message[at : at + value]))
                at += value
            else:
                return
    except IndexError:
        return
    yield from found


def _encoded(tag: int, value: int | bytes) -> bytes:
    return _varint(tag) + (_varint(value) if isinstance(value, int) else _varint(len(value)) + value)


def _varint(number: int) -> bytes:
    digits = []
    while number > 127:
        digits.append(number & 127 | 128)
        number >>= 7
    return bytes([*digits, number])


def _read_varint(data: bytes, at: int) -> tuple[int, int]:
    number = shift = 0
    while data[at] > 127:
        number |= (data[at] & 127) << shift
        at, shift = at + 1, shift + 7
    return number | data[at] << shift, at + 1
