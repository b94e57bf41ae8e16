"""Metonyms: a capital or seat of power that speaks for its country ("Beijing announced"), and where it is but a place.

A metonym stands for its entity as an actor: who says or does something, or one of two sides ("between Moscow and
Beijing"). Behind "in", "from" or "near" it is the place.
"""

from __future__ import annotations

from veritab_engine.document import Sentence
from veritab_engine.lexicon import words

LINKING = frozenset({"and", "or", "&"})
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
        return True
    if lower[i] in LINKING and i > 0 and sentence.words[i - 1][:1].isupper():
        return acts(sentence, _name_start(sentence, i), i)
    if lower[i] == "to":
        return not words("names/addressing").isdisjoint(lower[max(i - BACK, 0) : i])
    if lower[i] == "-" or lower[last : last + 1] == ("-",):
        return True
    return lower[i] not in words("names/settings")


def _name_start(sentence: Sentence, last: int) -> int:
    """Where the words with a capital start that end before a token: of two names, the first tells."""
    first = last
    while first > 0 and sentence.words[first - 1][:1].isupper():
        first -= 1
    return max(first, 1)
