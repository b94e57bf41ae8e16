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
    named,
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
    named,
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
    found = [parse for family in _FAMILIES for parse in family.parses(clause)]
    return _cheapest_first([parse for parse in found if not _lacks_a_row(parse, clause)])


def _lacks_a_row(parse: Parse, clause: Clause) -> bool:
    """True for a comparison of what is not one row with one other: the words compare something else."""
    return parse.family == "compare" and parse.form.truth(clause.sheet).holds is None


def _cheapest_first(found: list[Parse]) -> list[Parse]:
    return sorted(found, key=lambda parse: parse.cost)
