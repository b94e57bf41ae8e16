"""Shares, multiples and odds: "two in five voters", "a third of exports", "five times higher", "a ratio of 5:1".

A share asserts a part of a whole: its value is a number between 0 and 1, the unit "share". A fraction is said loosely:
it is shown to a tenth of its own denominator, and may mean anything within half of it ("a third" is surely 0.317 to
0.367, and surely not under 0.17). A multiple has the unit "times", odds have two parts and the unit "odds". The span is
the fraction, the noun what it is of. "Half a century", "one in 10 years" and "the third quarter" are no shares, "twice
in May" is a count.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from veritab_engine.claim import Claim, ClaimKind
from veritab_engine.extract.multiples import TRIGGERS as MULTIPLE_TRIGGERS
from veritab_engine.extract.multiples import Multiple, multiples
from veritab_engine.extract.passage import Passage
from veritab_engine.extract.phrase import Range, after_determiners, core_end, phrase_at
from veritab_engine.lexicon import mapping, phrases, words
from veritab_engine.mention import Measure
from veritab_engine.mention.hedges import apply, hedge_around
from veritab_engine.mention.modality import modality_of
from veritab_engine.value import Point

KIND = ClaimKind("ratio", summary="part of a whole told as a fraction, a multiple, or odds")

DENOMINATORS = {word: Decimal(number) for word, number in mapping("ratios/denominators").items()}
PARTS = frozenset(DENOMINATORS)
HALF_OF = words("ratios/half_of")
NOT_A_WHOLE = words("ratios/not_a_whole")
IN_WORDS = phrases("ratios/in_words")
NOT_COUNTED = words("ratios/not_counted")
MAY_STAND_BEFORE = words("ratios/may_stand_before")
OF_VOTES = words("ratios/of_votes")
STANDS_FOR = words("ratios/stands_for")
ARTICLES = frozenset({"a", "an", "one"})
MARKS = frozenset({",", ".", ";", ":", "(", "—", "–", '"', "“"})
TRIGGERS = PARTS | IN_WORDS.heads | MULTIPLE_TRIGGERS


def find(passage: Passage) -> Iterator[Claim]:
    """Yield a claim for every share."""
    lower = passage.sentence.lower
    if not PARTS.isdisjoint(lower):
        for i, word in enumerate(lower):
            if word in PARTS:
                yield from _fraction(passage, i)
    if not IN_WORDS.heads.isdisjoint(lower):
        yield from _so_many_in(passage)
    yield from (_multiple(passage, each) for each in multiples(passage))


def _fraction(passage: Passage, i: int) -> Iterator[Claim]:
    """ "Two-thirds of", "a quarter of", "half the population"; `i` is the denominator."""
    lower = passage.sentence.lower
    following = lower[i + 1] if i + 1 < len(lower) else ""
    numerator = _numerator(passage, i)
    halved = lower[i] == "half" and following in HALF_OF
    majority = following in OF_VOTES
    if not (following == "of" or halved or majority) or numerator is None:
        return
    first, number = numerator
    if number >= DENOMINATORS[lower[i]]:
        return
    if majority or (following == "of" and _is_told(passage, i + 2)):
        yield _claim(passage, (first, i + 1), number / DENOMINATORS[lower[i]], DENOMINATORS[lower[i]], None)
        return
    whole = phrase_at(passage, i + 2 if following == "of" else i + 1)
    if whole and NOT_A_WHOLE.isdisjoint(lower[whole[0] : core_end(passage.sentence, whole[0])]):
        yield _claim(passage, (first, i + 1), number / DENOMINATORS[lower[i]], DENOMINATORS[lower[i]], whole)


def _is_told(passage: Passage, i: int) -> bool:
    """True where the whole is a number or a word that stands for one: "half of them", "a fifth of the 330 staff"."""
    lower = passage.sentence.lower
    if lower[i : i + 1] and lower[i] in STANDS_FOR:
        return True
    first = after_determiners(passage.sentence, i)
    plain = (each for each in passage.mentions.quantities if each.first == first)
    return any(each.measure in (Measure.NUMBER, Measure.MONEY) for each in plain)


def _numerator(passage: Passage, i: int) -> tuple[int, Decimal] | None:
    """Where the fraction with its denominator at `i` starts, and its numerator; None for "the first half of"."""
    lower = passage.sentence.lower
    before = i - 2 if lower[i - 1 : i] == ("-",) else i - 1
    for numeral in passage.mentions.numerals:
        if numeral.first < i < numeral.last and 0 < numeral.point.number < 1:
            return numeral.first, numeral.point.number * DENOMINATORS[lower[i]]
        if numeral.last == before + 1:
            return numeral.first, numeral.point.number
    if before >= 0 and lower[before] in ARTICLES:
        return before, Decimal(1)
    bare = lower[i] == "half" and (before < 0 or not _is_ordinal_like(passage, before))
    return (i, Decimal(1)) if bare else None


def _is_ordinal_like(passage: Passage, i: int) -> bool:
    """True where the word before "half" picks one of two: "first half", "other half", "the latter half"."""
    if any(ordinal.last == i + 1 for ordinal in passage.mentions.ordinals):
        return True
    return passage.sentence.lower[i] in ("other", "latter", "better", "the", "last", "top", "bottom", "early", "late")


def _so_many_in(passage: Passage) -> Iterator[Claim]:
    """ "Two in five voters", "1 in 20", "one out of every five"."""
    lower = passage.sentence.lower
    numerals = passage.mentions.numerals
    for part, whole in pairwise(numerals):
        link = IN_WORDS.at(lower, part.last)
        if link is None or link[1] != whole.first or not 0 < part.point.number < whole.point.number:
            continue
        following = lower[whole.last] if whole.last < len(lower) else ""
        before = lower[part.first - 1] if part.first else ""
        if following in NOT_COUNTED or not (not before or before in MAY_STAND_BEFORE | MARKS):
            continue
        share = part.point.number / whole.point.number
        noun = phrase_at(passage, whole.last + (following == "of"))
        yield _claim(passage, (part.first, whole.last), share, whole.point.number, noun)


def _claim(passage: Passage, span: Range, share: Decimal, parts: Decimal, noun: Range | None) -> Claim:
    hedge, _, _ = hedge_around(passage.sentence, *span)
    return passage.claim(
        KIND,
        *span,
        apply(hedge, Point(share, shown_to=1 / (10 * parts), coarsest=1 / (2 * parts))),
        unit="share",
        hedge=hedge,
        noun=noun,
        modality=modality_of(passage.sentence, span[0]),
    )


def _multiple(passage: Passage, multiple: Multiple) -> Claim:
    return passage.claim(
        KIND,
        *multiple.span,
        multiple.value,
        unit=multiple.unit,
        hedge=multiple.hedge,
        modality=modality_of(passage.sentence, multiple.span[0]),
    )
