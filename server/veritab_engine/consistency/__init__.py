"""Stage: the document against itself, and documents of a batch against each other. A pure function of what they tell.

Two sentences contradict where the same measure of the same subject at the same time has two values that cannot both
hold. What could tell the two apart, a word for a part, another speaker, another time, makes them silent.
A day contradicts the weekday that it is told with, where the calendar says so.
"""

from veritab_engine.consistency.arithmetic import miscounted
from veritab_engine.consistency.assertion import assertions
from veritab_engine.consistency.calendar import misdated
from veritab_engine.consistency.compare import Story, Subject, across, comparable, differ, may_be_one_voice, within
from veritab_engine.consistency.contradiction import Clash, Contradiction
from veritab_engine.consistency.topic import Assertion
from veritab_engine.link.scene import Scene

__all__ = [
    "Assertion",
    "Clash",
    "Contradiction",
    "Story",
    "Subject",
    "across",
    "assertions",
    "comparable",
    "contradictions",
    "differ",
    "may_be_one_voice",
]


def contradictions(told: tuple[Assertion, ...], scene: Scene) -> tuple[Contradiction, ...]:
    """All contradictions of a document with itself, in the order of the text; `told` are its assertions."""
    sums = tuple(miscounted(scene))
    suspects = frozenset(place.id for each in sums for place in each.places)
    found = (*within(told, suspects), *sums, *misdated(scene))
    return tuple(sorted(found, key=lambda each: (each.claim.span, each.other.span)))
