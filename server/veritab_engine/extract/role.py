"""Holders of offices: "Azerbaijani President Ilham Aliyev", "the French president, Emmanuel Macron".

Asserts that a person holds an office on the day the text speaks. The value is the name as written and the span the
name alone; the unit is the office by its canonical name ("president"); the noun is the country or organisation with
the office ("Azerbaijani President"), or the country alone where it follows the name ("Narendra Modi of India").
"Former", "acting" and "-elect" assert something else and are left out, and so are names of streets, ships and days.
"""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.claim import Claim, ClaimKind
from veritab_engine.document import Sentence
from veritab_engine.extract.passage import Passage
from veritab_engine.extract.phrase import BORDERS, DETERMINERS, Range, after_determiners, core_end, in_dates, is_name
from veritab_engine.lexicon import forms, phrases, words
from veritab_engine.value import Text

KIND = ClaimKind("role", summary="holder of an office")

OFFICES = phrases("titles/offices")
PLURALS = phrases("titles/plurals")
TRIGGERS = frozenset(form.split()[-1] for form in (*forms("titles/offices"), *forms("titles/plurals")))
NOT_IN_OFFICE = words("titles/not_in_office")
NOT_YET = words("titles/not_yet")
QUALIFIERS = words("titles/qualifiers")
ALSO_SURNAMES = words("titles/also_surnames")
NOT_PERSONS = words("titles/not_persons")
PARTICLES = words("titles/particles")
TWO_WORD_COUNTRIES = words("titles/two_word_countries")
COMPOUNDS = words("titles/compounds")
QUALIFIED_FROM = 2
"""How many tokens before the country and office a word may stand that takes the office away."""
ADJECTIVES_END = ("an", "ish", "ese", "ch", "i", "'s", "ic", "us", "uk", "un", "eu", "u.s.", "u.k.", "u.n.")
APPOSITION_ENDS = frozenset({",", ".", ")", ";", "—", "–", "--", "”", '"', "!", "?"})


def find(passage: Passage) -> Iterator[Claim]:
    """Yield a claim for every person who is said to hold an office."""
    lower = passage.sentence.lower
    if TRIGGERS.isdisjoint(lower):
        return
    i = 0
    while i < len(lower):
        office = OFFICES.at(lower, i) or PLURALS.at(lower, i)
        if office is None:
            i += 1
            continue
        yield from _holders(passage, office[0], (i, office[1]))
        i = office[1]


def _holders(passage: Passage, office: str, title: Range) -> Iterator[Claim]:
    """The persons whom the title in `title` is given to."""
    sentence = passage.sentence
    noun = _noun_start(sentence, title[0])
    if not _in_office(sentence, noun, title) or _is_surname(sentence, title) or _is_a_time(sentence, title[0]):
        return
    for person, about in _named(passage, (noun, title[1]), title):
        name = passage.prose.text[slice(*_offsets(sentence, person))]
        yield passage.claim(KIND, *person, Text(name), unit=office, noun=about)


def _named(passage: Passage, noun: Range, title: Range) -> Iterator[tuple[Range, Range]]:
    """Persons with the words for their office, by the first construction that fits."""
    sentence = passage.sentence
    if PLURALS.at(sentence.lower, title[0]):
        yield from _each_after(passage, noun, title)
    elif person := _person(passage, title[1]):
        yield person, _of_country(sentence, person[1]) or noun
    elif following := _after_country(passage, noun, title) or _apposed_after(passage, noun, title):
        yield following
    elif before := _apposed_before(passage, noun, title):
        yield before


def _each_after(passage: Passage, noun: Range, title: Range) -> Iterator[tuple[Range, Range]]:
    """ "Presidents Xi and Putin", "Chinese and Russian Presidents Xi Jinping and Vladimir Putin"."""
    lower = passage.sentence.lower
    people: list[Range] = []
    start = title[1]
    while person := _person(passage, start):
        people.append(person)
        start = person[1] + 1
        if lower[person[1] : start] not in ((",",), ("and",)):
            break
        start += lower[start : start + 1] == ("and",)
    countries = _adjectives_before(passage.sentence, title[0])
    for index, person in enumerate(people):
        yield person, countries[index] if len(countries) == len(people) > 1 else noun if len(people) == 1 else title


def _adjectives_before(sentence: Sentence, title: int) -> list[Range]:
    """The coordinated names before a plural title: "Chinese and Russian Presidents"."""
    found: list[Range] = []
    i = title
    while is_name(sentence, i - 1):
        first = i - 1
        while is_name(sentence, first - 1):
            first -= 1
        found.insert(0, (first, i))
        i = first - 1 if first and sentence.lower[first - 1] in ("and", ",") else 0
    return found


def _after_country(passage: Passage, noun: Range, title: Range) -> tuple[Range, Range] | None:
    """ "President of Russia Vladimir Putin": a country of one word and a name of two."""
    sentence = passage.sentence
    start = title[1] + 1
    if sentence.lower[title[1] : start] != ("of",):
        return None
    run = _person(passage, start)
    if run is None or _words_in(sentence, run) != 3 or sentence.lower[start] in TWO_WORD_COUNTRIES:
        return None
    return (start + 1, run[1]), (noun[0], start + 1)


def _apposed_after(passage: Passage, noun: Range, title: Range) -> tuple[Range, Range] | None:
    """ "the French president, Emmanuel Macron,", "the president of France, Emmanuel Macron,"."""
    sentence = passage.sentence
    end = _country_end(sentence, title[1])
    if sentence.lower[end : end + 1] != (",",):
        return None
    person = _person(passage, end + 1)
    if person is None or _words_in(sentence, person) < 2 or not _closes(sentence, person[1]):
        return None
    return person, (noun[0], end)


def _apposed_before(passage: Passage, noun: Range, title: Range) -> tuple[Range, Range] | None:
    """ "Emmanuel Macron, the French president,", "Vladimir Putin is the president of Russia"."""
    sentence = passage.sentence
    i = noun[0]
    while i > 0 and sentence.lower[i - 1] in DETERMINERS:
        i -= 1
    if i < 2 or sentence.lower[i - 1] not in (",", "is"):
        return None
    end = _country_end(sentence, title[1])
    copula = sentence.lower[i - 1] == "is"
    first = _person_start(passage, i - 1)
    if i - 1 - first < 2 or not (copula or _closes(sentence, end)) or (end, noun[0]) == (title[1], title[0]):
        return None
    return (first, i - 1), (noun[0], end)


def _closes(sentence: Sentence, i: int) -> bool:
    """True where an apposition ends at token `i`, and no list goes on."""
    if i >= len(sentence.words):
        return True
    return sentence.lower[i] in APPOSITION_ENDS and sentence.lower[i + 1 : i + 2] != ("and",)


def _country_end(sentence: Sentence, i: int) -> int:
    """Past "of France" or "of the Republic of Azerbaijan" at `i`; `i` itself where there is none."""
    while sentence.lower[i : i + 1] == ("of",):
        first = after_determiners(sentence, i + 1)
        if not is_name(sentence, first):
            return i
        i = core_end(sentence, first)
    return i


def _of_country(sentence: Sentence, i: int) -> Range | None:
    """The country in "Narendra Modi of India"."""
    end = _country_end(sentence, i)
    return (i + 1, end) if end > i else None


def _person(passage: Passage, first: int) -> Range | None:
    """The name of a person that starts at `first`."""
    sentence = passage.sentence
    dated = in_dates(passage)
    end = first
    while (end not in dated or _is_surname_of_month(sentence, end, first)) and (
        next_end := _name_word(sentence, end, first)
    ):
        end = next_end
    if end == first or _is_no_person(sentence, first, end):
        return None
    return first, end


def _is_surname_of_month(sentence: Sentence, i: int, first: int) -> bool:
    """True for "Theresa May", where no day follows."""
    following = sentence.words[i + 1] if i + 1 < len(sentence.words) else ""
    return i == first + 1 and sentence.words[i] == "May" and not following[:1].isdigit()


def _name_word(sentence: Sentence, i: int, first: int) -> int:
    """The end of one more word of a name at `i`: a capital, an initial with its stop, a particle, a hyphen; else 0."""
    if i >= len(sentence.words):
        return 0
    lower, word = sentence.lower[i], sentence.words[i]
    if (
        is_name(sentence, i)
        and word[0].isalpha()
        and lower not in TRIGGERS
        and (lower not in BORDERS or i == first or _is_surname_of_month(sentence, i, first))
    ):
        initial = len(word) == 1 and sentence.lower[i + 1 : i + 2] == (".",) and is_name(sentence, i + 2)
        return i + 2 if initial else i + 1
    if i == first or i + 1 == len(sentence.words):
        return 0
    following = sentence.lower[i + 1]
    if lower == "-" and sentence.ends[i] == sentence.starts[i + 1] and following not in COMPOUNDS:
        return i + 2
    joined = is_name(sentence, i + 1) and following not in TRIGGERS
    return i + 1 if lower in PARTICLES and (joined or following in PARTICLES | {"-"}) else 0


def _is_no_person(sentence: Sentence, first: int, end: int) -> bool:
    """True for places and days with a person's title, and for compounds ("Trump-era")."""
    if not NOT_PERSONS.isdisjoint(sentence.lower[first : end + 1]) and sentence.lower[end : end + 1] != ("and",):
        return True
    if sentence.lower[end : end + 1] == ("and",) and not NOT_PERSONS.isdisjoint(sentence.lower[first:end]):
        return True
    return sentence.lower[end : end + 1] == ("-",) and sentence.starts[end] == sentence.ends[end - 1]


def _person_start(passage: Passage, end: int) -> int:
    """Where the name that ends before `end` starts; `end` where no full name does."""
    sentence = passage.sentence
    first = end
    while first > 0 and (is_name(sentence, first - 1) or _joins_names(sentence, first - 1)):
        first -= 1
    return first if _person(passage, first) == (first, end) else end


def _joins_names(sentence: Sentence, i: int) -> bool:
    return sentence.lower[i] in PARTICLES | {"-"} and is_name(sentence, i - 1)


def _noun_start(sentence: Sentence, title: int) -> int:
    """Where the names before a title start: "South Korean President", "Britain's prime minister"."""
    i = title
    while i > 0 and (is_name(sentence, i - 1) or sentence.lower[i - 1] in ("'s", "'")):
        if sentence.lower[i - 1] in QUALIFIERS | NOT_IN_OFFICE:
            break
        i -= 1
    return i


def _in_office(sentence: Sentence, noun: int, title: Range) -> bool:
    """False where a word before or after the title takes the office away."""
    before = [lower for lower in sentence.lower[max(0, noun - QUALIFIED_FROM) : title[0]] if lower != "-"]
    clause = before[before.index(",") + 1 :] if "," in before else before
    after = [lower for lower in sentence.lower[title[1] : title[1] + 2] if lower != "-"]
    compound = sentence.lower[title[1] : title[1] + 1] == ("-",)
    return NOT_IN_OFFICE.isdisjoint(clause) and NOT_YET.isdisjoint(after[:1]) and not compound


def _is_a_time(sentence: Sentence, title: int) -> bool:
    """True for "9:35 PM"."""
    return title > 0 and sentence.words[title - 1][-1].isdigit()


def _is_surname(sentence: Sentence, title: Range) -> bool:
    """True where the title is somebody's surname: "Stephen King", "Luther King Jr."."""
    if sentence.lower[title[0]] not in ALSO_SURNAMES or title[1] - title[0] > 1:
        return False
    lower_case = sentence.words[title[0]].islower()
    named = is_name(sentence, title[0] - 1) and not sentence.lower[title[0] - 1].endswith(ADJECTIVES_END)
    return lower_case or named


def _words_in(sentence: Sentence, name: Range) -> int:
    """How many words a name has, parts joined by hyphens counting as one."""
    hyphens = sentence.lower[name[0] : name[1]].count("-")
    return name[1] - name[0] - 2 * hyphens


def _offsets(sentence: Sentence, tokens: Range) -> tuple[int, int]:
    span = sentence.span_of(*tokens)
    return span.start, span.end
