"""Reference tables: loaded, checked, and indexed for look-ups."""

from veritab_engine.reference.entity import Alias, Entity
from veritab_engine.reference.index import NameHit, NameIndex, PhraseHit, PhraseIndex, PhraseRef, stem
from veritab_engine.reference.lookup import Table
from veritab_engine.reference.rows import MOST_READ, Rows, TooBroad
from veritab_engine.reference.snapshot import ReferenceTables, Snapshot
from veritab_engine.reference.table import Column, Coverage, EntityRef, Role, Row, Schema, TableKind

__all__ = [
    "MOST_READ",
    "Alias",
    "Column",
    "Coverage",
    "Entity",
    "EntityRef",
    "NameHit",
    "NameIndex",
    "PhraseHit",
    "PhraseIndex",
    "PhraseRef",
    "ReferenceTables",
    "Role",
    "Row",
    "Rows",
    "Schema",
    "Snapshot",
    "Table",
    "TableKind",
    "TooBroad",
    "stem",
]
