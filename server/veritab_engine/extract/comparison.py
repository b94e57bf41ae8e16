"""Comparisons without a figure: "larger than", "more passengers than", "exceeded", "ahead of".

Asserts that one figure lies above, or below, another, and by how much is left open: the value is a difference of more
than zero, or of less. The span is the words that compare. With a figure of its own ("$12 billion more than", "three
times larger than", "more than 40") it is a claim of another kind. A comparison that no table binds is not reported.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from veritab_engine.claim import Claim, ClaimKind, Direction
from veritab_engine.extract.passage import Passage
from veritab_engine.extract.phrase import core_end
from veritab_engine.lexicon import forms, mapping, phrases, words
from veritab_engine.mention.modality import modality_of
from veritab_engine.value import AtLeast, AtMost

KIND = ClaimKind("comparison", summary="which of two figures is the larger", latent=True)

ADJECTIVES = forms("comparisons/adjectives")
COUNTING = mapping("comparisons/counting")
VERBS = forms("comparisons/verbs")
BEHIND = phrases("comparisons/behind")
ORDERING = words("comparisons/ordering")
TRIGGERS = frozenset(ADJECTIVES) | frozenset(VERBS) | BEHIND.heads
NOT_BEFORE = words("comparisons/not_before")
ADJECTIVAL = ("ous", "ss")
"""A noun that is counted stands in the plural: "more important than" counts nothing."""
POINTED = frozenset({"of", "between", "with", "in", "from", "to", "for"})
"""Behind "that", these say whose it is; without them it points to what was told before: "more than that"."""
FARTHEST = 4
"""So many tokens may lie between "more" and "than": "more foreign visitors than"."""


def find(passage: Passage) -> Iterator[Claim]:
    """Yield a claim for every comparison without a figure."""
    lower = passage.sentence.lower
    for i, word in enumerate(lower):
        if word in ADJECTIVES and not _has_figure(passage, i):
            end = _than(passage, i)
            if end is not None and not _figure_at(passage, end):
                yield _claim(passage, i, end, ADJECTIVES[word])
        elif word in VERBS and not _figure_at(passage, i + 1):
            yield _claim(passage, i, i + 1, VERBS[word])
        elif (
            i
            and (hit := BEHIND.at(lower, i)) is not None
            and lower[i - 1] in ORDERING
            and not _figure_at(passage, hit[1])
        ):
            yield _claim(passage, i, hit[1], hit[0])


def _than(passage: Passage, i: int) -> int | None:
    """The end of the comparison behind its first word: "larger than", "more foreign visitors than"."""
    lower = passage.sentence.lower
    if lower[i + 1 : i + 2] == ("than",):
        return i + 2
    end = core_end(passage.sentence, i + 1) if lower[i] in COUNTING else i
    head = lower[end - 1]
    counted = end > i + 1 and head.endswith("s") and not head.endswith(ADJECTIVAL)
    return end + 1 if counted and end <= i + FARTHEST and lower[end : end + 1] == ("than",) else None


def _has_figure(passage: Passage, i: int) -> bool:
    """True for "$12 billion more", "5 percent higher", "three times larger", "no more than"."""
    before = passage.sentence.lower[i - 1] if i else ""
    return before in NOT_BEFORE or any(quantity.last == i for quantity in passage.mentions.quantities)


def _figure_at(passage: Passage, i: int) -> bool:
    """True where a figure follows, that "more than" hedges or "exceeded" leads to."""
    lower = passage.sentence.lower
    near = range(i, i + 3)
    counted = any(numeral.first in near for numeral in passage.mentions.numerals)
    counted = counted or any(quantity.first in near for quantity in passage.mentions.quantities)
    amount = lower[i : i + 1] in (("a",), ("half",), ("one",)) and lower[i + 1 : i + 2] != ("of",)
    alone = lower[i : i + 1] == ("that",) and not POINTED.issuperset(lower[i + 1 : i + 2])
    return counted or amount or alone


def _claim(passage: Passage, first: int, last: int, way: str) -> Claim:
    direction, zero = Direction(way), Decimal(0)
    value = AtLeast(zero, strict=True) if direction is Direction.UP else AtMost(zero, strict=True)
    return passage.claim(KIND, first, last, value, direction=direction, modality=modality_of(passage.sentence, first))
