"""What a program hands in, held against what a call takes: a wrong type is told in a sentence, and nothing is sent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TypeVar

from veritab_client.errors import InputError

T = TypeVar("T")


def require(value: object, kind: type | tuple[type, ...], name: str, wanted: str) -> None:
    """Raise InputError where `value` is not of that kind; `wanted` says it in words."""
    if not isinstance(value, kind):
        raise InputError(f"{name} must be {wanted}, not {type(value).__name__}.")


def text(value: str, name: str) -> str:
    """The text itself; InputError where it is none."""
    require(value, str, name, "a string")
    return value


def texts(value: Mapping[str, str], name: str) -> Mapping[str, str]:
    """The strings by name; InputError where it is no mapping of strings to strings."""
    require(value, Mapping, name, "a mapping of columns to strings")
    for key, item in value.items():
        text(key, f"a column of {name}")
        text(item, f"{name}[{key}]")
    return value


def number(value: int, name: str) -> int:
    """The whole number itself; InputError where it is none, or none that the contract can carry."""
    require(value, int, name, "a whole number")
    if not -(2**31) <= value < 2**31:
        raise InputError(f"{name} must be a number of 32 bits, not {value}.")
    return value


def share(value: float | None, name: str) -> float | None:
    """The number from 0 to 1 itself, or None; InputError where it is neither."""
    if value is None:
        return None
    require(value, (int, float), name, "a number")
    if not 0 <= value <= 1:
        raise InputError(f"{name} must be a number from 0 to 1, not {value}.")
    return float(value)


def day(value: date, name: str) -> str:
    """The day as ISO 8601 writes it; InputError where it is none."""
    require(value, date, name, "a date")
    return (value.date() if isinstance(value, datetime) else value).isoformat()


def time(value: date | str, name: str) -> str:
    """The day, or the text that stands for a day, month or year; InputError where it is neither."""
    require(value, (date, str), name, "a date or a string")
    return value if isinstance(value, str) else day(value, name)


def several(values: Iterable[T], kind: type | tuple[type, ...], name: str, wanted: str) -> list[T]:
    """The values; InputError where they are not several of that kind, such as one of them without a list around it."""
    if isinstance(values, (str, bytes, kind)) or not isinstance(values, Iterable):
        raise InputError(f"{name} must be {wanted} in a list, not {type(values).__name__}.")
    found = list(values)
    for place, value in enumerate(found):
        require(value, kind, f"{name}[{place}]", wanted)
    return found
