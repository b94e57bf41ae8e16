"""Digits that name instead of counting: "Section 427", "COVID-19", "14:22", telephone numbers."""

from __future__ import annotations

from veritab_engine.document import Sentence
from veritab_engine.lexicon import phrases, words
from veritab_engine.mention.marks import MINUS, SCALES, STICKS, digits_at, joined

IDENTIFIES = words("numbers/identifies")
CAPITALISED = words("numbers/identifies_capitalised")
NUMBERING = IDENTIFIES | CAPITALISED
NUMBERING_IN_WORDS = NUMBERING | {"war"}
TIMES_OF_DAY = words("numbers/times_of_day")
BEFORE_A_HYPHEN = words("numbers/before_a_hyphen") | SCALES.keys()
CODES = frozenset(phrases("currencies/before").heads) | {"us"}
TIES = MINUS | {"/", "."}
_LONGEST_CODE = 6
"""Tokens; how far a code is followed to either side."""


def is_name(sentence: Sentence, index: int) -> bool:
    """True where the digits at a token are part of a name or code, or tell the time of day."""
    if _is_numbered(sentence, index) or _is_dialled(sentence, index) or _groups(sentence, index) > 2:
        return True
    if index + 1 < len(sentence.words) and sentence.lower[index + 1] in TIMES_OF_DAY:
        return True
    return _is_tied(sentence, index) or _leads_on(sentence, index)


def _is_tied(sentence: Sentence, index: int) -> bool:
    """True where what sticks to the digits in front makes a name of them: "#5", "COVID-19", ":22", "ID.3"."""
    if not joined(sentence, index):
        return False
    words, before = sentence.words, sentence.words[index - 1]
    if before[-1].isalpha():
        return before.lower() not in CODES
    if before in ("#", "@", "_", "^") or (before == ":" and digits_at(sentence, index - 2)):
        return True
    if before not in TIES or index < 2 or not joined(sentence, index - 1) or not words[index - 2][-1].isalpha():
        return False
    return words[index - 2].lower() not in BEFORE_A_HYPHEN and not _is_scaled(sentence, index - 2)


def _is_scaled(sentence: Sentence, index: int) -> bool:
    """True for the letters of "5k-20k", which belong to the digits before them."""
    return sentence.lower[index] in STICKS and joined(sentence, index) and digits_at(sentence, index - 1)


def _leads_on(sentence: Sentence, index: int) -> bool:
    """True for the hours of "14:22"."""
    if sentence.words[index + 1 : index + 2] != (":",) or not joined(sentence, index + 1):
        return False
    return joined(sentence, index + 2) and digits_at(sentence, index + 2)


def _groups(sentence: Sentence, index: int) -> int:
    """How many groups of digits the hyphens around tie together; more than two are a telephone number or a code."""
    first = last = index
    while index - first < _LONGEST_CODE and _is_hyphen(sentence, first - 1) and digits_at(sentence, first - 2):
        first -= 2
    while last - index < _LONGEST_CODE and _is_hyphen(sentence, last + 1) and digits_at(sentence, last + 2):
        last += 2
    return (last - first) // 2 + 1


def _is_hyphen(sentence: Sentence, index: int) -> bool:
    """True for a hyphen that sticks to both of its neighbours."""
    if not joined(sentence, index) or not joined(sentence, index + 1):
        return False
    return sentence.words[index] == "-"


def _is_dialled(sentence: Sentence, index: int) -> bool:
    """True for the groups of a telephone number behind its plus: "+86 10 8888 9999"."""
    for place in range(index, max(index - _LONGEST_CODE, 0), -1):
        if not digits_at(sentence, place) or "," in sentence.words[place]:
            return False
        if sentence.words[place - 1] == "+":
            return joined(sentence, place) and (place < index or digits_at(sentence, index + 1))
        if sentence.starts[place] - sentence.ends[place - 1] > 1:
            return False
    return False


def _is_numbered(sentence: Sentence, index: int) -> bool:
    """True after a word that numbers things: "Section 427", "No. 5", "Boeing 737"."""
    place = index - 1
    if place > 0 and sentence.words[place] == "." and joined(sentence, place):
        place -= 1
    if place < 0 or sentence.lower[place] not in NUMBERING:
        return False
    return sentence.lower[place] not in CAPITALISED or (sentence.words[place][0].isupper() and place > 0)


def is_numbered_in_words(sentence: Sentence, first: int, last: int) -> bool:
    """True for "Article Five" and "World War Two": one word of number behind one that numbers, and no noun behind."""
    if first == 0 or last != first + 1 or sentence.lower[first - 1] not in NUMBERING_IN_WORDS:
        return False
    return last == len(sentence.words) or not sentence.words[last][0].isalpha() or sentence.words[first][0].isupper()
