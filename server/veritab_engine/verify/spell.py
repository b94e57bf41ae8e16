"""Number words: whole numbers below a hundred spelled out, as prose spells them."""

from __future__ import annotations

from veritab_engine.lexicon import listed, mapping


def spelled(number: int, ordinal: bool = False) -> str | None:
    """The number in words ("eighty-one", "eighty-first"); None outside 0 to 99."""
    if not 0 <= number < 100:
        return None
    units, tens = listed("written/units"), listed("written/tens")
    if number < len(units):
        words = [units[number]]
    else:
        rest = number % 10
        words = [tens[number // 10 - 2], *([units[rest]] if rest else [])]
    if ordinal:
        words[-1] = _ordinal(words[-1])
    return "-".join(words)


def ordinal_suffix(number: int) -> str:
    """The ending of an ordinal in digits: "st" for 21, "th" for 11."""
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _ordinal(word: str) -> str:
    irregular = mapping("written/irregular_ordinals")
    if word in irregular:
        return irregular[word]
    return f"{word[:-1]}ieth" if word.endswith("y") else f"{word}th"
