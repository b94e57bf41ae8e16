"""Descriptors for tables that come without one, from their headers and cells.

What is inferred is a descriptor like one that a person writes: the same code reads both, and a person can correct it.
What a descriptor does say of a column stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from veritab_engine.reference.calling import subject_of, with_other_words
from veritab_engine.reference.cells import reader_of
from veritab_engine.reference.column import View, infer_field
from veritab_engine.reference.descriptor import declared_field
from veritab_engine.reference.descriptor import words as spoken
from veritab_engine.reference.frequency import with_frequency
from veritab_engine.reference.header import Header, read_header
from veritab_engine.reference.key import infer_key, told_of
from veritab_engine.reference.layout import named
from veritab_engine.reference.marked import without_marks
from veritab_engine.reference.marks import (
    demote_dates,
    mark_changes,
    mark_classes,
    mark_codes,
    mark_ends,
    mark_times,
    shorten_subject,
    silence_undated,
    with_units,
)
from veritab_engine.reference.package import name_of
from veritab_engine.reference.pivoted import find_pivot, units_of
from veritab_engine.reference.rates import mark_rates
from veritab_engine.reference.reshape import VALUE, matched, reshape
from veritab_engine.reference.sources import Grid
from veritab_engine.reference.spelling import has_decimal_commas
from veritab_engine.reference.terms import find_terms, is_of_terms, mark_terms
from veritab_engine.reference.wide import find_once, find_split, find_unpivot

MOST_COMPARED = 2000
MOST_KEPT = 50_000
"""A table of so many cells is also kept as it stands, for statements about the whole of it."""
LONGEST_PHRASE = 4
"""A title of more words than this is no name of a measure."""
_BEHIND = re.compile(r"\(([^()]+)\)\s*$")
_TIME = re.compile(r"[\s_-]*(?:(?:by|per)\s.*|\d{4}.*)$", re.IGNORECASE)


def complete(grid: Grid, resource: Mapping[str, Any], titles: Sequence[str] = ()) -> tuple[Grid, dict[str, Any]]:
    """The table with every column named once, and its descriptor with all that was missing inferred.

    `titles` are the texts above the header; the first may say what it is about.
    """
    name, standing = name_of(resource), grid
    schema = resource.get("schema", {})
    declared = {field["name"]: field for field in schema.get("fields", ())}
    grid = named(grid)
    shape, view = ({}, _view(grid, name, titles)) if declared else _shape(grid, name, titles)
    given = dict(zip(grid.header, grid.columns, strict=True))
    grid = reshape(grid, shape)
    columns = dict(zip(grid.header, grid.columns, strict=True))
    fields = [
        infer_field(each, columns.get(each, ()), declared.get(each, {}) | shape.get("told", {}).get(each, {}), view)
        for each in (declared or columns)
    ]
    columns |= {field["name"]: _unmarked(field, columns[field["name"]]) for field in fields if _is_marked(field)}
    with_units(fields, given)
    if is_of_terms(shape):
        mark_terms(fields)
    else:
        mark_times(fields, shape)
    silence_undated(fields, shape, columns)
    shorten_subject(fields, view)
    mark_ends(fields)
    mark_changes(fields)
    mark_classes(fields, columns, name)
    mark_codes(fields, columns)
    if not declared:
        mark_rates(fields, columns, view.subject)
        with_other_words(fields, view.subject)
    table = {"name": name, "fact:kind": "attributes" if is_of_terms(shape) else _kind(fields), "fact:inferred": True}
    if table["fact:kind"] == "observations" and "primaryKey" not in schema and not declared:
        sheet = len(grid) == 1 and set(columns) == set(shape.get("measures", ()))
        read = {field["name"]: _as_read(field, columns[field["name"]]) for field in fields}
        key = [] if sheet else infer_key(fields, read)
        fields = told_of(fields, key) if key or sheet else fields
        if key or sheet:
            demote_dates(fields, key)
        schema = {**schema, **({"primaryKey": key} if key else {})}
    turned = {key: value for key, value in shape.items() if key.startswith("fact:")}
    kept = len(standing) * len(standing.header) <= MOST_KEPT and not declared
    title = resource.get("title") or next(iter(titles), "")
    grid = replace(grid, given=replace(standing, title=title) if kept else None)
    return grid, with_frequency({**resource, **table, **turned, "schema": {**schema, "fields": fields}}, columns)


def _as_read(field: Mapping[str, Any], texts: Sequence[str]) -> Sequence[str]:
    """The cells by which rows could be known: times in one form, and what stands for nothing empty."""
    if field["fact:role"] == "entity":
        return texts
    missing = {*field.get("missingValues", ()), ""}
    reader = reader_of(declared_field(field)) if field["fact:role"] == "time" else str
    plain = {text: "" if text in missing else reader(text) for text in dict.fromkeys(texts)}
    return [plain[text] for text in texts]


def _is_marked(field: Mapping[str, Any]) -> bool:
    """True for names with marks behind them."""
    return field["type"] == "string" and "fact:marks" in field


def _unmarked(field: Mapping[str, Any], texts: Sequence[str]) -> Sequence[str]:
    names = {text: without_marks(text, field["fact:marks"]) for text in dict.fromkeys(texts)}
    return tuple(names[text] for text in texts)


def _view(grid: Grid, name: str, titles: Sequence[str]) -> View:
    samples = [list(dict.fromkeys(texts))[:MOST_COMPARED] for texts in grid.columns]
    return View(
        subject=_subject(name),
        cased=any(text != text.lower() for texts in samples for text in texts),
        comma=has_decimal_commas(samples),
        unit=_unit_of_titles(titles),
        title=_phrase_of_titles(titles),
    )


def _shape(grid: Grid, name: str, titles: Sequence[str]) -> tuple[dict[str, Any], View]:
    """How the table is turned into a long one, and what its own parts say of the columns that come of it."""
    view = _view(grid, name, titles)
    shape: dict[str, Any] = {}
    turned: Iterable[str] = ()
    if (split := find_split(grid)) is not None:
        shape["fact:split"] = split
        grid = reshape(grid, {"fact:split": split})
    if (terms := find_terms(grid)) is not None:
        return {"fact:unpivot": terms}, view
    if (found := find_unpivot(grid, VALUE)) is not None:
        named_by = find_pivot(reshape(grid, {"fact:unpivot": found[0]}))
        found = found if named_by or not view.subject else find_unpivot(grid, view.subject) or found
        shape["fact:unpivot"], shape["format"] = found
        turned = matched(grid.header, found[0]["columns"])
        shape["beside"] = [name for name in grid.header if name not in turned]
        if (once := find_once(grid, *found, shape["beside"])) and named_by is None:
            found[0]["once"] = once
        grid = reshape(grid, {"fact:unpivot": found[0]})
    if (pivot := find_pivot(grid)) is not None:
        shape["fact:pivot"] = pivot
        own = read_header(pivot["column"])
        unit = own if own.unit or own.scale else read_header(pivot["value"])
        view = replace(view, unit=unit if unit.unit or unit.scale else view.unit)
        shape["measures"] = list(dict.fromkeys(grid.columns[grid.header.index(pivot["column"])]))
        shape["told"] = _told_units(units_of(grid, pivot))
    elif (told := _wide_unit(grid, shape) or _common_unit(turned)) is not None:
        view = replace(view, unit=told)
    return shape, view


def _wide_unit(grid: Grid, shape: Mapping[str, Any]) -> Header | None:
    """The unit in the header of the names beside the times: "Region ($m)"."""
    if "fact:unpivot" not in shape:
        return None
    told = [read_header(name) for name in grid.header[:1]]
    return next((each for each in told if each.unit or each.scale), None)


def _common_unit(turned: Iterable[str]) -> Header | None:
    """The unit behind the time in every header of those that are turned: "2019 (mm)", "2020 (mm)"."""
    behind = {found[1] if (found := _BEHIND.search(name)) else "" for name in turned}
    told = read_header(f"of ({behind.pop()})") if len(behind) == 1 else Header("")
    return told if told.unit or told.scale else None


def _told_units(units: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """What a column of units says of each measure that another names."""
    read = {measure: read_header(f"of ({text})") for measure, text in units.items() if text}
    return {
        measure: ({"sdmx:unitMeasure": each.unit} if each.unit else {})
        | ({"sdmx:unitMult": each.scale} if each.scale else {})
        for measure, each in read.items()
    }


def _subject(name: str) -> str:
    """What a table is about, from its name: "population" for population_by_region_2023."""
    words_only = spoken(name)
    return subject_of(_TIME.sub("", words_only).strip() or words_only)


def _unit_of_titles(titles: Sequence[str]) -> Header:
    """The unit that the lines above the table give to all of it: "in US dollars", "Sales, EUR thousands"."""
    for title in titles:
        told = re.search(r"\b(?:in|units?:) ([\w $€£%.]+)$", title, re.IGNORECASE)
        for header in (read_header(title), read_header(f"of ({told[1]})" if told else "")):
            if header.unit or header.scale:
                return header
    return Header("")


def _phrase_of_titles(titles: Sequence[str]) -> str:
    """What the first line above the table says that it is about: "Electricity generation"."""
    told = (
        re.sub(r"^\W*(?:table|figure|chart)\s*[\w.-]*\s*[:.-]?\s*", "", titles[0], flags=re.IGNORECASE)
        if titles
        else ""
    )
    phrase = re.split(r"\s+(?:by|per|in|for)\s|[,:;(]", read_header(told).phrase)[0].strip() if told else ""
    return phrase if 0 < len(phrase.split()) <= LONGEST_PHRASE else ""


def _kind(fields: list[dict[str, Any]]) -> str:
    """Rows with a measure are observations; without any, those valid for a while are attributes, dated ones events."""
    roles = {field["fact:role"] for field in fields}
    if "measure" in roles or "time" not in roles:
        return "observations"
    return "attributes" if any("fact:period" in field for field in fields) else "event"
