"""Anniversaries: "the 80th anniversary of the victory", "the centenary of his birth", "marks 75 years since".

Asserts that an event lies a whole number of years before the year that the text speaks of. The value is the number
of years and the unit "year"; the span is the ordinal, the word that holds the number ("centenary", "golden jubilee"),
or the number with "years". The noun is the event that follows "of" or "since", else the word between ordinal and
"anniversary" ("80th founding anniversary"), else the possessor before ("the UN's 80th anniversary"). A body that
"turned 25" has its anniversary too; what a person turns is an age.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from veritab_engine.claim import Claim, ClaimKind, Modality
from veritab_engine.document import Sentence
from veritab_engine.extract.passage import Passage
from veritab_engine.extract.person import TITLE_ENDS
from veritab_engine.extract.phrase import Range, core_end, in_dates, is_name, phrase_at, phrase_start, subject_of
from veritab_engine.lexicon import mapping, words
from veritab_engine.mention.modality import HYPOTHETICAL, modality_of
from veritab_engine.value import Point

KIND = ClaimKind("anniversary", summary="years since an event, told on its anniversary")

ANNIVERSARY = frozenset({"anniversary", "anniversaries", "birthday", "birthdays"})
NAMED = {word: Decimal(years) for word, years in mapping("anniversaries/named").items()}
JUBILEES = {word: Decimal(years) for word, years in mapping("anniversaries/jubilees").items()}
JUBILEE = words("anniversaries/jubilee")
MARKING = words("anniversaries/marking")
LEADS_IN = words("anniversaries/leads_in")
ATTENDING = words("anniversaries/attending")
TURNING = words("anniversaries/turning")
TRIGGERS = ANNIVERSARY.union(JUBILEE, MARKING, NAMED, TURNING)
REACH = 4
"""How many tokens may lie between the ordinal and "anniversary"."""
PRONOUNS = frozenset({"its", "their", "his", "her"})
YEARS = frozenset({"year", "years"})


def find(passage: Passage) -> Iterator[Claim]:
    """Yield a claim for every numbered anniversary."""
    lower = passage.sentence.lower
    for i, word in enumerate(lower):
        if word in NAMED:
            yield _claim(passage, (i, i + 1), NAMED[word], i + 1)
        elif word in JUBILEE and i and _jubilee(lower, i) in JUBILEES:
            first = i - 1 - (lower[i - 1] == "wedding")
            yield _claim(passage, (first, i + 1), JUBILEES[lower[first]], i + 1)
        elif word in TURNING:
            yield from _turned(passage, i)
        elif word in ANNIVERSARY:
            yield from _numbered(passage, i)
        elif word in MARKING:
            yield from _marked(passage, i)


def _jubilee(lower: tuple[str, ...], i: int) -> str:
    """The word that numbers the jubilee at `i`: "golden jubilee", "silver wedding anniversary"."""
    return lower[i - 2] if lower[i - 1] == "wedding" else lower[i - 1]


def _turned(passage: Passage, verb: int) -> Iterator[Claim]:
    """ "The World Trade Organization turned 25": of bodies alone; what a person turns is an age."""
    sentence = passage.sentence
    for numeral in passage.mentions.numerals:
        dated = numeral.last in in_dates(passage)
        bare = numeral.first == verb + 1 and (dated or core_end(sentence, numeral.last) == numeral.last)
        subject = subject_of(passage, verb) if bare else None
        if subject and _is_body(sentence, subject):
            span, modality = (numeral.first, numeral.last), modality_of(sentence, verb)
            yield passage.claim(KIND, *span, numeral.point, unit="year", noun=subject, modality=modality)


def _is_body(sentence: Sentence, subject: Range) -> bool:
    """True for "the United Nations" and "NATO", which are no persons' names."""
    first, last = subject
    if not is_name(sentence, last - 1) or sentence.lower[last - 1] in TITLE_ENDS:
        return False
    initials = last - first == 1 and sentence.words[first].isupper() and len(sentence.words[first]) > 1
    return initials or (last - first > 1 and first > 0 and sentence.lower[first - 1] == "the")


def _numbered(passage: Passage, anniversary: int) -> Iterator[Claim]:
    """ "80th anniversary", "80th founding anniversary", "20-year anniversary"; every ordinal of "75th and 80th"."""
    ordinals = [o for o in passage.mentions.ordinals if 0 <= anniversary - o.last <= REACH]
    for ordinal in ordinals:
        if _is_one_phrase(passage, ordinal.last, anniversary):
            yield _claim(passage, (ordinal.first, ordinal.last), Decimal(ordinal.rank), anniversary + 1, ordinal.last)
    for numeral in passage.mentions.numerals:
        if not ordinals and passage.sentence.lower[numeral.last : anniversary] == ("-", "year"):
            yield _claim(passage, (numeral.first, anniversary), numeral.point.number, anniversary + 1)


def _is_one_phrase(passage: Passage, first: int, anniversary: int) -> bool:
    """True where nothing ends the noun phrase between an ordinal and its anniversary."""
    between = passage.sentence.lower[first:anniversary]
    return "," not in between and "of" not in between and "the" not in between


def _marked(passage: Passage, verb: int) -> Iterator[Claim]:
    """ "marks 75 years since the founding", "celebrating 50 years of diplomatic ties"."""
    lower = passage.sentence.lower
    for numeral in passage.mentions.numerals:
        years = numeral.last
        told = 0 < numeral.first - verb <= 2 and lower[years : years + 1] and lower[years] in YEARS
        if told and lower[years + 1 : years + 2] in (("since",), ("of",)):
            yield _claim(passage, (numeral.first, years + 1), numeral.point.number, years + 1)


def _claim(passage: Passage, span: Range, years: Decimal, after: int, ordinal_end: int | None = None) -> Claim:
    return passage.claim(
        KIND,
        *span,
        Point(years),
        unit="year",
        noun=_event(passage, span[0], after, ordinal_end),
        modality=_modality(passage, span[0]),
    )


def _modality(passage: Passage, first: int) -> Modality:
    """Who will attend an anniversary this year takes its number for granted; next year's is still to come."""
    modality = modality_of(passage.sentence, first)
    as_of = passage.prose.as_of
    planned = HYPOTHETICAL.isdisjoint(set(passage.sentence.lower) - ATTENDING)
    if modality is not Modality.HYPOTHETICAL or not planned or as_of is None:
        return modality
    coming = any(date.period.first.year > as_of.year for date in passage.mentions.dates)
    return modality if coming else Modality.ASSERTED


def _event(passage: Passage, first: int, after: int, ordinal_end: int | None) -> Range | None:
    """What the anniversary is of."""
    lower = passage.sentence.lower
    for lead in range(after, min(after + 3, len(lower))):
        found = phrase_at(passage, lead + 1) if lower[lead] in LEADS_IN else None
        if found:
            return found
    if ordinal_end is not None and ordinal_end < after - 1:
        return ordinal_end, after - 1
    return _owner(passage, first)


def _owner(passage: Passage, first: int) -> Range | None:
    """Whose anniversary it is: "the UN's 80th", "the Declaration, whose 70th", "ASEAN celebrates its 60th"."""
    lower, end = passage.sentence.lower, first
    pronoun = lower[first - 1] if first else ""
    if pronoun == "whose":
        end = first - 2 if lower[first - 2 : first - 1] == (",",) else first - 1
    elif pronoun in PRONOUNS:
        verb = next((i for i in range(first - 1, -1, -1) if lower[i] in MARKING), None)
        return subject_of(passage, verb) if verb is not None else None
    start = phrase_start(passage, end)
    return (start, end) if start < end else None
