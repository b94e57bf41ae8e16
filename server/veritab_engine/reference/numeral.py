"""Numbers as tables write them: digits with their separators, and the marks that may stand around them.

A mark is a scale ("bn"), a status ("e", "<"), a sign of money or percent, or a note ("*", "[a]"). Which marks a column
has, and what each means, is said by `fact:marks`; inference finds them here, and cells are read by them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from veritab_engine.lexicon import forms, words

NOTE, NEGATIVE = "note", "negative"
BRACKETS, MINUS = "()", "-"
"""The marks of a number below zero: "(1,234)", and "1,234-"."""
LONGEST_MARK = 12
STATUSES = frozenset({"exact", "at_least", "at_most", "approximate"})

NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,2})?")
_SPACES = re.compile("[\\s\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}\N{FIGURE SPACE}]+")
_SIGNS = str.maketrans("’ʼ−", "''-")
_BRACKETED = re.compile(r"([^\d(]*)\(([^()]*\d[^()\d]*)\)(\D*)")
_CORE = re.compile(r"(?:\d(?:[\d.,' ]*\d)?|[.,]\d+)(?:[.](?=\s|$))?(?:[eE][+-]?\d{1,2})?")
_NOTE = re.compile(r"[*†‡§¶#^]+|\[\s?\w{1,8}\s?\]|\(\s?[a-z0-9]{1,2}\s?\)|[¹²³⁰-⁹ᵃ-ᶻ]+", re.IGNORECASE)
_SIGNS_AROUND = re.compile(r"^[^\d+\-.]+|[^\d.]+$")
_SIGN_FIRST = re.compile(r"^([+-])\s*[^\d+\-.]+")

Marks = Mapping[str, str | int]
"""What each mark means: a power of ten, a status, "negative" or "note"."""


@dataclass(frozen=True, slots=True)
class Apart:
    """A text as digits, in whatever separators, with the marks before and behind them."""

    digits: str
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Numeral:
    """The digits of a cell, without marks; the power of ten and the status that its marks give it."""

    digits: str
    power: int | None = None
    status: str | None = None


def plainly(text: str) -> str:
    """A text with every kind of space, apostrophe and minus sign in its plain form."""
    return _SPACES.sub(" ", text).translate(_SIGNS).strip()


def unmarked(text: str, marks: Marks) -> Numeral:
    """The digits of a cell whose marks are known; what is no mark stays with the digits."""
    rest, negative, power, status = plainly(text), False, None, None
    if BRACKETS in marks and (found := _BRACKETED.fullmatch(rest)):
        rest, negative = "".join(found.groups()).strip(), marks[BRACKETS] == NEGATIVE
    while (mark := _outermost(rest, marks)) is not None:
        meaning, rest = marks[mark], _without(rest, mark)
        if isinstance(meaning, int):
            power = meaning
        elif meaning == NEGATIVE:
            negative = True
        elif meaning in STATUSES:
            status = meaning
    return Numeral(f"-{rest}" if negative else rest, power, status)


def unsigned(digits: str) -> str:
    """Digits without the signs of money and percent around them; a number in brackets is below zero."""
    if found := _BRACKETED.fullmatch(digits):
        digits = "-" + "".join(found.groups()).strip()
    return _SIGNS_AROUND.sub("", _SIGN_FIRST.sub(r"\1", digits))


def take_apart(text: str) -> Apart | None:
    """A text as digits with marks around them; None where there is anything else."""
    if NUMBER.fullmatch(text):
        return Apart(text.lstrip("+"))
    plain, marks = plainly(text), []
    if (found := _BRACKETED.fullmatch(plain)) and not _NOTE.fullmatch(plain):
        plain = "".join(found.groups()).strip()
        marks.append(BRACKETS)
    core = _CORE.search(plain)
    if core is None:
        return None
    if re.search(r"(?<![^\W\d_])[^\W\d_]{1,2}$", plain[: core.start()]):
        return None
    before, after = plain[: core.start()].strip(), plain[core.end() :].strip()
    sign = "-" if before.startswith(MINUS) or before.endswith(MINUS) else ""
    before = before.strip("+-").strip()
    if after.endswith(MINUS):
        after = after[:-1].strip()
        marks.append(MINUS)
    for around in (before, after):
        found_marks = _marks(around)
        if found_marks is None:
            return None
        marks += found_marks
    return Apart(sign + core[0].rstrip("."), tuple(marks))


def unit_of(mark: str) -> str | None:
    """The unit that a sign in a cell stands for: "$" is USD."""
    return None if power_of(mark) is not None else forms("headers/units").get(mark.lower())


def power_of(mark: str) -> int | None:
    """The power of ten that a mark in a cell stands for: "bn" is 9."""
    power = forms("headers/cell_scales").get(mark.lower())
    return None if power is None else int(power)


def meaning_of(mark: str) -> str | int | None:
    """What a mark says in `fact:marks`; None for the sign of a unit."""
    if mark in (BRACKETS, MINUS):
        return NEGATIVE
    if (power := power_of(mark)) is not None:
        return power
    return None if unit_of(mark) is not None else forms("headers/marks").get(mark.lower(), NOTE)


@cache
def numbers_with(group: str, decimal: str) -> re.Pattern[str]:
    """Numbers with these separators; India parts its thousands by two digits."""
    thousands = rf"\d{{1,3}}(?:{re.escape(group)}\d{{2,3}})*{re.escape(group)}\d{{3}}|" if group else ""
    point = re.escape(decimal)
    return re.compile(rf"-?(?:(?:{thousands}\d+)(?:{point}\d*)?|{point}\d+)(?:[eE][+-]?\d{1, 2})?")


def scaled(number: Decimal, power: int) -> Decimal:
    """The number times ten to the power, to the last digit, and known as finely as before."""
    sign, digits, exponent = number.as_tuple()
    return Decimal((sign, digits, int(exponent) + power))


def _outermost(text: str, marks: Marks) -> str | None:
    """The longest mark that stands first or last in a text."""
    lower = text.lower()
    fitting = (
        mark
        for mark in marks
        if mark != BRACKETS
        and len(mark) < len(text)
        and (lower.endswith(mark.lower()) or (mark != MINUS and lower.startswith(mark.lower())))
    )
    return max(fitting, key=len, default=None)


def _without(text: str, mark: str) -> str:
    return (text[: -len(mark)] if text.lower().endswith(mark.lower()) else text[len(mark) :]).strip()


def _marks(around: str) -> list[str] | None:
    """What stands before or behind digits as marks, the longest first; None where it is anything else."""
    found: list[str] = []
    rest = around
    while rest:
        mark = next((rest[:end] for end in range(min(len(rest), LONGEST_MARK), 0, -1) if _is_mark(rest, end)), None)
        if mark is None:
            return None
        found.append(mark.strip())
        rest = rest[len(mark) :].strip()
    return found


def _is_mark(text: str, end: int) -> bool:
    """True where the first `end` characters of a text are a mark, and no part of a word."""
    mark = text[:end].strip()
    if mark[-1:].isalpha() and text[end : end + 1].isalpha():
        return False
    known = mark.lower()
    lists = ("headers/units", "headers/cell_scales", "headers/marks")
    return any(known in forms(name) for name in lists) or known in words("headers/flags") or bool(_NOTE.fullmatch(mark))
