"""A bare `re` scan for numbers: no meaning, no unit, no words; what the language itself could do at most."""

from __future__ import annotations

import re

from benchmarks.speed.stopwatch import Reader

NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)*")


def whole() -> Reader:
    """All spans of digits, as match objects."""
    return lambda text: sum(1 for _ in NUMBER.finditer(text))
