"""Symbols that are letters, words or signs too: what "5 C", "30 kn", "5'", "20 m" and "350 F" mean, if anything.

A letter behind a space is a unit where no noun follows it, and some by the other words of their sentence alone.
"""

from __future__ import annotations

from veritab_engine.document import Sentence
from veritab_engine.lexicon import groups, mapping, words
from veritab_engine.mention.marks import digits_at, joined

LETTERS = words("units/letters")
NEVER = words("units/never")
AFTER = words("units/after_a_letter")
BY_CUE = {
    symbol: tuple((cue, unit) for cue, _, unit in (each.strip().partition(" ") for each in meanings.split(";")))
    for symbol, meanings in mapping("units/by_cue").items()
}
CUES = {cue: frozenset(told.split()) for cue, told in mapping("units/cues").items()}
LOWER_CASE = words("units/lower_case")
UNLESS = {unit: frozenset(told) for unit, told in groups("units/unless").items()}
OWNERS = words("ages/possessives")
QUOTES = frozenset("\"'")
DESCRIBING = frozenset("mVWJN")
SMALLER = frozenset({("cm",), ("dm",), ("mm",)})
PLACES = frozenset({"in", "at", "on", "and", "to", "or", "by", "during", "for", "with", "outside", "inside", "across"})
RIVALS = (frozenset("ABCDEF"), frozenset("WLDT"))
BEFORE_DECADES = frozenset({"the", "early", "late", "mid"})
"""Before "the 90 s" as tokenisers cut it."""
MONEYED = CUES["price"].union(CUES["business"], mapping("currencies/signs"))
"""In a sentence of money, "50 m" are millions."""
_SMALL = frozenset({"g", "l", "L", "s", "h", "t", "ly", "cd", "rad"})
"""Hardly anything else behind a number, whatever follows."""


def by_cue(sentence: Sentence, index: int) -> str | None:
    """The unit that the other words of the sentence make of a symbol that has several meanings."""
    lower = sentence.lower
    for cue, unit in BY_CUE[sentence.words[index]]:
        if cue == "else" or not CUES[cue].isdisjoint(lower):
            return unit
    return None


def stands_alone(sentence: Sentence, symbol: str, index: int, *, stuck: bool) -> bool:
    """True where the symbol at a token, which is all of the unit, is one: not in "5 W, 3 L" and "20 m people"."""
    if stuck and symbol == "A":
        return "." in sentence.words[index - 1]
    if stuck:
        return symbol not in ("C", "F") or _is_of_weather(sentence, index + 1)
    if symbol in NEVER or (len(symbol) == 1 and symbol.isupper() and _is_graded(sentence, index)):
        return False
    if symbol == "s" and index > 1 and sentence.lower[index - 2] in BEFORE_DECADES:
        return False
    if symbol not in LETTERS or symbol in _SMALL:
        return True
    if symbol == "bar" and sentence.lower[index - 1] in ("one", "1"):
        return False
    if symbol in DESCRIBING and _is_of_one(sentence, index):
        return True
    if symbol == "m" and sentence.lower[index + 2 : index + 3] in SMALLER:
        return True
    if symbol == "m" and not MONEYED.isdisjoint(sentence.lower):
        return False
    return _is_followed_by_no_noun(sentence, index + 1)


def is_plain(sentence: Sentence, unit: str, index: int, last: int) -> bool:
    """True where a name of a unit is meant as one: no capital in "two World Cups", no degrees from universities."""
    lower = sentence.lower
    if lower[index] in LOWER_CASE and sentence.words[index][0].isupper() and lower[last : last + 1] != ("of",):
        return False
    if lower[index] == "stone" and not (digits_at(sentence, last) or _is_followed_by_no_noun(sentence, last)):
        return False
    if unit == "foot" and index > 1 and (lower[index - 2] in OWNERS or lower[index - 2] == "own"):
        return False
    return unit not in UNLESS or UNLESS[unit].isdisjoint(lower)


def is_quote(sentence: Sentence, index: int) -> bool:
    """True for a quotation mark that closes what it opened, which no foot, inch or minute is."""
    mark = sentence.words[index]
    place = sentence.starts[index]
    if any(quotation.end == place and quotation.start < sentence.starts[0] for quotation in sentence.quotations):
        return True
    opened = 0
    for i in range(index):
        if sentence.words[i] == mark and not (digits_at(sentence, i - 1) and joined(sentence, i)):
            opened += 1
    return opened % 2 == 1


def _is_of_weather(sentence: Sentence, index: int) -> bool:
    """True for "95F in Dallas" and "to 95F.", and not for "form 13F is due"."""
    after = sentence.lower[index] if index < len(sentence.words) else "."
    return not after[0].isalnum() or after in PLACES


def _is_followed_by_no_noun(sentence: Sentence, index: int) -> bool:
    if index >= len(sentence.words):
        return True
    return not sentence.words[index][0].isalnum() or sentence.lower[index] in AFTER


def _is_of_one(sentence: Sentence, index: int) -> bool:
    """True for "a 5 m wall" and "the 10 V supply"."""
    return index > 1 and sentence.lower[index - 2] in ("a", "an", "the")


def _is_graded(sentence: Sentence, index: int) -> bool:
    """True where another number has another grade or outcome behind it: "3 A, 2 B", "10 W 5 L"."""
    words = sentence.words
    rivals = next((letters for letters in RIVALS if words[index] in letters), frozenset()) - {words[index]}
    return any(word in rivals and digits_at(sentence, i - 1) for i, word in enumerate(words))
