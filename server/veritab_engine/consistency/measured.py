"""What a claim measures, as far as two sentences must share it: what is counted, an amount's noun, or an outcome."""

from __future__ import annotations

from veritab_engine.claim import Claim
from veritab_engine.document import Sentence
from veritab_engine.extract.noun import singular
from veritab_engine.extract.phrase import FINITE
from veritab_engine.lexicon import forms, words

LEADING = frozenset({"by"})
"""Prepositions before a value that make it a difference."""


def outcome(claim: Claim, sentence: Sentence) -> frozenset[str] | None:
    """The outcome of an event that a count of people tells: "15 dead", "17 people were killed", "killing 17"."""
    noun = claim.noun.casefold()
    if claim.kind != "count" or (noun and noun not in words("consistency/persons")):
        return None
    tokens, outcomes = sentence.tokens_of(claim.span), forms("consistency/outcomes")
    last = max(sentence.tokens_of(claim.noun_span).stop if claim.noun_span else 0, tokens.stop)
    behind = [word for word in sentence.lower[last : last + 3] if word not in words("phrase/auxiliaries")][:1]
    before = sentence.lower[max(tokens.start - 3, 0) : tokens.start]  # past "at least"
    found = {outcomes[word] for word in (*behind, *before, noun) if word in outcomes}
    return frozenset(f"<{each}>" for each in found) if len(found) == 1 else None


def is_outcome(measure: frozenset[str]) -> bool:
    """True where what is measured is the outcome of an event."""
    return any(word.startswith("<") for word in measure)


def measure_of(claim: Claim, sentence: Sentence) -> tuple[frozenset[str], tuple[str, ...]]:
    """The words for what is measured, and the verb where it says more than that somebody has it."""
    tokens, measure = sentence.tokens_of(claim.span), claim.about.measure
    relation: list[str] = [word for word in sentence.lower[max(tokens.start - 2, 0) : tokens.start] if word in LEADING]
    noun = noun_behind(claim, sentence)
    if noun or claim.kind == "ordinal":
        return noun or _counted(claim), tuple(relation)
    counted = _counted(claim) if claim.kind != "change" else frozenset()
    if measure is None or not sentence.span.contains(measure.span):
        return counted, tuple(relation)
    told = frozenset(singular(sentence.words[i]) for i in sentence.tokens_of(measure.span))
    subject = claim.about.subject
    is_verb = len(told) == 1 and (subject is None or not subject.span.contains(measure.span))
    if counted:
        verb = sentence.lower[sentence.tokens_of(measure.span).start]
        return counted, (*relation, *([verb] if is_verb and verb not in words("consistency/holding") else []))
    return told, tuple(relation)


def _counted(claim: Claim) -> frozenset[str]:
    """The words of what is counted, in the singular."""
    return frozenset(singular(word) for word in claim.noun.split() if word.lower() not in words("words/prepositions"))


def noun_behind(claim: Claim, sentence: Sentence) -> frozenset[str]:
    """The noun that an amount stands before, with its article: "the $14.2 billion revenue"."""
    tokens = sentence.tokens_of(claim.span)
    led = sentence.lower[max(tokens.start - 1, 0) : tokens.start] in (("the",), ("its",), ("their",))
    behind = sentence.lower[tokens.stop : tokens.stop + 2]
    follows = behind[:1] and behind[0].isalpha() and not behind[0].endswith("ed")
    borders = words("words/prepositions") | words("words/function") | FINITE
    ends = len(behind) < 2 or not behind[1][0].isalpha() or behind[1] in borders | words("phrase/conjunctions")
    if claim.kind != "money" or not led or not follows or behind[0] in borders or not ends:
        return frozenset()
    return frozenset({singular(behind[0])})


def has_own_subject(claim: Claim, sentence: Sentence, measure: frozenset[str]) -> bool:
    """True where what is measured is itself the subject: "Revenue rose to …", "the $14.2 billion revenue"."""
    if is_outcome(measure) or noun_behind(claim, sentence):
        return True
    subject = claim.about.subject
    if subject is None or not sentence.span.contains(subject.span) or claim.kind == "count":
        return False
    return claim.about.measure is not None and subject.span.contains(claim.about.measure.span)
