"""Tables of terms: who held an office from when to when, where the header of a column is the office ("Mayor")."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from veritab_engine.lexicon import forms, words
from veritab_engine.reference.descriptor import words as spoken
from veritab_engine.reference.key import are_codes
from veritab_engine.reference.sources import Grid
from veritab_engine.reference.table import OFFICE, PERSON
from veritab_engine.reference.times import time_of

INTO, VALUE = "office", "holder"


def find_terms(grid: Grid) -> dict[str, Any] | None:
    """The one column whose header is an office beside two of dates that begin and end, as `fact:unpivot`.

    Each row then says the office, its holder, and both days; None for a table that has no such columns, or that does
    not tell whose office it is: "president" may be any.
    """
    offices = {name: office for name in grid.header if (office := _office(name)) is not None}
    dated = [name for name in grid.header if _is_dated(grid, name)]
    starts, ends = (_ends(dated, f"headers/{end}") for end in ("start", "end"))
    if len(offices) != 1 or len(starts) != 1 or len(ends) != 1 or starts == ends:
        return None
    beside = [name for name in grid.header if name not in {*offices, *starts, *ends}]
    if {INTO, VALUE} & set(grid.header) or not any(_are_names(grid, name) for name in beside):
        return None
    return {"columns": offices, "into": INTO, "value": VALUE}


def mark_terms(fields: Sequence[dict[str, Any]]) -> None:
    """Say of the columns that the unpivoted one became that they are an office and the persons who held it.

    The first column of names has whose office it is; further ones are told of the term: the party, the region.
    """
    names = [field for field in fields if field["fact:role"] == "entity" and field["name"] not in (INTO, VALUE)]
    for field in names[1:]:
        field["fact:role"] = "dimension"
    for field in fields:
        if field["name"] == INTO:
            field.update({"type": "string", "fact:role": "entity", "fact:entity": OFFICE})
            field.pop("fact:phrases", None)
        elif field["name"] == VALUE:
            field.update({"type": "string", "fact:role": "measure", "fact:entity": PERSON, "fact:phrases": []})


def is_of_terms(shape: Mapping[str, Any]) -> bool:
    """True where the shape is that of `find_terms`."""
    return isinstance(shape.get("fact:unpivot", {}).get("columns"), Mapping)


def _office(name: str) -> str | None:
    return forms("titles/offices").get(spoken(name).lower())


def _ends(dated: Sequence[str], says: str) -> list[str]:
    return [name for name in dated if words(says) & set(spoken(name).lower().split(" "))]


def _are_names(grid: Grid, name: str) -> bool:
    filled = [text for text in grid.columns[grid.header.index(name)] if text]
    return bool(filled) and all(text[0].isupper() and not are_codes([text]) for text in filled)


def _is_dated(grid: Grid, name: str) -> bool:
    filled = [text for text in dict.fromkeys(grid.columns[grid.header.index(name)]) if text]
    filled = [text for text in filled if text.lower() not in words("headers/missing")]
    return bool(filled) and time_of(spoken(name).lower().split(" "), filled) is not None
