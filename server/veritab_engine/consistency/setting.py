"""The setting of a value: its time, and the words that could pick out a part, another occasion or another place."""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.claim import Claim
from veritab_engine.consistency.topic import Time
from veritab_engine.document import Sentence, Span
from veritab_engine.extract.noun import singular
from veritab_engine.extract.phrase import FINITE
from veritab_engine.lexicon import words
from veritab_engine.link.compared import SEGMENT_ENDS
from veritab_engine.link.scene import Scene
from veritab_engine.value import Period

RESTRICTING = frozenset({"in", "from", "at", "for", "against", "during", "over", "of", "among", "on", "off", "to"})
"""Prepositions behind a value whose words may tell what part it is of."""
DURATION = "duration"
"""The kind of claims that are a setting themselves: "over five years"."""
JOINING = frozenset({"and", "or", "but", "while"})
"""Words that end the phrase of a preposition."""
BREAKS = frozenset({",", ";", "and", "but", "while", "whereas"})
"""What a clause of its own may begin behind."""


def singled_out(sentence: Sentence, tokens: range) -> frozenset[str]:
    """The words of the sentence that single something out."""
    told = words("consistency/apart")
    return frozenset(word for i, word in enumerate(sentence.lower) if word in told and i not in tokens)


def tied_behind(claim: Claim, scene: Scene) -> frozenset[str]:
    """What a preposition ties to the value behind it, and what an opening phrase sets; dates and places are apart."""
    sentence = scene.prose.sentences[claim.sentence]
    tokens, lower = sentence.tokens_of(claim.span), sentence.lower
    held = {i for span in _known(claim, scene) for i in sentence.tokens_of(span)}
    found = list(_tied(sentence, tokens, held))
    found += _opening(claim, sentence, tokens)
    neutral = words("words/function") | words("words/prepositions") | words("words/setting") | words("words/reporting")
    told = (lower[i] for i in found if i not in held and lower[i][0].isalpha())
    return frozenset(singular(word) for word in told if word not in neutral)


def _opening(claim: Claim, sentence: Sentence, tokens: range) -> range:
    """The tokens of the phrase that a sentence opens with, up to its comma or else to what the claim is about."""
    lower = sentence.lower
    if lower[0] not in RESTRICTING:
        return range(0)
    if "," in lower[: tokens.start]:
        return range(lower.index(","))
    about = (phrase for phrase in (claim.about.subject, claim.about.measure) if phrase is not None)
    starts = (sentence.tokens_of(each.span).start for each in about if sentence.span.contains(each.span))
    return range(min(starts, default=0))


def _tied(sentence: Sentence, tokens: range, held: set[int]) -> Iterator[int]:
    """The tokens of the prepositional phrases behind a value, without those that hold a value of their own."""
    lower = sentence.lower
    end = next((i for i in range(tokens.stop, len(lower)) if lower[i] in SEGMENT_ENDS), len(lower))
    starts = [i for i in range(tokens.stop, end) if lower[i] in RESTRICTING]
    for first in starts:
        last = next((i for i in range(first + 1, end) if lower[i] in RESTRICTING or lower[i] in JOINING), end)
        if not any(i in held and lower[i][0].isdigit() for i in range(first, last)):
            yield from range(first, last)


def _known(claim: Claim, scene: Scene) -> list[Span]:
    """The spans that are compared in other ways: values but for durations, with their nouns, subject and time."""
    about = claim.about
    spans = [phrase.span for phrase in (about.subject, about.measure, about.time, about.speaker) if phrase is not None]
    for other in scene.claims_of[claim.sentence]:
        if other.kind != DURATION:
            spans.append(other.span)
        if other.noun_span is not None and other is claim:
            spans.append(other.noun_span)
    return spans


def is_of_other_clause(claim: Claim, sentence: Sentence, tokens: range) -> bool:
    """True where the only date stands behind the value in a clause of its own: "… to $71 billion; in 2024 it rose"."""
    told = claim.about.time
    behind = told is not None and sentence.span.contains(told.span) and told.span.start >= claim.span.end
    between = range(tokens.stop, sentence.tokens_of(told.span).start) if told is not None and behind else range(0)
    mark = next((i for i in between if sentence.lower[i] in BREAKS), between.stop)
    return any(sentence.lower[i] == ";" or sentence.lower[i] in FINITE for i in range(mark, between.stop))


def time_of(claim: Claim, scene: Scene) -> Time:
    """The time that a claim is told of, by the calendar where its date was placed there, else in its own words."""
    told = claim.about.time
    if told is None:
        return Time()
    sentence = scene.prose.sentences[claim.sentence]
    periods = (
        other.value.iso
        for index in range(max(claim.sentence - 3, 0), claim.sentence + 1)
        for other in scene.claims_of.get(index, ())
        if other.span == told.span and isinstance(other.value, Period)
    )
    iso = next(periods, told.text.casefold())
    return Time(told=iso) if sentence.span.contains(told.span) else Time(carried=iso)
