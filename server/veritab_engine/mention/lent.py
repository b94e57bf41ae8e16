"""Units told once for several numbers: "5 x 7 inches", "12, 25 and 240 µm", "8 or 10 percent"."""

from __future__ import annotations

from dataclasses import replace

from veritab_engine.document import Sentence
from veritab_engine.mention import Measure, Numeral
from veritab_engine.mention.dressed import Dress

DIMENSIONS = frozenset({("x",), ("×",), ("by",), ("*",)})
LAST = frozenset({("and",), ("or",), (",", "and"), (",", "or")})
COMMA = (",",)
LENDING = frozenset({Measure.MEASURE, Measure.PERCENT, Measure.DURATION})

Part = tuple[Numeral, Dress]


def lent(sentence: Sentence, parts: list[Part]) -> list[Part]:
    """The parts, each with the unit that the last of its list or of its dimensions tells for all."""
    listed = False
    for i in range(len(parts) - 2, -1, -1):
        low, high = parts[i], parts[i + 1]
        between = sentence.lower[low[1].last : high[1].first]
        listed = (listed and between == COMMA) or between in LAST
        shares = between in DIMENSIONS or (listed and _is_of_list(sentence, low, high))
        if shares and high[1].measure in LENDING and low[1].measure is Measure.NUMBER:
            parts[i] = low[0], replace(low[1], measure=high[1].measure, unit=high[1].unit)
        elif between not in DIMENSIONS:
            listed = False
    return parts


def _is_of_list(sentence: Sentence, low: Part, high: Part) -> bool:
    """True where both are written alike, no part of a name ("Apollo 11 and 5 km") and not told for themselves."""
    before = sentence.words[low[0].first - 1] if low[0].first else ""
    named = before[:1].isupper() and low[0].first > 1
    return not named and low[0].in_words == high[0].in_words and low[0].scale == high[0].scale and before != "between"
