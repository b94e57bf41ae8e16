"""The figures of all systems, as a table and as data.

A slow system reads the first texts of the corpus only, as many as its time allows. Ratios are those of the same texts:
ours is timed text by text, so its speed on just these is known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmarks.speed.corpus import Text
from benchmarks.speed.stopwatch import Run
from benchmarks.speed.systems import MENTION, OURS, READ

Runs = Mapping[str, Run | str]
"""By system: its run, or why it could not be run."""


@dataclass(frozen=True, slots=True)
class Figures:
    """KB/s by wall clock and by processor time, findings a KB, and how many times as fast as this ours is."""

    kilobytes: float
    wall: float
    cpu: float
    found: float
    slower: float | None = None
    slower_cpu: float | None = None


def figures(run: Run, texts: Sequence[Text], ours: Run | None = None) -> Figures:
    """The figures of a run over the first texts, beside ours over the same."""
    size = sum(text.kilobytes for text in texts[: len(run.wall)])
    wall, cpu = sum(run.wall), sum(run.cpu)
    beside = None if ours is None else (sum(ours.wall[: len(run.wall)]), sum(ours.cpu[: len(run.cpu)]))
    return Figures(
        size,
        size / wall,
        size / cpu,
        sum(run.found) / size,
        beside and wall / beside[0],
        beside and cpu / beside[1],
    )


def by_part(run: Run, texts: Sequence[Text]) -> dict[str, Figures]:
    """The figures of each part of the corpus, and of all together."""
    parts = {part: [i for i, text in enumerate(texts) if text.part == part] for part in sorted({t.part for t in texts})}
    parts["all"] = list(range(len(run.wall)))
    return {part: figures(_cut(run, kept), [texts[i] for i in kept]) for part, kept in parts.items()}


def stages(runs: Mapping[str, Run], texts: Sequence[Text]) -> dict[str, float]:
    """Microseconds of processor time a KB in each stage: what it adds to the stages before it."""
    size = sum(text.kilobytes for text in texts)
    until = [sum(runs[name].cpu) for name in (READ, MENTION, OURS)]
    taken = zip(("read", "mention", "extract"), until, (0.0, *until), strict=False)
    return {stage: (after - before) / size * 1e6 for stage, after, before in taken}


def markdown(runs: Runs, texts: Sequence[Text]) -> str:
    """All tables, for people."""
    done = {name: run for name, run in runs.items() if isinstance(run, Run)}
    lines = ["| system | KB read | KB/s | KB/s of CPU | findings a KB | ours is faster | by CPU |", "|---" * 7 + "|"]
    for name, run in runs.items():
        if isinstance(run, str):
            lines.append(f"| {name} | – | {run} | – | – | – | – |")
        elif name not in (READ, MENTION):
            lines.append(_row(name, figures(run, texts, done[OURS] if name != OURS else None)))
    lines += ["", "| part | KB | KB/s | KB/s of CPU | claims a KB |", "|---" * 5 + "|"]
    for part, each in by_part(done[OURS], texts).items():
        lines.append(f"| {part} | {each.kilobytes:.0f} | {each.wall:.0f} | {each.cpu:.0f} | {each.found:.1f} |")
    lines += ["", "| stage | µs a KB |", "|---|---|"]
    lines += [f"| {stage} | {taken:.0f} |" for stage, taken in stages(done, texts).items()]
    return "\n".join(lines)


def _row(name: str, each: Figures) -> str:
    speed = f"{each.kilobytes:.0f} | {_speed(each.wall)} | {_speed(each.cpu)} | {each.found:.1f}"
    ratios = " | ".join("–" if ratio is None else f"{ratio:.3g}×" for ratio in (each.slower, each.slower_cpu))
    return f"| {name} | {speed} | {ratios} |"


def _speed(kilobytes: float) -> str:
    return f"{kilobytes:.0f}" if kilobytes >= 100 else f"{kilobytes:.3g}"


def _cut(run: Run, kept: Sequence[int]) -> Run:
    return Run(
        run.system,
        tuple(run.wall[i] for i in kept),
        tuple(run.cpu[i] for i in kept),
        tuple(run.found[i] for i in kept),
        run.passes,
    )
