"""Numbers that count nothing and assert nothing: "one" alone, "two-way", the digits of a name or a label."""

from __future__ import annotations

from veritab_engine.document import Sentence
from veritab_engine.extract.counted import Range, is_compound
from veritab_engine.extract.noun import STOPS
from veritab_engine.extract.passage import Passage
from veritab_engine.lexicon import words
from veritab_engine.mention import Quantity
from veritab_engine.mention.codes import BEFORE_A_HYPHEN
from veritab_engine.mention.marks import DASHES, digits_at, joined

STANDINGS = words("nouns/standings")
"""Before a number these name a group by its place: "the top four", "the bottom three"."""
LABELLED = words("nouns/labelled")
"""Behind a number these make a label of it: "90049 ZIP Code"."""

ALONE = frozenset({("one",), ("one", "quarter"), ("one", "half")})
"""With no noun these assert nothing: "after one quarter" is a length of play and no fourth part."""
STREETS = words("nouns/streets")
_SHORTEST_NAME = 3
"""Letters; a shorter word before decimals is a symbol ("Fe 3.56")."""
_LONGEST_LABEL = 2
"""Digits; a longer number that is all of its line is no label of what follows."""
_STREET = 4
"""The most words of a street's name."""
DEFINITE = frozenset({"the", "its", "new"})
LINKING = frozenset({"and", "or", ",", "/"})
GROUPS = frozenset({"Group", "group", "Round", "round"})
"""Before "of" and a number, these name: "the Group of 20", "the round of 16"."""


def is_idle(passage: Passage, quantity: Quantity) -> bool:
    """True for a number without a noun that is no claim."""
    sentence, first = passage.sentence, quantity.first
    if sentence.lower[first : quantity.last] in ALONE or is_compound(passage, quantity):
        return True
    if quantity.hedge is None and _is_standing(sentence, first):
        return True
    if len(quantity.numerals) == 2:
        plain = all(numeral.scale == 1 for numeral in quantity.numerals)
        between = sentence.words[quantity.numerals[0].last : quantity.numerals[1].first]
        return plain and "-" in between and _ends_name(passage, first)
    if quantity.last != first + 1 or quantity.hedge is not None or quantity.numerals[0].in_words:
        return False
    return _is_in_name(passage, first) or _is_label(passage, first) or _is_tied(passage, first)


def _is_standing(sentence: Sentence, first: int) -> bool:
    """True for "the top four" and "the Group of 20"."""
    if not first:
        return False
    grouped = sentence.lower[first - 1] == "of" and first > 1 and sentence.words[first - 2] in GROUPS
    return grouped or sentence.lower[first - 1] in STANDINGS


def is_label(passage: Passage, quantity: Quantity, noun: Range | None) -> bool:
    """True where the noun labels the number, or both are a name: "COVID -19 tests", "Golden 1 Center"."""
    sentence, last = passage.sentence, quantity.last
    if sentence.lower[last : last + 1] and sentence.lower[last] in LABELLED:
        return True
    before = sentence.words[quantity.first - 1] if quantity.first else ""
    if _is_address(sentence, last) or _is_tail(sentence, quantity) or _is_resolution(sentence, quantity):
        return True
    if sentence.words[quantity.first] == "One" and before[:1].isupper():
        return True
    if noun is not None and _is_name(sentence, quantity, noun):
        return True
    negative = sentence.words[quantity.first] == "-" and quantity.numerals[0].point.number < 0
    return negative and len(before) > 1 and before.isupper()


def _is_tail(sentence: Sentence, quantity: Quantity) -> bool:
    """True for the end of a compound that words begin: the second "one" of "one-on-one talks"."""
    first = quantity.first
    tied = first > 1 and sentence.words[first - 1] == "-" and joined(sentence, first) and joined(sentence, first - 1)
    return tied and sentence.words[first - 2].isalpha() and sentence.lower[first - 2] not in BEFORE_A_HYPHEN


def _is_resolution(sentence: Sentence, quantity: Quantity) -> bool:
    """True for "4K" and "8K", which tell how sharp a picture is."""
    return sentence.words[quantity.first : quantity.last] in (("4", "K"), ("8", "K"))


def _is_address(sentence: Sentence, last: int) -> bool:
    """True where a street's name stands behind: "12 Harbour Lane", but not behind "1,500"."""
    if "," in sentence.words[last - 1]:
        return False
    for index in range(last, min(last + _STREET, len(sentence.words))):
        if not sentence.words[index][0].isupper():
            return False
        if index > last and sentence.lower[index] in STREETS:
            return True
    return False


def _is_name(sentence: Sentence, quantity: Quantity, noun: Range) -> bool:
    """True for digits between two capitalised words, the second the head of what would be counted."""
    before = sentence.words[quantity.first - 1] if quantity.first > 1 else ""
    plain = quantity.last == quantity.first + 1 and not quantity.numerals[0].in_words
    return plain and before[:1].isupper() and before.isalpha() and sentence.words[noun[1] - 1][0].isupper()


def is_in_name_of(passage: Passage, quantity: Quantity, counted: range) -> bool:
    """True for the digits of a name inside what another number counts, the tokens `counted`: "two 737 Max jets"."""
    if quantity.first not in counted or quantity.numerals[0].in_words:
        return False
    behind = passage.sentence.words[quantity.last : quantity.last + 1]
    return passage.sentence.words[quantity.first - 1] == "-" or (bool(behind) and behind[0][0].isupper())


def _is_in_name(passage: Passage, index: int) -> bool:
    """True for the digits of a name: "Stoxx 600", "the 737 MAX", and the next of its kind, "iPhone 11 and 12 Pro".

    The next needs a capital behind it, and a name with a number earlier in the sentence.
    """
    if _ends_name(passage, index):
        return True
    sentence = passage.sentence
    behind = sentence.words[index + 1] if index + 1 < len(sentence.words) else ""
    before = sentence.lower[index - 1] if index else ""
    if not (behind[:1].isupper() and sentence.words[index].isdigit()):
        return False
    if before in DEFINITE:
        return True
    if before not in LINKING:
        return False
    return any(_ends_name(passage, earlier) for earlier in range(1, index - 1))


def _ends_name(passage: Passage, index: int) -> bool:
    """True for the digits after a word with a capital in it: "Apple Watch 5", "iPhone 12"."""
    sentence = passage.sentence
    before = sentence.words[index - 1] if index else ""
    capital = before[:1].isupper() or before[1:2].isupper()
    version = len(before) >= _SHORTEST_NAME and index > 1 and _is_version(sentence.words[index])
    digits = sentence.words[index].isdigit() or version
    return capital and before.isalpha() and before.lower() not in STOPS and digits


def _is_version(word: str) -> bool:
    """True for "5.2", as in "Bluetooth 5.2"."""
    whole, point, part = word.partition(".")
    return bool(point) and whole.isdecimal() and part.isdecimal() and max(len(whole), len(part)) <= 2


def _is_label(passage: Passage, index: int) -> bool:
    """True for a lone number in brackets, and for one that a full stop parts from its sentence: "1. Trade"."""
    tokens = passage.sentence.words
    if index == 0:
        return len(tokens) > 1 and tokens[1] in ".):" and len(tokens[0]) <= _LONGEST_LABEL
    return tokens[index - 1] in "([" and tokens[index + 1 : index + 2] in ((")",), ("]",))


def _is_tied(passage: Passage, index: int) -> bool:
    """True for a part of a code, to which a sign ties more: "737-800", "24/7", "PM2.5"."""
    sentence = passage.sentence
    if joined(sentence, index + 1) and sentence.words[index + 1] == "/" and digits_at(sentence, index + 2):
        return joined(sentence, index + 2)
    if not (joined(sentence, index) and joined(sentence, index - 1)):
        return False
    tie, before = sentence.words[index - 1], sentence.words[index - 2]
    return (digits_at(sentence, index - 2) and (tie in DASHES or tie == "/")) or (tie == "." and before[0].isalpha())
