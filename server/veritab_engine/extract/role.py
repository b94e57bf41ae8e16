"""Holders of offices: "Azerbaijani President Ilham Aliyev", "the French president, Emmanuel Macron".

Asserts that a person holds an office on the day the text speaks. The value is the name as written and the span the
name alone; the unit is the office by its canonical name ("president"); the noun is the country or organisation with
the office ("Azerbaijani President"), or the country alone where it follows the name ("Narendra Modi of India"). A
"counterpart" holds the office of the one who opens the sentence. "Former", "acting" and "-elect" assert something else
and are left out, and so are names of streets, ships and days.
"""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.claim import Claim, ClaimKind, Modality
from veritab_engine.document import Sentence
from veritab_engine.extract.office import (
    TWO_WORD_COUNTRIES,
    country_end,
    in_office,
    is_a_time,
    is_surname,
    is_to_come,
    joins_country,
    of_country,
    owner_start,
)
from veritab_engine.extract.passage import Passage
from veritab_engine.extract.person import TITLE_ENDS, person_at, person_start, words_in
from veritab_engine.extract.phrase import DETERMINERS, Range, after_determiners, core_end, in_dates, is_name
from veritab_engine.lexicon import phrases, words
from veritab_engine.value import Text

KIND = ClaimKind("role", summary="holder of an office")

OFFICES = phrases("titles/offices")
PLURALS = phrases("titles/plurals")
HEADS = OFFICES.heads | PLURALS.heads
TRIGGERS = TITLE_ENDS | {"gov", "pres", "rep", "sen"}
LOOSE = words("titles/loose")
CONTESTS = words("titles/contests")
BEING = words("titles/being")
FULL_NAME = 2
COUNTERPART = "counterpart"
APPOSITION_ENDS = frozenset({",", ".", ")", ";", "—", "–", "--", "”", '"', "!", "?", "since"})
GOING_ON = (("a",), ("an",), ("former",))
LISTING = frozenset({",", "and"})


def find(passage: Passage) -> Iterator[Claim]:
    """Yield a claim for every person who is said to hold an office."""
    lower = passage.sentence.lower
    after, opening = 0, ""
    for i, word in enumerate(lower):
        if word not in HEADS or i < after:
            continue
        found = OFFICES.at(lower, i) or PLURALS.at(lower, i)
        if found is None:
            continue
        office, after = found
        if office == COUNTERPART:
            office = opening
        elif not opening and _opens(passage, i):
            opening = office
        if office:
            yield from _holders(passage, office, (i, after))


def _opens(passage: Passage, title: int) -> bool:
    """True for the title of the one whom the sentence is about: no other name stands before it."""
    sentence = passage.sentence
    noun, dated = owner_start(sentence, title), in_dates(passage)
    return not any(is_name(sentence, i) and i not in dated for i in range(1, noun))


def _holders(passage: Passage, office: str, title: Range) -> Iterator[Claim]:
    """The persons whom the title in `title` is given to."""
    sentence = passage.sentence
    noun = owner_start(sentence, title[0], described=office in LOOSE)
    if not in_office(sentence, noun, title) or is_a_time(sentence, title[0]):
        return
    modality = Modality.HYPOTHETICAL if is_to_come(sentence, noun, title) else Modality.ASSERTED
    for person, about in named(passage, (noun, title[1]), title):
        if _is_held(passage, office, title, person, about):
            span = sentence.span_of(*person)
            name = Text.of(passage.prose.text[span.start : span.end])
            yield passage.claim(KIND, *person, name, unit=office, noun=about, modality=modality)


def _is_held(passage: Passage, office: str, title: Range, person: Range, about: Range) -> bool:
    """False where the title is a surname, or one of the words that head much else and stands without its owner."""
    sentence, full = passage.sentence, words_in(passage.sentence, person) > 1
    if office in LOOSE:
        contest = sentence.lower[title[0] - 1] in CONTESTS
        return full and about != title and not (office == "leader" and contest)
    return not is_surname(sentence, title, full=full)


def named(passage: Passage, noun: Range, title: Range) -> Iterator[tuple[Range, Range]]:
    """Persons with the words for their office, by the first construction that fits."""
    sentence = passage.sentence
    if PLURALS.at(sentence.lower, title[0]):
        yield from _each_of(passage, title) or _each_after(passage, noun, title)
    elif person := person_at(passage, title[1]):
        yield person, of_country(sentence, person[1]) or noun
    elif following := _after_country(passage, noun, title) or _apposed_after(passage, noun, title):
        yield following
    elif before := _apposed_before(passage, noun, title):
        yield before


def _each_after(passage: Passage, noun: Range, title: Range) -> Iterator[tuple[Range, Range]]:
    """ "Presidents Xi and Putin", "Chinese and Russian Presidents Xi Jinping and Vladimir Putin"."""
    people = _listed(passage, title[1])
    countries = _adjectives_before(passage.sentence, title[0])
    each = countries if len(countries) == len(people) > 1 else [noun if len(people) == 1 else title] * len(people)
    for person, told in zip(people, each, strict=True):
        yield person, of_country(passage.sentence, person[1]) or told


def _listed(passage: Passage, start: int) -> list[Range]:
    """The persons listed from `start` on, each with or without a country of its own: "Fico of Slovakia and Orban"."""
    lower = passage.sentence.lower
    people: list[Range] = []
    while person := person_at(passage, start):
        people.append(person)
        end = country_end(passage.sentence, person[1])
        if end >= len(lower) or lower[end] not in LISTING:
            break
        start = end + 1 + (lower[end + 1 : end + 2] == ("and",))
    return people


def _each_of(passage: Passage, title: Range) -> list[tuple[Range, Range]]:
    """ "the presidents of Russia and China, Vladimir Putin and Xi Jinping,": as many persons as countries."""
    sentence, i = passage.sentence, title[1]
    countries: list[Range] = []
    while i < len(sentence.words) and sentence.lower[i] in (LISTING if countries else ("of",)):
        first = after_determiners(sentence, i + 1)
        last = core_end(sentence, first)
        if not is_name(sentence, first) or last == first:
            return []
        countries.append((first, last))
        if sentence.lower[i] == "and":
            break
        i = last
    end = countries[-1][1] if len(countries) > 1 else len(sentence.words)
    people = _listed(passage, end + 1) if sentence.lower[end : end + 1] == (",",) else []
    return list(zip(people, countries, strict=True)) if len(people) == len(countries) else []


def _adjectives_before(sentence: Sentence, title: int) -> list[Range]:
    """The coordinated names before a plural title: "Chinese and Russian Presidents"."""
    found: list[Range] = []
    i = title
    while is_name(sentence, i - 1):
        first = i - 1
        while is_name(sentence, first - 1):
            first -= 1
        found.insert(0, (first, i))
        i = first - 1 if first and sentence.lower[first - 1] in LISTING else 0
    return found


def _after_country(passage: Passage, noun: Range, title: Range) -> tuple[Range, Range] | None:
    """ "President of Russia Vladimir Putin", "ambassador to the UK Andrei Kelin": a country and a name of two words."""
    sentence = passage.sentence
    if title[1] >= len(sentence.words) or not joins_country(sentence, title[1]):
        return None
    start = after_determiners(sentence, title[1] + 1)
    country = 2 if start < len(sentence.words) and sentence.lower[start] in TWO_WORD_COUNTRIES else 1
    person = person_at(passage, start + country) if is_name(sentence, start) else None
    if person is None or words_in(sentence, person) != FULL_NAME:
        return None
    return person, (noun[0], start + country)


def _apposed_after(passage: Passage, noun: Range, title: Range) -> tuple[Range, Range] | None:
    """ "the French president, Emmanuel Macron,", "the president of France is Emmanuel Macron"."""
    sentence = passage.sentence
    end = country_end(sentence, title[1])
    link = sentence.lower[end] if end < len(sentence.words) else ""
    if link != "," and (link not in BEING or (noun[0], end) == title):
        return None
    person = person_at(passage, end + 1)
    if person is None or words_in(sentence, person) < 2 or not _closes(sentence, person[1]):
        return None
    return person, (noun[0], end)


def _apposed_before(passage: Passage, noun: Range, title: Range) -> tuple[Range, Range] | None:
    """ "Emmanuel Macron, the French president,", "Vladimir Putin is the president of Russia"."""
    sentence = passage.sentence
    i = noun[0]
    while i > 0 and sentence.lower[i - 1] in DETERMINERS:
        i -= 1
    name_end, copula = _name_before(sentence, i)
    end = country_end(sentence, title[1])
    owned = (noun[0], end) != title
    first = person_start(passage, name_end) if name_end else 0
    if name_end - first < 2 or not owned or not (copula or _closes(sentence, end)) or _after_place(sentence, first):
        return None
    return (first, name_end), (noun[0], end)


def _after_place(sentence: Sentence, first: int) -> bool:
    """True for "in Washington Jay Powell, the Fed chair": the name takes a place in."""
    return first > 0 and sentence.lower[first - 1] == "in"


def _name_before(sentence: Sentence, i: int) -> tuple[int, bool]:
    """Where the name ends that a title at `i` is said of, past "is", "who has been" and an age; whether said so."""
    lower, end = sentence.lower, i
    if end > 2 and lower[end - 1] == "been" and lower[end - 2] == "has":
        end -= 2
    elif end > 1 and lower[end - 1] in BEING:
        end -= 1
    copula = end < i
    if copula and end > 1 and lower[end - 1] == "who":
        end -= 1
    if end > 1 and lower[end - 1] == "," and (not copula or lower[end] == "who"):
        end -= 1
    if end > 2 and lower[end - 1].isdigit() and lower[end - 2] == ",":
        end -= 2
    return (end, copula) if end < i else (0, False)


def _closes(sentence: Sentence, i: int) -> bool:
    """True where an apposition ends at token `i`, and no list goes on."""
    if i >= len(sentence.words):
        return True
    if sentence.lower[i] == "and":
        return sentence.lower[i + 1 : i + 2] in GOING_ON
    return sentence.lower[i] in APPOSITION_ENDS and sentence.lower[i + 1 : i + 2] != ("and",)
