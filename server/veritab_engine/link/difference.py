"""Figures that tell how far something went, or what several came to, and are no level of a measure."""

from __future__ import annotations

from itertools import pairwise

from veritab_engine.lexicon import forms, phrases, words
from veritab_engine.link.clause import Clause
from veritab_engine.link.comparable import MEASURED

AMOUNT_OF_CHANGE = 3
"""A figure with "by" among so many tokens before it is how much something changed."""
WAYS = (("up",), ("down",))
"""Right before a figure these make it how much something changed: "2.5 million visitors, up 500,000"."""
LEVELS = frozenset({"to", "at", "from", "of", "is", "was"})


def is_no_level(clause: Clause) -> bool:
    """True for the amount of a change, a distance, a difference, and what several measures came to together."""
    before = clause.sentence.lower[max(clause.tokens.start - AMOUNT_OF_CHANGE, 0) : clause.tokens.start]
    by = "by" in before and "to" not in before[before.index("by") :]
    if by or (clause.claim.kind in MEASURED and _is_distance(before)):
        return True
    return is_difference(clause) or _is_of_several(clause)


def is_difference(clause: Clause) -> bool:
    """True for how much more or less it is than another one: "1.1 million, 46,000 above the last quarter of 2023"."""
    lower, at = clause.sentence.lower, clause.tokens.stop
    if lower[max(clause.tokens.start - 1, 0) : clause.tokens.start] in WAYS:
        return True
    at = max(at, clause.noun_tokens.stop) if clause.noun_tokens and clause.noun_tokens.start <= at else at
    hit = phrases("comparisons/differences").at(lower, at)
    if hit is None or hit[1] >= len(lower):
        return False
    begun = {name.first for name in clause.names} | {tokens.start for _, tokens in clause.dates}
    return hit[1] in begun or lower[hit[1]] in words("comparisons/standards")


def _is_distance(before: tuple[str, ...]) -> bool:
    """True for how far something moved, and not to where: "the level fell almost 1.3 metres"."""
    told = next((word for word in reversed(before) if word in LEVELS or word in forms("change_verbs/verbs")), "")
    return told not in LEVELS and told != ""


def _is_of_several(clause: Clause) -> bool:
    """True for what two measures came to together: "together, wind and solar made 58.3 TWh" is no figure of either."""
    lower, before = clause.sentence.lower, [each for each in clause.phrases if each.last <= clause.tokens.start]
    joined = any(
        lower[one.last : other.first] == ("and",) and set(one.refs) != set(other.refs)
        for one, other in pairwise(sorted(before, key=lambda each: each.first))
    )
    return joined and not words("operations/together").isdisjoint(lower)
