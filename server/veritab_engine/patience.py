"""How a check is called off: work that can be long looks again and again whether somebody still waits for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

Patience = Callable[[], None]
"""Raises once nobody waits any more; what it raises ends the check."""


def endless() -> None:
    """Wait for however long it takes."""


def while_patient(items: Iterable[T], patience: Patience) -> Iterator[T]:
    """The items, for as long as somebody waits for them."""
    for item in items:
        patience()
        yield item
