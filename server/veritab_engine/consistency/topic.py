"""Topics: what a claim is about, as far as two sentences have to share it to speak of one thing.

A claim has a topic only where the text says both whose it is, or of what event, and what is measured. The words that
could pick out a part ("in the first half", "net", "per share") belong to the topic: two sentences share them or are
about two things.
"""

from __future__ import annotations

from dataclasses import dataclass

from veritab_engine.claim import Claim
from veritab_engine.consistency.measured import is_outcome
from veritab_engine.consistency.owner import Name
from veritab_engine.extract.phrase import FINITE


@dataclass(frozen=True, slots=True)
class Topic:
    """What has to be the same; `owner` is whose it is, and `relation` the verb, where it is more than having."""

    kind: str
    unit: str | None
    measure: frozenset[str]
    owner: Name
    relation: tuple[str, ...]
    apart: frozenset[str]
    direction: str
    place: str


@dataclass(frozen=True, slots=True)
class Time:
    """The time that a sentence tells itself, and the one that it has from those before."""

    told: str = ""
    carried: str = ""

    def may_be(self, other: Time) -> bool:
        """True where nothing says that the two times differ; a time that one alone tells is another."""
        if self.told and other.told:
            return self.told == other.told
        if self.told or other.told:
            mine, others = self.told or self.carried, other.told or other.carried
            return mine == others
        return not (self.carried and other.carried) or self.carried == other.carried


@dataclass(frozen=True, slots=True)
class Assertion:
    """A claim with its topic, time and voice, as it is held against others."""

    claim: Claim
    topic: Topic
    time: Time
    speaker: str
    words: frozenset[str]
    """Further words of its clause: which event an outcome is of, or who "his" is."""
    named: bool
    """True where the owner is a name, which means the same in another document."""
    paragraph: int
    refers_back: bool
    """True for "the $14.2 billion revenue", which the text has told of before."""

    @property
    def is_outcome(self) -> bool:
        """True where an outcome of an event is told: "15 dead"."""
        return is_outcome(self.topic.measure)

    @property
    def what(self) -> str:
        """What it is told of, in the words of the text: "points of Curry"."""
        about, named = self.claim.about, self.claim.noun or " ".join(sorted(self.topic.measure)).strip("<>")
        subject = about.subject.text if about.subject is not None and self.topic.owner else ""
        measured = about.measure.text if about.measure is not None and subject and not self.claim.noun else named
        if measured in subject or not subject:
            told = subject or measured
        else:
            is_verb = not self.claim.noun and self.claim.kind in ("money", "percent") and measured.lower() in FINITE
            told = f"{subject} {measured}" if is_verb or measured.endswith("ed") else f"{measured} of {subject}"
        return " ".join(told.split())
