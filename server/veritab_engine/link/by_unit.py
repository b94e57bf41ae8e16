"""Measures told by their unit alone: "Russia, at 17.1 million square kilometres" tells an area, "had 1,218 mm" rain.

They do where one column of a table is in units of that kind, or is all of what others are a part of, and the words give
the figure to a name of that table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from veritab_engine.link.clause import Clause
from veritab_engine.link.units import factor
from veritab_engine.mention.names import PhraseMention
from veritab_engine.reference import PhraseRef, Table
from veritab_engine.reference.table import Role

MOST_TABLES = 64
"""Among more tables than this a unit says nothing."""


def told_by_unit(clause: Clause, told: Sequence[PhraseMention]) -> Iterator[PhraseMention]:
    """The claim's own unit as the words for each column in such units, in the tables of which no measure is told."""
    tables, unit = clause.scene.tables.tables, clause.claim.unit
    if clause.claim.kind != "measure" or unit is None or len(tables) > MOST_TABLES:
        return
    measured = {ref.table for phrase in told for ref in phrase.refs if _is_measure(tables[ref.table], ref.column)}
    refs = tuple(ref for name, table in tables.items() if name not in measured for ref in _columns_in(table, unit))
    if refs:
        yield PhraseMention(clause.tokens.stop - 1, clause.tokens.stop, refs)


def _is_measure(table: Table, column: str | None) -> bool:
    return column is not None and table.column(column).role is Role.MEASURE


def _columns_in(table: Table, unit: str) -> tuple[PhraseRef, ...]:
    """The column in units of that kind: of several the only one in the very unit, else what all are called: "area"."""
    found = [column for column in table.schema.of_role(Role.MEASURE) if factor(unit, column.unit) is not None]
    very = [column for column in found if column.unit == unit]
    found = very if len(very) == 1 else found
    if len(found) > 1:
        told = ({word for phrase in column.phrases for word in phrase.lower().split(" ")} for column in found)
        shared = set.intersection(*told)
        found = [column for column in found if not shared.isdisjoint(phrase.lower() for phrase in column.phrases)]
    return tuple(PhraseRef(table.schema.name, each.name) for each in found) if len(found) == 1 else ()
