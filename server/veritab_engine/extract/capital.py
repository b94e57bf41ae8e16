"""Capitals in a sentence: which city is said to be the capital, and of what."""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.document import Sentence
from veritab_engine.extract.passage import Passage
from veritab_engine.extract.phrase import DETERMINERS, Range, core_end, in_dates, is_name
from veritab_engine.lexicon import words

CAPITAL = "capital"
NOT_A_CAPITAL = words("attributes/not_a_capital")
LINKS = words("attributes/copulas") | {","}
PARTICLES = words("titles/particles")
POSSESSIVES = frozenset({"'s", "'"})


def capitals(passage: Passage) -> Iterator[tuple[Range, Range]]:
    """Yield each city with the words around "capital" that name its country."""
    sentence = passage.sentence
    if CAPITAL not in sentence.words:
        return
    for i, word in enumerate(sentence.words):
        if word == CAPITAL and sentence.lower[i - 1] not in NOT_A_CAPITAL:
            found = _capital(passage, i)
            if found:
                yield found


def _capital(passage: Passage, i: int) -> tuple[Range, Range] | None:
    sentence = passage.sentence
    first = _country_before(sentence, i)
    word_end = i + 2 if sentence.lower[i + 1 : i + 2] == ("city",) else i + 1
    last = _country_after(sentence, word_end)
    if first == i and last == word_end and sentence.lower[i - 1] not in DETERMINERS:
        return None
    city = _city_before(passage, first) or _city_after(passage, last)
    return (city, (first, last)) if city else None


def _country_before(sentence: Sentence, i: int) -> int:
    """Where "Kazakhstan's capital", "the Kazakh capital" or "Kazakhstan, whose capital" starts."""
    if sentence.lower[i - 1] == "whose":
        owner = i - 2 if sentence.lower[i - 2] == "," else i - 1
        start = owner
        while start and is_name(sentence, start - 1):
            start -= 1
        return start if start < owner else i
    while i and (is_name(sentence, i - 1) or sentence.lower[i - 1] in POSSESSIVES):
        i -= 1
    return i


def _country_after(sentence: Sentence, i: int) -> int:
    """The end of "of Kazakhstan" at `i`."""
    if sentence.lower[i : i + 1] != ("of",):
        return i
    begin = i + 2 if sentence.lower[i + 1 : i + 2] == ("the",) else i + 1
    return core_end(sentence, begin) if is_name(sentence, begin) else i


def _city_before(passage: Passage, first: int) -> Range | None:
    """The name in "Astana, the capital" and "Baku is the capital"."""
    sentence = passage.sentence
    i = first - 1 if first and sentence.lower[first - 1] in DETERMINERS else first
    link = sentence.lower[i - 1] if i else ""
    if link not in LINKS or i < 2 or (link == "," and i == first and not _is_of(sentence, first)):
        return None
    start = i - 1
    while start and is_name(sentence, start - 1):
        start -= 1
    return (start, i - 1) if start < i - 1 and start not in in_dates(passage) else None


def _is_of(sentence: Sentence, first: int) -> bool:
    """True for "capital of" and a possessive, which make an apposition with no article."""
    return "of" in sentence.lower[first + 1 : first + 3] or "'s" in sentence.lower[first : first + 5]


def _city_after(passage: Passage, last: int) -> Range | None:
    """The name in "the capital Baku", "the capital of Azerbaijan, Baku," and "the capital is Baku"."""
    sentence = passage.sentence
    begin = last + 1 if sentence.lower[last : last + 1] and sentence.lower[last] in LINKS else last
    if not is_name(sentence, begin) or begin in in_dates(passage):
        return None
    end = begin
    while end not in in_dates(passage) and (is_name(sentence, end) or _is_particle(sentence, end)):
        end += 1
    if begin > last and sentence.lower[last] == "," and end < len(sentence.words) and sentence.lower[end] not in ",.;)":
        return None
    return begin, end


def _is_particle(sentence: Sentence, i: int) -> bool:
    """True inside "Rio de Janeiro"."""
    return i < len(sentence.words) and sentence.lower[i] in PARTICLES and is_name(sentence, i + 1)
