"""How a column of numbers is written, from its cells: separators, marks, units."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from veritab_engine.reference.numeral import (
    BRACKETS,
    NOTE,
    Apart,
    meaning_of,
    numbers_with,
    power_of,
    take_apart,
    unit_of,
)

SEPARATORS = ((",", "."), ("", "."), (" ", "."), ("'", "."), (".", ","), (" ", ","), ("'", ","), ("", ","))
"""Of thousands and decimals, in the order in which they are tried; "1,234" alone is a thousand and more."""
CONTINENTAL = ((".", ","), (" ", ","), ("'", ","), ("", ","), ("", "."), (" ", "."), ("'", "."), (",", "."))
"""The same for a table that has decimal commas elsewhere."""
SAMPLE = 2000
"""As many numbers at most show which separators a column has; all are read by them."""
METRES, FLAG = frozenset({"m", "t"}), "b"
"""Letters that say a scale only beside money or another scale: "1.85 m" is a height, "6.2 b" a break in a series."""

_PARTED = re.compile(r"-?[1-9]\d{0,2},\d{3}")
_COMMA = re.compile(r"-?\d+,\d{1,2}|-?\d+,\d{4,}|-?\d{1,3}(?:[. ]\d{3})+,\d+")
_NO_THOUSANDS = re.compile(r"-?0,\d+|-?\d{4,},\d+|-?\d{1,3}(?:[. ]\d{3})+,\d+")
_POINT = re.compile(r"-?\d+\.\d{1,2}|-?\d+\.\d{4,}|-?\d{1,3}(?:,\d{3})+\.\d+|-?\d{1,3}(?:,\d{3}){2,}")


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a column writes its numbers. `unread` are the texts that are no numbers in it."""

    group: str = ""
    decimal: str = "."
    marks: dict[str, str | int] = field(default_factory=dict)
    units: frozenset[str] = frozenset()
    """The units whose signs stand in cells."""
    whole: bool = False
    unread: tuple[str, ...] = ()
    deducted: bool = False
    """True where every number stands in brackets: a statement takes them off, and they are told without a sign."""
    metres: bool = False
    """True where "m" in cells may be metres or millions."""


def spelling_of(texts: Sequence[str], *, comma: bool = False, money: bool = False) -> Spelling | None:
    """How distinct `texts` are written as numbers; None where none is one, or commas say two things.

    `comma` says that the table has decimal commas, `money` that the header names a currency.
    """
    apart = {text: found for text in texts if (found := take_apart(text)) is not None}
    if not apart:
        return None
    cores = [each.digits for each in apart.values()]
    if not comma and _is_torn(cores):
        return None
    group, decimal = _separators(cores, comma=comma)
    form = numbers_with(group, decimal)
    read = {text: each for text, each in apart.items() if form.fullmatch(each.digits)}
    if _are_codes([each.marks for each in read.values()]):
        return None
    marks = {mark.lower() for each in read.values() for mark in each.marks}
    meanings = {mark: meaning for mark in sorted(marks) if (meaning := meaning_of(mark)) is not None}
    units = frozenset(unit for mark in marks if (unit := unit_of(mark)) is not None)
    scales = {mark for mark in marks if power_of(mark) is not None}
    alone = len(scales) == 1 and not money and not any(map(str.isupper, units))
    if alone and scales == {FLAG}:
        meanings[FLAG], scales = NOTE, set()
    digits = [each.digits for each in read.values()]
    return Spelling(
        group=group if group and any(group in core for core in digits) else "",
        decimal=decimal if any(decimal in core for core in digits) else ".",
        marks=meanings,
        units=units,
        whole=not scales and all(_is_whole(core, decimal) for core in digits),
        unread=tuple(text for text in texts if text not in read),
        deducted=BRACKETS in meanings and all(BRACKETS in each.marks for each in read.values()),
        metres=alone and scales <= METRES,
    )


def has_decimal_commas(columns: Sequence[Sequence[str]]) -> bool:
    """True for a table in which some number can only have a decimal comma, and none only a decimal point."""
    cores = [[each.digits for text in texts if (each := _apart(text)) is not None] for texts in columns]
    shown = any(any(map(_COMMA.fullmatch, column)) and not _is_torn(column) for column in cores)
    return shown and not any(any(map(_POINT.fullmatch, column)) for column in cores)


def _are_codes(marks: Sequence[Sequence[str]]) -> bool:
    """True for "10A", "10B", "11A": a letter behind each number, and not the same, is half of a name and no note."""
    letters = [{mark.lower() for mark in each if len(mark) == 1 and mark.isalpha()} for each in marks]
    told = {letter for each in letters for letter in each if power_of(letter) is None and unit_of(letter) is None}
    return len(told) > 1 and all(letters)


def _is_torn(cores: Sequence[str]) -> bool:
    """True where most commas stand before three digits, and the others may be slips: "12,34" among "1,234"."""
    commas = sum(1 for core in cores if _COMMA.fullmatch(core))
    thousands = sum(1 for core in cores if _PARTED.fullmatch(core))
    return 0 < commas < thousands and not any(_NO_THOUSANDS.fullmatch(core) or _POINT.fullmatch(core) for core in cores)


def _separators(cores: Sequence[str], *, comma: bool) -> tuple[str, str]:
    """The separators that read most of the digits, the more usual ones where several do."""
    if not comma and any(_COMMA.fullmatch(core) for core in cores) and not any(map(_POINT.fullmatch, cores)):
        comma = True
    if comma and all(not _COMMA.fullmatch(core) for core in cores) and any(map(_POINT.fullmatch, cores)):
        comma = False
    sample = cores[:SAMPLE]
    return max(
        CONTINENTAL if comma else SEPARATORS,
        key=lambda pair: sum(1 for core in sample if numbers_with(*pair).fullmatch(core)),
    )


def _is_whole(core: str, decimal: str) -> bool:
    """True for "12" and for the "12.0" that programs write."""
    whole, _, fraction = core.partition(decimal)
    return fraction in ("", "0") and "e" not in whole.lower()


def _apart(text: str) -> Apart | None:
    return take_apart(text) if text[:1] and any(character.isdigit() for character in text) else None
