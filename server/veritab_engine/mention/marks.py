"""Signs and letters around digits, and how tokens touch."""

from __future__ import annotations

from decimal import Decimal

from veritab_engine.document import Sentence
from veritab_engine.lexicon import forms, mapping
from veritab_engine.mention import currency_table, unit_table

SCALES = {word: Decimal(value) for word, value in mapping("numbers/scales").items()}
MINUS = frozenset("-−–‐‑﹣－")
DASHES = MINUS | frozenset("—~")
SUFFIXES = frozenset({"st", "nd", "rd", "th"})
"""The endings of ordinals in digits."""
ATTACHED = {word: Decimal(value) for word, value in mapping("numbers/attached").items()}
BESIDE_MONEY = {word: Decimal(value) for word, value in mapping("numbers/beside_money").items()}
STICKS = frozenset(ATTACHED) | frozenset(BESIDE_MONEY) | frozenset(SCALES)
STICKS |= (
    frozenset(mapping("units/powers")) | unit_table.WORDS | currency_table.STICKS | frozenset(forms("units/percent"))
)
"""What may stick to digits without making a name of them, in lower case ..."""
AS_WRITTEN = unit_table.SIGNED.union(unit_table.RAISED, currency_table.CODES_THAT_STICK)
"""... and in this case only: "5g" is grams, "5G" a network."""
_DIGITS = frozenset("0123456789")


def joined(sentence: Sentence, index: int) -> bool:
    """True where no space parts the token from the one before it."""
    return 0 < index < len(sentence.words) and sentence.ends[index - 1] == sentence.starts[index]


def digits_at(sentence: Sentence, index: int) -> bool:
    """True where a token of digits stands at `index`."""
    return 0 <= index < len(sentence.words) and sentence.words[index][0] in _DIGITS
