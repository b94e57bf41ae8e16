"""What a million articles an hour need, derived from what was measured, and simulated."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from statistics import quantiles
from typing import Any

from benchmarks.accuracy.section import Section
from benchmarks.deployment.simulate import Load, Site, simulate

HOUR = 3600
ARTICLES = 1_000_000
"""An hour."""
USED = 0.7
"""The share of a core that is planned with; the rest is for bursts and for cores that are lost."""
MINUTES = 2
"""How long each simulation lasts."""
MIB = 1024 * 1024


def sections(figures: Mapping[str, Any]) -> list[Section]:
    """The tables of the page."""
    return [
        Section("One core", tuple(_core(figures))),
        Section("A million articles an hour", tuple(_needs(figures))),
        Section("Simulated", tuple(_simulated(figures))),
    ]


def cores(figures: Mapping[str, Any], way: str) -> int:
    """How many cores a million articles an hour need, sent one by one ("call") or in batches ("batched")."""
    cpu: float = figures[way]["cpu"]
    return math.ceil(ARTICLES / HOUR * cpu / USED)


def _core(figures: Mapping[str, Any]) -> Iterator[str]:
    yield from (
        f"Articles of {figures['words']} words on average against the tables that ship",
        f"({figures['tables']['rows']:,} rows), one worker. {figures['machine']}, {figures['date']}.",
        "",
        "| sent | articles a second | CPU of one, ms | bytes in | bytes out |",
        "|---|---|---|---|---|",
    )
    for way, name in (("call", "one by one"), ("batched", "32 in a batch")):
        told = figures[way]
        yield (
            f"| {name} | {told['per_second']:.0f} | {told['cpu'] * 1000:.1f} | {told['sent']:,.0f} | "
            f"{told['answered']:,.0f} |"
        )
    tables = figures["tables"]
    yield from (
        "",
        f"A worker has {figures['memory']:.0f} MiB of its own under this load. The tables take {tables['build']} s to",
        f"build once, {tables['bytes'] / MIB:.1f} MiB on disk, and a worker {tables['map'] * 1000:.0f} ms to map them.",
    )


def _needs(figures: Mapping[str, Any]) -> Iterator[str]:
    rate = ARTICLES / HOUR
    yield "| | one by one | 32 in a batch |"
    yield "|---|---|---|"
    ways = [figures["call"], figures["batched"]]
    needed = [cores(figures, way) for way in ("call", "batched")]
    rows = [
        ("articles a second", [f"{rate:.0f}"] * 2),
        ("CPU seconds a second", [f"{rate * each['cpu']:.1f}" for each in ways]),
        (f"cores, {USED:.0%} of each used", [str(each) for each in needed]),
        ("memory of the workers, GiB", [f"{each * figures['memory'] / 1024:.1f}" for each in needed]),
        ("network in, MiB/s", [f"{rate * each['sent'] / MIB:.1f}" for each in ways]),
        ("network out, MiB/s", [f"{rate * each['answered'] / MIB:.1f}" for each in ways]),
        ("core hours for the million", [f"{ARTICLES * each['cpu'] / HOUR / USED:.1f}" for each in ways]),
    ]
    yield from (f"| {name} | {' | '.join(told)} |" for name, told in rows)


def _simulated(figures: Mapping[str, Any]) -> Iterator[str]:
    rate, needed = ARTICLES / HOUR, cores(figures, "call")
    yield from (
        f"{rate:.0f} articles a second, one by one, for {MINUTES} minutes behind a gateway, on so many workers with a",
        "core each:",
        "",
        "| what happens | workers | cores used | answered | refused | lost | median ms | 99 of 100 ms |",
        "|---|---|---|---|---|---|---|---|",
    )
    least = math.ceil(rate * figures["call"]["cpu"])
    for name, workers, burst, dying in (
        ("as planned", needed, 1.0, 0),
        ("one worker dies", needed, 1.0, 1),
        ("two workers die", needed, 1.0, 2),
        ("half as much again for a third of the time", needed, 1.5, 0),
        ("twice as much for a third of the time", needed, 2.0, 0),
        ("too few cores, by one", least - 1, 1.0, 0),
    ):
        load = Load(rate, MINUTES * 60, figures["costs"], burst)
        yield f"| {name} | {_told(simulate(workers, load, dying=dying), workers, load)} |"
    yield from (
        "",
        "The same simulation of what `make bench-service` measured, one worker at half and at twice its capacity:",
        "",
        "| | answered a second | median ms | 99 of 100 ms |",
        "|---|---|---|---|",
    )
    yield from _compared(figures["load"])


def _told(site: Site, workers: int, load: Load) -> str:
    half, most = _quantiles(site.taken)
    mean = sum(load.costs) / len(load.costs)
    used = load.rate * mean / workers
    return (
        f"{workers} | {used:.0%} | {len(site.taken):,} | {site.refused:,} | {site.lost:,} | {half * 1000:.0f} | "
        f"{most * 1000:.0f}"
    )


def _compared(measured: Mapping[str, Any]) -> Iterator[str]:
    capacity, seconds = measured["capacity"], measured["seconds"]
    for name, factor in (("half", 0.5), ("twice", 2.0)):
        site = simulate(1, Load(capacity * factor, seconds, [1 / capacity]))
        half, most = _quantiles(site.taken)
        goodput = len(site.taken) / seconds
        yield f"| {name}, simulated | {goodput:.0f} | {half * 1000:.0f} | {most * 1000:.0f} |"
        told = measured[name]
        yield f"| {name}, measured | {told['goodput']} | {told['answered_ms'][0]:.0f} | {told['answered_ms'][1]:.0f} |"


def _quantiles(seconds: Sequence[float]) -> tuple[float, float]:
    found = quantiles(seconds, n=100)
    return found[49], found[98]
