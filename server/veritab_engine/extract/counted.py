"""The noun that a number counts: behind it, past its hedge, past "of", or lent by the next of a suspended compound."""

from __future__ import annotations

from veritab_engine.extract.noun import COMPOUNDED, noun_after_one, noun_phrase_after, singular
from veritab_engine.extract.passage import Passage
from veritab_engine.lexicon import forms, phrases, words
from veritab_engine.mention import Quantity
from veritab_engine.mention.marks import DASHES, joined
from veritab_engine.mention.sets import SETS
from veritab_engine.mention.spelled import TIMES

Range = tuple[int, int]
WHOLE = words("nouns/whole")
"""Determiners behind "of": "two of the firms"."""
PERSONAL = frozenset({"who", "whom"})
RATES = phrases("nouns/rates")
SUSPENDED = frozenset({",", "and", "or", "to"})
ONE = frozenset({("one",), ("1",)})
TIME_UNITS = frozenset(forms("units/time").values())
_OWNER = 3
"""The most words of an owner's name: "two of Boris Johnson's deputies"."""
_LOOK_AHEAD = 8


def counted_noun(passage: Passage, quantity: Quantity) -> Range | None:
    """The tokens of the noun phrase that the number counts, its head last; None where it counts nothing."""
    sentence = passage.sentence
    if sentence.lower[quantity.first] in TIMES:
        return None
    index = max(quantity.last, quantity.outer[1])
    following = sentence.lower[index] if index < len(sentence.words) else ""
    if following == "of":
        return _of_whole(passage, quantity, index + 1)
    if is_compound(passage, quantity):
        return _compounded(passage, quantity)
    if is_one(passage, quantity):
        return noun_after_one(sentence, index)
    return noun_phrase_after(sentence, index)


def unit_of(passage: Passage, quantity: Quantity, noun: Range | None) -> str | None:
    """The unit of a count: its noun's head in the singular, with the time that it is told for ("test per day")."""
    lower = passage.sentence.lower
    if lower[quantity.first] in TIMES:
        often = RATES.at(lower, quantity.last)
        return f"time per {often[0]}" if often else "time"
    if noun is None and _is_level_of_points(passage, quantity):
        return "point"
    if noun is None:
        return "person" if lower[quantity.last : quantity.last + 1] and lower[quantity.last] in PERSONAL else None
    unit = singular(passage.sentence.words[noun[1] - 1])
    rate = RATES.at(lower, noun[1]) if unit not in TIME_UNITS else None
    return f"{unit} per {rate[0]}" if rate else unit


def _is_level_of_points(passage: Passage, quantity: Quantity) -> bool:
    """True for the level that an index moved to by some points: "rose 64.06 points to 4,577.10"."""
    before = passage.sentence.lower[: quantity.outer[0]]
    return before[-1:] in (("to",), ("at",)) and ("points" in before or "point" in before)


def is_one(passage: Passage, quantity: Quantity) -> bool:
    """True for "one" and "1"."""
    return passage.sentence.lower[quantity.first : quantity.last] in ONE


def is_compound(passage: Passage, quantity: Quantity) -> bool:
    """True where a hyphen makes an adjective of the number: "two-way", "20-member", and as some print it "20 - member".

    The hyphen of "four-, five- and six-cylinder" is one, too.
    """
    sentence, index = passage.sentence, quantity.last
    if quantity.outer[1] > index or index + 1 >= len(sentence.words) or sentence.words[index] not in DASHES:
        return False
    if sentence.words[index] != "-":
        return False
    return joined(sentence, index) or (not joined(sentence, index + 1) and sentence.lower[index + 1] in COMPOUNDED)


def _compounded(passage: Passage, quantity: Quantity) -> Range | None:
    lower, index = passage.sentence.lower, quantity.last + 1
    if lower[index] in COMPOUNDED:
        return index, index + 1
    return _lent(passage, quantity) if lower[index] in SUSPENDED else None


def _lent(passage: Passage, quantity: Quantity) -> Range | None:
    """The noun of the last of "four-, five- and six-cylinder"."""
    for other in passage.mentions.quantities:
        if quantity.last < other.first < quantity.last + _LOOK_AHEAD and is_compound(passage, other):
            noun = other.last + 1
            if passage.sentence.lower[noun] in COMPOUNDED:
                return noun, noun + 1
    return None


def _of_whole(passage: Passage, quantity: Quantity, index: int) -> Range | None:
    """What stands behind "of": "hundreds of firms", "two of the firms", "one of Johnson's deputies"."""
    sentence = passage.sentence
    lower = sentence.lower
    if lower[index : index + 1] and lower[index] in WHOLE:
        index += 1
    elif quantity.hedge != "several" and lower[quantity.last - 1] not in SETS:
        owner = _past_owner(passage, index)
        if owner is None:
            return None
        index = owner
    return noun_phrase_after(sentence, index)


def _past_owner(passage: Passage, index: int) -> int | None:
    """The index behind the name and "'s" that stand at `index`."""
    words_, lower = passage.sentence.words, passage.sentence.lower
    for last in range(index, min(index + _OWNER, len(words_) - 1)):
        if not words_[last][0].isupper():
            return None
        if lower[last + 1] in ("'s", "'"):
            return last + 2
    return None
