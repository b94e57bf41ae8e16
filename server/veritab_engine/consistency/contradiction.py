"""Contradictions: two places of a text, or of two, that cannot both be right."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from veritab_engine.claim import Claim


class Clash(StrEnum):
    """How two places contradict each other."""

    VALUES = "values"
    """One thing has two values."""
    PARTS = "parts"
    """A total is not the sum of the parts told beside it."""
    CHANGE = "change"
    """A change is not what the two amounts told beside it give."""
    WEEKDAY = "weekday"
    """A day is told with a weekday that it is not; both may stand in one claim."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """The claim that is flagged, unless a table decides otherwise, and the one that it contradicts."""

    claim: Claim
    other: Claim
    clash: Clash
    what: str
    """What both are told of, in the words of the text: "points of Curry"; for a clash of arithmetic, what it gives."""
    document: str = ""
    """The id of the other's document, where it is another one."""
    position: int | None = None
    """The place of that document in its batch, from 0; None for the same document."""
    beside: tuple[Claim, ...] = ()
    """Further places that the clash rests on: the second amount of a change."""
    instead: str = ""
    """The words to put in place of the claim's, where it is clear what is wrong."""

    @property
    def places(self) -> tuple[Claim, ...]:
        """All the claims that cannot be right together, the one that is flagged first."""
        return (self.claim, self.other, *self.beside)
