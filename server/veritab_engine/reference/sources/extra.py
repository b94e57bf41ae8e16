"""Readers that are not everyone's: what is missing is said with the extra that brings it."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from veritab_engine.errors import TableError


def require(module: str, extra: str, place: str) -> Any:
    """The module; TableError where it is not installed."""
    try:
        return import_module(module)
    except ImportError:
        raise TableError(f'{place}: reading it needs more than is installed: pip install "veritab[{extra}]".') from None
