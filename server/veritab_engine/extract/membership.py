"""Memberships: "Finland joined NATO", "Poland, an EU member since 2004", "Britain left the bloc", "NATO member Turkey".

Asserts that a country or person belongs to an organization at the time told. The value is the organization's name as
written, which is the span; the unit is "member", or "former member" of what was left; the noun is who it is said of.
Who is "not a member" or "a non-member" is told as negated. The day of joining is a date, and read as one.
"""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.claim import Claim, ClaimKind, Modality
from veritab_engine.document import Sentence
from veritab_engine.extract.passage import Passage
from veritab_engine.extract.phrase import (
    ADVERBS,
    DETERMINERS,
    Range,
    after_determiners,
    core_end,
    in_dates,
    is_name,
    is_nominal,
    phrase_at,
    phrase_end,
    phrase_start,
    subject_of,
)
from veritab_engine.lexicon import phrases, words
from veritab_engine.mention.modality import modality_of
from veritab_engine.value import Text

KIND = ClaimKind("membership", summary="who belongs to an organization, or has left it")

ORGANIZATIONS = phrases("memberships/organizations")
VERBS = phrases("memberships/verbs")
NOUNS = phrases("memberships/nouns")
PARTICIPLES = words("memberships/participles")
BEFORE_PARTICIPLE = words("memberships/before_participle")
BEING = words("memberships/being")
CLOSING = words("memberships/closing")
LEFT = frozenset({"left", "leaves", "leaving"})
LEFT_SO = words("memberships/left_so")
MEMBER = frozenset({"member", "members"})
CHANGES = VERBS.heads | NOUNS.heads
TRIGGERS = CHANGES | MEMBER
POSSESSIVES = frozenset({"'s", "'"})
JOINING = frozenset({"and", "/"})
APPOSED = frozenset({",", "("})
BETWEEN = ADVERBS | {"has", "have"}


def find(passage: Passage) -> Iterator[Claim]:
    """Yield a claim for every membership that is told of somebody named."""
    lower = passage.sentence.lower
    for i, word in enumerate(lower):
        if word in MEMBER:
            yield from _member(passage, i)
        elif word in CHANGES:
            yield from _change(passage, i)


def _change(passage: Passage, i: int) -> Iterator[Claim]:
    """ "Finland joined NATO", "China's accession to the WTO", "Since joining the EU in 2007, Romania"."""
    sentence, lower = passage.sentence, passage.sentence.lower
    verb = VERBS.at(lower, i)
    found = verb or NOUNS.at(lower, i)
    organization = _organization_at(sentence, found[1]) if found else None
    if found is None or organization is None or _goes_on(passage, i, organization[1]):
        return
    who = _who_changes(passage, i, organization[1]) if verb else _owner(passage, i)
    if who and is_name(sentence, who[1] - 1) and (verb or _is_dated(passage, organization[1])):
        yield _claim(passage, organization, found[0], who, modality_of(sentence, i))


def _is_dated(passage: Passage, end: int) -> bool:
    """True for "China's accession to the WTO in 2001": without its day, an accession may never come."""
    as_of = passage.prose.as_of
    dates = (date for date in passage.mentions.dates if date.first == end + 1)
    return any(as_of is None or date.period.first <= as_of for date in dates)


def _goes_on(passage: Passage, verb: int, end: int) -> bool:
    """True for a longer name ("joined EU leaders") and for another sense ("left the alliance with little choice")."""
    sentence = passage.sentence
    if end >= len(sentence.words):
        return False
    left = sentence.lower[verb] in LEFT and sentence.lower[end] in LEFT_SO and end + 1 not in in_dates(passage)
    return left or (is_nominal(sentence, end) and sentence.lower[end] not in CLOSING)


def _who_changes(passage: Passage, verb: int, end: int) -> Range | None:
    """The subject of the verb; for "since joining" that of the clause to come."""
    sentence = passage.sentence
    if sentence.lower[verb] not in PARTICIPLES:
        return subject_of(passage, verb)
    if verb > 1 or sentence.lower[0] not in BEFORE_PARTICIPLE | PARTICIPLES or "," not in sentence.lower[end:]:
        return None
    who = phrase_at(passage, sentence.lower.index(",", end) + 1)
    return (who[0], core_end(sentence, who[0])) if who else None


def _owner(passage: Passage, noun: int) -> Range | None:
    """Whose accession it is."""
    if passage.sentence.lower[noun - 1] not in POSSESSIVES:
        return None
    start = phrase_start(passage, noun - 1)
    return (start, noun - 1) if start < noun - 1 else None


def _member(passage: Passage, i: int) -> Iterator[Claim]:
    """ "An EU member", "NATO's 32nd member", "a founding member of BRICS", "NATO member Turkey"."""
    sentence, lower = passage.sentence, passage.sentence.lower
    after = _named_after(sentence, i)
    organizations = [after] if after else _named_before(sentence, i)
    if not organizations:
        return
    start = _start(sentence, i if after else organizations[-1][0])
    end = after[1] if after else i + 1
    told = (end, phrase_end(passage, end)) if not after and is_name(sentence, end) else _said_of(passage, start, end)
    if told and is_name(sentence, told[1] - 1):
        modality = Modality.NEGATED if "non" in lower[max(start - 1, 0) : i] else modality_of(sentence, start)
        for organization in organizations:
            yield _claim(passage, organization, "member", told, modality)


def _named_after(sentence: Sentence, i: int) -> Range | None:
    """The organization in "member of the European Union"."""
    if sentence.lower[i + 1 : i + 2] != ("of",):
        return None
    first = after_determiners(sentence, i + 2)
    found = _organization_at(sentence, first)
    last = core_end(sentence, first) if is_name(sentence, first) else first
    if found and found[1] >= last:
        return found
    return (first, last) if first < last else None


def _named_before(sentence: Sentence, i: int) -> list[Range]:
    """The organizations in "EU member", "NATO's 32nd member" and "an EU and NATO member", the last one first."""
    at = i
    while at > 0 and sentence.lower[at - 1] not in POSSESSIVES and _describes(sentence, at - 1):
        at -= 1
    owned = at > 0 and sentence.lower[at - 1] in POSSESSIVES
    at -= owned
    named: list[Range] = []
    while (found := ORGANIZATIONS.before(sentence.lower, at)) and (owned or is_name(sentence, at - 1)):
        named.append((found[1], at))
        if sentence.lower[found[1] - 1] not in JOINING:
            break
        at = found[1] - 1
    return named


def _describes(sentence: Sentence, i: int) -> bool:
    """True for the words before "member" that are no names: "full", "32nd", "non-permanent"."""
    word = sentence.words[i]
    return (
        word.islower() and (is_nominal(sentence, i) or sentence.ends[i] == sentence.starts[i + 1])
    ) or word.isdigit()


def _start(sentence: Sentence, i: int) -> int:
    """Where the phrase around "member" starts, with its article."""
    while i > 0 and (_describes(sentence, i - 1) or sentence.words[i - 1] == "-"):
        i -= 1
    while i > 0 and sentence.lower[i - 1] in DETERMINERS:
        i -= 1
    return i


def _said_of(passage: Passage, start: int, end: int) -> Range | None:
    """Who stands before an apposition, or before "is", "became" and "has been"."""
    sentence, i = passage.sentence, start
    while i > 0 and (sentence.lower[i - 1] in BETWEEN or sentence.lower[i - 1] == "not"):
        i -= 1
    link = sentence.lower[i - 1] if i > 0 else ""
    if link in BEING:
        return subject_of(passage, i - 1)
    closes = end >= len(sentence.words) or sentence.lower[end] in CLOSING
    if link not in APPOSED or not closes:
        return None
    first = phrase_start(passage, i - 1)
    return (first, i - 1) if first < i - 1 else None


def _organization_at(sentence: Sentence, i: int) -> Range | None:
    """The known organization at `i`, without its article."""
    first = after_determiners(sentence, i)
    found = ORGANIZATIONS.at(sentence.lower, first)
    return (first, found[1]) if found and (is_name(sentence, first) or first > i) else None


def _claim(passage: Passage, organization: Range, unit: str, who: Range, modality: Modality) -> Claim:
    span = passage.sentence.span_of(*organization)
    value = Text.of(passage.prose.text[span.start : span.end])
    return passage.claim(KIND, *organization, value, unit=unit, noun=who, modality=modality)
