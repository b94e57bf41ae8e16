"""Superlatives beside a figure: "60 goals, the most in the division", "the driest with 588 mm".

Asserts that the figure is the first of its kind: the value is the place, 1 where no ordinal stands before. The
direction says which end of the scale is meant. A superlative with its noun is a rank; one that no table decides is not
reported.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from veritab_engine.claim import Claim, ClaimKind, Direction
from veritab_engine.extract.passage import Passage
from veritab_engine.extract.superlative import ONE_OF
from veritab_engine.lexicon import forms, mapping, words
from veritab_engine.mention.modality import modality_of
from veritab_engine.value import Point

KIND = ClaimKind("extreme", summary="figure that is the first of its kind", latent=True)

FIGURED = forms("superlatives/figured")
MORE = forms("superlatives/more_than_any")
DEGREES = mapping("superlatives/degrees")
JUDGING = words("superlatives/judging")
TRIGGERS = frozenset(FIGURED) | frozenset(MORE)
THAN_ANY = ("than", "any", "other")
DEFINITE = frozenset({"the", "its", "their", "his", "her"})
ALONE = words("words/prepositions") | {",", ".", ";", "by", "profitable"}
"""Behind "most" and "least" these leave them alone; an adjective would be the one that they are of."""


def find(passage: Passage) -> Iterator[Claim]:
    """Yield a claim for every superlative that a figure may stand beside."""
    lower = passage.sentence.lower
    if not passage.mentions.numerals and not passage.mentions.quantities:
        return
    for i, word in enumerate(lower):
        if word in MORE and lower[i + 1 : i + 4] == THAN_ANY:
            yield _claim(passage, i, i + 4, MORE[word], 1)
        elif word in FIGURED and i and _may_stand_alone(lower, i):
            first, rank = _rank_before(passage, i)
            if first and lower[first - 1] in DEFINITE and not _is_one_of_several(lower, first):
                yield _claim(passage, first, i + 1, FIGURED[word], rank)


def _may_stand_alone(lower: tuple[str, ...], i: int) -> bool:
    """False for "the highest possible score", and "the most important"."""
    behind = lower[i + 1] if i + 1 < len(lower) else "."
    return behind not in JUDGING and (lower[i] not in DEGREES or behind in ALONE)


def _rank_before(passage: Passage, i: int) -> tuple[int, int]:
    """Where a superlative starts with its ordinal, and the rank: "second-largest"."""
    for ordinal in passage.mentions.ordinals:
        if ordinal.last <= i and passage.sentence.lower[ordinal.last : i] in ((), ("-",)):
            return ordinal.first, ordinal.rank
    return i, 1


def _is_one_of_several(lower: tuple[str, ...], first: int) -> bool:
    """True for "one of the largest" and "among the largest"."""
    before = lower[max(first - 3, 0) : first - 1]
    return before[-1:] == ("among",) or not ONE_OF.isdisjoint(before)


def _claim(passage: Passage, first: int, last: int, way: str, rank: int) -> Claim:
    modality = modality_of(passage.sentence, first)
    return passage.claim(KIND, first, last, Point(Decimal(rank)), direction=Direction(way), modality=modality)
