"""JSON through the gateway, gRPC through it, and gRPC without it: the same documents, in turns, in one run.

Callers, Envoy and two servers share the cores, so the documents a second say what a machine of this size does with all
of it. What each takes for itself stands beside: the CPU of Envoy and of the servers, for a document.
"""

from __future__ import annotations

from typing import Any

from google.protobuf.message import Message

from benchmarks.gateway.callers import Makes, keep_calling, over_grpc, over_json
from benchmarks.gateway.kill import CALLERS, behind
from benchmarks.service.machine import cpu
from tests.server.running import RIGHT, WRONG, check_of
from veritab.v1 import verification_service_pb2 as pb

TURNS = 5
SMALL = check_of(WRONG)
PAGE = check_of(" ".join([RIGHT, WRONG] * 15))
BATCH = 64
KINDS: dict[str, tuple[str, Message, int]] = {
    "a sentence": ("CheckDocument", SMALL, 1),
    "a page of thirty sentences": ("CheckDocument", PAGE, 1),
    f"{BATCH} sentences in a batch": (
        "BatchCheckDocuments",
        pb.BatchCheckDocumentsRequest(requests=[SMALL] * BATCH),
        BATCH,
    ),
}


def throughput(seconds: float) -> dict[str, Any]:
    """Documents a second, and microseconds of CPU a document, by kind of document and by way."""
    result: dict[str, Any] = {"seconds": seconds, "callers": CALLERS}
    with behind() as (edge, servers):
        workers = [pid for server in servers for pid in server.workers]
        for kind, (method, request, documents) in KINDS.items():
            ways: dict[str, Makes] = {
                "JSON through the gateway": over_json(edge.url, method, request),
                "gRPC through the gateway": over_grpc([edge.address], method, request),
                "gRPC without it": over_grpc([server.address for server in servers], method, request),
            }
            sums = dict.fromkeys(ways, (0.0, 0.0, 0.0))
            turns: dict[str, list[int]] = {way: [] for way in ways}
            for turn in range(TURNS):
                for way, make in ways.items():
                    if turn == 0:
                        keep_calling(make, CALLERS, 0.5)
                    envoy, used = cpu([edge.process.pid]), cpu(workers)
                    outcome = keep_calling(make, CALLERS, seconds / TURNS)
                    if outcome.failed:
                        raise RuntimeError(f"{kind}, {way}: {outcome.failed}")
                    turns[way].append(round(outcome.answered * documents * TURNS / seconds))
                    done, by_envoy, by_servers = sums[way]
                    sums[way] = (
                        done + outcome.answered * documents,
                        by_envoy + cpu([edge.process.pid]) - envoy,
                        by_servers + cpu(workers) - used,
                    )
            result[kind] = {way: _told(turns[way], *each, seconds) for way, each in sums.items()}
    return result


def _told(turns: list[int], documents: float, envoy: float, servers: float, seconds: float) -> dict[str, Any]:
    return {
        "per_second": round(documents / seconds),
        "turns": f"{min(turns)} to {max(turns)}",
        "envoy_us": round(envoy / documents * 1e6),
        "servers_us": round(servers / documents * 1e6),
    }
