"""Keys of tables that declare none: which columns say whose row it is, and which are told of it.

A name in the key picks the row ("France", 2023); any other name is a fact about it (its capital, the manager of a
region), and so a measure whose values are names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

MOST_COLUMNS = 3
"""A key of more columns than this is no key that a sentence would name."""
NAMING = ("entity", "time")


def infer_key(fields: Sequence[Mapping[str, Any]], columns: Mapping[str, Sequence[str]]) -> list[str]:
    """The fewest columns of names and times, the leftmost first, that no two rows share; empty where there are none.

    A table that has names is about them: the year alone is no key, though a single region may have all the rows.
    """
    named = [field["name"] for field in fields if field["fact:role"] in NAMING and field["name"] in columns]
    entities = {field["name"] for field in fields if field["fact:role"] == "entity"}
    for key in _candidates(named):
        if entities and entities.isdisjoint(key):
            continue
        rows = list(zip(*(columns[name] for name in key), strict=True))
        if all(all(row) for row in rows) and len(set(rows)) == len(rows):
            return list(key)
    return []


def told_of(fields: Sequence[dict[str, Any]], key: Sequence[str]) -> list[dict[str, Any]]:
    """The fields, with every name outside the key as a measure of the row."""
    return [
        {**field, "fact:role": "measure"} if field["fact:role"] == "entity" and field["name"] not in key else field
        for field in fields
    ]


def _candidates(named: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Combinations of columns, shorter ones first; a row is known by the first of its names before all."""
    for length in range(1, MOST_COLUMNS + 1):
        yield from combinations(named, length)
