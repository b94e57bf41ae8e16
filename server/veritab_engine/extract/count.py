"""Counts: "20 cooperation documents", "more than 40 meetings", "75 million people", and bare numbers.

Asserts how many of something there are. The span holds the number's words only, the unit is the head of the counted
noun phrase in the singular ("document"), the noun the whole phrase ("cooperation documents"). A number that nothing is
counted with has no unit. Numbers that name things are no counts: "Section 427", "No. 5", "COVID-19", "Boeing 737".
"""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.claim import Claim, ClaimKind
from veritab_engine.extract.noun import STOPS, noun_phrase_after, singular
from veritab_engine.extract.passage import Passage
from veritab_engine.extract.quantity import of_measure
from veritab_engine.lexicon import words
from veritab_engine.mention import Measure, Quantity
from veritab_engine.mention.modality import modality_of
from veritab_engine.mention.spelled import TIMES

KIND = ClaimKind("count", summary="how many of something there are")

COMPOUNDED = words("nouns/compounded")
"""Nouns that a hyphened number counts: "a 20-member delegation"."""
BEFORE_A_RANGE = frozenset({"from", "range", "between"})
_LONGEST_LABEL = 2
"""Digits; a longer number that is all of its line is no label of what follows."""


def find(passage: Passage) -> Iterator[Claim]:
    """Yield a claim for every number that counts."""
    for quantity in of_measure(passage, Measure.NUMBER):
        noun = _noun(passage, quantity)
        if noun is None and _is_idle(passage, quantity):
            continue
        yield passage.claim(
            KIND,
            quantity.first,
            quantity.last,
            quantity.value,
            unit=_unit(passage, quantity, noun),
            hedge=quantity.hedge,
            noun=noun,
            modality=modality_of(passage.sentence, quantity.outer[0]),
        )


def _unit(passage: Passage, quantity: Quantity, noun: tuple[int, int] | None) -> str | None:
    if passage.sentence.lower[quantity.first] in TIMES:
        return "time"
    return singular(passage.sentence.words[noun[1] - 1]) if noun else None


def _noun(passage: Passage, quantity: Quantity) -> tuple[int, int] | None:
    """The counted noun phrase, past a hedge ("40 or more people") and past "of" ("hundreds of firms")."""
    sentence = passage.sentence
    if sentence.lower[quantity.first] in TIMES:
        return None
    index = max(quantity.last, quantity.outer[1])
    if index < len(sentence.words) and sentence.lower[index] == "of" and quantity.hedge == "several":
        index += 1
    elif _is_compound(passage, quantity):
        noun = sentence.lower[quantity.last + 1 : quantity.last + 2]
        return (quantity.last + 1, quantity.last + 2) if noun and noun[0] in COMPOUNDED else None
    return noun_phrase_after(sentence, index, one=sentence.lower[quantity.first : quantity.last] in (("one",), ("1",)))


def _is_compound(passage: Passage, quantity: Quantity) -> bool:
    """True where a hyphen makes an adjective of the number: "two-way", "20-member"."""
    sentence, index = passage.sentence, quantity.last
    if quantity.outer[1] > index:
        return False
    return (
        index < len(sentence.words)
        and sentence.words[index] == "-"
        and sentence.ends[index - 1] == sentence.starts[index]
    )


def _is_idle(passage: Passage, quantity: Quantity) -> bool:
    """True for what counts nothing and asserts nothing: "one" alone, "two-way", the digits of a name or a label."""
    sentence, first = passage.sentence, quantity.first
    if (sentence.lower[first] == "one" and quantity.last == first + 1) or _is_compound(passage, quantity):
        return True
    if len(quantity.numerals) == 2:
        plain = all(numeral.scale == 1 for numeral in quantity.numerals)
        between = sentence.words[quantity.numerals[0].last : quantity.numerals[1].first]
        return plain and "-" in between and BEFORE_A_RANGE.isdisjoint(sentence.lower[max(first - 1, 0) : first])
    if quantity.last != first + 1 or quantity.hedge is not None or quantity.numerals[0].in_words:
        return False
    return _ends_name(passage, first) or _is_label(passage, first)


def _ends_name(passage: Passage, index: int) -> bool:
    """True for the digits after a name: "Stoxx 600", "Apple Watch 5", "Falcon 9"."""
    sentence = passage.sentence
    before = sentence.words[index - 1] if index else ""
    return (
        before[:1].isupper() and before.isalpha() and before.lower() not in STOPS and sentence.words[index].isdecimal()
    )


def _is_label(passage: Passage, index: int) -> bool:
    """True for a lone number in brackets, and for one that a full stop parts from its sentence: "1. Trade"."""
    words = passage.sentence.words
    if index == 0:
        return len(words) > 1 and words[1] in ".):" and len(words[0]) <= _LONGEST_LABEL
    return words[index - 1] in "([" and words[index + 1 : index + 2] in ((")",), ("]",))
