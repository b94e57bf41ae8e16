"""Names behind a figure that are of other figures alone: of a comparison, of a part, or of a clause that contrasts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from veritab_engine.lexicon import words
from veritab_engine.link.compared import SEGMENT_ENDS
from veritab_engine.mention.names import NameMention

REACH_OF_THAN = 4
"""Tokens between a figure and the "than" behind it: "7.2 degrees more than"."""


def told_apart(
    lower: Sequence[str], claim: range, figures: Sequence[range], names: Sequence[NameMention]
) -> frozenset[int]:
    """The first tokens of the names that other figures behind the claim, or a clause of contrast, have for themselves.

    `figures` are the tokens of the sentence's other figures.
    """
    held = {i for tokens in _apart(lower, claim, figures) for i in tokens}
    return frozenset(name.first for name in names if name.first in held)


def _apart(lower: Sequence[str], claim: range, figures: Sequence[range]) -> Iterator[range]:
    for tokens in figures:
        if tokens.start < claim.stop or lower[tokens.start - 1] != ",":
            continue
        behind = range(tokens.stop, min(tokens.stop + REACH_OF_THAN, len(lower)))
        if any(lower[i] == "than" for i in behind) or _is_part(lower, tokens.stop):
            yield range(tokens.stop, _end(lower, tokens.stop))
    for i in range(claim.stop + 1, len(lower)):
        if lower[i - 1] == "," and lower[i] in words("bases/contrasting"):
            yield range(i, len(lower))


def _is_part(lower: Sequence[str], behind: int) -> bool:
    """True for "…, three of them in the north"."""
    return tuple(lower[behind : behind + 1]) == ("of",) and lower[behind + 1] in words("bases/those_told")


def _end(lower: Sequence[str], first: int) -> int:
    """Where the stretch of the sentence up to the next break ends."""
    return next((i for i in range(first, len(lower)) if lower[i] in SEGMENT_ENDS), len(lower))
