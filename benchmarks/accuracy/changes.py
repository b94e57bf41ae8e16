"""Errors as people make them, one at a time: what may stand in place of a true value, each with its kind.

Every change is a function of the words alone, so that the planted errors are the same at every run.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
MONTH = re.compile(r"\b(?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)")
NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
SCALES = {"million": "billion", "billion": "million", "trillion": "billion"}
DIRECTIONS = {
    "rose": "fell", "fell": "rose", "up": "down", "down": "up", "increased": "decreased", "decreased": "increased",
    "grew": "shrank", "more": "fewer", "fewer": "more", "largest": "smallest", "smallest": "largest",
    "most": "fewest", "fewest": "most", "highest": "lowest", "lowest": "highest", "higher": "lower", "lower": "higher",
    "defeated": "lost to", "beat": "lost to", "before": "after", "after": "before",
}  # fmt: skip
WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def changes(surface: str) -> Iterator[tuple[str, str]]:
    """Every kind of change that the words allow, with the words that come out of it."""
    for kind, change in CHANGES.items():
        changed = change(surface)
        if changed is not None and changed != surface:
            yield kind, changed


def _other_year(surface: str) -> str | None:
    found = YEAR.search(surface)
    return surface[: found.start()] + str(int(found[0]) - 2) + surface[found.end() :] if found else None


def _digit(surface: str) -> str | None:
    """Another first digit: 244.8 is 344.8; another last one of a day, which stays one: Jan. 31 is Jan. 30."""
    found = _number(surface)
    if found is None:
        return None
    if MONTH.search(surface):
        day = int(found[0])
        return surface[: found.start()] + str(day - 1 if day > 1 else day + 1) + surface[found.end() :]
    first = found[0][0]
    other = str(int(first) + 1) if first not in "09" else "8" if first == "9" else "3"
    return surface[: found.start()] + other + surface[found.start() + 1 :]


def _transposed(surface: str) -> str | None:
    """The last two whole digits in the other order: 254 is 245."""
    found = _number(surface)
    whole = found[0].partition(".")[0] if found and not MONTH.search(surface) else ""
    if found is None or len(whole) < 2 or not whole[-2:].isdigit() or (len(whole) == 2 and whole[-1] == "0"):
        return None
    return surface[: found.start()] + whole[:-2] + whole[-1] + whole[-2] + surface[found.start() + len(whole) :]


def _off_by_one(surface: str) -> str | None:
    """A whole number below a hundred, one too high, in digits or in words."""
    for word, following in pairwise(WORDS[1:]):
        if re.search(rf"\b{word}\b", surface):
            return re.sub(rf"\b{word}\b", following, surface, count=1)
    found = _number(surface)
    if found is None or not found[0].isdigit() or int(found[0]) >= 100 or _is_scaled(surface) or MONTH.search(surface):
        return None
    number = int(found[0]) + 1
    rest = surface[found.end() :]
    if rest[:2] in ("st", "nd", "rd", "th"):
        rest = _suffix(number) + rest[2:]
    return surface[: found.start()] + str(number) + rest


def _scale(surface: str) -> str | None:
    """Another word for thousands; a number that has none is ten times as large."""
    for word, other in SCALES.items():
        if re.search(rf"\b{word}\b", surface):
            return re.sub(rf"\b{word}\b", other, surface, count=1)
    found = _number(surface)
    if (
        found is None
        or MONTH.search(surface)
        or not found[0].isdigit()
        or surface[found.end() :][:2] in ("st", "nd", "rd", "th")
    ):
        return None
    return surface[: found.end()] + "0" + surface[found.end() :]


def _direction(surface: str) -> str | None:
    for word, other in DIRECTIONS.items():
        if re.search(rf"\b{word}\b", surface):
            return re.sub(rf"\b{word}\b", other, surface, count=1)
    return None


def _weekday(surface: str) -> str | None:
    for number, day in enumerate(DAYS):
        if day in surface:
            return surface.replace(day, DAYS[(number + 2) % 7], 1)
    return None


CHANGES: dict[str, Callable[[str], str | None]] = {
    "other year": _other_year,
    "digit": _digit,
    "transposed": _transposed,
    "off by one": _off_by_one,
    "scale": _scale,
    "direction": _direction,
    "weekday": _weekday,
}


def _number(surface: str) -> re.Match[str] | None:
    """The first number that is no year."""
    years = [found.span() for found in YEAR.finditer(surface)]
    return next((found for found in NUMBER.finditer(surface) if found.span() not in years), None)


def _is_scaled(surface: str) -> bool:
    return any(scale in surface for scale in SCALES) or "thousand" in surface


def _suffix(number: int) -> str:
    return "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
