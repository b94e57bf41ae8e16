"""Collisions: a name that several bear ("Congo"), or that one bears who is in no table ("Georgia").

The class of the column tells a country from a person, and whoever of the same class is named beside it a country from a
state. Else the reading stands for what it is worth, and refutes nothing.
"""

from __future__ import annotations

from dataclasses import replace

from veritab_engine.link.clause import Clause
from veritab_engine.link.reading import Binding, Reading
from veritab_engine.reference.table import Role
from veritab_engine.value import Text


def in_doubt(reading: Reading, clause: Clause) -> Reading:
    """The reading, which cannot refute where it rests on a name that may be another's."""
    if not reading.refutes:
        return reading
    table = clause.scene.tables.tables[reading.table]
    told = [binding for binding in reading.bindings if table.column(binding.column).role in (Role.ENTITY, Role.MEASURE)]
    kinds = [ref.kind for ref in clause.entities]
    several = isinstance(clause.claim.value, Text) and len(set(kinds)) < len(kinds)
    held = [binding for binding in told if binding.mention is not None]
    if several or any(_may_be_another(each, table.column(each.column).entity, clause, len(held) > 1) for each in held):
        return replace(reading, refutes=False)
    return reading


def _may_be_another(binding: Binding, kind: str | None, clause: Clause, beside: bool) -> bool:
    """True for a name that another of the class bears; `beside` another name of the row, a shared one is the row's."""
    mention = binding.mention
    if mention is None:
        return False
    if any(ref.kind == kind and ref.id != binding.id for ref in mention.refs):
        return True
    named = (ref for name in clause.names for ref in name.refs if ref.kind == kind)
    return mention.shared and not beside and all(ref.id == binding.id for ref in named)
