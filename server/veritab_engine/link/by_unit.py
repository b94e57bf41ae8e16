"""Measures told by their unit alone: "Russia, at 17.1 million square kilometres" tells an area, "had 1,218 mm" rain.

They do where one column of a table, and no more, is in units of that kind, and the words give the figure to a name of
that table.
"""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.link.scene import Clause
from veritab_engine.link.units import factor
from veritab_engine.mention.names import PhraseMention
from veritab_engine.reference import PhraseRef, Table
from veritab_engine.reference.table import Role

MOST_TABLES = 64
"""Among more tables than this a unit says nothing."""


def told_by_unit(clause: Clause) -> Iterator[PhraseMention]:
    """The claim's own unit as the words for each column that alone in its table is in such units."""
    tables, unit = clause.scene.tables.tables, clause.claim.unit
    if clause.claim.kind != "measure" or unit is None or len(tables) > MOST_TABLES:
        return
    told = {ref for phrase in clause.phrases for ref in phrase.refs}
    found = (_column_in(table, unit) for table in tables.values())
    refs = tuple(ref for ref in found if ref is not None and ref not in told)
    if refs:
        yield PhraseMention(clause.tokens.stop - 1, clause.tokens.stop, refs)


def _column_in(table: Table, unit: str) -> PhraseRef | None:
    found = [column for column in table.schema.of_role(Role.MEASURE) if factor(unit, column.unit) is not None]
    return PhraseRef(table.schema.name, found[0].name) if len(found) == 1 else None
