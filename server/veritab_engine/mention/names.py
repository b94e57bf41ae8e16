"""Names and measure words: the mentions that only the tables know, found through the snapshot's indices."""

from __future__ import annotations

from dataclasses import dataclass

from veritab_engine.document import Sentence
from veritab_engine.reference import PhraseRef, ReferenceTables, stem
from veritab_engine.reference.table import EntityRef


@dataclass(frozen=True, slots=True)
class NameMention:
    """A known name in the tokens `first` to `last` (excluded); several `refs` where several entities bear it."""

    first: int
    last: int
    refs: tuple[EntityRef, ...]
    metonym: bool = False
    """True for a name that is a place's own before it is anybody else's: "Moscow" for Russia."""

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


def find_names(sentence: Sentence, tables: ReferenceTables) -> Named:
    """Look every token up in the snapshot's indices: names longest first, phrases in all their lengths."""
    return Named(sentence, tuple(_names(sentence, tables)), tuple(_phrases(sentence, tables)))


def _names(sentence: Sentence, tables: ReferenceTables) -> list[NameMention]:
    found: list[NameMention] = []
    i = 0
    while i < len(sentence.words):
        hit = tables.names.longest(sentence, i)
        if hit is None:
            i += 1
            continue
        found.append(NameMention(i, hit.last, hit.refs, metonym="metonym" in hit.kinds))
        i = hit.last
    return found


def _phrases(sentence: Sentence, tables: ReferenceTables) -> list[PhraseMention]:
    stems = tuple(stem(word) for word in sentence.lower)
    return [
        PhraseMention(first, hit.last, hit.refs)
        for first in range(len(stems))
        for hit in tables.phrases.at(stems, first)
    ]
