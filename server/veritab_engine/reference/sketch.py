"""An inferred descriptor as YAML for a person to correct, with comments on what was guessed and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from veritab_engine.errors import TableError
from veritab_engine.lexicon import words
from veritab_engine.reference.bare import infer_table
from veritab_engine.reference.header import read_header
from veritab_engine.reference.numeral import NOTE
from veritab_engine.reference.sources import Grid, table_name
from veritab_engine.reference.sources.database import database_kind
from veritab_engine.reference.times import ORDERED_FORMATS, is_undecided

MOST_SHOWN = 5
"""As many cells at most are shown as examples."""
SCALES = {3: "thousands", 6: "millions", 9: "billions", 12: "trillions"}
_TOLD = {
    "dialect": "where the table is in the file",
    "fact:inferred": "remove this line once the rest is right: the table is then trusted as you describe it",
    "fact:split": "guessed: this column holds several, parted alike in every cell",
    "fact:unpivot": "guessed: these columns are times, names, or an office; each becomes a row",
    "fact:pivot": "guessed: this column says what the figures measure; each becomes a column",
}
_KINDS = {
    "observations": "guessed: every row measures something",
    "event": "guessed: every row is something that happened, for no column holds figures",
    "attributes": "guessed: every row holds from one day to another",
}


def sketch(file: Path) -> str:
    """The descriptor of a file that has none, as a data package in YAML; it loads as it is.

    Raises TableError where the file is no table, or a database.
    """
    if file.is_file() and database_kind(file):
        raise TableError(
            f"{file}: the tables of a database have types of their own and load without a descriptor, one of them as "
            f'"{file.name}?table=NAME". To describe one, give a resource the path {file.name} and the dialect '
            "{table: NAME}."
        )
    grid, resource = infer_table(file, {"name": table_name(file), "path": file.name})
    return "\n".join(_package(grid, resource)) + "\n"


def _package(grid: Grid, resource: Mapping[str, Any]) -> Iterator[str]:
    yield f"# Inferred from {resource['path']}, {len(grid):,} rows. What stands behind a # was guessed: correct it."
    yield "# Veritab reads this file where it lies beside the table. See docs/tables.md for each property."
    yield "resources:"
    yield f"  - name: {_flow(resource['name'])}"
    for name, value in resource.items():
        if name not in ("name", "schema"):
            why = _KINDS[value] if name == "fact:kind" else _TOLD.get(name, "")
            yield f"    {name}: {_flow(value)}{_comment(why)}"
    yield "    # fact:asOf: the day on which the table was true"
    yield "    # fact:coverage: {complete: true, from: …, to: …}, where no row is missing"
    yield "    schema:"
    schema = resource["schema"]
    yield from _key(grid, schema)
    yield "      fields:"
    columns = dict(zip(grid.header, grid.columns, strict=True))
    for field in schema["fields"]:
        yield from _field(field, columns[field["name"]])


def _key(grid: Grid, schema: Mapping[str, Any]) -> Iterator[str]:
    key = schema.get("primaryKey")
    if key:
        again = "every value occurs once" if len(key) == 1 else "no two rows share them"
        yield f"      primaryKey: {_flow(key)}  # guessed: {again}"
        return
    rows = list(zip(*grid.columns, strict=True))
    twice = len(rows) - len(set(rows))
    why = f"{twice} rows occur twice" if twice else "no few columns of names and times tell the rows apart"
    yield f"      # no primaryKey: {why}"


def _field(field: Mapping[str, Any], texts: Sequence[str]) -> Iterator[str]:
    why = dict(_reasons(field, texts))
    first = "        - "
    for name, value in field.items():
        yield f"{first}{name}: {_flow(value)}{_comment(why.get(name, ''))}"
        first = "          "


def _reasons(field: Mapping[str, Any], texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Why each property of a field was guessed."""
    header, filled = read_header(field["name"]), [text for text in dict.fromkeys(texts) if text]
    role, unit = field["fact:role"], field.get("sdmx:unitMeasure")
    yield "fact:role", _role(field, filled)
    if unit:
        yield (
            "sdmx:unitMeasure",
            "guessed: the header says it" if header.unit == unit else "guessed: from cells, or a title",
        )
    if (scale := field.get("sdmx:unitMult")) is not None:
        told = SCALES.get(scale, f"ten to the {scale}")
        yield (
            "sdmx:unitMult",
            f"guessed: {told}, as {'the header says' if header.scale == scale else 'cells or a title say'}",
        )
    if "format" in field:
        yield "format", f"guessed: {_shown(filled[:1])} and all others read so"
    if "fact:marks" in field:
        beside = "figures" if field["type"] != "string" else "names"
        yield "fact:marks", f"guessed: what stands beside {beside}, {_marked(field['fact:marks'], beside[:-1])}"
    if "fact:aliases" in field:
        yield "fact:aliases", "guessed: the codes in brackets behind the names"
    if "missingValues" in field:
        unsure = [text for text in field["missingValues"] if text and text.lower() not in words("headers/missing")]
        cells = sum(text in unsure for text in texts)
        told = "cells are no numbers and are" if cells > 1 else "cell is no number and is"
        yield (
            "missingValues",
            f"unsure: {cells} {told} read as missing" if unsure else "guessed: these stand for nothing",
        )
    if "fact:totals" in field:
        yield "fact:totals", "guessed: these rows sum up, or average, the others"
    if "fact:cues" in field:
        yield "fact:cues", "guessed: words that stand before its names"
    if "fact:entity" in field:
        yield "fact:entity", "guessed: it shares its names with another column"
    if "fact:derived" in field:
        yield "fact:derived", "guessed: the change of that column, as it was published"
    if role == "measure" and field.get("fact:phrases") == []:
        yield "fact:phrases", _why_silent(field, filled)
    elif "fact:phrases" in field:
        yield "fact:phrases", "guessed: what texts call it"


def _role(field: Mapping[str, Any], filled: Sequence[str]) -> str:
    if field["type"] == "string" and is_undecided(filled):
        return f"unsure: dates, {_or(ORDERED_FORMATS[0])}? Declare the format"
    match field["fact:role"]:
        case "entity":
            return "guessed: short cells with a capital are names"
        case "measure":
            if field["type"] not in ("number", "integer"):
                return "guessed: a name that is told of the row"
            return "guessed: numbers" + ("" if "sdmx:unitMeasure" in field else ", of no unit that the file names")
        case "key":
            return "guessed: identifies or remarks, and nobody speaks of it"
        case "time":
            return "guessed: every cell is a time"
        case _:
            return "guessed: sorts rows"


def _why_silent(field: Mapping[str, Any], filled: Sequence[str]) -> str:
    if any(mark == "m" for mark in field.get("fact:marks", {})):
        return "unsure: m may be metres or millions. Correct it, and write the words for the column"
    if "bareNumber" in field:
        return "unsure: cells are in several units. No text is checked against them"
    if not any(map(str.isalpha, field["name"])):
        return "unsure: the header has no words. Write those that texts call it by"
    if field.get("sdmx:unitMeasure") == "percent" or any("." in text for text in filled):
        return "unsure: percentages, or parts of one? Write the unit, and the words for the column"
    return "unsure: of which time, or in which unit, its figures are. No text is checked against it"


def _marked(marks: Mapping[str, Any], of: str) -> str:
    notes = [mark for mark, meaning in marks.items() if meaning == NOTE]
    return f"{', '.join(notes)} without a meaning for the {of}" if notes else "and what it makes of them"


def _or(formats: Sequence[str]) -> str:
    return " or ".join(formats)


def _shown(texts: Sequence[str]) -> str:
    return ", ".join(f'"{text}"' for text in texts[:MOST_SHOWN])


def _comment(why: str) -> str:
    return f"  # {why}" if why else ""


def _flow(value: object) -> str:
    """A value in one line of YAML: what cannot be seen, or would end a line, is written by its number."""
    plain = _dumped(value, allow_unicode=True)
    return plain if plain.isprintable() else _dumped(value, allow_unicode=False)


def _dumped(value: object, *, allow_unicode: bool) -> str:
    text = yaml.safe_dump(value, default_flow_style=True, allow_unicode=allow_unicode, width=1 << 20, sort_keys=False)
    return text.removesuffix("...\n").strip().removesuffix("\n...")
