"""What one core does with articles: the CPU of a call and of a document in a batch, memory, bytes, and the tables."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory
from typing import Any

import grpc

from benchmarks.batch.corpus import article
from benchmarks.service.machine import cpu, sample
from tests.server.processes import Served, served
from veritab.v1 import verification_service_pb2 as pb
from veritab.v1.document_pb2 import Document
from veritab_engine import Checker, ReferenceTables
from veritab_engine import Document as Text

ARTICLES = 400
"""So many different ones are sent, again and again."""
TOGETHER = 32
"""Documents of a batch: as many as its answer is small enough to be waited for."""
OPEN = 4
"""Calls that are open all the time, each on a connection of its own."""
SERVICE = "/veritab.v1.VerificationService/"


@dataclass(frozen=True, slots=True)
class Rate:
    """What a worker did when it was asked as much as it could."""

    per_second: float
    """Articles."""
    cpu: float
    """Its CPU seconds for one."""
    sent: float
    """Bytes of one as it comes."""
    answered: float
    """Bytes of its answer."""


def measure(seconds: float) -> dict[str, Any]:
    """Figures of this machine, all in seconds, bytes, and MiB."""
    articles = [article(number) for number in range(ARTICLES)]
    checks = [_check(each) for each in articles]
    batches = [
        pb.BatchCheckDocumentsRequest(requests=checks[i : i + TOGETHER])
        for i in range(0, ARTICLES - TOGETHER, TOGETHER)
    ]
    with served("--workers", "1", "--no-watch") as server:
        single = _asked(server, "CheckDocument", [each.SerializeToString() for each in checks], 1, seconds)
        together = _asked(server, "BatchCheckDocuments", [b.SerializeToString() for b in batches], TOGETHER, seconds)
        memory = sample(server.workers).memory
    return {
        "words": round(fmean(len(str(each["text"]).split()) for each in articles)),
        "costs": _costs(articles, single.cpu),
        "call": {name: getattr(single, name) for name in Rate.__slots__},
        "batched": {name: getattr(together, name) for name in Rate.__slots__},
        "memory": memory,
        "tables": _tables(),
    }


def _check(told: dict[str, object]) -> pb.CheckDocumentRequest:
    document = Document(id=str(told["id"]), text=str(told["text"]), as_of=str(told["as_of"]))
    return pb.CheckDocumentRequest(document=document)


def _costs(articles: Sequence[dict[str, Any]], mean: float) -> list[float]:
    """CPU seconds of a call for each article: as they differ in the engine, and as long as they are on average."""
    checker = Checker(ReferenceTables.shipped())
    took = []
    for each in [*articles, *articles]:  # the first time round is to warm up
        start = time.thread_time()
        checker.check(Text(each["text"], as_of=each["as_of"]))
        took.append(time.thread_time() - start)
    own = took[len(articles) :]
    return [round(each + mean - fmean(own), 6) for each in own]


def _asked(server: Served, method: str, requests: Sequence[bytes], documents: int, seconds: float) -> Rate:
    """What a worker does with requests that hold so many documents each."""
    turn, lock, done, answers = itertools.cycle(requests), threading.Lock(), threading.Event(), list[int]()

    def ask(channel: grpc.Channel) -> None:
        call: grpc.UnaryUnaryMultiCallable[bytes, bytes] = channel.unary_unary(SERVICE + method)
        while not done.is_set():
            with lock:
                request = next(turn)
            answers.append(len(call(request)))

    channels = [
        grpc.insecure_channel(server.address, options=[("grpc.use_local_subchannel_pool", 1)]) for _ in range(OPEN)
    ]
    with ThreadPoolExecutor(OPEN) as threads:
        for channel in channels:
            threads.submit(ask, channel)
        time.sleep(seconds / 4)
        before, used, begun = len(answers), cpu(server.workers), time.monotonic()
        time.sleep(seconds)
        count, used, taken = len(answers) - before, cpu(server.workers) - used, time.monotonic() - begun
        done.set()
    for channel in channels:
        channel.close()
    found = count * documents
    return Rate(found / taken, used / found, fmean(map(len, requests)) / documents, fmean(answers) / documents)


def _tables() -> dict[str, float]:
    """What it takes to load the tables that ship from their files, to store them, and to map what was stored."""
    with TemporaryDirectory() as folder:
        built = Path(folder) / "built"
        start = time.perf_counter()
        ReferenceTables.shipped().store(built)
        stored = time.perf_counter()
        ReferenceTables.load(built)
        return {
            "rows": sum(len(table) for table in ReferenceTables.shipped().tables.values()),
            "build": round(stored - start, 2),
            "map": round(time.perf_counter() - stored, 3),
            "bytes": sum(file.stat().st_size for file in built.rglob("*") if file.is_file()),
        }
