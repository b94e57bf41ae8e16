"""The rule of the accuracy task: flagged and marked spans match where their tokens overlap, and each is used once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from veritab_engine.document import Span


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of one comparison; precision and recall are None where nothing was flagged, or nothing marked."""

    matched: int = 0
    flagged: int = 0
    marked: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.matched + other.matched, self.flagged + other.flagged, self.marked + other.marked)

    @property
    def precision(self) -> float | None:
        """The share of the flags that match a marked error."""
        return self.matched / self.flagged if self.flagged else None

    @property
    def recall(self) -> float | None:
        """The share of the marked errors that a flag matches."""
        return self.matched / self.marked if self.marked else None


def tokens_of(span: Span, tokens: Sequence[Span]) -> range:
    """The indices of the tokens that touch the span; the tokens stand in the order of the text."""
    first = bisect_right(tokens, span.start, key=lambda token: token.end)
    last = bisect_left(tokens, span.end, key=lambda token: token.start)
    return range(first, last)


def matches(flagged: Sequence[Span], marked: Sequence[Span], tokens: Sequence[Span]) -> dict[int, int]:
    """By the index of a flag, the index of the marked span that it matches.

    The flags go from left to right, and each takes the first marked span that overlaps it and is still free.
    """
    free = sorted(range(len(marked)), key=lambda index: marked[index])
    found: dict[int, int] = {}
    for flag in sorted(range(len(flagged)), key=lambda index: flagged[index]):
        own = tokens_of(flagged[flag], tokens)
        for index in free:
            other = tokens_of(marked[index], tokens)
            if own.start < other.stop and other.start < own.stop:
                found[flag] = index
                free.remove(index)
                break
    return found
