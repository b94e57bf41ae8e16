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
from veritab_engine.lexicon import forms, words
from veritab_engine.mention.modality import modality_of
from veritab_engine.value import Point

KIND = ClaimKind("extreme", summary="figure that is the first of its kind", latent=True)

FIGURED = forms("superlatives/figured")
TRIGGERS = frozenset(FIGURED) | frozenset({"more", "fewer", "less", "higher", "lower", "longer", "larger"})
MORE = frozenset({"more", "fewer", "less", "higher", "lower", "longer", "larger"})
"""Before "than any other" these make a superlative."""
DEFINITE = frozenset({"the", "its", "their", "his", "her"})


def find(passage: Passage) -> Iterator[Claim]:
    """Yield a claim for every superlative that a figure may stand beside."""
    lower = passage.sentence.lower
    if not passage.mentions.numerals and not passage.mentions.quantities:
        return
    for i, word in enumerate(lower):
        if word in MORE and lower[i + 1 : i + 4] == ("than", "any", "other"):
            direction = Direction.DOWN if word in ("fewer", "less", "lower") else Direction.UP
            yield passage.claim(
                KIND, i, i + 4, Point(Decimal(1)), direction=direction, modality=modality_of(passage.sentence, i)
            )
        if word not in FIGURED or not i:
            continue
        first, rank = i, 1
        for ordinal in passage.mentions.ordinals:
            if ordinal.last <= i and lower[ordinal.last : i] in ((), ("-",)):
                first, rank = ordinal.first, ordinal.rank
        open_rank = not ONE_OF.isdisjoint(lower[max(first - 3, 0) : first - 1]) or lower[first - 2 : first - 1] == (
            "among",
        )
        if (
            first
            and lower[first - 1] in DEFINITE
            and not open_rank
            and lower[i + 1 : i + 2] not in words_of_judgement()
        ):
            direction = Direction(FIGURED[word])
            modality = modality_of(passage.sentence, first)
            yield passage.claim(KIND, first, i + 1, Point(Decimal(rank)), direction=direction, modality=modality)


def words_of_judgement() -> frozenset[tuple[str, ...]]:
    """The words right behind a superlative that make a judgement of it: "the highest possible score"."""
    return frozenset((word,) for word in words("superlatives/judging"))
