"""Tokens: words, numbers with their separators, and single signs, found by one expression in one pass."""

from __future__ import annotations

import re
from itertools import accumulate
from operator import sub
from typing import NamedTuple

from veritab_engine.token import INVISIBLE, PIECE

_BLANK = re.compile(rf"[\s{INVISIBLE}]+")
_INVISIBLE = re.compile(rf"[{INVISIBLE}]")


class Tokens(NamedTuple):
    """Parallel columns: the i-th token is `words[i]`, at `starts[i]` to `ends[i]` of the text."""

    words: list[str]
    starts: list[int]
    ends: list[int]


def tokenise(text: str, start: int, end: int) -> Tokens:
    """The tokens of `text[start:end]`, with their places in the whole text.

    Pieces lie end to end, so that their lengths give the places, without a match object for each token.
    """
    pieces = PIECE.findall(text, start, end)
    words = list(map(str.lstrip, pieces))
    if _INVISIBLE.search(text, start, end):
        words = [piece[match.end() :] if (match := _BLANK.match(piece)) else piece for piece in pieces]
    while words and not words[-1]:
        words.pop()
    ends = list(accumulate(map(len, pieces[: len(words)]), initial=start))
    del ends[0]
    return Tokens(words, list(map(sub, ends, map(len, words))), ends)
