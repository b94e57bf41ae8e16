"""Digits that name instead of counting: "COVID-19", "14:22", "24/7", telephone numbers, addresses, references."""

from __future__ import annotations

from veritab_engine.document import Sentence
from veritab_engine.lexicon import phrases, words
from veritab_engine.mention.currency_table import CODES_THAT_STICK
from veritab_engine.mention.marks import MINUS, SCALES, STICKS, digits_at, joined
from veritab_engine.mention.numbering import is_numbered

TIMES_OF_DAY = words("numbers/times_of_day")
BEFORE_A_HYPHEN = words("numbers/before_a_hyphen").union(SCALES)
STREETS = words("numbers/streets")
CODES = phrases("currencies/before").heads | {code.lower() for code in CODES_THAT_STICK} | {"us"}
TIES = MINUS | {"/", "."}
_LONGEST_CODE = 6
"""Tokens; how far a code is followed to either side."""


def is_name(sentence: Sentence, index: int) -> bool:
    """True where the digits at a token are part of a name or code, or tell the time of day."""
    if is_numbered(sentence, index) or _is_dialled(sentence, index) or _groups(sentence, index) > 2:
        return True
    if index + 1 < len(sentence.words) and sentence.lower[index + 1] in TIMES_OF_DAY:
        return True
    if _is_tied(sentence, index) or _leads_on(sentence, index) or _is_cited(sentence, index):
        return True
    return _is_address(sentence, index)


def _is_tied(sentence: Sentence, index: int) -> bool:
    """True where what sticks to the digits in front makes a name of them: "#5", "COVID-19", ":22", "v2.0"."""
    if not joined(sentence, index):
        return False
    before = sentence.words[index - 1]
    if before[-1].isalpha():
        return before.lower() not in CODES
    if before in ("#", "@", "_", "^") or (before == ":" and digits_at(sentence, index - 2)):
        return True
    return before in TIES and _is_led(sentence, _chain_start(sentence, index))


def _chain_start(sentence: Sentence, index: int) -> int:
    """Where the digits that hyphens tie together begin: the "01" of "KA-01-1234"."""
    first = index
    while index - first < _LONGEST_CODE and _is_hyphen(sentence, first - 1) and digits_at(sentence, first - 2):
        first -= 2
    return first


def _is_led(sentence: Sentence, index: int) -> bool:
    """True where letters are tied to the front of the digits."""
    words = sentence.words
    if index < 2 or not joined(sentence, index) or not joined(sentence, index - 1) or words[index - 1] not in TIES:
        return False
    if not words[index - 2][0].isalpha() or words[index - 2].lower() in BEFORE_A_HYPHEN:
        return False
    return not _is_scaled(sentence, index - 2)


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
    """True for the groups of a telephone number: "+86 10 8888 9999", "+1 (202)", "020 7946"."""
    if digits_at(sentence, index - 1) and sentence.words[index - 1][0] == "0" and sentence.words[index - 1].isdecimal():
        return len(sentence.words[index - 1]) > 1
    for place in range(index, max(index - _LONGEST_CODE, 0), -1):
        if not digits_at(sentence, place) or "," in sentence.words[place]:
            return False
        if place < index and sentence.words[place][0] == "0" and len(sentence.words[place]) > 1:
            return True
        if sentence.words[place - 1] == "+":
            following = index + 1 + (sentence.words[index + 1 : index + 2] == ("(",))
            return joined(sentence, place) and (place < index or digits_at(sentence, following))
        if sentence.starts[place] - sentence.ends[place - 1] > 1:
            return False
    return False


def _is_cited(sentence: Sentence, index: int) -> bool:
    """True for the sources of "[4, 12–15]"."""
    first, last, words = index, index + 1, sentence.words
    while first > 0 and index - first < _LONGEST_CODE and (words[first - 1] in ",-–" or digits_at(sentence, first - 1)):
        first -= 1
    if first == 0 or words[first - 1] != "[":
        return False
    while last < len(words) and last - index < _LONGEST_CODE and (words[last] in ",-–" or digits_at(sentence, last)):
        last += 1
    return words[last : last + 1] == ("]",)


def _is_address(sentence: Sentence, index: int) -> bool:
    """True for "10 Downing Street" and "221B Baker Street", but not for "1,500 Wall Street bankers"."""
    if "," in sentence.words[index]:
        return False
    for place in range(index + 1, min(index + 5, len(sentence.words))):
        word = sentence.words[place]
        if not word[0].isupper():
            return False
        if word in STREETS and place > index + 1:
            return True
    return False
