"""A row that has all the values: "the attendance was 26,243 on september 21 1969"."""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.statement.compose.clause import Clause, Parse
from veritab_engine.statement.form import Exists


def parses(clause: Clause) -> Iterator[Parse]:
    """One parse for every binding of at least two values."""
    for binding in clause.bound(minimum=2):
        yield clause.parse("lookup", Exists(binding.conditions), binding, ())
