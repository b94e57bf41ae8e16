"""Heads without a title before their name: "Mark Carney became prime minister", "Ghana's John Mahama", "led by him".

Asserts that a person holds, or held, an office. The value is the name as written, which is the span. The unit is the
office by its canonical name where one is told, and the person then held it at some time ("became governor of the bank",
"a former prime minister"); else it is "head", or "former head" where the past is told ("ran the fund"). The noun is the
office with its owner, or the owner. Only what the tables know of is a claim.
"""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.claim import Claim, ClaimKind, Modality
from veritab_engine.document import Sentence
from veritab_engine.extract.office import NOT_IN_OFFICE, country_end, of_country, owner_start
from veritab_engine.extract.passage import Passage
from veritab_engine.extract.person import person_at, person_start, words_in
from veritab_engine.extract.phrase import DETERMINERS, Range, after_determiners, core_end, is_name, phrase_start
from veritab_engine.extract.role import HEADS, LOOSE, OFFICES, named
from veritab_engine.lexicon import phrases, words
from veritab_engine.mention.modality import modality_of
from veritab_engine.value import Text

KIND = ClaimKind("holder", summary="who holds or held an office, without a title before the name", latent=True)

HEAD, FORMER = "head", "former head"
TAKING = phrases("holders/taking")
FOLLOWING = phrases("holders/predecessor")
LEADING = phrases("holders/leading")
LED = phrases("holders/led")
LED_BY = phrases("holders/led_by")
ONCE = words("holders/once")
BEFORE = words("holders/before")
INTO = words("holders/into")
POSSESSIVES = frozenset({"'s", "'"})
PERFECT = (("has",), ("had",))
FULL_NAME = 2
REACH = 7
"""How many tokens may lie between a verb and the office: "became the 14th governor", "became Britain's"."""
TRIGGERS = TAKING.heads | FOLLOWING.heads | LEADING.heads | LED.heads | LED_BY.heads | HEADS | POSSESSIVES | {"of"}


def find(passage: Passage) -> Iterator[Claim]:
    """Yield a claim for every person who is told as the holder of an office, without its title right before them."""
    lower = passage.sentence.lower
    for i, word in enumerate(lower):
        if word in TAKING.heads and (verb := TAKING.at(lower, i)):
            yield from _took(passage, i, verb[1])
        if word in FOLLOWING.heads and (verb := FOLLOWING.at(lower, i)):
            followed = person_at(passage, verb[1])
            if followed and lower[followed[1] : followed[1] + 1] == ("as",):
                yield from _took(passage, i, followed[1] + 1)
        if word in LEADING.heads and (verb := LEADING.at(lower, i)):
            yield from _leads(passage, i, verb[1], HEAD)
        if word in LED.heads and (verb := LED.at(lower, i)) and lower[i - 1 : i] not in PERFECT:
            yield from _leads(passage, i, verb[1], FORMER)
        if word in LED_BY.heads and (verb := LED_BY.at(lower, i)):
            yield from _led_by(passage, i, verb[1])
        if word in HEADS:
            yield from _once(passage, i)
            yield from _listed(passage, i)
        if word in POSSESSIVES:
            yield from _owned(passage, i)
        elif word == "of":
            yield from _of(passage, i)


def _took(passage: Passage, verb: int, end: int) -> Iterator[Claim]:
    """ "Michele Bullock became governor of the bank", "was sworn in as Britain's prime minister"."""
    who = _subject(passage, verb)
    office = _office_from(passage.sentence, end)
    if who is None or office is None:
        return
    name, last = office
    noun_end = country_end(passage.sentence, last)
    told_of_other = passage.sentence.lower[last : last + 1] in (("of",), ("-",), ("for",), ("at",)) and noun_end == last
    if name not in LOOSE and not told_of_other:
        yield _claim(passage, who, name, (end, noun_end), modality_of(passage.sentence, verb))


def _office_from(sentence: Sentence, i: int) -> tuple[str, int] | None:
    """The office behind a verb, and its end, past its owner, "the" and a number: "the 14th governor"."""
    for at in range(i, min(i + REACH, len(sentence.words))):
        found = OFFICES.at(sentence.lower, at) if sentence.lower[at] in HEADS else None
        if found is not None:
            return found
        if not (is_name(sentence, at) or sentence.lower[at] in INTO or sentence.words[at][0].isdigit()):
            return None
    return None


def _leads(passage: Passage, verb: int, end: int, unit: str) -> Iterator[Claim]:
    """ "Christian Stocker has governed Austria", "who ran the International Monetary Fund"."""
    who = _subject(passage, verb)
    first = after_determiners(passage.sentence, end)
    last = core_end(passage.sentence, first) if is_name(passage.sentence, first) else first
    last = _whole_name(passage.sentence, last)
    if who is not None and last > first:
        yield _claim(passage, who, unit, (first, last), modality_of(passage.sentence, verb))


def _whole_name(sentence: Sentence, end: int) -> int:
    """Past "of England" in "the Bank of England"."""
    joined = core_end(sentence, end + 1) if sentence.lower[end : end + 1] == ("of",) else end
    return joined if joined > end + 1 and is_name(sentence, end + 1) else end


def _led_by(passage: Passage, verb: int, end: int) -> Iterator[Claim]:
    """ "Argentina, led by Javier Milei", "the bank is in the hands of Tiff Macklem", "China under Xi Jinping"."""
    sentence, i = passage.sentence, verb
    while i > 0 and sentence.lower[i - 1] in BEFORE | {"which", "now", "currently", "today"}:
        i -= 1
    first, who = phrase_start(passage, i), person_at(passage, end)
    if who is not None and first < i and is_name(sentence, i - 1):
        yield _claim(passage, who, HEAD, (first, i), modality_of(sentence, verb))


def _once(passage: Passage, i: int) -> Iterator[Claim]:
    """ "Former Dutch prime minister Mark Rutte", "Angela Merkel, then chancellor,"."""
    sentence = passage.sentence
    found = OFFICES.at(sentence.lower, i)
    if found is None or found[0] in LOOSE or not found[0]:
        return
    title = (i, found[1])
    first = owner_start(sentence, i)
    before = first
    while before > 0 and (sentence.lower[before - 1] in NOT_IN_OFFICE or sentence.lower[before - 1] == "-"):
        before -= 1
    said = {*sentence.lower[before:i]} & NOT_IN_OFFICE
    if not said or not said <= ONCE:
        return
    for person, (_, last) in named(passage, (before, title[1]), title):
        if words_in(sentence, person) >= FULL_NAME:
            yield _claim(passage, person, found[0], (first, max(last, title[1])), Modality.ASSERTED)


def _listed(passage: Passage, i: int) -> Iterator[Claim]:
    """ "Andrew Bailey, the governor of the Bank of England, and Kazuo Ueda": one of two, or of a list of three."""
    sentence = passage.sentence
    found = OFFICES.at(sentence.lower, i)
    if found is None or found[0] in LOOSE or not found[0]:
        return
    first, last = owner_start(sentence, i), country_end(sentence, found[1])
    start = first
    while start > 0 and sentence.lower[start - 1] in DETERMINERS:
        start -= 1
    listed = sentence.lower[last : last + 2] == (",", "and") and sentence.lower[start - 1 : start] == (",",)
    name = person_start(passage, start - 1) if listed and (first, last) != (i, found[1]) else start
    if start - 1 - name >= FULL_NAME:
        yield _claim(passage, (name, start - 1), HEAD, (first, last), Modality.ASSERTED)


def _owned(passage: Passage, i: int) -> Iterator[Claim]:
    """ "Ghana's John Mahama"."""
    sentence = passage.sentence
    first = i
    while is_name(sentence, first - 1):
        first -= 1
    who = person_at(passage, i + 1) if first < i else None
    if who is not None and words_in(sentence, who) >= FULL_NAME:
        yield _claim(passage, who, HEAD, (first, i), Modality.ASSERTED)


def _of(passage: Passage, i: int) -> Iterator[Claim]:
    """ "Kazuo Ueda of the Bank of Japan"."""
    sentence = passage.sentence
    first = person_start(passage, i)
    owner = of_country(sentence, i) if first < i else None
    if owner is not None and words_in(sentence, (first, i)) >= FULL_NAME:
        last = next(j for j in range(owner[1], owner[0], -1) if j == owner[0] + 1 or is_name(sentence, j - 1))
        yield _claim(passage, (first, i), HEAD, (owner[0], last), Modality.ASSERTED)


def _subject(passage: Passage, verb: int) -> Range | None:
    """The person right before a verb, past "who", an age, and whose they are: "Mahmoud Ali Youssouf of Djibouti"."""
    sentence, i = passage.sentence, verb
    while i > 0 and sentence.lower[i - 1] in BEFORE:
        i -= 1
    if i > 1 and sentence.words[i - 1].isdigit() and sentence.lower[i - 2] == ",":
        i -= 2
    for end in (i, *(j for j in range(i - 1, max(i - 4, 0), -1) if sentence.lower[j] == "of")):
        first = person_start(passage, end)
        whole = end == i or country_end(sentence, end) == i
        if first < end and whole and not _is_object(sentence, first):
            return first, end
    return None


def _is_object(sentence: Sentence, first: int) -> bool:
    """True for "the minister for whom Anna Berg voted was": behind a preposition a name is no subject."""
    return first > 0 and sentence.lower[first - 1] in words("words/prepositions") - {"since", "after", "before", "as"}


def _claim(passage: Passage, who: Range, unit: str, noun: Range, modality: Modality) -> Claim:
    span = passage.sentence.span_of(*who)
    value = Text.of(passage.prose.text[span.start : span.end])
    return passage.claim(KIND, *who, value, unit=unit, noun=noun, modality=modality)
