"""Collisions: a name that several bear ("Congo"), or that one bears who is in no table ("Georgia").

The class of the column tells a country from a person, and whoever of the same class is named beside it a country from a
state. Else the reading stands for what it is worth, and refutes nothing.
"""

from __future__ import annotations

from dataclasses import replace

from veritab_engine.link.reading import Binding, Reading
from veritab_engine.link.scene import Clause
from veritab_engine.reference.table import Role
from veritab_engine.value import Text


def in_doubt(reading: Reading, clause: Clause) -> Reading:
    """The reading, which cannot refute where it rests on a name that may be another's."""
    if not reading.refutes:
        return reading
    table = clause.scene.tables.tables[reading.table]
    told = [binding for binding in reading.bindings if table.column(binding.column).role in (Role.ENTITY, Role.MEASURE)]
    several = isinstance(clause.claim.value, Text) and len(clause.entities) > 1
    if several or any(_may_be_another(each, table.column(each.column).entity, clause) for each in told):
        return replace(reading, refutes=False)
    return reading


def _may_be_another(binding: Binding, kind: str | None, clause: Clause) -> bool:
    mention = binding.mention
    if mention is None:
        return False
    if any(ref.kind == kind and ref.id != binding.id for ref in mention.refs):
        return True
    beside = (ref for name in clause.names for ref in name.refs if ref.kind == kind)
    return mention.shared and all(ref.id == binding.id for ref in beside)
