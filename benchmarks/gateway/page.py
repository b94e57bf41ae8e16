"""The page of figures, made from what was measured."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

FIGURES = Path(__file__).parent / "figures.json"
PAGE = Path(__file__).parents[2] / "docs" / "gateway-figures.md"

HEAD = """\
# Figures of the gateway

Made by `make bench-gateway` from what it measured last; each part names its machine and day. The gateway is that of
[deploy/gateway](../deploy/gateway), in front of two servers with one worker each, all on the machine of the callers.
Where the load average stands above the number of cores, others used them too.
"""


def write_page() -> None:
    """Make the page anew."""
    PAGE.write_text(page(json.loads(FIGURES.read_text())))


def page(figures: dict[str, Any]) -> str:
    """The page as Markdown, with the parts that there are."""
    parts = {"kill": _kill, "throughput": _throughput}
    lines = [HEAD]
    for name, write in parts.items():
        if name in figures:
            told = figures[name]
            around = f"{told['machine']}, {told['date']}; the load average was {told['load']:g} before it began."
            lines += [*write(told["figures"]), "", around, ""]
    return "\n".join(lines)


def _kill(figures: dict[str, Any]) -> Iterator[str]:
    yield "## One of two servers goes\n"
    callers, seconds = figures.pop("callers"), figures.pop("seconds")
    yield f"{callers} callers, each with a call open all the time, for {seconds:g} s. After a third of it one server is"
    yield "told to stop (SIGTERM, `drain` 5 s) or all its processes are killed (SIGKILL). No caller tries again.\n"
    yield from _table(
        ["callers, end", "answered", "failed", "slowest ms"],
        [
            [
                name,
                each["answered"],
                ", ".join(f"{n} {why}" for why, n in each["failed"].items()) or 0,
                each["slowest_ms"],
            ]
            for name, each in figures.items()
        ],
    )


def _throughput(figures: dict[str, Any]) -> Iterator[str]:
    yield "## JSON and gRPC through it, and gRPC without it\n"
    callers, seconds = figures.pop("callers"), figures.pop("seconds")
    yield f"{callers} callers, each with a call open all the time; {seconds:g} s of each way, in turns. CPU is"
    yield "microseconds for a document. Callers, gateway and servers share the cores. Where the slowest and fastest"
    yield "turns of two ways overlap, the run does not tell them apart.\n"
    yield from _table(
        [
            "document",
            "way",
            "documents a second",
            "slowest to fastest turn",
            "CPU of the gateway",
            "CPU of the servers",
        ],
        [[kind, way, *each.values()] for kind, found in figures.items() for way, each in found.items()],
    )


def _table(head: Sequence[str], rows: Sequence[Sequence[Any]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield f"| {' | '.join(map(str, row))} |"
