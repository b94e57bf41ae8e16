"""The words that numbers are made of, each with what it stands for."""

from __future__ import annotations

from decimal import Decimal

from veritab_engine.lexicon import mapping
from veritab_engine.mention.marks import SCALES

_CARDINALS = {word: int(value) for word, value in mapping("numbers/cardinals").items()}
_ORDINALS = {word: int(value) for word, value in mapping("numbers/ordinals").items()}
_TENS = {word: value for word, value in _CARDINALS.items() if 20 <= value < 100 and value % 10 == 0}

CARDINALS = _CARDINALS | {
    tens + unit: _TENS[tens] + value for tens in _TENS for unit, value in _CARDINALS.items() if 0 < value < 10
}
"""Units, teens and tens, and their compounds in one word ("fortytwo")."""
ORDINALS = _ORDINALS | {
    tens + unit: _TENS[tens] + value for tens in _TENS for unit, value in _ORDINALS.items() if value < 10
}
TENS = frozenset(_TENS)
DIGITS = {word: str(value) for word, value in _CARDINALS.items() if value < 10} | {"oh": "0", "o": "0"}
"""The words behind "point"."""

PARTS = {word: int(parts) for word, parts in mapping("numbers/fractions").items()}
PARTS |= {word: parts for word, parts in _ORDINALS.items() if parts > 2}
PARTS |= {f"{word}s": parts for word, parts in _ORDINALS.items() if parts > 2}
"""How many parts make a whole: "half", "thirds", "hundredth"."""
UNIT_PARTS = {word: value for word, value in _ORDINALS.items() if value < 10}
UNIT_PARTS |= {f"{word}s": value for word, value in UNIT_PARTS.items()}
"""The ends of "twenty-firsts"."""

WORDS = frozenset(CARDINALS) | frozenset(ORDINALS) | frozenset(SCALES)
HYPHENS = frozenset("-‐‑")


def scales_at(lower: tuple[str, ...], last: int) -> tuple[Decimal, int]:
    """The product of the scale words from a token on, and the index after them."""
    scale = Decimal(1)
    while last < len(lower) and lower[last] in SCALES:
        scale *= SCALES[lower[last]]
        last += 1
    return scale, last
