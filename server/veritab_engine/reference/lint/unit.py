"""A measure has no unit, and its name or its neighbours say that it should have one.

The header names a unit that `sdmx:unitMeasure` does not; or other measures of the table have units, and this one speaks
of money or of shares, or has figures with decimals. A figure without a unit is compared with any other.
"""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.lexicon import words
from veritab_engine.reference.descriptor import words as spoken
from veritab_engine.reference.header import read_header
from veritab_engine.reference.lint.case import Case
from veritab_engine.reference.lint.rule import Rule
from veritab_engine.reference.problem import Problem, Severity
from veritab_engine.reference.table import Column

RULE = Rule("VT423", "measure without a unit", Severity.WARNING)
MEND = "Say so with sdmx:unitMeasure (and sdmx:unitMult, where figures are in thousands or more)."


def check(case: Case) -> Iterator[Problem]:
    """Every measure whose unit is missing."""
    others = any(column.unit is not None for column in case.measures)
    for column in case.measures:
        if column.unit is None and (why := _why(case, column, others)) is not None:
            yield case.problem(RULE, f"{why}, and no unit is declared. {MEND}", column=column.name)


def _why(case: Case, column: Column, others: bool) -> str | None:
    """What speaks for a unit; None where nothing does."""
    for text in (case.declared(column.name).get("title", ""), column.name):
        if unit := read_header(text).unit:
            return f'the header "{text}" names {unit}'
    if not others:
        return None
    said = {word for text in (column.name, *column.phrases) for word in spoken(text).lower().split(" ")}
    if about := said & words("lint/rated"):
        return f'"{min(about)}" is measured in money or percent'
    fractions = column.type == "number" and any("." in (cell or "") for cell in case.cells[column.name])
    if fractions and not case.schema.inferred:
        return "the figures have decimals, and other measures have units"
    return None
