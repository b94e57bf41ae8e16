"""Single items of a list of counts: the "a steal" of "five rebounds, three assists and a steal"."""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.extract.noun import NO_NOUNS, STOPS, is_plural
from veritab_engine.extract.passage import Passage
from veritab_engine.lexicon import words
from veritab_engine.mention.sets import SETS

ARTICLES = frozenset({"a", "an"})
ADDING = words("nouns/adding")
JOINERS = frozenset({",", "and"})
LONGEST = 2
"""The most words of an item: "a blocked shot"."""


def single_items(passage: Passage, ends: set[int]) -> Iterator[tuple[int, tuple[int, int]]]:
    """Every article that counts one, with its noun's tokens; `ends` are where the nouns that numbers count end.

    It joins an item before it, or is what a sentence with counts adds to them: "…, adding an assist".
    """
    lower, known = passage.sentence.lower, set(ends)
    if not ends:
        return
    for i, word in enumerate(lower):
        if word not in ARTICLES or not i:
            continue
        added = lower[i - 1] in ADDING and any(end < i for end in known)
        if not added and not _joins(lower, i, known):
            continue
        noun = _noun(passage, i + 1)
        if noun is not None:
            known.add(noun[1])
            yield i, noun


def _joins(lower: tuple[str, ...], i: int, ends: set[int]) -> bool:
    """True where a comma, or "and", or both, tie the token to an item that ends before them."""
    before = i
    while before and lower[before - 1] in JOINERS and i - before < LONGEST:
        before -= 1
    return before < i and before in ends


def _noun(passage: Passage, first: int) -> tuple[int, int] | None:
    """The tokens of the noun behind an article; None where it goes on to something else."""
    lower, last = passage.sentence.lower, first
    while last < len(lower) and lower[last].isalpha() and lower[last] not in STOPS and last - first < LONGEST:
        last += 1
    ends = last == len(lower) or lower[last] in STOPS or not lower[last][0].isalnum()
    if last == first or not ends or lower[last : last + 1] == ("-",) or lower[last : last + 1] == ("of",):
        return None
    head = lower[last - 1]
    named = passage.sentence.words[first][:1].isupper()
    return None if named or is_plural(head) or head in SETS or head in NO_NOUNS else (first, last)
