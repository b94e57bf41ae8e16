"""The places that a sentence is set in: names behind "in", "at", "near" and the like, which are no dates."""

from __future__ import annotations

from veritab_engine.extract.passage import Passage
from veritab_engine.extract.phrase import Range, after_determiners, core_end, is_name
from veritab_engine.lexicon import words

LEADS = words("phrase/place_leads")


def places(passage: Passage) -> tuple[Range, ...]:
    """The names of places in the order of the text."""
    sentence = passage.sentence
    if LEADS.isdisjoint(sentence.vocabulary):
        return ()
    leads = (after_determiners(sentence, i + 1) for i, word in enumerate(sentence.lower) if word in LEADS)
    named = ((first, core_end(sentence, first)) for first in leads if is_name(sentence, first))
    return tuple(place for place in named if place[0] not in passage.dated and place[0] < place[1])
