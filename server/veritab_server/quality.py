"""What is wrong or doubtful in the tables of a snapshot, looked for once and only when somebody asks."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock

from veritab_engine import ReferenceTables
from veritab_engine.reference.problem import Problem, Severity
from veritab_engine.reference.review import quality

GRAVEST_FIRST = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


class Quality:
    """The problems of the tables of one snapshot, by the names of the tables."""

    def __init__(self, tables: ReferenceTables, most_rows: int) -> None:
        self._tables = tables
        self._most = most_rows
        self._known: dict[str, Sequence[Problem]] = {}
        self._looking = Lock()

    def of(self, name: str) -> Sequence[Problem] | None:
        """The problems of a table, gravest first; None where it has more rows than are looked at for a caller."""
        if len(self._tables.tables[name]) > self._most:
            return None
        with self._looking:
            if name not in self._known:
                found = quality(self._tables, name)
                self._known[name] = sorted(found, key=lambda problem: GRAVEST_FIRST.index(problem.severity))
            return self._known[name]
