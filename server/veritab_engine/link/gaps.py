"""Gaps: where a clause leaves out what the figure before it told, "Italy had 60.9 million and France 68.5 million".

From the word that joins the two, up to the second figure, stand names, dates, and small words alone. So the first
one's names are not the second one's, nor the other way round.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from veritab_engine.lexicon import words

REACH_OF_NAME = 3
"""Tokens behind a figure within which a name may be its own: "1.35 billion for India"."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A figure that goes on with the one before: both by their place among the figures, and the tokens of its own.

    `before` is None where the figure that it goes on with stands in the sentence before.
    """

    figure: int
    before: int | None
    own: frozenset[int]


def gaps(
    lower: Sequence[str],
    figures: Sequence[range],
    units: Sequence[str | None],
    names: Sequence[range],
    dates: Sequence[range],
) -> Iterator[Gap]:
    """The gaps of a sentence; `figures`, in order, hold their nouns, and each has a unit or none."""
    held = {i for tokens in (*names, *dates) for i in tokens}
    for place, figure in enumerate(figures):
        first = figures[place - 1].stop if place else 0
        start = _joint(lower, range(first, figure.start), held, at_start=not place)
        named = start is not None and any(name.start in range(start, figure.start) for name in names)
        if named and "than" in lower[start : figure.start]:
            continue
        if start is not None and (not place or are_alike(units[place - 1], units[place])):
            placed = any(name.start in range(first, start) for name in names)
            leads = any(word in words("gaps/contrasts") for word in lower[start : figure.start]) or (
                placed and lower[start] not in words("gaps/ends")
            )
            behind = _behind(lower, figure, names) if leads else range(0)
            yield Gap(place, place - 1 if place else None, frozenset((*range(start, figure.start), *behind)))


def are_alike(first: str | None, second: str | None) -> bool:
    """True for figures in one unit, and for a bare one beside one with a unit."""
    return first == second or first is None or second is None


def _joint(lower: Sequence[str], between: range, held: Collection[int], *, at_start: bool) -> int | None:
    """Where the clause of the second figure begins: at the first joint with nothing behind it but what goes on."""
    start = between.stop
    while start > between.start and (start - 1 in held or lower[start - 1] in words("gaps/passed")):
        start -= 1
    if at_start:
        return 0 if start == 0 and between else None
    joints = (i for i in range(start, between.stop) if i not in held and lower[i] in words("gaps/joints"))
    return next(joints, None)


def _behind(lower: Sequence[str], figure: range, names: Sequence[range]) -> range:
    """The name right behind a figure: "1.35 billion for India"."""
    if figure.stop >= len(lower) or lower[figure.stop] not in words("gaps/before_names"):
        return range(0)
    name = next((name for name in names if figure.stop < name.start < figure.stop + REACH_OF_NAME), None)
    return range(figure.stop, name.stop) if name is not None else range(0)
