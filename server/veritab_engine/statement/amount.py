"""What the cells of a column amount to: how many, how long, which place, where it can be told in one number each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from veritab_engine.lexicon import words as lexicon

Amounts = tuple[Decimal | None, ...]

_MOSTLY = 0.6
_CLOCK = re.compile(r"(?:(\d+):)?(\d{1,2}):(\d\d(?:\.\d+)?)(?:\s*\(?[a-z]{1,3}\)?)?")
_SECONDS = re.compile(r"(\d+(?:\.\d+)?)(?:\s*\(?[a-z]{1,3}\)?)?")
_TOTALLED = re.compile(r"\d+\.\d+\s?\((\d+)\)")
_SHARED = re.compile(r"(?:t|=)\s?-?\s?(\d+)|(\d+)\s?(?:t|=)")
_TIMES = lexicon("statement/grammar/durations")


def amounts(texts: Sequence[str], heading: Sequence[str], plain: Sequence[Decimal | None], tied: bool) -> Amounts:
    """The amounts of a column from top to bottom, all None where its cells have no one number each.

    `plain` are the numbers that cells are or begin with, which amount to nothing where most cells tie several numbers.
    """
    lowered = [text.strip().lower() for text in texts]
    clocks = [_clock(text) for text in lowered]
    if _most(clocks, lowered) and _is_time(lowered, heading):
        return tuple(_seconds(text) if each is None else each for each, text in zip(clocks, lowered, strict=True))
    totals = [_total(text) for text in lowered]
    if _most(totals, lowered):
        return tuple(totals)
    if tied:
        return (None,) * len(plain)
    return tuple(number if number is not None else _place(text) for number, text in zip(plain, lowered, strict=True))


def _most(found: Sequence[Decimal | None], texts: Sequence[str]) -> bool:
    filled = sum(bool(text) for text in texts)
    return filled > 0 and sum(each is not None for each in found) >= _MOSTLY * filled


def _is_time(texts: Sequence[str], heading: Sequence[str]) -> bool:
    """True for clock figures that are no scores: with tenths, with hours, or under a heading for times."""
    return bool(_TIMES & set(heading)) or any(text.count(":") > 1 or "." in text for text in texts if ":" in text)


def _clock(text: str) -> Decimal | None:
    match = _CLOCK.fullmatch(text)
    if match is None:
        return None
    return Decimal(match[1] or 0) * 3600 + Decimal(match[2]) * 60 + Decimal(match[3])


def _seconds(text: str) -> Decimal | None:
    match = _SECONDS.fullmatch(text)
    return Decimal(match[1]) if match else None


def _total(text: str) -> Decimal | None:
    """86 of "12.14 (86)": a figure with its total in brackets."""
    match = _TOTALLED.fullmatch(text)
    return Decimal(match[1]) if match else None


def _place(text: str) -> Decimal | None:
    """2 of "t2" and "2=": a place that is shared."""
    match = _SHARED.fullmatch(text)
    return Decimal(match[1] or match[2]) if match else None
