"""Mentions of what the tables know: names of entities, and words for tables and columns."""

from __future__ import annotations

from dataclasses import dataclass

from veritab_engine.document import Sentence
from veritab_engine.reference import PhraseRef
from veritab_engine.reference.table import EntityRef


@dataclass(frozen=True, slots=True)
class NameMention:
    """A known name in the tokens `first` to `last` (excluded); several `refs` where several entities bear it."""

    first: int
    last: int
    refs: tuple[EntityRef, ...]
    metonym: bool = False
    """True for a name that is a place's own before it is anybody else's: "Moscow" for Russia."""
    place_of: tuple[EntityRef, ...] = ()
    """For whom a metonym could speak that is but a place here: "in Moscow" is in Russia."""
    spelt: str = ""
    """The name as it is known, where the text's spelling is a slip of it."""
    short: bool = False
    """True for a part of a name by which its table does not call the entity: "the Hawks"."""
    shared: bool = False
    """True for a name that others bear as well who are in no table: "Georgia"."""

    @property
    def tokens(self) -> range:
        """Its tokens."""
        return range(self.first, self.last)


@dataclass(frozen=True, slots=True)
class PhraseMention:
    """Words by which a table or one of its columns is known."""

    first: int
    last: int
    refs: tuple[PhraseRef, ...]

    @property
    def tokens(self) -> range:
        """Its tokens."""
        return range(self.first, self.last)


@dataclass(frozen=True, slots=True)
class Named:
    """The names and measure words of one sentence, each in the order of the text."""

    sentence: Sentence
    names: tuple[NameMention, ...]
    phrases: tuple[PhraseMention, ...]
