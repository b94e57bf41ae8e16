"""Shared names: those that others bear as well who are in no table ("Georgia"), and the words that tell them apart."""

from __future__ import annotations

from veritab_engine.document import Sentence
from veritab_engine.lexicon import phrases, words


def is_shared(sentence: Sentence, first: int, last: int) -> bool:
    """True where others bear the name in the tokens `first` to `last` (excluded)."""
    return " ".join(sentence.lower[first:last]) in words("names/shared")


def is_other(sentence: Sentence, first: int, last: int) -> bool:
    """True where the words around a name say that another is meant: "the state of Georgia", "New Mexico"."""
    lower = sentence.lower
    if not (is_shared(sentence, first, last) or " ".join(lower[first:last]) in words("names/parted")):
        return False
    if phrases("names/others_before").before(lower, first) is not None:
        return True
    behind = last + 1 if lower[last : last + 1] == ("'s",) else last
    return phrases("names/others_behind").at(lower, behind) is not None
