"""Readings of comparisons: by how much, or how many times, one figure is larger than another, and which is the larger.

"$12 billion more than Germany", "three times that of Brazil", "a third of its trade with the United States", "larger
than with Brazil".
"""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.link.clause import Clause
from veritab_engine.link.figure import is_in_unit
from veritab_engine.link.reading import Operation, Reading
from veritab_engine.link.sides import sided

SHARES = frozenset({"share", "times"})
MORE_BY = frozenset({"more", "less", "larger", "smaller", "higher", "lower", "bigger", "greater"})


def comparison_readings(clause: Clause) -> Iterator[Reading]:
    """Which of two figures is the larger."""
    yield from sided(clause, Operation.DIFFERENCE)


def difference_readings(clause: Clause) -> Iterator[Reading]:
    """How far one figure is above or below another, in their unit or in percent of the second."""
    lower = clause.sentence.lower[clause.tokens.stop : clause.tokens.stop + 5]
    if "than" not in lower or clause.claim.unit == "times":
        return
    for reading in sided(clause, Operation.DIFFERENCE):
        column = clause.scene.tables.tables[reading.table].column(reading.column)
        if is_in_unit(clause, column) and clause.claim.unit != "percent":
            yield reading


def ratio_readings(clause: Clause) -> Iterator[Reading]:
    """How many times a second figure the first is, or which part of it."""
    behind = clause.sentence.lower[clause.tokens.stop : clause.tokens.stop + 1]
    if clause.claim.unit in SHARES and not MORE_BY.intersection(behind):
        yield from sided(clause, Operation.RATIO)
