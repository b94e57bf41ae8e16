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
    comparison,
    count,
    date,
    duration,
    elapsed,
    extreme,
    holder,
    measure,
    membership,
    money,
    nationality,
    ordinal,
    percent,
    predicate,
    rank,
    ratio,
    recurrence,
    role,
    score,
    streak,
    succession,
    time,
    told_name,
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
    succession,
    holder,
    recurrence,
    membership,
    nationality,
    money,
    percent,
    measure,
    age,
    duration,
    count,
    date,
    time,
    extreme,
    comparison,
)

KINDS: tuple[ClaimKind, ...] = (*(module.KIND for module in MODULES), predicate.KIND, predicate.PARTY, told_name.KIND)
"""Predicates, and names by words for a column, are found by what loaded tables know, all others by the text alone."""
LATENT = frozenset(kind.name for kind in KINDS if kind.latent)
"""Kinds of which a claim is reported only where a table has something to say of it."""

Find = Callable[[Passage], Iterator[Claim]]
FINDERS: tuple[tuple[int, Find], ...] = tuple((1 << place, module.find) for place, module in enumerate(MODULES))
"""Who finds each kind, with the bit that stands for it in `BITS`."""


def _bits() -> dict[str, int]:
    table: dict[str, int] = {}
    for (bit, _), module in zip(FINDERS, MODULES, strict=True):
        for trigger in module.TRIGGERS:
            table[trigger] = table.get(trigger, 0) | bit
    return table


BITS = _bits()
"""For every trigger, the kinds that it may be of.

A sentence with none of a kind's triggers has no claim of it. They are words in lower case, and forms of mentions in
angle brackets ("<money>", "<ordinal>"), as `Passage.forms` has them.
"""
WORDS = frozenset(BITS)
