"""Superlatives that say of a named one that it is first or last, and pick no other rows than its own.

"Unemployment was lowest in Tolvik, with 3.3 percent", "the clinic has the fewest nurses, with 190": the figure is that
of the one who is named. "The lowest price" alone may be another figure than the price.
"""

from __future__ import annotations

from veritab_engine.lexicon import forms, words
from veritab_engine.link.clause import Clause

SEVERAL = 2
"""Beside so many dates the superlative may be told within one of them: "the lowest of 2024 in June"."""
REACH = 3
"""Tokens before a figure among which what leads to it stands, past a hedge."""


def foremost(clause: Clause) -> frozenset[int]:
    """The tokens of the superlatives of a sentence that are told of whom it names."""
    lower = clause.sentence.lower
    before = lower[max(clause.tokens.start - REACH, 0) : clause.tokens.start]
    if words("superlatives/leading").isdisjoint(before):
        return frozenset()
    known = forms("superlatives/figured")
    return frozenset(
        i for i in range(2, clause.tokens.start) if lower[i] in known and (_is_said(clause, i) or _is_had(clause, i))
    )


def _is_said(clause: Clause, i: int) -> bool:
    """True for "was lowest in Tolvik": the superlative is the predicate, and behind it stands of whom it is said."""
    lower = clause.sentence.lower
    led = lower[i - 1] in words("superlatives/copulas") and lower[i + 1 : i + 2] in (("in",), ("at",), ("for",))
    return led and any(name.first == i + 2 for name in clause.names)


def _is_had(clause: Clause, i: int) -> bool:
    """True for "has the fewest": the subject has the superlative's figure, and no month or day of a year is told."""
    lower = clause.sentence.lower
    had = lower[i - 1] == "the" and lower[i - 2] in words("superlatives/having")
    return had and any(name.last == i - 2 for name in clause.names) and len(clause.dates) < SEVERAL
