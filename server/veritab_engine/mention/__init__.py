"""Mentions: the spans of a sentence that have a meaning of their own, before anything is claimed with them."""

from __future__ import annotations

from dataclasses import dataclass

from veritab_engine.document import Sentence
from veritab_engine.value import Period, Point

__all__ = ["DateMention", "Mentions", "Numeral", "Ordinal"]


@dataclass(frozen=True, slots=True)
class Numeral:
    """A cardinal number in the tokens `first` to `last` (excluded), its scale words included ("244.8 billion")."""

    first: int
    last: int
    point: Point
    in_words: bool = False


@dataclass(frozen=True, slots=True)
class Ordinal:
    """An ordinal number: "11th", "twenty-first"."""

    first: int
    last: int
    rank: int
    in_words: bool = False


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date at its own precision: "May 8, 2025", "2013", "the 1990s", "last year"."""

    first: int
    last: int
    period: Period
    relative: bool = False
    """True where the words name it by the document's own date ("last year", "on Wednesday", "May 8" with no year)."""


@dataclass(frozen=True, slots=True)
class Mentions:
    """All mentions by form of one sentence, each tuple in the order of the text; numbers inside dates are dates."""

    sentence: Sentence
    numerals: tuple[Numeral, ...]
    ordinals: tuple[Ordinal, ...]
    dates: tuple[DateMention, ...]
