"""Claims: mentions that assert a value about something."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from veritab_engine.document import Span
from veritab_engine.value import Value


class Modality(StrEnum):
    """How the sentence stands behind the value."""

    ASSERTED = "asserted"
    HYPOTHETICAL = "hypothetical"
    """Planned, expected, conditional, asked: told, not stated as a fact."""
    NEGATED = "negated"


class Direction(StrEnum):
    """Which way a change is told to go."""

    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of the text: `text` is what stands at `span`."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class About:
    """What a value is about, as far as the text says: each part None where it does not.

    `subject` is the noun phrase that the clause is about, `measure` the words that say what of it is measured
    ("revenue", "tall", "weighs"), `time` the date and `place` the name of the place that the clause is set in, and
    `speaker` who tells it. A pronoun stands for the subject before it, and a paragraph keeps its time, so that subject,
    time and speaker may stand in an earlier sentence than the claim.
    """

    subject: Phrase | None = None
    measure: Phrase | None = None
    time: Phrase | None = None
    place: Phrase | None = None
    speaker: Phrase | None = None


NOTHING_TOLD = About()


@dataclass(frozen=True, slots=True)
class Claim:
    """One value asserted by the text.

    `span` holds the value with its scale and unit, or the name, no wider, and `quote` is `text[span.start:span.end]`.
    `unit` is an ISO 4217 code for money, "percent", a unit in the singular ("year", "kilometre per hour"), or the
    counted noun in the singular ("document"); "USD per barrel" where money is told for something; None where the value
    has none. `hedge` is the name of the hedge in the lexicon
    ("about", "at_least"), None where there is none. `noun` holds the words that say what the value is of (the things
    counted, the series of an ordinal, what a rank is among, the event of an anniversary), as written in `noun_span`.
    """

    id: str
    kind: str
    span: Span
    quote: str
    value: Value
    unit: str | None = None
    hedge: str | None = None
    direction: Direction | None = None
    noun: str = ""
    noun_span: Span | None = None
    modality: Modality = Modality.ASSERTED
    quoted: bool = False
    """True where the claim stands in quotation marks: it is the speaker's."""
    sentence: int = 0
    """The index of its sentence in the document as read."""
    about: About = NOTHING_TOLD

    def numbered(self, id: str, about: About) -> Claim:
        """The claim under its id, with what it is about."""
        told = (self.kind, self.span, self.quote, self.value, self.unit, self.hedge, self.direction)
        placed = (self.noun, self.noun_span, self.modality, self.quoted, self.sentence)
        return Claim(id, *told, *placed, about)


@dataclass(frozen=True, slots=True)
class ClaimKind:
    """A kind of claim: its name in every output, and one line for the catalogue."""

    name: str
    summary: str
    latent: bool = False
    """True where there is no figure or name to it: it is reported only where a table has something to say."""
