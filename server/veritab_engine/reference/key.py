"""Keys of tables that declare none: which columns say whose row it is, and which are told of it.

A name in the key picks the row ("France", 2023); any other name is a fact about it (its capital, the manager of a
region), and so a measure whose values are names.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

from veritab_engine.reference.column import is_coarse

MOST_COLUMNS = 4
"""A key of more columns than this is no key that a sentence would name."""
MOST_CANDIDATES = 8
SAMPLE = 1000
"""As many rows show at once that a key is none."""
LONGEST_CODE = 5
NAMING = ("entity", "time")
_CODE = re.compile(r"[A-Z0-9][A-Z0-9_./-]*")


def infer_key(fields: Sequence[Mapping[str, Any]], columns: Mapping[str, Sequence[str]]) -> list[str]:
    """The fewest columns of names and times, the leftmost first, that no two rows share; empty where there are none.

    A table that has names is about them: the year alone is no key, though a single region may have all the rows. Names
    of one kind go together: a match is known by both its teams. Columns that sort things come last. Where every row has
    a number of its own, two names are a key by chance alone.
    """
    named = [field for field in fields if field["fact:role"] in NAMING and field["name"] in columns]
    entities = {field["name"] for field in named if field["fact:role"] == "entity"}
    numbered = any(field["fact:role"] == "key" and _is_unique([columns[field["name"]]]) for field in fields)
    if numbered and not entities:
        return []
    ordered = sorted(named, key=lambda field: is_coarse(field["name"]))[:MOST_CANDIDATES]
    shared = _shared_kinds(named)
    for key in _candidates([field["name"] for field in ordered]):
        if (entities and entities.isdisjoint(key)) or not _is_whole(key, named):
            continue
        if shared and shared.isdisjoint(_kinds(key, named)):
            continue
        if numbered and len(_kinds(entities & set(key), named)) > 1:
            continue
        if _is_unique([columns[name] for name in key]):
            return [name for name in columns if name in key]
    return []


def told_of(fields: Sequence[dict[str, Any]], key: Sequence[str]) -> list[dict[str, Any]]:
    """The fields, with every name outside the key as a measure of the row."""
    return [
        {**field, "fact:role": "measure"} if field["fact:role"] == "entity" and field["name"] not in key else field
        for field in fields
    ]


def are_codes(texts: Collection[str]) -> bool:
    """True for a column of codes: capitals and digits without a space, some with a digit or all equally short."""
    if not texts or not all(map(_CODE.fullmatch, texts)):
        return False
    widths = {len(text) for text in texts}
    return any(map(str.isdigit, "".join(texts))) or (len(widths) == 1 and max(widths) <= LONGEST_CODE)


def _is_unique(texts: Sequence[Sequence[str]]) -> bool:
    """True where every row has cells of its own in these columns, none of them empty."""
    first = list(zip(*(column[:SAMPLE] for column in texts), strict=True))
    if len(set(first)) < len(first) or any("" in column for column in texts):
        return False
    return len(set(zip(*texts, strict=True))) == len(texts[0])


def _is_whole(key: Sequence[str], named: Sequence[Mapping[str, Any]]) -> bool:
    """True where all columns of a kind of names are in a key, or none."""
    kinds = _kinds(key, named)
    return all(field["name"] in key for field in named if field.get("fact:entity") in kinds)


def _kinds(key: Collection[str], named: Sequence[Mapping[str, Any]]) -> set[str]:
    """The kinds of the names in a key that several columns share, or a column's own."""
    return {field.get("fact:entity", field["name"]) for field in named if field["name"] in key}


def _shared_kinds(named: Sequence[Mapping[str, Any]]) -> set[str]:
    """The kinds of names that several columns hold: the teams of a match."""
    kinds = [field["fact:entity"] for field in named if "fact:entity" in field]
    return {kind for kind in kinds if kinds.count(kind) > 1}


def _candidates(named: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Combinations of columns, shorter ones first; a row is known by the first of its names before all."""
    for length in range(1, MOST_COLUMNS + 1):
        yield from combinations(named, length)
