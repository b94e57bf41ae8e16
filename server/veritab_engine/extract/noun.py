"""The noun phrase that a number counts, found by the words that end one."""

from __future__ import annotations

from veritab_engine.document import Sentence
from veritab_engine.lexicon import mapping, words

STOPS = words("nouns/stops")
NOT_NOUNS = words("nouns/not_nouns")
IRREGULAR = mapping("nouns/irregular")
PLURALS = {one: many for many, one in IRREGULAR.items()}
SAME = words("nouns/same")
VOWELS = frozenset("aeiou")
LONGEST = 5


def noun_phrase_after(sentence: Sentence, index: int, *, one: bool = False) -> tuple[int, int] | None:
    """The range of tokens of the noun phrase that begins at a token, up to its head.

    It runs to the first word that cannot stand inside one, and ends with its plural where there is one: in "20
    cooperation documents signed" the head is "documents". After `one` the head is the last word, in the singular.
    """
    end = index
    while end < len(sentence.words) and end - index < LONGEST and _goes_on(sentence, end):
        end += 1
    if end > index and sentence.words[end - 1] == "-":
        end -= 1
    last = _head_end(sentence, index, end) if not one else min(end, index + 2)
    return (index, last) if last > index else None


def singular(noun: str) -> str:
    """The singular of an English noun, lower case: "countries" is "country"."""
    lower = noun.lower()
    if lower in IRREGULAR:
        return IRREGULAR[lower]
    if not lower.endswith("s") or lower in SAME or lower.endswith(("ss", "us", "is")):
        return lower
    if lower.endswith("ies") and len(lower) > 4:
        return lower[:-3] + "y"
    if lower.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return lower[:-2]
    return lower[:-1]


def plural(noun: str) -> str:
    """The plural of an English noun, lower case; one that is in the plural already stays: "country" is "countries"."""
    lower = noun.lower()
    if is_plural(lower):
        return lower
    if lower in PLURALS:
        return PLURALS[lower]
    if lower.endswith("y") and lower[-2:-1] not in VOWELS:
        return lower[:-1] + "ies"
    return lower + ("es" if lower.endswith(("s", "x", "z", "ch", "sh")) else "s")


def is_plural(noun: str) -> bool:
    """True where a word looks like a noun in the plural."""
    lower = noun.lower()
    return (
        lower in IRREGULAR
        or lower in SAME
        or (lower.endswith("s") and not lower.endswith(("ss", "us", "is")) and len(lower) > 2)
    )


def _goes_on(sentence: Sentence, index: int) -> bool:
    word, lower = sentence.words[index], sentence.lower[index]
    if word == "-":
        return index > 0 and sentence.ends[index - 1] == sentence.starts[index]
    return word[0].isalpha() and lower not in STOPS


def _head_end(sentence: Sentence, first: int, end: int) -> int:
    """The index after the head: the first plural that no noun follows in the phrase, else the last word of it."""
    for index in range(first, end):
        if is_plural(sentence.lower[index]) and sentence.lower[index] not in NOT_NOUNS:
            following = index + 1
            if following >= end or sentence.words[following] != "-":
                return following
    return first
