"""Units of headers that are made of others ("t/ha", "USD per tonne"), of times ("min"), and of several ("s or m")."""

from __future__ import annotations

import re

from veritab_engine.lexicon import forms, mapping, words

_RATIO = re.compile(r"(?P<above>[^/]+?)(?:\s*/\s*|\s+per\s+)(?P<below>[^/]+)", re.IGNORECASE)
_BEHIND = re.compile(r"(?P<name>.+?) (?P<above>\S{2,}|[gtlGTL]) per (?P<below>\S+)", re.IGNORECASE)
_EITHER = re.compile(r"\s+or\s+", re.IGNORECASE)


def ratio_of(note: str) -> str | None:
    """The unit that an addition to a header gives as a quotient: "tonne per hectare" for "t/ha"; None where none is.

    A scale may stand in front ("EUR m/km"), which is read elsewhere.
    """
    found = _RATIO.fullmatch(note.strip())
    if found is None or forms("headers/units").get(note.strip().lower()):
        return None
    above = [unit for word in found["above"].lower().split() if (unit := _above(word))]
    others = [word for word in found["above"].lower().split() if not _above(word)]
    below = _below(found["below"].lower())
    if len(above) != 1 or below is None or not all(word in forms("headers/scales") for word in others):
        return None
    return f"{above[0]} per {below}"


def ratio_behind(name: str) -> tuple[str, str] | None:
    """The words of a name and the quotient that it ends in: "yield t per ha"; None where it ends in none."""
    found = _BEHIND.fullmatch(name)
    ratio = ratio_of(f"{found['above']} per {found['below']}") if found is not None else None
    return (found["name"], ratio) if found is not None and ratio is not None else None


def time_noted(note: str, header: str) -> str | None:
    """The unit of a time that an addition has for short: "wait (min)", where "temperature (min)" is the lowest."""
    said = set(re.findall(r"[^\W\d_]+", header.lower()))
    return forms("headers/noted_times").get(note.strip().lower()) if said & words("headers/timed") else None


def several_units(note: str) -> bool:
    """True for "s or m": figures in two units, of which no row says its own."""
    units = [_above(part) for part in _EITHER.split(note.strip().lower())]
    return len(units) > 1 and all(units) and len(set(units)) > 1 and ratio_of(note) is None


def _above(word: str) -> str | None:
    return forms("headers/units").get(word) or forms("headers/in_ratios").get(word)


def _below(word: str) -> str | None:
    """What a quotient is told for; a measure "per capita" is called so in texts, and keeps its words."""
    if word == "capita":
        return None
    unit = _above(word) or forms("headers/noted_times").get(word) or forms("headers/below").get(word)
    return unit or mapping("units/things").get(word)
