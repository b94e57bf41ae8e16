"""Mutations: a text or bytes, changed the way that accidents and malice change them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random

MOST = 3
"""Changes of one input are mostly few; now and then there are up to the square of this."""
LONGEST = 6_000
"""Characters or bytes of what is made: an input that does harm does it when it is small, and small ones are quick."""

SIGNS = (
    "\x00", "\t", "\n", "\r", "\r\n", "\x0b", "\x0c", "\x1b", "\x85", "\xa0", "\xad", "\u0301", "\u0489", "\u200b",
    "\u200d", "\u200e", "\u2028", "\u2029", "\u202e", "\u2066", "\u2212", "\u2044", "\xbd", "\xb2", "\u0661",
    "\u0967", "\uff11", "\u4e94", "\u216b", "\u3000", "\ufeff", "\ufffd", "\uffff", "\U0001f600", "\U0001d7d8",
    "\U000e0041", "\u0130", "\u0131", "\xdf", "\ufb01", "\u01c5", "\u0345", "'", "\u2019", '"', "\u201c", "\u201d",
    "\u2018", "(", ")", "[", "]", "{", "}", "<", ">", "|", "/", "\\", "-", "\u2013", "\u2014", ".", "..", "...",
    "\u2026", ",", ";", ":", "!", "?", "%", "$", "\u20ac", "\xa3", "\xa5", "#", "*", "_", "`", "~", "^", "=", "+",
    "&", "@",
)  # fmt: skip
"""Signs that a reader may not have thought of."""
WORDS = (
    "and", "or", "not", "the", "a", "half", "hundred", "thousand", "million", "billion", "dozen", "th", "st", "first",
    "second", "eleventh", "percent", "dollars", "euros", "km/h", "since", "until", "between", "from", "to", "of",
    "in", "on", "by", "more", "less", "than", "least", "most", "about", "nearly", "no", "never", "only", "both",
    "each", "per", "ago", "last", "next", "year", "years", "month", "week", "day", "today", "January", "Feb.", "2024",
    "1999", "0", "00", "-1", "1e9", "1e999", "1,000", "1.000.000", "3-2", "12:30", "29/02/2023", "31/12/9999",
    "99999999999999999999", "0.0000000001", "U.S.", "Mr.", "Xi", "Jinping", "China", "Russia", "Putin", "president",
    "him", "their", "who", "which", "largest", "smallest", "doubled", "halved", "rose", "fell", "from", "visited",
    "founded", "anniversary", "rank", "points", "wins", "XIV", "II", "5th", "0th", "-3rd", "http://a.b/?c=1", "a@b.c",
    "(Reuters)", "\u2014", "NaN", "inf", "true", "null",
)  # fmt: skip
"""Words that readings begin, join or end at."""
_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d+")


def mutated(text: str, others: Sequence[str], chance: Random) -> str:
    """The text with some changes; parts of the others may come into it."""
    for _ in range(changes(chance)):
        text = chance.choice(_OF_TEXT)(text, others, chance)[:LONGEST]
    return text


def mutated_bytes(data: bytes, others: Sequence[bytes], chance: Random) -> bytes:
    """The bytes with some changes; parts of the others may come into them."""
    for _ in range(changes(chance)):
        data = chance.choice(_OF_BYTES)(data, others, chance)[: 20 * LONGEST]
    return data


def changes(chance: Random) -> int:
    """How many changes to make, at least one."""
    return chance.randint(1, MOST if chance.random() < 0.8 else MOST * MOST)


def _part(length: int, chance: Random) -> slice:
    """A part of something, mostly short."""
    start = chance.randint(0, length)
    return slice(start, start + chance.choice((0, 1, 1, 2, 4, 16, 64, length)))


def _splice(text: str, others: Sequence[str], chance: Random) -> str:
    other, at = chance.choice(others), chance.randint(0, len(text))
    return text[:at] + other[_part(len(other), chance)] + text[at:]


def _delete(text: str, _: Sequence[str], chance: Random) -> str:
    part = _part(len(text), chance)
    return text[: part.start] + text[part.stop :]


def _repeat(text: str, _: Sequence[str], chance: Random) -> str:
    part = _part(len(text), chance)
    return text[: part.start] + text[part] * chance.choice((2, 2, 3, 30, 300)) + text[part.stop :]


def _sign(text: str, _: Sequence[str], chance: Random) -> str:
    at = chance.randint(0, len(text))
    return text[:at] + chance.choice(SIGNS) * chance.choice((1, 1, 1, 2, 40)) + text[at:]


def _word(text: str, _: Sequence[str], chance: Random) -> str:
    return _swapped(_WORD, text, chance.choice(WORDS), chance)


def _words(text: str, _: Sequence[str], chance: Random) -> str:
    at = chance.randint(0, len(text))
    return text[:at] + " " + " ".join(chance.choices(WORDS, k=chance.randint(1, 12))) + " " + text[at:]


def _number(text: str, _: Sequence[str], chance: Random) -> str:
    digits = "".join(chance.choices("0123456789", k=chance.choice((1, 2, 4, 9, 40))))
    return _swapped(_NUMBER, text, digits * chance.choice((1, 1, 1, 100)), chance)


def _wrap(text: str, _: Sequence[str], chance: Random) -> str:
    opens, closes = chance.choice(("()", "[]", "\u201c\u201d", '""', "''", "\u2018\u2019", "{}", "<>", "**", "``"))
    part, deep = _part(len(text), chance), chance.choice((1, 1, 3, 200))
    return text[: part.start] + opens * deep + text[part] + closes * deep + text[part.stop :]


def _case(text: str, _: Sequence[str], chance: Random) -> str:
    part = _part(len(text), chance)
    change: Callable[[str], str] = chance.choice((str.upper, str.lower, str.title, str.swapcase))
    return text[: part.start] + change(text[part]) + text[part.stop :]


def _shuffle(text: str, _: Sequence[str], chance: Random) -> str:
    words = text.split(" ")
    chance.shuffle(words)
    return " ".join(words)


def _break(text: str, _: Sequence[str], chance: Random) -> str:
    return text.replace(" ", chance.choice(("", "\n", "\n\n", "\u2028", "  ", "-", ", ")), chance.choice((1, 5, -1)))


def _swapped(what: re.Pattern[str], text: str, new: str, chance: Random) -> str:
    found = list(what.finditer(text))
    if not found:
        return text + new
    match = chance.choice(found)
    return text[: match.start()] + new + text[match.end() :]


_OF_TEXT = (_splice, _splice, _delete, _repeat, _sign, _word, _word, _words, _number, _wrap, _case, _shuffle, _break)


def _flip(data: bytes, _: Sequence[bytes], chance: Random) -> bytes:
    if not data:
        return data
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :]


def _extreme(data: bytes, _: Sequence[bytes], chance: Random) -> bytes:
    """Write the least, the greatest or a random number of 1, 4 or 8 bytes somewhere."""
    size = chance.choice((1, 4, 8))
    numbers = (bytes(size), b"\xff" * size, b"\xff" * (size - 1) + b"\x7f", bytes(size - 1) + b"\x80")
    at, number = chance.randint(0, len(data)), chance.choice((*numbers, chance.randbytes(size)))
    return data[:at] + number + data[at + chance.choice((0, size)) :]


def _splice_bytes(data: bytes, others: Sequence[bytes], chance: Random) -> bytes:
    other, at = chance.choice(others), chance.randint(0, len(data))
    return data[:at] + other[_part(len(other), chance)] + data[at:]


def _delete_bytes(data: bytes, _: Sequence[bytes], chance: Random) -> bytes:
    part = _part(len(data), chance)
    return data[: part.start] + data[part.stop :]


def _repeat_bytes(data: bytes, _: Sequence[bytes], chance: Random) -> bytes:
    part = _part(len(data), chance)
    return data[: part.start] + data[part] * chance.choice((2, 2, 3, 50)) + data[part.stop :]


_OF_BYTES = (_flip, _flip, _extreme, _extreme, _splice_bytes, _delete_bytes, _repeat_bytes)
