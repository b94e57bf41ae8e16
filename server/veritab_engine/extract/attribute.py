"""Attributes: "Astana, the capital of Kazakhstan", "the United Nations, founded in 1945", "its inception in 2013".

Asserts which city is a country's capital, or when something came to be or to its end. For a capital the value is the
city's name, which is the span, the unit "capital", and the noun the words around "capital" that name the country. For
a beginning or an end the value is the date, the span the date's words, the unit the name of the event ("founded",
"launched", "signed"), and the noun what began or ended, as far as the clause says.
"""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.claim import Claim, ClaimKind, Modality
from veritab_engine.document import Sentence
from veritab_engine.extract.passage import Passage
from veritab_engine.extract.phrase import (
    AUXILIARIES,
    DETERMINERS,
    Range,
    core_end,
    in_dates,
    is_name,
    phrase_at,
    phrase_end,
    phrase_start,
    subject_before,
    subject_of,
)
from veritab_engine.lexicon import phrases, words
from veritab_engine.mention import DateMention
from veritab_engine.mention.modality import modality_of
from veritab_engine.value import Text

KIND = ClaimKind("attribute", summary="a country's capital, or when something came to be or to its end")

NOT_A_CAPITAL = words("attributes/not_a_capital")
COPULAS = words("attributes/copulas")
EVENTS = phrases("attributes/events")
NOUNS = words("attributes/nouns")
BEFORE_DATE = words("attributes/before_date")
PASSIVE = words("attributes/passive")
BARE_OBJECTS = words("attributes/bare_objects")
ARTICLES = words("attributes/articles")
PRONOUNS = frozenset({"its", "their"})
PARTICLES = words("titles/particles")
LEADING = frozenset({"since", "from", "after", "before", "at"})

Beginning = tuple[str, int, Range | None]
"""The event's name, the token where its word stands, and what began."""


def find(passage: Passage) -> Iterator[Claim]:
    """Yield a claim for every capital and every beginning."""
    sentence = passage.sentence
    for i, word in enumerate(sentence.words):
        if word == "capital" and sentence.lower[i - 1] not in NOT_A_CAPITAL:
            yield from _capital(passage, i)
    if passage.mentions.dates and not EVENTS.heads.isdisjoint(sentence.lower):
        for date in passage.mentions.dates:
            yield from _beginning(passage, date)


def _capital(passage: Passage, i: int) -> Iterator[Claim]:
    sentence = passage.sentence
    first = _country_before(sentence, i)
    word_end = i + 2 if sentence.lower[i + 1 : i + 2] == ("city",) else i + 1
    last = _country_after(sentence, word_end)
    if first == i and last == word_end and sentence.lower[i - 1] not in DETERMINERS:
        return
    city = _city_before(passage, first) or _city_after(passage, last)
    if city:
        span = sentence.span_of(*city)
        value = Text(passage.prose.text[span.start : span.end])
        yield passage.claim(
            KIND, *city, value, unit="capital", noun=(first, last), modality=modality_of(sentence, city[0])
        )


def _country_before(sentence: Sentence, i: int) -> int:
    """Where "Kazakhstan's capital" or "the Kazakh capital" starts."""
    while i and (is_name(sentence, i - 1) or sentence.lower[i - 1] in ("'s", "'")):
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
    if link not in COPULAS | {","} or i < 2 or (link == "," and i == first and not _is_of(sentence, first)):
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
    begin = last + 1 if sentence.lower[last : last + 1] and sentence.lower[last] in COPULAS | {","} else last
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


def _beginning(passage: Passage, date: DateMention) -> Iterator[Claim]:
    """What came to be on a date: by a noun ("its 2013 launch"), a passive ("was founded in"), an active verb."""
    sentence = passage.sentence
    found = _noun_of_beginning(passage, date) or _verb_of_beginning(passage, date)
    if found:
        event, at, thing = found
        yield passage.claim(
            KIND,
            date.first,
            date.last,
            date.period,
            unit=event,
            noun=_trimmed(sentence, thing) or _subject_to_come(passage, at, date.last),
            modality=_modality(passage, date, at),
        )


def _modality(passage: Passage, date: DateMention, event: int) -> Modality:
    """As the event's word stands; what begins after the day that the text speaks on is planned."""
    as_of = passage.prose.as_of
    if as_of is not None and date.period.first > as_of:
        return Modality.HYPOTHETICAL
    return modality_of(passage.sentence, event)


def _noun_of_beginning(passage: Passage, date: DateMention) -> Beginning | None:
    """ "Its 2013 launch", "the initiative's inception in 2013", "the founding of the United Nations in 1945"."""
    lower = passage.sentence.lower
    after = EVENTS.at(lower, date.last)
    if after and lower[date.last] in NOUNS:
        thing = _possessor(passage, date.first) or _of_thing(passage, after[1])
        return (after[0], date.last, thing) if thing or lower[date.first - 1] in PRONOUNS else None
    lead = date.first - 1
    if lead < 1 or lower[lead] not in ("in", "on"):
        return None
    for i in range(lead - 1, max(-1, lead - 10), -1):
        event = EVENTS.at(lower, i) if lower[i] in NOUNS else None
        if event and event[1] == lead:
            return event[0], i, _possessor(passage, i)
        if event and (thing := _of_thing(passage, event[1])) and thing[1] == lead:
            return event[0], i, thing
    return None


def _verb_of_beginning(passage: Passage, date: DateMention) -> Beginning | None:
    """ "Was founded in 1945", "the bank, founded in 1913", "China launched the initiative in 2013"."""
    sentence, lower = passage.sentence, passage.sentence.lower
    lead = date.first
    while lead and lower[lead - 1] in BEFORE_DATE:
        lead -= 1
    for i in range(lead - 1, max(-1, lead - 12), -1):
        event = EVENTS.at(lower, i)
        if event is None or lower[i] in NOUNS:
            continue
        if event[1] == lead or lower[event[1]] in ("by", "in", "at"):
            having = "having" in lower[max(0, i - 2) : i]
            thing = subject_before(passage, i) if having else subject_of(passage, i) or _before_comma(passage, i)
            return None if thing and _is_founder(sentence, thing, i) else (event[0], i, thing)
        if lower[event[1]] in ARTICLES | BARE_OBJECTS or is_name(sentence, event[1]):
            begin = event[1] + (lower[event[1]] in ARTICLES)
            end = phrase_end(passage, begin)
            return (event[0], i, (begin, end)) if end == lead and lower[i - 1] not in PASSIVE else None
        return None
    return None


def _subject_to_come(passage: Passage, at: int, i: int) -> Range | None:
    """The subject of the main clause: "Since its founding in 2014, the bank", "Founded in 1975, Microsoft"."""
    sentence = passage.sentence
    if (at and sentence.lower[0] not in LEADING) or sentence.lower[i : i + 1] != (",",) or "," in sentence.lower[:i]:
        return None
    return phrase_at(passage, i + 1)


def _is_founder(sentence: Sentence, subject: Range, verb: int) -> bool:
    """True for "which Mr. Reffkin founded in 2012", whose subject is not what began."""
    before = next((w for w in reversed(sentence.lower[: subject[0]]) if w not in (".", "mr", "mrs", "ms", "dr")), "")
    return before in ("which", "that") and sentence.lower[verb - 1] not in PASSIVE


def _before_comma(passage: Passage, verb: int) -> Range | None:
    """The phrase that "…, founded in" and "…, which was founded in" follow."""
    sentence, i = passage.sentence, verb
    while i and (sentence.lower[i - 1] in AUXILIARIES or sentence.lower[i - 1] in ("which", "that", ",", "first")):
        i -= 1
    start = phrase_start(passage, i)
    return (start, i) if start < i else None


def _possessor(passage: Passage, i: int) -> Range | None:
    """The owner before an event's noun: "the initiative's inception"; a pronoun names nothing."""
    start = phrase_start(passage, i)
    return (start, i) if start < i else None


def _of_thing(passage: Passage, i: int) -> Range | None:
    if passage.sentence.lower[i : i + 1] != ("of",):
        return None
    return phrase_at(passage, i + 1)


def _trimmed(sentence: Sentence, thing: Range | None) -> Range | None:
    """The thing without the genitive's "'s"."""
    if thing and sentence.lower[thing[1] - 1] in ("'s", "'"):
        return (thing[0], thing[1] - 1) if thing[1] - 1 > thing[0] else None
    return thing
