"""Titles of offices in a sentence: whose office a title is of, and whether the words around it leave it one."""

from __future__ import annotations

from veritab_engine.document import Sentence
from veritab_engine.extract.person import TITLE_ENDS
from veritab_engine.extract.phrase import Range, after_determiners, core_end, is_name, is_nominal
from veritab_engine.lexicon import mapping, words

NOT_IN_OFFICE = words("titles/not_in_office")
TO_COME = words("titles/to_come")
NOT_YET = words("titles/not_yet")
DATED = mapping("calendar/months").keys() | mapping("calendar/weekdays").keys()
NOT_OWNERS = words("titles/qualifiers") | NOT_IN_OFFICE | DATED
NEW_PLACES = words("titles/new_places")
ALSO_SURNAMES = words("titles/also_surnames")
SELDOM_SURNAMES = words("titles/seldom_surnames")
SURNAMES = ALSO_SURNAMES | SELDOM_SURNAMES
TWO_WORD_COUNTRIES = words("titles/two_word_countries")
SENT_OUT = words("titles/sent_out")
ADJECTIVES_END = ("an", "ish", "ese", "ch", "i", "'s", "ic", "us", "uk", "un", "eu", "u.s.", "u.k.", "u.n.")
POSSESSIVES = frozenset({"'s", "'"})
QUALIFIED_FROM = 2
"""How many tokens before the country and office a word may stand that takes the office away."""
DESCRIBED = 3
"""How many words may describe an office behind its owner: "Brazil's leftist president"."""


def owner_start(sentence: Sentence, title: int, *, described: bool = False) -> int:
    """Where the owner of a title starts: "South Korean President", "Britain's premier", "the bank's governor".

    `described` lets lower-case words stand between a name and its title: "Kyiv police chief".
    """
    i = _past_place(sentence, _names_before(sentence, title), title)
    if i < title:
        return i
    for j in range(title - 1, max(title - DESCRIBED - 2, -1), -1):
        if sentence.lower[j] in POSSESSIVES:
            owner = _names_before(sentence, j)
            return owner if owner < j else j - is_nominal(sentence, j - 1)
        if described and is_name(sentence, j) and sentence.lower[j] not in NOT_OWNERS:
            return _names_before(sentence, j + 1)
        if not is_nominal(sentence, j) or sentence.lower[j] in NOT_OWNERS:
            break
    return title


def _past_place(sentence: Sentence, owner: int, title: int) -> int:
    """Past the place that opens the sentence: "In Paris French President Emmanuel Macron"."""
    if owner != 1 or sentence.lower[0] not in ("in", "at", "from") or POSSESSIVES.intersection(sentence.lower[:title]):
        return owner
    return min(owner + 1 + (sentence.lower[owner] in TWO_WORD_COUNTRIES), title)


def country_end(sentence: Sentence, i: int) -> int:
    """Past "of France" or "of the Republic of Azerbaijan" at `i`; `i` itself where there is none."""
    while i < len(sentence.words) and joins_country(sentence, i):
        first = after_determiners(sentence, i + 1)
        if not is_name(sentence, first):
            return i
        i = core_end(sentence, first)
    return i


def of_country(sentence: Sentence, i: int) -> Range | None:
    """The country in "Narendra Modi of India"."""
    end = country_end(sentence, i)
    first = after_determiners(sentence, i + 1)
    return (first, end) if first < end else None


def joins_country(sentence: Sentence, i: int) -> bool:
    """True for "of", and for "to" behind an office that goes out to a country."""
    lower = sentence.lower
    return lower[i] == "of" or (lower[i] == "to" and i > 0 and lower[i - 1] in SENT_OUT)


def in_office(sentence: Sentence, noun: int, title: Range) -> bool:
    """False where a word before or after the title takes the office away; "the first of President" does not."""
    of_it = sentence.lower[noun - 1 : noun] == ("of",)
    clause = list(sentence.lower[noun : title[0]]) if of_it else _qualifiers(sentence, noun, title)
    after = [lower for lower in sentence.lower[title[1] : title[1] + 2] if lower != "-"]
    compound = sentence.lower[title[1] : title[1] + 1] == ("-",)
    return NOT_IN_OFFICE.isdisjoint(clause) and NOT_YET.isdisjoint(after[:1]) and not compound


def is_to_come(sentence: Sentence, noun: int, title: Range) -> bool:
    """True for whoever is proposed for the office: "his choice for secretary of state"."""
    return not TO_COME.isdisjoint(_qualifiers(sentence, noun, title))


def _qualifiers(sentence: Sentence, noun: int, title: Range) -> list[str]:
    """The words of one clause that stand before a title and its owner, or between them."""
    before = [lower for lower in sentence.lower[max(0, noun - QUALIFIED_FROM) : title[0]] if lower != "-"]
    return before[before.index(",") + 1 :] if "," in before else before


def is_a_time(sentence: Sentence, title: int) -> bool:
    """True for "9:35 PM"."""
    return sentence.lower[title] == "pm" and title > 0 and sentence.words[title - 1][-1].isdigit()


def is_surname(sentence: Sentence, title: Range, *, full: bool) -> bool:
    """True where the title is somebody's surname ("Stephen King"), or none ("keynote speaker")."""
    word, i = sentence.lower[title[0]], title[0]
    if title[1] - i > 1 or word not in SURNAMES:
        return False
    named = is_name(sentence, i - 1)
    owned = sentence.lower[i - 1] in POSSESSIVES or (named and sentence.lower[i - 1].endswith(ADJECTIVES_END))
    if word in SELDOM_SURNAMES:
        return (named and not owned and not full) or (word == "speaker" and sentence.words[i].islower() and not owned)
    return not owned and (named or sentence.words[i].islower())


def _names_before(sentence: Sentence, i: int) -> int:
    """Where the names start that end before `i`: "South Korean", "New York City", "Bank of England"."""
    while i > 0 and (sentence.lower[i - 1] not in NOT_OWNERS or _is_new_place(sentence, i - 1)):
        if is_name(sentence, i - 1) or (sentence.lower[i - 1] in POSSESSIVES and is_name(sentence, i - 2)):
            i -= 1
        elif sentence.lower[i - 1] == "of" and is_name(sentence, i) and _is_part_of_name(sentence, i - 2):
            i -= 2
        else:
            break
    return i


def _is_new_place(sentence: Sentence, i: int) -> bool:
    """True for "New" in "New York"."""
    return sentence.words[i] == "New" and sentence.lower[i + 1] in NEW_PLACES


def _is_part_of_name(sentence: Sentence, i: int) -> bool:
    return is_name(sentence, i) and sentence.lower[i] not in TITLE_ENDS
