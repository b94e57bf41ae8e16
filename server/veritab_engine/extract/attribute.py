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
from veritab_engine.extract.capital import CAPITAL, capitals
from veritab_engine.extract.passage import Passage
from veritab_engine.extract.phrase import (
    AUXILIARIES,
    Range,
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

EVENTS = phrases("attributes/events")
NOUNS = words("attributes/nouns")
BEFORE_DATE = words("attributes/before_date")
PASSIVE = words("attributes/passive")
BARE_OBJECTS = words("attributes/bare_objects")
ARTICLES = words("attributes/articles")
OPENS_OBJECT = ARTICLES | BARE_OBJECTS
PRONOUNS = frozenset({"its", "their"})
DONE_BY_NAMES = words("attributes/done_by_names")
GAPPING = frozenset({"and", ",", ";", "but", "while"})
BEFORE_PARTICIPLE = frozenset({"which", "that", ",", "(", "first"})
LEADING = frozenset({"since", "from", "after", "before", "at"})

Beginning = tuple[str, int, Range | None]
"""The event's name, the token where its word stands, and what began."""
TRIGGERS = EVENTS.heads | {CAPITAL}


def find(passage: Passage) -> Iterator[Claim]:
    """Yield a claim for every capital and every beginning."""
    sentence = passage.sentence
    for city, noun in capitals(passage):
        span = sentence.span_of(*city)
        value = Text.of(passage.prose.text[span.start : span.end])
        yield passage.claim(KIND, *city, value, unit="capital", noun=noun, modality=modality_of(sentence, city[0]))
    if passage.mentions.dates and not EVENTS.heads.isdisjoint(sentence.lower):
        for date in passage.mentions.dates:
            yield from _beginning(passage, date)


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
        event = EVENTS.at(lower, i) if lower[i] in EVENTS.heads else None
        if event is None or lower[i] in NOUNS:
            continue
        if "(" in lower[event[1] : lead]:
            return None
        if _is_dated_before(passage, event[1], date):
            gapped = _gapped(passage, lead)
            return (event[0], i, gapped) if gapped else None
        if event[1] == lead or lower[event[1]] in ("by", "in", "at"):
            having = "having" in lower[max(0, i - 2) : i]
            thing = subject_before(passage, i) if having else _subject(passage, i)
            return None if thing and _is_doer(sentence, thing, event[0], i) else (event[0], i, thing)
        if lower[event[1]] in OPENS_OBJECT or is_name(sentence, event[1]):
            begin = event[1] + (lower[event[1]] in ARTICLES)
            end = phrase_end(passage, begin)
            return (event[0], i, (begin, end)) if end == lead and lower[i - 1] not in PASSIVE else None
        return None
    return None


def _subject_to_come(passage: Passage, at: int, i: int) -> Range | None:
    """The subject of the main clause: "Since its founding in 2014, the bank", "Founded in 1975, Microsoft"."""
    lower = passage.sentence.lower
    if (at and lower[0] not in LEADING) or lower[i : i + 1] not in ((",",), ("and",), ("by",)) or "," in lower[:i]:
        return None
    return phrase_at(passage, lower.index(",", i) + 1) if "," in lower[i:] else None


def _is_doer(sentence: Sentence, subject: Range, event: str, verb: int) -> bool:
    """True for "which Mr. Reffkin founded in 2012" and "Japan signed in 1972", whose subject is not what began."""
    before = next((w for w in reversed(sentence.lower[: subject[0]]) if w not in (".", "mr", "mrs", "ms", "dr")), "")
    if sentence.lower[verb - 1] in PASSIVE:
        return False
    bare = subject[1] == verb and is_name(sentence, verb - 1) and before not in ARTICLES
    return before in ("which", "that") or (bare and event in DONE_BY_NAMES)


def _is_dated_before(passage: Passage, event: int, date: DateMention) -> bool:
    """True where an earlier date stands between the event and this one, and is the event's own."""
    return any(event <= other.first and other.last < date.first for other in passage.mentions.dates)


def _gapped(passage: Passage, lead: int) -> Range | None:
    """What the second date is of: "NATO was founded in 1949 and the Warsaw Pact in 1955"."""
    sentence, lower = passage.sentence, passage.sentence.lower
    start = phrase_start(passage, lead)
    named = start < lead and (is_name(sentence, lead - 1) or lower[start - 1] in ARTICLES)
    before = start - 1 - (lower[start - 1] in ARTICLES)
    return (start, lead) if named and lower[before] in GAPPING else None


def _subject(passage: Passage, verb: int) -> Range | None:
    """What is said to have begun: before the verb, or before an aside and the verb."""
    return subject_of(passage, verb) or _before_aside(passage, verb) or _before_comma(passage, verb)


def _before_aside(passage: Passage, verb: int) -> Range | None:
    """The phrase that "…, with 27 members, was founded in" follows."""
    lower, i = passage.sentence.lower, verb
    while i and lower[i - 1] in AUXILIARIES:
        i -= 1
    if i == verb or lower[i - 1] != "," or "," not in lower[: i - 1]:
        return None
    comma = i - 2 - lower[: i - 1][::-1].index(",")
    if "which" in lower[:comma]:
        comma = comma - 1 - lower[:comma][::-1].index("which")
        comma -= lower[comma - 1] == ","
    start = phrase_start(passage, comma)
    return (start, comma) if start < comma else None


def _before_comma(passage: Passage, verb: int) -> Range | None:
    """The phrase that "…, founded in", "… (founded" and "…, which was founded in" follow."""
    sentence, i = passage.sentence, verb
    while i and (sentence.lower[i - 1] in AUXILIARIES or sentence.lower[i - 1] in BEFORE_PARTICIPLE):
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
    """The thing without the genitive's "'s"; not the anniversary of what began, but what began."""
    if thing is None:
        return None
    first, last = thing
    last -= sentence.lower[last - 1] in ("'s", "'")
    lower = sentence.lower[first:last]
    if "anniversary" in lower:
        first += lower.index("anniversary") + 2
    return (first, last) if first < last else None
