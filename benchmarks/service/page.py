"""The page of figures, made from what was measured."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

FIGURES = Path(__file__).parent / "figures.json"
PAGE = Path(__file__).parents[2] / "docs" / "service-figures.md"

HEAD = """\
# Figures of the service

Made by `make bench-service` from what it measured last; each part names its machine and day. What breaks, and what
holds then, is in `tests/faults`: every fault is a test that can be run by its name and prints what became of the calls.
"""


def write_page() -> None:
    """Make the page anew."""
    PAGE.write_text(page(json.loads(FIGURES.read_text())))


def page(figures: dict[str, Any]) -> str:
    """The page as Markdown, with the parts that there are."""
    parts = {"overhead": _overhead, "scaling": _scaling, "load": _load, "soak": _soak}
    lines = [HEAD]
    for name, write in parts.items():
        if name in figures:
            told = figures[name]
            lines += [*write(told["figures"]), "", f"{told['machine']}, {told['date']}.", ""]
    return "\n".join(lines)


def _overhead(figures: Any) -> Iterator[str]:
    yield "## Overhead of a call\n"
    yield "Microseconds, one call at a time, in turns beside an echo server that answers with the same bytes.\n"
    yield from _table(
        ["document", "server", "caller's time", "CPU of the server"],
        [[kind, name, each["wall"], each["cpu"]] for kind, found in figures.items() for name, each in found.items()],
    )


def _scaling(figures: Any) -> Iterator[str]:
    yield "## One worker and two\n"
    yield "Documents of thirty sentences, sixteen calls open at a time. The caller takes CPU of the same cores.\n"
    yield from _table(
        ["", "calls a second", "for a CPU second of the workers"],
        [[name, each["per_second"], each["per_cpu_second"]] for name, each in figures.items()],
    )


def _load(figures: Any) -> Iterator[str]:
    yield "## Half and twice of what it can do\n"
    yield f"An open loop for {figures['seconds']:g} s each; capacity {figures['capacity']} calls a second.\n"
    rows = [(name, figures[name]) for name in ("half", "twice")]
    yield from _table(
        ["", "made", "answered", "refused", "otherwise", "goodput", "answered ms", "refused ms", "MiB before, after"],
        [
            [
                name,
                *(each[key] for key in ("made", "answered", "refused", "otherwise", "goodput")),
                " / ".join(map(str, each["answered_ms"])),
                " / ".join(map(str, each["refused_ms"])),
                f"{each['memory_before']}, {each['memory_after']}",
            ]
            for name, each in rows
        ],
    )
    yield "\nMilliseconds from when a call was to begin: half stay under the first, 99 of 100 under the second."


def _soak(figures: Any) -> Iterator[str]:
    yield "## A long run of everything\n"
    yield f"{figures['minutes']:g} minutes over TLS with two workers: what was called, and how it ended.\n"
    yield from _table(["traffic", "calls"], [list(each) for each in figures["calls"].items()])
    yield "\nWhat the processes have, after warming up, and the slope of a line through the samples:\n"
    yield from _table(
        ["", "first", "last", "most", "an hour"],
        [
            [f"{whose}: {what}", found["first"], found["last"], found["most"], found["per_hour"]]
            for whose in ("supervisor", "workers")
            for what, found in figures[whose].items()
        ],
    )


def _table(head: Sequence[str], rows: Sequence[Sequence[Any]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield f"| {' | '.join(map(str, row))} |"
