"""The one way text is cut into tokens, so that names in tables and words of a document meet as the same sequences.

A token is a word with its inner apostrophes and full stops, a dotted abbreviation ("U.S."), the possessive "'s" on its
own, a number with its inner separators ("244.8", "1,053") and the letters that touch it ("11th", "1990s"), or one other
visible character; hyphens and slashes are such characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_LETTER = r"[^\W\d_][\u0300-\u036f]*"
"""A letter with the accents that are written after it in decomposed text."""

TOKEN = re.compile(
    rf"""
    (?:{_LETTER}\.){{2,}}                                   # U.S., a.m.
  | (?:'|’)s\b                                              # Xi | 's
  | \d+(?:[.,]\d+)*(?:{_LETTER})*                           # 244.8, 1,053, 11th
  | {_LETTER}(?:{_LETTER}|\d)*                              # a word, G20
    (?:(?:&(?=\w)|\.(?=[a-z]))(?:{_LETTER}|\d)+             # AT&T, example.com, but not end.Next
      |['’](?!s\b)(?:{_LETTER}|\d)+)*                       # O'Brien, don't
  | \S
    """,
    re.VERBOSE,
)


def tokens(text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
    """The tokens of `text[start:end]` in order, as matches whose offsets are those of the whole text."""
    return TOKEN.finditer(text, start, len(text) if end is None else end)


def words_of(text: str) -> tuple[str, ...]:
    """The tokens of `text` as strings."""
    return tuple(match.group() for match in TOKEN.finditer(text))
