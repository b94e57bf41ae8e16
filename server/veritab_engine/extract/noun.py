"""The noun phrase that a number counts, found by the words that end one."""

from __future__ import annotations

from veritab_engine.document import Sentence
from veritab_engine.lexicon import mapping, words

STOPS = words("nouns/stops")
NOT_NOUNS = words("nouns/not_nouns")
IRREGULAR = mapping("nouns/irregular")
PLURALS = {one: many for many, one in IRREGULAR.items()}
SAME = words("nouns/same")
COMPOUNDED = words("nouns/compounded")
"""Nouns that a number counts in the singular: "a 20-member delegation", "a 12 page report"."""
BEFORE_A_NOUN = words("nouns/before_a_noun")
AT_THE_END = SAME | words("nouns/at_the_end")
AFTER_ONE = words("nouns/after_one")
NO_NOUNS = frozenset(mapping("numbers/scales")) | frozenset(mapping("numbers/cardinals")) | {"-"}
VOWELS = frozenset("aeiou")
LONGEST = 5


def noun_phrase_after(sentence: Sentence, index: int) -> tuple[int, int] | None:
    """The range of tokens of the noun phrase that begins at a token, up to its head.

    It runs to the first word that cannot stand inside one, and ends with its plural where there is one: in "20
    cooperation documents signed" the head is "documents". With no plural, a first word like "page" is the head.
    """
    end = index
    while end < len(sentence.words) and end - index < LONGEST and _goes_on(sentence, index, end):
        end += 1
    last = _head_end(sentence, index, end)
    return (index, last) if last > index else None


def noun_after_one(sentence: Sentence, index: int) -> tuple[int, int] | None:
    """The range of tokens of the noun that "one" counts, two words at most: "one proposal", "one particular demand"."""
    end = index
    while end < min(len(sentence.words), index + 2) and _goes_on(sentence, index, end):
        lower = sentence.lower[end]
        if not lower[0].isalpha() or lower == "and" or (end > index and _is_no_noun(lower)):
            break
        end += 1
    while end > index and singular(sentence.words[end - 1]) != sentence.lower[end - 1]:
        end -= 1  # no noun but a verb: "that one costs"
    return (index, end) if end > index else None


def singular(noun: str) -> str:
    """The singular of an English noun, lower case: "countries" is "country"."""
    lower = noun.lower()
    if _is_plural_letters(noun):
        return lower[:-1]
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


def _is_plural_letters(noun: str) -> bool:
    """True for the plural of an abbreviation: "RBIs"."""
    return len(noun) > 2 and noun[-1] == "s" and noun[:-1].isupper()


def _goes_on(sentence: Sentence, first: int, index: int) -> bool:
    """True where the token at `index` can belong to the noun phrase that begins at `first`."""
    word, lower = sentence.words[index], sentence.lower[index]
    if word == "-":
        return index > 0 and sentence.ends[index - 1] == sentence.starts[index]
    if word[0].isdigit():
        return _is_in_name(sentence, first, index)
    if not word[0].isalpha():
        return False
    following = sentence.lower[index + 1] if index + 1 < len(sentence.words) else ""
    if lower in BEFORE_A_NOUN and following:
        return following[0].isalpha() and following not in STOPS
    if lower == "and":
        joins = index > first and following[:1].isalpha() and following not in STOPS
        return joins and following not in NOT_NOUNS and not any(map(is_plural, sentence.lower[first:index]))
    return lower not in STOPS


def _is_in_name(sentence: Sentence, first: int, index: int) -> bool:
    """True for the digits of a name, or of another measure, inside a noun phrase: "737 Max jets", "COVID-19 tests"."""
    if index + 1 >= len(sentence.words) or not sentence.words[index + 1][0].isalpha():
        return False
    return sentence.words[index - 1] == "-" or (index >= first and sentence.lower[index + 1] not in STOPS)


def _is_no_noun(lower: str) -> bool:
    """True for a word behind the noun of "one" that is no noun: its verb, or "last" of "at one point last year"."""
    return lower in AFTER_ONE or (lower.endswith("s") and not lower.endswith(("ss", "us", "is")))


def _head_end(sentence: Sentence, first: int, end: int) -> int:
    """The index after the head: the first plural that no hyphen ties to more, else a first word like "page"."""
    for index in range(first, end):
        if _is_plural_letters(sentence.words[index]):
            return index + 1
        if is_plural(sentence.lower[index]) and sentence.lower[index] not in NOT_NOUNS:
            following = index + 1
            goes_on = following < end and (
                sentence.words[following] == "-"
                or (sentence.lower[index] in SAME and is_plural(sentence.lower[following]))
            )
            if not goes_on:
                return following
    if end > first and sentence.lower[end - 1] in AT_THE_END:
        return end
    if end > first + 1 and sentence.lower[first] in COMPOUNDED and sentence.lower[first + 1] not in NO_NOUNS:
        return first + 1
    single = first > 1 and sentence.lower[first - 2] in ("a", "an") and sentence.words[end - 1][0].islower()
    return end if single and sentence.lower[end - 1] not in NO_NOUNS else first
