"""All names and symbols of units, made once of the lexicon: every prefix before every unit that takes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from veritab_engine.lexicon import Phrases, forms, listed, mapping

PREFIXES = mapping("units/prefixes")
PREFIXED = mapping("units/symbols")
SHORTEST_NAME = 4
"""Letters; shorter forms of a name are abbreviations, and take no prefix in words."""
EXPONENTS = {"2": 2, "3": 3, "4": 4, "²": 2, "³": 3, "⁴": 4}


def _symbols() -> Iterator[tuple[str, str]]:
    """Every symbol as written and its unit: "m", "km", "µm"."""
    yield from mapping("units/as_written").items()
    for unit, told in PREFIXED.items():
        symbol, *prefixes = told.split()
        yield symbol, unit
        yield from ((prefix + symbol, PREFIXES[prefix] + unit) for prefix in prefixes)


def _names() -> Iterator[tuple[str, str]]:
    """Every name in lower case and its unit, "gigapascals" too."""
    for section in ("units/words", "units/time"):
        for form, unit in forms(section).items():
            first = form.partition(" ")[0]
            if unit in PREFIXED and len(first) >= SHORTEST_NAME and first.isalpha():
                yield from ((prefix + form, prefix + unit) for prefix in listed("units/prefix_words"))


_TIME = forms("units/time")
_MADE = {name: unit for name, unit in _names() if name not in _TIME}
SYMBOLS: Mapping[str, str] = MappingProxyType(dict(_symbols()))
RAISED: Mapping[str, tuple[str, int]] = MappingProxyType(
    {
        symbol + sign: (unit, power)
        for symbol, unit in (*SYMBOLS.items(), *forms("units/words").items())
        for sign, power in EXPONENTS.items()
    }
)
"""Symbols with an exponent in the same token: "m²", "mm2", "ft3"."""
NAMES = Phrases({**_MADE, **forms("units/words")})
TIME = Phrases(_TIME)
TIME_UNITS = frozenset(_TIME.values()) | frozenset(
    prefix + unit for prefix in PREFIXES.values() for unit in ("second", "year")
)
STUCK = mapping("units/stuck")
WORDS = frozenset(_TIME) | frozenset(_MADE) | frozenset(forms("units/words"))
"""All forms in lower case, as they may stick to digits."""
SIGNED = frozenset(symbol for symbol in SYMBOLS if len(symbol) > 1 or not symbol.isascii()) | frozenset(STUCK)
"""All symbols that may stick to digits, as written."""
