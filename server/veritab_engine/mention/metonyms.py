"""Metonyms: a capital or seat of power that speaks for its country ("Beijing announced"), and where it is but a place.

A metonym stands for its entity as an actor: who says or does something, or one of two sides ("between Moscow and
Beijing"). Behind "in", "from" or "near" it is the place.
"""

from __future__ import annotations

from veritab_engine.document import Sentence
from veritab_engine.lexicon import words

LINKING = frozenset({"and", ",", "or", "&"})
ARTICLES = frozenset({"the", "of", "capital", "city"})
BACK = 3
"""Tokens among which a word says that "to" leads to somebody: "a message to Beijing"."""


def acts(sentence: Sentence, first: int, last: int) -> bool:
    """True where the name in the tokens `first` to `last` (excluded) may stand for whoever rules from there."""
    lower = sentence.lower
    i = first - 1
    while i > 0 and lower[i] in ARTICLES:
        i -= 1
    if i < 0:
        return lower[last : last + 1] != (",",) or not _is_dateline(sentence, last)
    if lower[i] == "to":
        return not words("names/addressing").isdisjoint(lower[max(i - BACK, 0) : i])
    if lower[i] == "-" or lower[last : last + 1] == ("-",):
        return True
    return lower[i] not in words("names/settings")


def _is_dateline(sentence: Sentence, last: int) -> bool:
    """True for "Beijing, May 8": where and when, before anything is told."""
    following = sentence.words[last + 1 : last + 3]
    return len(following) == 2 and following[0][:1].isupper() and following[1][:1].isdigit()
