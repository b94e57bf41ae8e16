"""All currencies as they are written: codes, signs, names, their parts, made once of the lexicon."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType

from veritab_engine.lexicon import Phrases, forms, listed, mapping, words

SIGNS = mapping("currencies/signs")
WORDS = words("currencies/words")
"""Codes that are words too ("TOP 10")."""
CODES: Mapping[str, str] = MappingProxyType(
    {code: code for code in listed("currencies/codes")}
    | {code: code.upper() for code in listed("currencies/lower")}
    | {"RMB": "CNY", "rmb": "CNY", "CNH": "CNY"}
)
"""Codes as written, before or behind a number, and what they stand for."""


def _scaled() -> Iterator[tuple[str, tuple[str, Decimal]]]:
    for code in listed("currencies/with_scale"):
        for letters, scale in mapping("currencies/scale_letters").items():
            yield letters + code, (CODES[code], Decimal(scale))


SCALED_CODES: Mapping[str, tuple[str, Decimal]] = MappingProxyType(dict(_scaled()))
""" "MUSD", "kEUR"."""


def _of_countries() -> Iterator[tuple[str, str]]:
    for code, told in mapping("currencies/of_countries").items():
        countries, nouns = told.split(";")
        for country in countries.split(","):
            yield from ((f"{country.strip()} {noun}", code) for noun in nouns.split())


OF_COUNTRIES: Mapping[str, str] = MappingProxyType(dict(_of_countries()))
""" "Swiss francs", in lower case."""
PARTS = forms("currencies/subunits")
NAMES = Phrases(
    {
        **{sign: unit for sign, unit in SIGNS.items() if sign not in "$＄"},
        **PARTS,
        **OF_COUNTRIES,
        **forms("currencies/nouns"),
        **forms("currencies/after"),
    }
)
SCALED_NAMES = Phrases(forms("currencies/scaled"))
PRICED = Phrases(forms("currencies/priced"))
PARTS_IN_WHOLE = {part: Decimal(number) for part, number in mapping("currencies/parts").items()}
STICKS: frozenset[str] = frozenset(forms("currencies/after")).union(PARTS, forms("currencies/nouns"))
CODES_THAT_STICK: frozenset[str] = frozenset(CODES).union(SCALED_CODES)
