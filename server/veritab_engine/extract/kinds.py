"""The claim kinds, listed once and the most specific first: words that one has claimed are not claimed again.

"15 consecutive years" is a streak and then no duration any more, "11th" in "the 11th straight month" no ordinal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from veritab_engine.claim import Claim, ClaimKind
from veritab_engine.extract import (
    age,
    anniversary,
    attribute,
    change,
    count,
    date,
    duration,
    elapsed,
    measure,
    money,
    ordinal,
    percent,
    rank,
    ratio,
    recurrence,
    role,
    streak,
    time,
)
from veritab_engine.extract.passage import Passage

MODULES = (
    streak,
    anniversary,
    elapsed,
    rank,
    ordinal,
    change,
    ratio,
    attribute,
    role,
    recurrence,
    money,
    percent,
    measure,
    age,
    duration,
    count,
    date,
    time,
)

KINDS: tuple[ClaimKind, ...] = tuple(module.KIND for module in MODULES)
FINDERS: tuple[Callable[[Passage], Iterator[Claim]], ...] = tuple(module.find for module in MODULES)
