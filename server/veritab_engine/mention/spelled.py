"""Numbers in words: "two hundred and fifty", "half a million", "a quarter of a million", "twenty-first"."""

from __future__ import annotations

from decimal import Decimal

from veritab_engine.lexicon import mapping, words
from veritab_engine.mention import Numeral, Ordinal
from veritab_engine.mention.digits import ONE, shown
from veritab_engine.mention.marks import SCALES
from veritab_engine.mention.number_words import CARDINALS, HYPHENS, ORDINALS, PARTS, TENS, scales_at
from veritab_engine.mention.reading import Reading
from veritab_engine.mention.shares import MEASURED, Lower, denominator, may_be_part, of_a, part
from veritab_engine.value import Point

PORTIONS = {"half": Decimal("0.5"), "quarter": Decimal("0.25")}
TIMES = {word: Decimal(value) for word, value in mapping("numbers/times").items()}
MULTIPLIES = words("numbers/multiplies")
NO_HALF = words("numbers/no_half")
BEFORE_COUPLE = words("numbers/before_couple")
BARE_SCALES = frozenset({"hundred", "thousand", "lakh", "lac"})
"""These open a number by themselves where another scale follows: "hundred thousand dollars"."""
NOT_BEFORE_A_SCALE = words("hedges/few") | {"per", "the"}
OPENS = (
    frozenset(TIMES)
    | frozenset(CARDINALS)
    | frozenset(ORDINALS)
    | BARE_SCALES
    | {"a", "an", "half", "quarter", "couple"}
)


def spelled(lower: Lower, first: int) -> Numeral | Ordinal | None:
    """The number in words that opens at `first`, as long as it goes on."""
    word = lower[first]
    if word in ("a", "an"):
        return _one(lower, first)
    if word in PORTIONS:
        return _portion(lower, first, first) or (_half_of(lower, first) if word == "half" else None)
    if word in TIMES:
        multiplies = first + 1 < len(lower) and lower[first + 1] in MULTIPLIES
        return None if multiplies else Numeral(first, first + 1, Point(TIMES[word]), in_words=True)
    if word == "couple":
        return _couple(lower, first)
    if word in BARE_SCALES:
        return _bare_scale(lower, first)
    return _tenth_of_a(lower, first) or Reading(lower, first).number()


def _one(lower: Lower, first: int) -> Numeral | Ordinal | None:
    """ "a million", "a hundred and fifty", "a third of": the article counts for one before a scale word or a part."""
    word = lower[first + 1] if first + 1 < len(lower) else ""
    if word in PARTS or word in TENS:
        return _one_part(lower, first) or (_portion(lower, first, first + 1) if word in PORTIONS else None)
    if word == "couple":
        return _couple(lower, first + 1)
    if word not in SCALES or word.endswith("s"):
        return None
    return Reading(lower, first, article=True).number()


def _one_part(lower: Lower, first: int) -> Numeral | None:
    """ "a third of", "a twenty-first", "a quarter of a million"."""
    found = denominator(lower, first + 1)
    if found is None or lower[found[1] - 1].endswith("s") or not may_be_part(lower, found[1]):
        return None
    return _of(lower, first, found[1], ONE / found[0])


def _of(lower: Lower, first: int, last: int, share: Decimal) -> Numeral:
    """The fraction, with the "of a" and the scale that it may be taken of."""
    whole = of_a(lower, last)
    scale, last = (ONE, last) if whole is None else scales_at(lower, whole)
    return Numeral(first, last, part(share, scale), in_words=True, scale=scale)


def _tenth_of_a(lower: Lower, first: int) -> Numeral | None:
    """ "tenth of a gallon": a part of a unit, its article left out."""
    found = denominator(lower, first) if lower[first] in PARTS else None
    whole = of_a(lower, first + 1) if found is not None else None
    if found is None or whole is None or (first and lower[first - 1][0].isalpha()):
        return None
    return _of(lower, first, first + 1, ONE / found[0])


def _portion(lower: Lower, first: int, index: int) -> Numeral | None:
    """ "half a million", "a quarter-million", "half a dozen"; `index` is that of the portion."""
    place = index + 1
    if lower[place : place + 1] and (lower[place] in ("a", "an") or lower[place] in HYPHENS):
        place += 1 + (lower[place : place + 2] == ("-", "a"))
        place += lower[place : place + 1] == ("-",)
    elif lower[place : place + 2] in (("of", "a"), ("of", "one")):
        place += 2
    scale, last = scales_at(lower, place)
    if last == place or lower[place].endswith("s"):
        return None
    return Numeral(first, last, shown(PORTIONS[lower[index]], scale), in_words=True, scale=scale)


def _half_of(lower: Lower, first: int) -> Numeral | None:
    """ "half an hour", "half of", "half-litre", but not "the second half" and not "half-year"."""
    following = lower[first + 1] if first + 1 < len(lower) else ""
    before = lower[first - 1] if first else ""
    whole = following in ("of", "the", "all", "its", "their", "his", "her", "our", "an", "a")
    hedged = before in ("than", "nearly", "almost", "about", "over", "around", "roughly")
    if before in ("the", "second", "first", "other", "latter", "last", "-", "this"):
        return None
    if before == "in" and following not in ("an", "a"):
        return None
    if _is_measured(lower, first + 1):
        return Numeral(first, first + 1, part(PORTIONS["half"]), in_words=True)
    if not (whole or hedged):
        return None
    last = of_a(lower, first + 1) or (first + 2 if following in ("an", "a") else first + 1)
    return Numeral(first, last, part(PORTIONS["half"]), in_words=True)


def _is_measured(lower: Lower, index: int) -> bool:
    """True where a unit in the singular follows, past a hyphen."""
    index += index < len(lower) and lower[index] in HYPHENS
    word = lower[index] if index < len(lower) else ""
    return word in MEASURED and len(word) > 2 and word not in NO_HALF and (not word.endswith("s") or word == "celsius")


def _couple(lower: Lower, index: int) -> Numeral | None:
    """ "a couple of", "the last couple of": about two, and not the couple that somebody is with another."""
    if index == 0 or lower[index - 1] not in BEFORE_COUPLE or lower[index + 1 : index + 2] != ("of",):
        return None
    if lower[index + 2 : index + 3] in ((), ("the",), ("these",), ("those",)):
        return None
    first = index - (lower[index - 1] in ("a", "another"))
    scale, last = scales_at(lower, index + 2)
    return Numeral(first, last, Point(2 * scale, scale, 2 * scale, approximate=True), in_words=True, scale=scale)


def _bare_scale(lower: Lower, first: int) -> Numeral | Ordinal | None:
    """ "hundred thousand": one of them, where no vaguer word says how many."""
    if lower[first + 1 : first + 2] == () or lower[first + 1] not in SCALES:
        return None
    if first and (lower[first - 1] in NOT_BEFORE_A_SCALE or lower[first - 1] in HYPHENS):
        return None
    return Reading(lower, first).number()
