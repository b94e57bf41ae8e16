"""Signs and letters around digits, and how tokens touch."""

from __future__ import annotations

from decimal import Decimal

from veritab_engine.document import Sentence
from veritab_engine.lexicon import mapping

SCALES = {word: Decimal(value) for word, value in mapping("numbers/scales").items()}
MINUS = frozenset("-−–‐‑﹣－")
DASHES = MINUS | frozenset("—~")
SUFFIXES = frozenset({"st", "nd", "rd", "th"})
"""The endings of ordinals in digits."""
_DIGITS = frozenset("0123456789")


def joined(sentence: Sentence, index: int) -> bool:
    """True where no space parts the token from the one before it."""
    return 0 < index < len(sentence.words) and sentence.ends[index - 1] == sentence.starts[index]


def digits_at(sentence: Sentence, index: int) -> bool:
    """True where a token of digits stands at `index`."""
    return 0 <= index < len(sentence.words) and sentence.words[index][0] in _DIGITS
