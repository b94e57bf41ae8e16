"""The plain checks of a request's fields; each raises FieldError with the path of the field."""

from __future__ import annotations

from collections.abc import Mapping, Sized
from datetime import date

from veritab_server.errors import FieldError

LONGEST_NAME = 1_024
"""Characters of a name."""


def require(holds: bool, field: str, problem: str) -> None:
    """Raise FieldError unless the field is in order."""
    if not holds:
        raise FieldError(field, problem)


def read_name(text: str, field: str, longest: int = LONGEST_NAME, *, required: bool = False) -> str:
    """A short string, unchanged."""
    require(bool(text) or not required, field, "is required")
    require(len(text) <= longest, field, f"has {len(text)} characters; {longest} are the most")
    return text


def read_date(text: str, field: str) -> date | None:
    """A day as ISO 8601 writes it; None where the field is empty."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise FieldError(field, f'"{text[:80]}" is not a date like "2025-05-08"') from None


def read_entries(entries: Mapping[str, str], field: str, most: int) -> dict[str, str]:
    """A small map."""
    require(len(entries) <= most, field, f"has {len(entries)} entries; {most} are the most")
    return {read_name(key, field): read_name(text, f"{field}[{key}]") for key, text in entries.items()}


def require_count(items: Sized, field: str, most: int) -> None:
    """Refuse an empty list, and one of more than `most`."""
    require(len(items) > 0, field, "is required")
    require(len(items) <= most, field, f"has {len(items)} entries; {most} are the most")
