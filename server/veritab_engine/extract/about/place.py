"""The places that a sentence is set in: names behind "in", "at", "near" and the like, which are no dates."""

from __future__ import annotations

from veritab_engine.extract.passage import Passage
from veritab_engine.extract.phrase import Range, after_determiners, is_name
from veritab_engine.lexicon import mapping, words

LEADS = words("phrase/place_leads")
CALENDAR = mapping("calendar/months").keys() | mapping("calendar/weekdays").keys()


def places(passage: Passage) -> tuple[Range, ...]:
    """The names of places in the order of the text."""
    sentence = passage.sentence
    if LEADS.isdisjoint(sentence.vocabulary):
        return ()
    leads = (after_determiners(sentence, i + 1) for i, word in enumerate(sentence.lower) if word in LEADS)
    named = ((first, _name_end(passage, first)) for first in leads)
    return tuple(place for place in named if place[0] < place[1])


def _name_end(passage: Passage, i: int) -> int:
    """The end of the name that starts at a token; the token itself where none does, or a date."""
    sentence, dated = passage.sentence, passage.dated
    while is_name(sentence, i) and i not in dated and sentence.lower[i] not in CALENDAR:
        i += 1
    return i
