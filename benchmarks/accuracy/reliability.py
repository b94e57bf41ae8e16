"""Whether confidence means something: how many verdicts of each confidence are right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benchmarks.accuracy.plot import plot
from benchmarks.accuracy.section import Cell, Judged, Section, share, table

TITLE = "Reliability of confidence"
BINS = 10
THRESHOLDS = (0.0, 0.5, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98)
COLUMNS = ("confidence", "verdicts", "mean confidence", "right")


@dataclass(frozen=True, slots=True)
class Bin:
    """Verdicts of about one confidence."""

    low: float
    high: float
    count: int
    confidence: float
    """The mean."""
    right: float
    """The share."""


def binned(judged: Iterable[Judged], bins: int = BINS) -> list[Bin]:
    """The verdicts in bins of equal width, those that hold none left out; 1.0 belongs to the last."""
    grouped: dict[int, list[Judged]] = {}
    for each in judged:
        grouped.setdefault(min(int(each.confidence * bins), bins - 1), []).append(each)
    return [
        Bin(
            number / bins,
            (number + 1) / bins,
            len(held),
            sum(each.confidence for each in held) / len(held),
            sum(each.right for each in held) / len(held),
        )
        for number, held in sorted(grouped.items())
    ]


def calibration_error(judged: Sequence[Judged], bins: int = BINS) -> float | None:
    """The expected calibration error: confidence less the share of right, by bin and weighed; None for no verdicts."""
    if not judged:
        return None
    return sum(each.count * abs(each.confidence - each.right) for each in binned(judged, bins)) / len(judged)


def reliability(everything: Sequence[Judged], least: float) -> Section:
    """The table of all verdicts that gold judges and that are sure enough, and what other thresholds would give."""
    judged = [each for each in everything if each.confidence >= least]
    held = binned(judged)
    sources = sorted({each.source for each in judged})
    errors = {name: calibration_error([each for each in judged if each.source == name]) for name in sources}
    errors["all"] = calibration_error(judged)
    counts = {name: sum(each.source == name for each in judged) for name in sources} | {"all": len(judged)}
    bins = table(COLUMNS, [(f"{b.low:.1f} to {b.high:.1f}", b.count, b.confidence, b.right) for b in held])
    by_source = table(
        ("verdicts on", "verdicts", "expected calibration error"), [(n, counts[n], e) for n, e in errors.items()]
    )
    drawn = plot(
        TITLE,
        "confidence",
        "share that is right",
        {"verdicts": [(each.confidence, each.right) for each in held]},
        diagonal=True,
    )
    columns = ("at least", *(f"{name}: {figure}" for name in sources for figure in ("verdicts", "right")))
    thresholds = table(columns, [_kept(threshold, sources, everything) for threshold in THRESHOLDS])
    return Section(
        TITLE, (*bins, "", *by_source, "", *thresholds), {"ece": errors, "counts": counts}, {"reliability": drawn}
    )


def _kept(least: float, sources: Sequence[str], judged: Sequence[Judged]) -> list[Cell]:
    """A threshold, and for each source how many verdicts it leaves, and how many of those are right."""
    cells: list[Cell] = [f"{least:.2f}"]
    for source in sources:
        kept = [each.right for each in judged if each.source == source and each.confidence >= least]
        cells += [len(kept), share(sum(kept), len(kept))]
    return cells
