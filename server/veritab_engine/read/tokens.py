"""Tokens: words, numbers with their separators, and single signs, found by one expression in one pass."""

from __future__ import annotations

from typing import NamedTuple

from veritab_engine.token import TOKEN


class Tokens(NamedTuple):
    """Parallel columns: the i-th token is `words[i]`, at `starts[i]` to `ends[i]` of the text."""

    words: list[str]
    starts: list[int]
    ends: list[int]


def tokenise(text: str, start: int, end: int) -> Tokens:
    """The tokens of `text[start:end]`, with their places in the whole text."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in TOKEN.finditer(text, start, end):
        first, last = match.span(1)
        words.append(match[1])
        starts.append(first)
        ends.append(last)
    return Tokens(words, starts, ends)
