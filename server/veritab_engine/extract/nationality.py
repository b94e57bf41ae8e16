"""Nationalities: "Swedish climate activist Greta Thunberg", "Albert Einstein, the German-born physicist".

Asserts of which country a person is. The value is the word for its people as written ("Swedish"), which is the span;
the unit is "born" where the person is said to be born there; the noun is the person's name. It takes a word for what
persons do ("activist"): firms, teams and governments have adjectives too, and holders of offices are roles.
"""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.claim import Claim, ClaimKind
from veritab_engine.document import Sentence
from veritab_engine.extract.passage import Passage
from veritab_engine.extract.person import person_at, person_start, words_in
from veritab_engine.extract.phrase import Range, is_nominal
from veritab_engine.lexicon import phrases, words
from veritab_engine.mention.modality import modality_of
from veritab_engine.value import Text

KIND = ClaimKind("nationality", summary="of which country a person is")

PEOPLES = phrases("nationalities/adjectives")
ALONE = phrases("nationalities/nouns")
PERSONS = words("nationalities/persons") | words("nationalities/nationals")
HEADS = PEOPLES.heads | ALONE.heads
ARTICLES = frozenset({"a", "an", "the"})
CAPITALS = words("nationalities/capitals") | HEADS
TAUGHT = words("nationalities/taught")
SAYING = words("nationalities/saying")
ENDS = frozenset({",", ".", ";", ")", "who", "and", "by", "—", "–", "--"})
FEW = 4
"""How many tokens may describe what a person does: "French-Canadian Oscar-winning film director"."""
TRIGGERS = HEADS


def find(passage: Passage) -> Iterator[Claim]:
    """Yield a claim for every person whose people are told."""
    lower = passage.sentence.lower
    after = 0
    for i, word in enumerate(lower):
        if word not in HEADS or i < after or not passage.sentence.words[i][0].isupper():
            continue
        found = PEOPLES.at(lower, i) or ALONE.at(lower, i)
        if found is not None:
            after = found[1]
            yield from _told(passage, i, after)


def _told(passage: Passage, first: int, last: int) -> Iterator[Claim]:
    sentence = passage.sentence
    born = sentence.lower[last : last + 2] == ("-", "born")
    head = _head_end(sentence, last + 2 if born else last)
    alone = ALONE.at(sentence.lower, first) is not None
    who = _person_after(passage, head) if head else None
    who = who or _person_before(passage, first, head or last, is_noun=alone or _is_noun(sentence, first, last))
    if who is not None:
        span = sentence.span_of(first, last)
        value = Text.of(passage.prose.text[span.start : span.end])
        unit = "born" if born else None
        yield passage.claim(KIND, first, last, value, unit=unit, noun=who, modality=modality_of(sentence, first))


def _head_end(sentence: Sentence, i: int) -> int:
    """Where the words for what a person does end, which start at `i`; 0 where there are none.

    A capital between them makes a name of its own ("Indian Express reporter"), and a language is taught.
    """
    if i < len(sentence.words) and sentence.lower[i] in TAUGHT:
        return 0
    end = 0
    for at in range(i, min(i + FEW, len(sentence.words))):
        if sentence.words[at][0].isupper() and sentence.lower[at] not in CAPITALS:
            break
        if sentence.lower[at] in PERSONS and sentence.words[at].islower():
            end = at + 1
        elif not is_nominal(sentence, at):
            break
    return end


def _person_after(passage: Passage, head: int) -> Range | None:
    """The full name behind what the person does, with or without a comma."""
    person = person_at(passage, head)
    return person if person and words_in(passage.sentence, person) > 1 else None


def _person_before(passage: Passage, first: int, end: int, *, is_noun: bool) -> Range | None:
    """The full name in "Albert Einstein, the German-born physicist," and "Marco Neri is an Italian"."""
    sentence, lower = passage.sentence, passage.sentence.lower
    article = first - 1
    if article < 2 or lower[article] not in ARTICLES or not (is_noun or end > first + 1):
        return None
    link = article - 1 - (lower[article - 1] == "not")
    if lower[link] not in SAYING and (lower[link] != "," or not _ends(sentence, end)):
        return None
    who = link - 1 if lower[link - 1] in ("who", ",") else link
    who -= lower[who - 1] == ","
    start = person_start(passage, who)
    return (start, who) if who - start > 1 else None


def _is_noun(sentence: Sentence, first: int, last: int) -> bool:
    """True for "a Brazilian," where nothing follows the people."""
    return sentence.lower[first - 1] in ("a", "an") and _ends(sentence, last)


def _ends(sentence: Sentence, i: int) -> bool:
    return i >= len(sentence.words) or sentence.lower[i] in ENDS
