"""What the columns of an inferred table are to each other: ends of a time, changes, codes of names, units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from veritab_engine.lexicon import words
from veritab_engine.reference.column import View
from veritab_engine.reference.descriptor import words as spoken
from veritab_engine.reference.header import Header, read_header
from veritab_engine.reference.index import stem
from veritab_engine.reference.key import are_codes

SAME_NAMES = 0.5
"""Columns that share at least this part of the names of the smaller one name the same kind of thing."""


def with_units(fields: list[dict[str, Any]], columns: Mapping[str, Sequence[str]]) -> None:
    """Give the one measure of a table the unit that a column of units names; none where they differ by the row."""
    units = [field for field in fields if _part_of(field)[1].lower() in words("headers/unit_columns")]
    for unit in units:
        measures = [field for field in fields if _is_figure(field) and _part_of(field)[0] == _part_of(unit)[0]]
        unit["fact:role"] = "key"
        unit.pop("fact:phrases", None)
        texts = set(columns.get(unit["name"], ())) - {""}
        told = read_header(f"of ({next(iter(texts))})") if len(texts) == 1 else Header("")
        for field in measures if len(measures) == 1 else ():
            if told.unit or told.scale:
                field.setdefault("sdmx:unitMeasure", told.unit)
                field.setdefault("sdmx:unitMult", told.scale)
            elif len(texts) > 1:
                field["fact:phrases"] = []


def _part_of(field: Mapping[str, Any]) -> tuple[str, str]:
    """The object that a column is of, and its own name in words: "price" and "currency" for "price.currency"."""
    whole, _, own = field["name"].rpartition(".")
    return whole, spoken(own)


def _is_figure(field: Mapping[str, Any]) -> bool:
    return bool(field["fact:role"] == "measure" and field["type"] != "string")


def mark_times(fields: list[dict[str, Any]], shape: Mapping[str, Any]) -> None:
    """The column that wide columns went into is the time, whatever its header says."""
    for field in fields:
        if field["name"] == shape.get("fact:unpivot", {}).get("into"):
            if shape["format"] == "names":
                field["fact:role"] = "entity"
                continue
            kept = {key: value for key, value in field.items() if key in {"name", "type", "format"}}
            field.clear()
            field.update({"name": kept["name"], "type": "string"} | kept | {"fact:role": "time"})
            if shape.get("format"):
                field["format"] = shape["format"]
                field["type"] = "date" if "%d" in shape["format"] else "string"


def silence_undated(
    fields: list[dict[str, Any]], shape: Mapping[str, Any], columns: Mapping[str, Sequence[str]]
) -> None:
    """Figures beside columns of times that are of no time that the file tells are checked against no text.

    Where all columns are of one time, they may be taken to be of that time too, and those of no time at all to be of
    the last.
    """
    turned = shape.get("fact:unpivot", {})
    same = len(set(columns.get(turned.get("into", ""), ()))) == 1
    for field in fields if not same else ():
        beside = field["name"] in shape.get("beside", ()) and field["name"] not in turned.get("once", {})
        if beside and field["fact:role"] == "measure" and field["type"] != "string":
            field["fact:phrases"] = []


def shorten_subject(fields: list[dict[str, Any]], view: View) -> None:
    """What a table called "museum visitors" has of each museum are visitors."""
    subject = view.subject.split(" ")
    for entity in (field for field in fields if field["fact:role"] == "entity"):
        header = spoken(entity["name"]).split(" ")
        if len(header) < len(subject) and [*map(stem, header)] == [*map(stem, subject[: len(header)])]:
            rest = " ".join(subject[len(header) :])
            for field in fields:
                if _is_figure(field) and view.subject in field.get("fact:phrases", ()):
                    field["fact:phrases"] = list(dict.fromkeys([*field["fact:phrases"], rest]))


def mark_ends(fields: list[dict[str, Any]]) -> None:
    """Mark two columns of dates as start and end, where their headers say which is which."""
    times = [field for field in fields if field["fact:role"] == "time"]
    ends = {
        end: [field for field in times if says & set(spoken(field["name"]).lower().split(" "))]
        for end, says in (("start", words("headers/start")), ("end", words("headers/end")))
    }
    if len(ends["start"]) == len(ends["end"]) == 1 and ends["start"] != ends["end"]:
        for end, [field] in ends.items():
            field["fact:period"] = end


def mark_changes(fields: list[dict[str, Any]]) -> None:
    """Mark "GDP growth (%)" beside "GDP": who says that GDP grew means it, and not what two cells of GDP give."""
    measures = [field for field in fields if field["fact:role"] == "measure"]
    told = {_told(field): field["name"] for field in measures if field.get("sdmx:unitMeasure") != "percent"}
    for field in measures:
        of, _, last = _told(field).rpartition(" ")
        if field.get("sdmx:unitMeasure") == "percent" and last in words("headers/changes") and of in told:
            field.setdefault("fact:derived", {"change": told[of]})


def mark_classes(fields: list[dict[str, Any]], columns: Mapping[str, Sequence[str]], table: str) -> None:
    """Columns that share their names hold things of one kind: the teams at home and away."""
    named = [field for field in fields if field["fact:role"] == "entity" and "fact:entity" not in field]
    held = {field["name"]: set(dict.fromkeys(columns.get(field["name"], ()))) - {""} for field in named}
    for i, field in enumerate(named):
        for other in named[i + 1 :]:
            one, two = held[field["name"]], held[other["name"]]
            if one and two and len(one & two) >= SAME_NAMES * min(len(one), len(two)):
                kind = field.setdefault("fact:entity", f"{table}.{field['name']}")
                other.setdefault("fact:entity", kind)


def mark_codes(fields: list[dict[str, Any]], columns: Mapping[str, Sequence[str]]) -> None:
    """Codes beside names are keys, and what is the same in every row tells no rows apart."""
    named = [field for field in fields if field["fact:role"] == "entity"]
    held = {field["name"]: set(dict.fromkeys(columns.get(field["name"], ()))) - {""} for field in named}
    codes = [field for field in named if are_codes(held[field["name"]])]
    for field in codes if len(codes) < len(named) else ():
        field["fact:role"] = "key"
    others = [field for field in named if field["fact:role"] == "entity"]
    same = [field for field in others if len(held[field["name"]]) == 1 and len(columns[field["name"]]) > 1]
    for field in same if len(same) < len(others) else ():
        field["fact:role"] = "dimension"


def demote_dates(fields: list[dict[str, Any]], key: Sequence[str]) -> None:
    """A date that is told of each thing is not the time of its figures: the day a film was released."""
    for field in fields:
        said = set(spoken(field["name"]).lower().split(" "))
        if field["fact:role"] == "time" and field["name"] not in key and not said <= words("headers/plain_times"):
            field["fact:role"] = "dimension"
            field["fact:phrases"] = []


def _told(field: Mapping[str, Any]) -> str:
    return read_header(field.get("title") or field["name"]).phrase.lower()
