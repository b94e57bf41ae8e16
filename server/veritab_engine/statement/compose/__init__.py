"""Parses of a statement: each module reads one family of operations from the cues that ask for it."""

from __future__ import annotations

from veritab_engine.statement.compose import aggregate, compare, count, extreme, lookup, negation, only, quantify
from veritab_engine.statement.compose.clause import Clause, Parse

__all__ = ["Clause", "Parse", "parses"]

_FAMILIES = (lookup, negation, count, extreme, aggregate, only, compare, quantify)


def parses(clause: Clause) -> list[Parse]:
    """All parses of a clause, cheapest first."""
    found: list[Parse] = []
    for family in _FAMILIES:
        found.extend(family.parses(clause))
    return sorted(found, key=lambda parse: parse.cost)
