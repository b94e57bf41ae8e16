"""Words that tell how many: "a pair of goals", "a trio of ministers", "a handful of firms"."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from veritab_engine.lexicon import mapping, words
from veritab_engine.mention import Numeral
from veritab_engine.value import Point

SETS = {word: Decimal(value) for word, value in mapping("nouns/sets").items()}
PAIRED = words("nouns/paired")
ARTICLES = frozenset({"a", "another"})
VAGUE = frozenset({"handful"})
"""These mean a few."""


def set_at(lower: Sequence[str], index: int) -> Numeral | None:
    """The number that the word at `index` tells, with its article; None for "a pair of gloves", which is one pair."""
    if lower[index] not in SETS or lower[index + 1 : index + 2] != ("of",) or not index:
        return None
    paired = lower[index] == "pair" and not PAIRED.isdisjoint(lower[index + 2 : index + 4])
    if paired or lower[index - 1] not in ARTICLES:
        return None
    return Numeral(index - 1, index + 1, Point(SETS[lower[index]]), in_words=True)
