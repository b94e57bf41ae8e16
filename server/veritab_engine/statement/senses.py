"""The senses of a statement: what a span of its words can mean against a sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from veritab_engine.statement.calendar import Day
from veritab_engine.statement.cells import Word
from veritab_engine.statement.sheet import Sheet
from veritab_engine.statement.words import FILLERS, LOADED, ROWS, STOP

UNKNOWN = 0.6
FILLER = 0.1
ROW_NOUN = 0.15
MISREAD = 1.5
"""What it costs to leave a word unexplained: one that is known nowhere, a filler, a noun for the rows, and one that
would ask for an operation."""


@dataclass(frozen=True, slots=True)
class Sense:
    """A span of words, from `start` to before `end`, and what it can mean."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Value(Sense):
    """Words that say what a cell says: by column the rows whose cell it is, whole or in part; or a number, or a day."""

    whole: Mapping[int, frozenset[int]]
    part: Mapping[int, frozenset[int]]
    number: Decimal | None = None
    day: Day | None = None
    ordinal: bool = False

    def rows(self, column: int) -> frozenset[int]:
        """The rows whose cell of the column holds the value."""
        return self.whole.get(column, frozenset()) | self.part.get(column, frozenset())


@dataclass(frozen=True, slots=True)
class Label(Sense):
    """Words of headings: the columns that they name in full, and those of which they are a part."""

    whole: tuple[int, ...]
    part: tuple[int, ...]
    spare: float | None = None
    """What the words cost where they name no column after all: they only mean the same as a heading."""

    @property
    def columns(self) -> tuple[int, ...]:
        """The columns that it can name, those that it names in full before others."""
        return self.whole + self.part


@dataclass(frozen=True, slots=True)
class Cue(Sense):
    """Words that ask for an operation."""

    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Other(Sense):
    """A word that says nothing of the table, at the cost of leaving it unexplained."""

    cost: float


@dataclass(frozen=True, slots=True)
class Topic(Other):
    """Words of what the table is of: "the 2007 - 08 utah jazz season". They need no cell."""

    tie: float
    """How much they tie a statement to the table."""


@dataclass(frozen=True, slots=True)
class Said:
    """A statement as a row of senses that do not overlap, from first word to last."""

    words: tuple[Word, ...]
    senses: tuple[Sense, ...]
    text: str

    def gap(self, left: Sense, right: Sense) -> str:
        """The text between two senses."""
        return self.text[self.words[left.end - 1].end : self.words[right.start].start]

    def between(self, left: Sense, right: Sense) -> tuple[Word, ...]:
        """The words between two senses."""
        return self.words[left.end : right.start]


def frozen(found: Mapping[int, set[int]]) -> dict[int, frozenset[int]]:
    """Rows by column that can no longer change."""
    return {column: frozenset(rows) for column, rows in found.items()}


def cost_of(word: Word, sheet: Sheet) -> float:
    """What it costs to leave a word unexplained."""
    if word.lemma in STOP:
        return 0.0
    if word.lemma in LOADED:
        return MISREAD
    if word.lemma in FILLERS:
        return FILLER
    if word.lemma in ROWS:
        return ROW_NOUN
    return UNKNOWN
