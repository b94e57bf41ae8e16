"""Slips in names: "Kazakstan", "Ilham Aliev", found through the words that the tables' names are made of."""

from __future__ import annotations

from dataclasses import replace

from veritab_engine.document import Sentence
from veritab_engine.mention.mentioned import NameMention
from veritab_engine.reference import NameHit, ReferenceTables, stem
from veritab_engine.reference.index import fold
from veritab_engine.reference.variants import names_persons
from veritab_engine.token import words_of

SHORTEST = 5
"""Letters of a word of the text that may be a slip."""
UNSAFE = frozenset({"adjective", "demonym", "metonym", "abbreviation", "short"})
"""Kinds of names that too much else is like: "Fujian" is no "Fijian"."""
BACK = 3
"""Words of a name that may stand before the one that is misspelt."""


def slip_at(sentence: Sentence, i: int, tables: ReferenceTables) -> NameMention | None:
    """The name of which the word at a token is a slip; None where it is none, or could be somebody else's name.

    A name of one word is one only where it stands alone: a strange word beside it with a capital makes another of it.
    A surname alone is never one, for Johnston is no Johnson.
    """
    word = sentence.words[i]
    if len(word) < SHORTEST or not word[0].isupper() or not word.isalpha():
        return None
    meant = tables.spellings.meant(word)
    if meant is None or tables.phrases.at((stem(word),), 0):
        return None
    mended = replace(sentence, words=(*sentence.words[:i], meant.capitalize(), *sentence.words[i + 1 :]))
    for first in range(max(i - BACK, 0), i + 1):
        hit = tables.names.longest(mended, first)
        if hit is None or hit.last <= i or not UNSAFE.isdisjoint(hit.kinds):
            continue
        spelt = _spelt(mended, first, hit, tables)
        if spelt[0].isupper() and (hit.last - first > 1 or _stands_alone(sentence, i, hit, tables)):
            return NameMention(first, hit.last, hit.refs, spelt=spelt)
    return None


def _stands_alone(sentence: Sentence, i: int, hit: NameHit, tables: ReferenceTables) -> bool:
    if any(names_persons(ref.kind) for ref in hit.refs):
        return False
    around = (place for place in (i - 1, i + 1) if 0 <= place < len(sentence.words))
    return not any(_is_strange(sentence, place, tables) for place in around)


def _is_strange(sentence: Sentence, i: int, tables: ReferenceTables) -> bool:
    """True for a word with a capital that no name has, past the beginning of the sentence."""
    return i > 0 and sentence.words[i][:1].isupper() and not tables.spellings.knows(sentence.words[i])


def _spelt(mended: Sentence, first: int, hit: NameHit, tables: ReferenceTables) -> str:
    """The name as its table writes it."""
    told = mended.words[first : hit.last]
    key = [fold(word) for word in told]
    entity = tables.entity(hit.refs[0].kind, hit.refs[0].id)
    aliases = entity.aliases if entity is not None else ()
    same = [alias.text for alias in aliases if [fold(word) for word in words_of(alias.text)] == key]
    return same[0] if same else " ".join(told)
