"""A part of the report: its tables in Markdown, its figures, its plots, and the judged verdicts that it adds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict that gold tells to be right or wrong, and the confidence that came with it."""

    source: str
    confidence: float
    right: bool
    signals: Mapping[str, float] = field(default_factory=dict)
    group: str = ""
    """What it was judged with: verdicts on one table or text are held out of a fit together."""


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part: lines of Markdown, figures for the JSON, plots by name, and listings by the name of their file."""

    title: str
    lines: tuple[str, ...]
    figures: Mapping[str, Any] = field(default_factory=dict)
    plots: Mapping[str, str] = field(default_factory=dict)
    listings: Mapping[str, Sequence[str]] = field(default_factory=dict)
    judged: tuple[Judged, ...] = ()

    @property
    def markdown(self) -> str:
        """The section as it stands in the report."""
        plots = [f"![{name}]({name}.svg)" for name in self.plots]
        return "\n".join((f"## {self.title}", "", *self.lines, *(["", *plots] if plots else ())))


def table(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> tuple[str, ...]:
    """A Markdown table; shares have four places, and what there is not is a dash."""
    return (_row(columns), "|---" * len(columns) + "|", *map(_row, rows))


def skipped(title: str, missing: object) -> Section:
    """A section that says that its data is not there."""
    return Section(title, (f"Skipped: {missing} is not there.",), {"skipped": str(missing)})


def share(part: int, whole: int) -> float | None:
    """A part of a whole; None where there is no whole."""
    return part / whole if whole else None


def _row(cells: Sequence[Cell]) -> str:
    return "| " + " | ".join("–" if c is None else f"{c:.4f}" if isinstance(c, float) else str(c) for c in cells) + " |"
