"""Verbs in all their forms: "lead", "leads", "leading" and "led" are one word, and so are "outshoot" and "outshot"."""

from __future__ import annotations

from functools import lru_cache

from veritab_engine.lexicon import forms, words
from veritab_engine.reference.index import stem


@lru_cache(maxsize=1 << 16)
def root(word: str) -> str:
    """The stem of a word's base form, in lower case, whether or not an ending makes its form."""
    lower = word.casefold()
    known = forms("inflection/irregular")
    if lower in known:
        return stem(known[lower])
    for prefix in words("inflection/prefixes"):
        behind = lower.removeprefix(prefix)
        if behind != lower and behind in known:
            return stem(prefix + known[behind])
    return stem(lower)


def singular(phrase: str) -> str:
    """A noun phrase of one in place of many: "potato" for "potatoes"; others as they are."""
    for ending, one in (("ies", "y"), ("oes", "o"), ("s", "")):
        if phrase.endswith(ending) and not phrase.endswith(("ss", "us", "is")):
            return phrase.removesuffix(ending) + one
    return phrase
