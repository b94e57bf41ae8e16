"""How a sentence stands behind a value: asserted, hypothetical or negated."""

from __future__ import annotations

from veritab_engine.claim import Modality
from veritab_engine.document import Sentence
from veritab_engine.lexicon import phrases, words

HYPOTHETICAL = words("modality/hypothetical")
WITH_TO = words("modality/with_to")
NEGATED = words("modality/negated")
NOT_NEGATING = phrases("modality/not_negating")
CONDITIONAL = words("modality/conditional")
CONDITION_ENDS = frozenset({",", ";", ":", "(", ")", "that", "then", "but"})
DENIALS = phrases("modality/denials")
BREAKS = words("modality/clause_breaks")
GOVERNING = HYPOTHETICAL | NEGATED | CONDITIONAL | DENIALS.heads
BEING_ABLE = frozenset({"was", "were", "been"})
_REACH = 14
"""A word this many tokens before the value no longer governs it."""
_DENIAL_REACH = 40
_CONDITION_REACH = 24
_NEGATION_REACH = 5


def modality_of(sentence: Sentence, index: int) -> Modality:
    """The modality of what stands at a token, from the words that govern it in its clause.

    A question asserts nothing.
    """
    if sentence.words[-1] == "?":
        return Modality.HYPOTHETICAL
    lower = sentence.lower
    if GOVERNING.isdisjoint(sentence.vocabulary) or GOVERNING.isdisjoint(lower[max(index - _DENIAL_REACH, 0) : index]):
        return Modality.ASSERTED
    if _is_denied(lower, index):
        return Modality.NEGATED
    if _is_conditional(lower, index):
        return Modality.HYPOTHETICAL
    within = lower[max(index - _REACH, 0) : index]
    if HYPOTHETICAL.isdisjoint(within) and NEGATED.isdisjoint(within):
        return Modality.ASSERTED
    hypothetical = Modality.ASSERTED
    for place in range(index - 1, max(index - _REACH, 0) - 1, -1):
        word = lower[place]
        if word in BREAKS and not _runs_on(sentence, place, index):
            break
        if word in NEGATED and index - place <= _NEGATION_REACH and not _denies_nothing(sentence, place):
            return Modality.NEGATED
        if word in HYPOTHETICAL and _governs(sentence, place):
            hypothetical = Modality.HYPOTHETICAL
    return hypothetical


def _runs_on(sentence: Sentence, place: int, index: int) -> bool:
    """True for a break that ends no clause: right before the value, or the "and" of "between China and Russia"."""
    word = sentence.lower[place]
    if word in (",", "and", ":") and index - place < 3:
        return True
    beside = sentence.words[max(place - 1, 0)], sentence.words[place + 1]
    return word == "and" and all(each[0].isupper() for each in beside)


def _is_denied(lower: tuple[str, ...], index: int) -> bool:
    first = max(index - _DENIAL_REACH, 0)
    heads = [place for place in range(first, index) if lower[place] in DENIALS.heads]
    return any(DENIALS.at(lower, place) for place in heads)


def _is_conditional(lower: tuple[str, ...], index: int) -> bool:
    """True in an if-clause, which "and" does not end."""
    for place in range(index - 1, max(index - _CONDITION_REACH, 0) - 1, -1):
        if lower[place] in CONDITIONAL:
            return True
        if lower[place] in CONDITION_ENDS:
            return False
    return False


def _denies_nothing(sentence: Sentence, place: int) -> bool:
    """True for "no more than", "not only" and the like."""
    return NOT_NEGATING.at(sentence.lower, place) is not None


def _governs(sentence: Sentence, place: int) -> bool:
    """True unless the word is another one here: "May" the month, "set" without "to", "were able to", which they did."""
    word, lower = sentence.lower[place], sentence.lower
    if word == "able" and not BEING_ABLE.isdisjoint(lower[max(place - 2, 0) : place]):
        return False
    if word in WITH_TO:
        return "to" in lower[place + 1 : place + 4]
    if word not in ("may", "will") or not sentence.words[place][0].isupper():
        return True
    asks = sentence.words[-1] == "?" or not sentence.words[place + 1 : place + 2]
    return place == 0 and (asks or not sentence.words[1][0].isupper())
