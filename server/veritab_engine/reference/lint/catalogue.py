"""The rules of lint, by code."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from veritab_engine.reference.lint import (
    absent,
    additive,
    alias,
    ambiguous,
    as_of,
    blank,
    cell,
    change,
    constraint,
    declaration,
    edge,
    ends,
    finer,
    foreign_key,
    formula,
    future,
    gap,
    header,
    hollow,
    key,
    limit,
    measured,
    mistimed,
    mixed,
    mojibake,
    name,
    outlier,
    overlap,
    profile,
    repeat,
    rowless,
    shared,
    source,
    spelling,
    stale,
    twice,
    unit,
    unreadable,
    vacant,
    word,
)
from veritab_engine.reference.lint.case import Case
from veritab_engine.reference.lint.rule import Rule
from veritab_engine.reference.problem import Problem

Check = Callable[[Case], Iterator[Problem]]

ERRORS = (unreadable, profile, header, cell, constraint, key, name, declaration, foreign_key)
WARNINGS = (
    limit, unit, gap, additive, change, outlier, ends, as_of, alias, mojibake, mixed, blank, twice,
    mistimed, formula, measured, finer,
)  # fmt: skip
NOTES = (
    edge,
    stale,
    future,
    source,
    overlap,
    spelling,
    hollow,
    shared,
    word,
    repeat,
    vacant,
    absent,
    ambiguous,
    rowless,
)

MODULES = (*ERRORS, *WARNINGS, *NOTES)
RULES: tuple[Rule, ...] = tuple(module.RULE for module in MODULES)
REVIEWS: tuple[Check, ...] = tuple(module.check for module in (name, *WARNINGS, *NOTES))
"""What is asked of a table beyond that it loads by itself."""
