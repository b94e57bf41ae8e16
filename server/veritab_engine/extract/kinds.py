"""The claim kinds, listed once and the most specific first: words that one has claimed are not claimed again.

"15 consecutive years" is a streak and then no duration any more, "11th" in "the 11th straight month" no ordinal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from veritab_engine.claim import Claim, ClaimKind
from veritab_engine.extract import (
    anniversary,
    attribute,
    change,
    count,
    date,
    duration,
    elapsed,
    measure,
    membership,
    money,
    nationality,
    ordinal,
    percent,
    rank,
    ratio,
    recurrence,
    role,
    score,
    streak,
    time,
)
from veritab_engine.extract.passage import Passage

MODULES = (
    streak,
    score,
    anniversary,
    elapsed,
    rank,
    ordinal,
    change,
    ratio,
    attribute,
    role,
    recurrence,
    membership,
    nationality,
    money,
    percent,
    measure,
    duration,
    count,
    date,
    time,
)

KINDS: tuple[ClaimKind, ...] = tuple(module.KIND for module in MODULES)
FINDERS: tuple[Callable[[Passage], Iterator[Claim]], ...] = tuple(module.find for module in MODULES)
