"""The figures of all sizes, as Markdown: what each costs, and per document how many times what the smallest does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

HEADS = (
    "built in s",
    "build: peak MB",
    "on disk MB",
    "sources loaded in s",
    "peak MB",
    "cold start in s",
    "warm start in s",
    "checking: peak MB",
    "ms a document",
    "ms of CPU",
    "of CPU, to the smallest",
)


@dataclass(frozen=True, slots=True)
class Size:
    """What was measured at one size: the steps by name, each as its worker printed it; `load` may be left out."""

    kind: str
    size: int
    steps: Mapping[str, Mapping[str, Any]]


def markdown(sizes: Sequence[Size]) -> str:
    """A table for each kind of size."""
    kinds = dict.fromkeys(size.kind for size in sizes)
    return "\n\n".join(_table(kind, [size for size in sizes if size.kind == kind]) for kind in kinds)


def _table(kind: str, sizes: Sequence[Size]) -> str:
    lines = [f"| {' | '.join((kind, *HEADS))} |", "|---" * (len(HEADS) + 1) + "|"]
    smallest = min(sizes, key=lambda each: each.size)
    return "\n".join([*lines, *(_row(each, smallest) for each in sizes)])


def _row(each: Size, smallest: Size) -> str:
    build, load, check = (each.steps.get(step, {}) for step in ("build", "load", "check"))
    ratio = check["cpu_milliseconds"] / smallest.steps["check"]["cpu_milliseconds"]
    figures = (
        build["seconds"],
        build["peak_mb"],
        build["disk_mb"],
        load.get("seconds"),
        load.get("peak_mb"),
        check["cold"],
        check["warm"],
        check["peak_mb"],
        check["milliseconds"],
        check["cpu_milliseconds"],
    )
    return f"| {each.size:,} | {' | '.join(map(_shown, figures))} | {ratio:.2f}× |"


def _shown(figure: float | None) -> str:
    return "–" if figure is None else f"{figure:,.0f}" if figure >= 100 else f"{figure:.3g}"
