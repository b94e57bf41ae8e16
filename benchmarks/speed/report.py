"""The figures of all systems, as a table and as data.

A slow system reads the first texts of the corpus only, as many as its time allows. Ratios are those of the same texts:
ours is timed text by text, so its speed on just these is known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from benchmarks.speed.corpus import Text
from benchmarks.speed.stopwatch import Run
from benchmarks.speed.systems import COMPILED, MENTION, OURS, READ

Runs = Mapping[str, Run | str]
"""By system: its run, or why it could not be run."""
NOTHING: Mapping[str, Run] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Ratio:
    """How many times as long something takes, by wall clock and by processor time."""

    wall: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Figures:
    """KB/s by wall clock and by processor time, findings a KB, and how many times as long it takes as each of ours."""

    kilobytes: float
    wall: float
    cpu: float
    found: float
    slower: Mapping[str, Ratio] = field(default_factory=dict)


def figures(run: Run, texts: Sequence[Text], beside: Mapping[str, Run] = NOTHING) -> Figures:
    """The figures of a run over the first texts, beside those of others over the same."""
    size = sum(text.kilobytes for text in texts[: len(run.wall)])
    wall, cpu = sum(run.wall), sum(run.cpu)
    slower = {
        name: Ratio(wall / sum(each.wall[: len(run.wall)]), cpu / sum(each.cpu[: len(run.cpu)]))
        for name, each in beside.items()
    }
    return Figures(size, size / wall, size / cpu, sum(run.found) / size, slower)


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
    ours = ours_of(done)
    head = ["system", "KB read", "KB/s", "KB/s of CPU", "findings a KB"]
    head += [title for name in ours for title in (f"{name} is faster", "by CPU")]
    lines = [f"| {' | '.join(head)} |", "|---" * len(head) + "|"]
    for name, run in runs.items():
        if isinstance(run, str):
            lines.append(f"| {name} | – | {run} |" + " – |" * (len(head) - 3))
        elif name not in (READ, MENTION):
            lines.append(_row(name, figures(run, texts, ours)))
    for name, run in ours.items():
        lines += ["", f"| {name}: part | KB | KB/s | KB/s of CPU | claims a KB |", "|---" * 5 + "|"]
        lines += [_row(part, each) for part, each in by_part(run, texts).items()]
    lines += ["", "| stage | µs a KB |", "|---|---|"]
    lines += [f"| {stage} | {taken:.0f} |" for stage, taken in stages(done, texts).items()]
    return "\n".join(lines)


def ours_of(runs: Mapping[str, Run]) -> dict[str, Run]:
    """The runs that the others are measured beside."""
    return {name: runs[name] for name in (OURS, COMPILED) if name in runs}


def _row(name: str, each: Figures) -> str:
    speed = f"{each.kilobytes:.0f} | {_speed(each.wall)} | {_speed(each.cpu)} | {each.found:.1f}"
    ratios = [f"{ratio:.3g}×" for beside in each.slower.values() for ratio in (beside.wall, beside.cpu)]
    return f"| {' | '.join([name, speed, *ratios])} |"


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
