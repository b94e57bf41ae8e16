"""Parses of a statement: each module reads one family of operations from the cues that ask for it."""

from __future__ import annotations

from veritab_engine.statement.compose import (
    aggregate,
    alike,
    compare,
    count,
    difference,
    extreme,
    frequent,
    grouped,
    lookup,
    negation,
    only,
    outnumber,
    portion,
    quantify,
)
from veritab_engine.statement.compose.clause import Clause, Parse
from veritab_engine.statement.compose.split import halves

__all__ = ["Clause", "Parse", "parses"]

_FAMILIES = (
    lookup,
    negation,
    count,
    grouped,
    extreme,
    aggregate,
    only,
    compare,
    outnumber,
    frequent,
    portion,
    difference,
    alike,
    quantify,
)


def parses(clause: Clause) -> list[Parse]:
    """All parses of a statement, as one clause or as two, cheapest first."""
    return _cheapest_first([*_whole(clause), *halves(clause, _whole)])


def _whole(clause: Clause) -> list[Parse]:
    return _cheapest_first([parse for family in _FAMILIES for parse in family.parses(clause)])


def _cheapest_first(found: list[Parse]) -> list[Parse]:
    return sorted(found, key=lambda parse: parse.cost)
