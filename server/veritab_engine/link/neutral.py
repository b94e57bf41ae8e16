"""Neutral words: those that restrict nothing wherever they stand. Every other one may pick other rows."""

from __future__ import annotations

from functools import cache

from veritab_engine.lexicon import forms, words
from veritab_engine.link.clause import Clause

ADVERB = "ly"
"""Adverbs tell the manner; they pick no rows."""


def restricts(clause: Clause, i: int) -> bool:
    """True for a word that may pick other rows, for all that the lexicon knows."""
    word = clause.sentence.lower[i]
    adverb = word.endswith(ADVERB) and word not in words("words/no_adverbs")
    return any(map(str.isalpha, word)) and not adverb and word not in _neutral()


def is_neutral(word: str) -> bool:
    """True for a word in lower case that restricts nothing wherever it stands."""
    return word in _neutral()


@cache
def grammar() -> frozenset[str]:
    """The words that end a noun phrase to the left."""
    changing = frozenset(forms("change_verbs/verbs"))
    return words("words/prepositions") | words("words/function") | words("words/carrying") | changing


@cache
def _neutral() -> frozenset[str]:
    """All words that restrict nothing."""
    return grammar() | words("words/reporting") | words("words/evaluation") | words("words/setting")
