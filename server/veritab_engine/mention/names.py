"""Names and measure words: the mentions that only the tables know, found through the snapshot's indices.

What a name means may hang on the document: a surname on the full name before it, a place on the words around it.
"""

from __future__ import annotations

from collections.abc import Iterable

from veritab_engine.document import Sentence
from veritab_engine.mention.mentioned import Named, NameMention, PhraseMention
from veritab_engine.mention.metonyms import acts
from veritab_engine.mention.misspelt import slip_at
from veritab_engine.mention.shared import is_other
from veritab_engine.mention.surnames import Cast
from veritab_engine.reference import ReferenceTables, stem
from veritab_engine.reference.short import SHORT
from veritab_engine.reference.table import EntityRef

__all__ = ["NameMention", "Named", "PhraseMention", "find_names", "names_of"]

METONYM = "metonym"
ADJECTIVE = "adjective"
"""Over a table that only borrows its names, one tells whose figure it is before the words for the figure alone."""


def names_of(sentences: Iterable[Sentence], tables: ReferenceTables) -> tuple[Named, ...]:
    """The names and measure words of every sentence of a document, read in order: full names introduce short ones."""
    cast = Cast(tables)
    return tuple([Named(each, tuple(_names(each, tables, cast)), tuple(_phrases(each, tables))) for each in sentences])


def find_names(sentence: Sentence, tables: ReferenceTables) -> Named:
    """Look every token of one sentence up in the snapshot's indices: names longest first, phrases in all lengths."""
    return names_of([sentence], tables)[0]


def _names(sentence: Sentence, tables: ReferenceTables, cast: Cast) -> list[NameMention]:
    found: list[NameMention] = []
    i = 0
    while i < len(sentence.words):
        name = _name_at(sentence, i, tables, cast)
        if name is not None:
            name = cast.meant(sentence, name)
            cast.introduce(sentence, name)
            if name.refs or name.place_of:
                while found and found[-1].last > name.first:
                    found.pop()
                found.append(name)
        i = name.last if name is not None else i + 1
    return found


def _name_at(sentence: Sentence, i: int, tables: ReferenceTables, cast: Cast) -> NameMention | None:
    """The name that starts at a token: a known one, a short form that the document introduced, or a slip of one."""
    hit = tables.names.longest(sentence, i)
    if hit is None:
        return cast.short(sentence, i) or slip_at(sentence, i, tables)
    hit = hit.in_full
    short = SHORT in hit.kinds
    if short and cast.is_of_another(sentence, i, hit):
        return None
    people = sentence.lower[hit.last - 1].endswith("s") and not sentence.lower[hit.last - 1].endswith("ss")
    if ADJECTIVE in hit.kinds and not people and not cast.is_measured(sentence, hit.last):
        hit = hit.where(lambda ref, kind: kind != ADJECTIVE or tables.entities.knows(ref.kind))
    spoken_for = tuple([ref for ref, kind in zip(hit.refs, hit.kinds, strict=True) if kind == METONYM])
    refs: tuple[EntityRef, ...] = hit.refs
    place_of: tuple[EntityRef, ...] = ()
    if spoken_for and sentence.words[i][:1].isupper() and not acts(sentence, i, hit.last):
        refs, place_of = tuple([ref for ref in refs if ref not in spoken_for]), spoken_for
    if is_other(sentence, i, hit.last):
        refs = tuple([ref for ref in refs if cast.is_person(ref)])
    return NameMention(i, hit.last, refs, bool(spoken_for), place_of, short=short)


def _phrases(sentence: Sentence, tables: ReferenceTables) -> list[PhraseMention]:
    stems = tuple([stem(word) for word in sentence.lower])
    return [
        PhraseMention(first, hit.last, hit.refs)
        for first in range(len(stems))
        for hit in tables.phrases.at(stems, first)
    ]
