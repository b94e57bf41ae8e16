"""A unit is written as no claim has it: "euros" for EUR, "%" for percent, "sdmx:unitMultt" for `sdmx:unitMult`.

Units are ISO 4217 codes, `percent`, or nouns in the singular. A column with another form of one is compared with no
figure of a text, and a property that is not quite one of ours is without effect. Other nouns are left alone, and so are
other properties of SDMX.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from veritab_engine.lexicon import forms, listed
from veritab_engine.reference.lint.case import Case
from veritab_engine.reference.lint.rule import Rule
from veritab_engine.reference.problem import Problem, Severity

RULE = Rule("VT437", "unit that no claim has", Severity.WARNING)
OURS = ("sdmx:unitMeasure", "sdmx:unitMult", "sdmx:decimals")
NEAR = 0.8


def check(case: Case) -> Iterator[Problem]:
    """Every declared unit that is another form of a known one, and every property that is nearly one of ours."""
    for column in case.schema.columns:
        declared = case.declared(column.name)
        meant = _meant(column.unit) if "sdmx:unitMeasure" in declared and column.unit else None
        if meant is not None:
            said = f'"{column.unit}" is no unit that figures of a text are compared in. Did you mean "{meant}"?'
            yield case.problem(RULE, said, column=column.name)
        for name in declared:
            if name.startswith("sdmx:") and name not in OURS and (near := get_close_matches(name, OURS, 1, NEAR)):
                said = f'"{name}" is none of our properties. Did you mean "{near[0]}"?'
                yield case.problem(RULE, said, column=column.name)


def _meant(unit: str) -> str | None:
    """The unit that this is another form of; None where it is none, or does as well."""
    lower = unit.lower()
    if unit in listed("currencies/codes") or lower in _plain_units():
        return None
    if lower.upper() in listed("currencies/codes"):
        return lower.upper()
    known = forms("headers/units")
    meant = known.get(lower) or known.get(lower.replace(" ", "")) or forms("units/words").get(lower)
    return None if meant is None or _plain(meant) == _plain(unit) else meant


def _plain_units() -> frozenset[str]:
    return frozenset(forms("units/words").values()) | frozenset(forms("headers/units").values()) - {"percent"}


def _plain(unit: str) -> str:
    """Without what makes no difference: the spelling of metres and litres, and the plural."""
    return unit.replace("metre", "meter").replace("litre", "liter").removesuffix("s")
