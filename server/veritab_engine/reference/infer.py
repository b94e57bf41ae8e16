"""Descriptors for tables that come without one, from their headers and cells.

What is inferred is a descriptor like one that a person writes: the same code reads both, and a person can correct it.
What a descriptor does say of a column stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from veritab_engine.lexicon import forms, words
from veritab_engine.reference.cells import is_number
from veritab_engine.reference.descriptor import words as spoken
from veritab_engine.reference.frequency import with_frequency
from veritab_engine.reference.key import infer_key, told_of
from veritab_engine.reference.package import path_of
from veritab_engine.reference.period import parse_date, parse_period
from veritab_engine.reference.sources import Grid

MISSING = frozenset({"", "-", "–", "—", "..", "...", "…", "n/a", "N/A", "NA", "NaN", "null", "NULL", "None"})
"""What stands for nothing in tables that do not say so; in a column of names only "" does, for NA is Namibia."""
DATE_FORMATS = (
    "%B %d, %Y", "%b %d, %Y", "%b. %d, %Y", "%d %B %Y", "%d %b %Y", "%B %Y", "%Y/%m/%d", "%Y%m%d", "%d.%m.%Y",
)  # fmt: skip
SLASHED_FORMATS = ("%m/%d/%Y", "%d/%m/%Y")
"""Read only where the column itself shows which it is: a day above 12."""
NAME_TOKENS = 6

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_AMOUNT = re.compile(
    r"[+-]?[^\w\s.,+-]{0,3}\s?[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?\s?%?|[^\w\s.,+-]{0,3}[+-]?\d+(?:\.\d+)?\s?%?"
)
_MISREAD = re.compile(r"\d[\d.,]*[OolI][\d.,]*|[OolI][\d.,]*\d[\d.,]*")
_ANNOTATION = re.compile(r"\(([^)]*)\)|\[([^\]]*)\]|,\s*([^,]*)$")
_MARK = re.compile(r"us\$|[$€£%]|[^\W\d_]+\d?|\d+s?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Header:
    """What the header of a column says: the words for it, and unit and scale where it names them."""

    phrase: str
    unit: str | None = None
    scale: int = 0


def complete(grid: Grid, resource: Mapping[str, Any]) -> tuple[Grid, dict[str, Any]]:
    """The table with every column named once, and its descriptor with all that was missing inferred."""
    grid = replace(grid, header=tuple(_names(grid.header)))
    schema = resource.get("schema", {})
    declared = {field["name"]: field for field in schema.get("fields", ())}
    columns = dict(zip(grid.header, grid.columns, strict=True))
    names = declared or columns
    cased = any(text != text.lower() for texts in columns.values() for text in texts)
    fields = [_field(name, columns.get(name, ()), declared.get(name, {}), cased=cased) for name in names]
    _mark_ends(fields)
    _mark_changes(fields)
    table = {"name": resource.get("name") or Path(path_of(resource)).stem, "fact:kind": _kind(fields)}
    if table["fact:kind"] == "observations" and "primaryKey" not in schema and not declared:
        key = infer_key(fields, columns)
        fields = told_of(fields, key) if key else fields
        schema = {**schema, **({"primaryKey": key} if key else {})}
    return grid, with_frequency({**resource, **table, "schema": {**schema, "fields": fields}}, columns)


def read_header(text: str) -> Header:
    """Words, unit and scale of a header: "GDP (current US$)", "Net income, $m", "total_usd_billion"."""
    notes = [note for found in _ANNOTATION.findall(text) for note in found if note and _is_note(note)]
    name = text
    for note in notes:
        name = re.sub(rf"[(\[]?{re.escape(note)}[)\]]?|,\s*{re.escape(note)}$", " ", name, count=1)
    kept, marks = _trailing_marks(spoken(name).strip(" ,").split(" "))
    marks += [mark.lower() for note in notes for mark in (note.strip(), *_MARK.findall(note))]
    unit = next((unit for mark in marks if (unit := forms("headers/units").get(mark))), None)
    scale = next((int(power) for mark in marks if (power := _scale(mark, unit))), 0)
    return Header(" ".join(kept), unit, scale)


def _is_note(note: str) -> bool:
    """True where a header's addition names a unit or scale."""
    marks = [mark.lower() for mark in _MARK.findall(note)]
    return any(mark in forms("headers/units") or mark in forms("headers/scales") for mark in marks)


def _scale(mark: str, unit: str | None) -> str | None:
    money = unit is not None and unit.isupper()
    return forms("headers/scales").get(mark) if len(mark) > 1 or money else None


def _trailing_marks(name: list[str]) -> tuple[list[str], list[str]]:
    """The words of a name, and the units and scales that it ends in; one word is always left."""
    kept = list(name)
    marks: list[str] = []
    while (
        len(kept) > 1
        and len(kept[-1]) > 1
        and (kept[-1].lower() in forms("headers/units") or kept[-1].lower() in forms("headers/scales"))
    ):
        marks.insert(0, kept.pop().lower())
    if len(kept) > 1 and kept[-1] in {"%", "$"}:
        marks.insert(0, kept.pop())
    return kept, marks


def _names(header: Sequence[str]) -> Iterator[str]:
    """A name for every column: an empty one by its position, one that occurs again with its number."""
    seen: dict[str, int] = {}
    for position, text in enumerate(header, start=1):
        name = text or f"column {position}"
        seen[name] = seen.get(name, 0) + 1
        yield name if seen[name] == 1 else f"{name} {seen[name]}"


def _field(name: str, texts: Sequence[str], declared: Mapping[str, Any], *, cased: bool) -> dict[str, Any]:
    """One field: what is declared, and for the rest what header and cells show."""
    header = read_header(declared.get("title") or name)
    distinct = [text for text in dict.fromkeys(texts) if text]
    filled = [text for text in distinct if text not in MISSING]
    inferred = _of_type(declared, header) or _of_cells(header, filled, cased=cased)
    if inferred["fact:role"] == "measure" and _counts_rows(header, texts):
        inferred = {"type": "integer", "fact:role": "key"}
    if inferred["type"] not in {"string", "boolean"} and len(filled) < len(distinct):
        inferred["missingValues"] = sorted(set(distinct) - set(filled) | {""})
    return {"name": name, **inferred, **declared}


def _of_type(declared: Mapping[str, Any], header: Header) -> dict[str, Any] | None:
    """What follows from a declared type; None where none is declared, or it says too little."""
    match declared.get("type", "any"):
        case "number" | "integer" as type_:
            return _measure(type_, header)
        case "date" | "datetime" | "year" | "yearmonth" as type_:
            return {"type": type_, "fact:role": "time"}
        case "string" if spoken(declared["name"]).lower().split(" ")[-1] in words("headers/keys"):
            return {"type": "string", "fact:role": "key"}
        case _:
            return None


def _of_cells(header: Header, filled: list[str], *, cased: bool) -> dict[str, Any]:
    """What the cells are: times, numbers, keys or names, tried in this order."""
    said = header.phrase.lower().split(" ")
    if not filled:
        return {"type": "string", "fact:role": "dimension"}
    time = _time(said, filled)
    if time is not None:
        return {**time, "fact:role": "time"}
    if said[-1] in words("headers/keys"):
        return {"type": "string", "fact:role": "key"}
    amounts = [text for text in filled if not _is_misread(text)]
    if 2 * len(amounts) > len(filled) and all(_AMOUNT.fullmatch(text) and not _zero_led(text) for text in amounts):
        return _number(header, filled)
    return {
        "type": "string",
        "fact:role": "entity" if _names_things(filled, cased=cased) else "dimension",
        **_phrases(header),
    }


def _time(said: list[str], filled: list[str]) -> dict[str, Any] | None:
    """The type and format of a column of dates, None where it is none; bare years need a header that says so."""
    if all(_YEAR.fullmatch(text) for text in filled):
        return {"type": "year"} if words("headers/year") & set(said) else None
    if all("-" in text and parse_period(text) for text in filled):
        return {"type": "date" if all(re.match(r"\d{4}-\d\d-\d\d", text) for text in filled) else "string"}
    fitting = [form for form in DATE_FORMATS if all(parse_date(text, form) for text in filled)]
    slashed = [form for form in SLASHED_FORMATS if all(parse_date(text, form) for text in filled)]
    if (not fitting and len(slashed) != 1) or (fitting == ["%Y%m%d"] and "date" not in said):
        return None
    return {"type": "date", "format": (fitting or slashed)[0]}


def _number(header: Header, filled: list[str]) -> dict[str, Any]:
    whole = all(text.lstrip("+-").replace(",", "").isdigit() for text in filled)
    field = _measure("integer" if whole else "number", header)
    if any("," in text for text in filled):
        field["groupChar"] = ","
    if not all(is_number(text.replace(",", "")) for text in filled):
        field["bareNumber"] = False
        field.setdefault("sdmx:unitMeasure", _sign(filled))
    return {key: value for key, value in field.items() if value is not None}


def _sign(filled: list[str]) -> str | None:
    """The unit that all cells carry: "$5", "12%"."""
    units = {forms("headers/units").get(mark) for text in filled for mark in _MARK.findall(text) if not mark.isdigit()}
    return units.pop() if len(units) == 1 else None


def _measure(type_: str, header: Header) -> dict[str, Any]:
    field: dict[str, Any] = {"type": type_, "fact:role": "measure", **_phrases(header)}
    if header.unit:
        field["sdmx:unitMeasure"] = header.unit
    if header.scale:
        field["sdmx:unitMult"] = header.scale
    return field


def _phrases(header: Header) -> dict[str, Any]:
    return {"fact:phrases": [header.phrase]} if header.phrase else {}


def _is_misread(text: str) -> bool:
    """True for "24O.1": a number but for a letter that looks like a digit. Read as one, it is refused by its row."""
    return _MISREAD.fullmatch(text) is not None and not text.isalpha()


def _zero_led(text: str) -> bool:
    """True for "007": digits that are a name."""
    return len(text) > 1 and text.isdigit() and text.startswith("0")


def _counts_rows(header: Header, texts: Sequence[str]) -> bool:
    """True for a column "no." that says 1, 2, 3, … from the first row to the last."""
    counts = header.phrase.lower() in words("headers/counters")
    return counts and list(texts) == [str(number) for number in range(1, len(texts) + 1)]


def _names_things(texts: Sequence[str], *, cased: bool) -> bool:
    """True where most cells are short and begin with a capital, as names do; in a table in lower case without."""
    named = sum(
        (text[:1].isupper() or (not cased and text[:1].isalpha())) and len(text.split()) <= NAME_TOKENS
        for text in texts
    )
    return named * 10 >= len(texts) * 8


def _mark_ends(fields: list[dict[str, Any]]) -> None:
    """Mark two columns of dates as start and end, where their headers say which is which."""
    times = [field for field in fields if field["fact:role"] == "time"]
    ends = {
        end: [field for field in times if says & set(spoken(field["name"]).lower().split(" "))]
        for end, says in (("start", words("headers/start")), ("end", words("headers/end")))
    }
    if len(ends["start"]) == len(ends["end"]) == 1 and ends["start"] != ends["end"]:
        for end, [field] in ends.items():
            field["fact:period"] = end


def _mark_changes(fields: list[dict[str, Any]]) -> None:
    """Mark "GDP growth (%)" beside "GDP": who says that GDP grew means it, and not what two cells of GDP give."""
    measures = [field for field in fields if field["fact:role"] == "measure"]
    told = {_told(field): field["name"] for field in measures if field.get("sdmx:unitMeasure") != "percent"}
    for field in measures:
        of, _, last = _told(field).rpartition(" ")
        if field.get("sdmx:unitMeasure") == "percent" and last in words("headers/changes") and of in told:
            field.setdefault("fact:derived", {"change": told[of]})


def _told(field: Mapping[str, Any]) -> str:
    return read_header(field.get("title") or field["name"]).phrase.lower()


def _kind(fields: list[dict[str, Any]]) -> str:
    """Rows with a measure are observations; without any, those valid for a while are attributes, dated ones events."""
    roles = {field["fact:role"] for field in fields}
    if "measure" in roles or "time" not in roles:
        return "observations"
    return "attributes" if any("fact:period" in field for field in fields) else "event"
