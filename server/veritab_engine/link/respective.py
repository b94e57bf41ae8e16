"""Lists told in parallel: "exports of France and Italy were $648 billion and $677 billion, respectively".

Each figure is that of the name in its own place of the other list; the other names are told of other figures.
"""

from __future__ import annotations

from collections.abc import Sequence

from veritab_engine.mention.names import NameMention

RESPECTIVELY = "respectively"
JOINING = frozenset({",", "and"})


def others(
    lower: tuple[str, ...], figure: range, figures: Sequence[range], names: Sequence[NameMention]
) -> frozenset[int]:
    """Where the names start that "respectively" gives to other figures than this one; none where it gives none."""
    if RESPECTIVELY not in lower:
        return frozenset()
    behind = lower.index(RESPECTIVELY)
    told = _run(lower, [tokens for tokens in sorted(figures, key=lambda each: each.start) if tokens.stop <= behind])
    if figure not in told or not JOINING.issuperset(lower[told[-1].stop : behind]):
        return frozenset()
    runs = {tuple(_run(lower, [name.tokens for name in names if name.last <= each.last])) for each in names}
    fitting = [run for run in runs if len(run) == len(told)]
    if len(told) < 2 or len(fitting) != 1:
        return frozenset()
    own = fitting[0][told.index(figure)]
    return frozenset(tokens.start for tokens in fitting[0] if tokens != own)


def _run(lower: tuple[str, ...], places: Sequence[range]) -> list[range]:
    """The last of some places, with those before it that commas and "and" join to it."""
    run: list[range] = []
    for tokens in reversed(places):
        if run and not (lower[tokens.stop : run[0].start] and JOINING.issuperset(lower[tokens.stop : run[0].start])):
            break
        run.insert(0, tokens)
    return run
