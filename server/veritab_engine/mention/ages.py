"""Ages told without a unit: "Maddon, 66, said", "aged 66", "at the age of 66", "turned 50", "a child of five"."""

from __future__ import annotations

from veritab_engine.document import Sentence
from veritab_engine.lexicon import phrases, words
from veritab_engine.mention import Measure, Numeral
from veritab_engine.mention.dressed import Dress
from veritab_engine.mention.marks import joined
from veritab_engine.value import is_whole

OLDEST = 120
"""Years; no person is older."""
BEFORE = phrases("ages/before")
AFTER = phrases("ages/after")
TURNED = words("ages/turned")
PERSONS = words("ages/persons")
BEHIND = words("units/after_a_letter") | words("ages/whens")
BETWEEN = frozenset({"between", "about", "around", "over", "under", "from", "just", "only", "nearly", "almost", "up"})
_ONE = frozenset({"a", "an", "the", "young", "old", "little", "small", "grown"})


def age(sentence: Sentence, numeral: Numeral) -> Dress | None:
    """The numeral as an age in years, where the words around it make one of it."""
    if not 0 < numeral.point.number < OLDEST:
        return None
    after = AFTER.at(sentence.lower, numeral.last)
    if after is not None:
        return Dress(numeral.first, after[1], Measure.AGE, "year")
    if not is_whole(numeral.point.number) or not (_is_told(sentence, numeral) or _is_apposed(sentence, numeral)):
        return None
    return Dress(numeral.first, numeral.last, Measure.AGE, "year")


def _is_told(sentence: Sentence, numeral: Numeral) -> bool:
    """ "aged 66", "at age 66", "ages 18 to 24", "the age of 66", "a boy of five", "turned 50"."""
    lower, index = sentence.lower, numeral.first
    if index == 0:
        return False
    if index > 1 and lower[index - 1] in ("to", "-", "–", "and", "or") and lower[index - 2].isdecimal():
        return _is_aged(sentence, index - 2)
    if _is_aged(sentence, index):
        return True
    return _ends(sentence, numeral.last) and (lower[index - 1] in TURNED or _is_of_person(sentence, index))


def _is_aged(sentence: Sentence, index: int) -> bool:
    lower = sentence.lower
    while index > 1 and lower[index - 1] in BETWEEN:
        index -= 1
    found = BEFORE.before(lower, index)
    return found is not None


def _is_of_person(sentence: Sentence, index: int) -> bool:
    """ "A child of five", "a man of 60"."""
    lower = sentence.lower
    return index > 2 and lower[index - 1] == "of" and lower[index - 2] in PERSONS and lower[index - 3] in _ONE


def _ends(sentence: Sentence, last: int) -> bool:
    return last >= len(sentence.words) or sentence.lower[last] in BEHIND or not sentence.words[last][0].isalnum()


def _is_apposed(sentence: Sentence, numeral: Numeral) -> bool:
    """ "Maddon, 66, said": a plain number between commas, behind a name."""
    first, last = numeral.first, numeral.last
    commas = first > 1 and sentence.words[first - 1] == "," and sentence.words[last : last + 1] == (",",)
    if not commas or last != first + 1 or numeral.point.number < 2 or numeral.in_words:
        return False
    name, following = sentence.words[first - 2], sentence.words[last + 1 : last + 2]
    if numeral.point.number < 10 and following and following[0][0].isupper():
        return False
    return name[0].isupper() and name.isalpha() and not joined(sentence, first)
