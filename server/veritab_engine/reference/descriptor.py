"""What a descriptor says of a table and its columns, read into schemas.

The properties are those of Data Package v2, of SDMX for measures, and our own `fact:` ones; docs/tables.md has each.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from veritab_engine.errors import TableError
from veritab_engine.lexicon import words as lexicon
from veritab_engine.reference.alternatives import all_alternatives
from veritab_engine.reference.frequency import FiscalYear
from veritab_engine.reference.package import Raw, name_of
from veritab_engine.reference.period import parse_period
from veritab_engine.reference.phrasing import checked
from veritab_engine.reference.predicate import NEVER, Predicate
from veritab_engine.reference.table import Column, Coverage, EntityRef, Later, Pair, Role, Schema, TableKind, Total

_PRIVATE = {"path", "dialect", "encoding", "format", "mediatype", "bytes", "hash", "fact:connection"}
"""Properties of a resource that say where its rows lie and how they are written, not what they are."""
_ROLE_OF_TYPE = {
    "number": Role.MEASURE,
    "integer": Role.MEASURE,
    "date": Role.TIME,
    "year": Role.TIME,
    "yearmonth": Role.TIME,
}
UNSPOKEN = {Role.TIME, Role.STATUS, Role.KEY, Role.VINTAGE}
"""Roles of columns that hold no names and that no words of a text call for."""
_TYPES = {"number", "integer", "boolean", "date", "year", "yearmonth"}


@dataclass(frozen=True, slots=True)
class Field:
    """How the cells of one column are written, and what the column is."""

    column: Column
    format: str = "default"
    missing: frozenset[str] = frozenset({""})
    allowed: frozenset[str] = frozenset()
    required: bool = False
    unique: bool = False
    decimal_mark: str = "."
    group_mark: str = ""
    bare: bool = True
    """False where signs of a currency or "%" may stand around the number."""
    marks: tuple[tuple[str, str | int], ...] = ()
    """What else may stand around a number, and what it makes of it: a power of ten, a status, "negative", "note"."""
    scale: int = 0
    """The power of ten that the cells of the plain form are in."""
    true: frozenset[str] = frozenset()
    false: frozenset[str] = frozenset()
    """How a boolean is written, besides true, false, 1 and 0."""
    aliases: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Declared:
    """One resource as declared: its schema, how its cells are written, and which columns may be missing or more."""

    schema: Schema
    fields: tuple[Field, ...]
    may_lack: bool = False
    may_have_more: bool = False


def declare(resource: Raw, package: Raw) -> Declared:
    """The schema and fields that a resource of a package declares."""
    schema = resource["schema"]
    name = name_of(resource)
    kind = TableKind(resource.get("fact:kind", TableKind.OBSERVATIONS))
    missing = schema.get("missingValues", [""])
    frequency = resource.get("fact:frequency", "")
    fields = tuple(declared_field(raw, name, kind, missing, frequency) for raw in schema["fields"])
    match = schema.get("fieldsMatch", "exact")
    match = match if isinstance(match, str) else match[0]
    return Declared(
        Schema(
            name=name,
            title=resource.get("title", name),
            kind=kind,
            columns=tuple(field.column for field in fields),
            phrases=tuple(resource.get("fact:phrases", [words(name)])),
            key=_listed(schema.get("primaryKey", [])),
            coverage=_coverage(resource.get("fact:coverage")),
            as_of=_day(resource.get("fact:asOf"), last=True),
            sources=tuple(_sources(resource.get("sources", package.get("sources", [])))),
            subject=tuple(EntityRef(each["entity"], each["id"]) for each in resource.get("fact:subject", [])),
            pairs=tuple(map(_pair, resource.get("fact:pairs", []))),
            rivals=tuple(resource.get("fact:rivals", [])),
            together=tuple(resource.get("fact:together", [])),
            frequency=frequency,
            inferred=resource.get("fact:inferred", False),
            description=resource.get("description", ""),
            licenses=tuple(_licenses(resource.get("licenses", package.get("licenses", [])))),
            later=_later(resource.get("fact:later")),
            predicates=tuple(_predicates(resource, [field.column for field in fields])),
            descriptor=_as_json(resource, package),
        ),
        fields,
        may_lack=match in {"superset", "partial"},
        may_have_more=match in {"subset", "partial"},
    )


def _predicates(resource: Raw, columns: list[Column]) -> Iterator[Predicate]:
    """What phrases say of a row; its subject is the first column of names where no other is declared."""
    first = next((column.name for column in columns if column.role is Role.ENTITY), "")
    for raw in resource.get("fact:predicates", []):
        predicate = Predicate(
            phrases=all_alternatives(raw["phrases"]),
            holds=_condition(raw),
            subject=raw.get("subject", first),
            opposite=raw.get("opposite", ""),
            measure=raw.get("measure", ""),
            group=tuple(raw.get("group", ())),
            rivals=tuple(resource.get("fact:rivals", ())),
            presupposed=raw.get("presupposed", False),
            necessary=raw.get("necessary", False),
            unfounded=raw.get("unfounded", False),
        )
        yield checked(predicate, [column.name for column in columns])


def _condition(raw: Raw) -> str:
    """The condition of a predicate; words that no table bears out need none."""
    if "holds" not in raw and not raw.get("unfounded", False):
        raise TableError(f'fact:predicates "{raw["phrases"][0]}" has no "holds". Write when it is true of a row.')
    return str(raw.get("holds", NEVER))


def _licenses(raw: list[Raw]) -> Iterator[str]:
    for license in raw:
        yield str(license.get("name") or license.get("title") or license.get("path", ""))


def _as_json(resource: Raw, package: Raw) -> str:
    """The resource with what its package says for it; where its file lies is nobody's business."""
    inherited = {name: package[name] for name in ("sources", "licenses") if name in package}
    told = {name: value for name, value in {**inherited, **resource}.items() if name not in _PRIVATE}
    return json.dumps(told, ensure_ascii=False)


def words(name: str) -> str:
    """A name as words: "net_income", "netIncome" and "net-income" are all "net income"."""
    apart = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name)
    return re.sub(r"[\s_\-.]+", " ", apart).strip()


def declared_field(
    raw: Raw,
    table: str = "",
    kind: TableKind = TableKind.OBSERVATIONS,
    missing: Sequence[Any] = ("",),
    frequency: str = "",
) -> Field:
    """How the cells of one column are written, and what the column is, as its descriptor says."""
    constraints = raw.get("constraints", {})
    return Field(
        column=_column(raw, table, kind, frequency),
        format=raw.get("format", "default"),
        missing=frozenset(_missing(raw.get("missingValues", missing))) | {""},
        allowed=frozenset(map(str, constraints.get("enum", ()))),
        required=constraints.get("required", False),
        unique=constraints.get("unique", False),
        decimal_mark=raw.get("decimalChar", "."),
        group_mark=raw.get("groupChar", ""),
        bare=raw.get("bareNumber", True),
        marks=tuple(raw.get("fact:marks", {}).items()),
        scale=raw.get("sdmx:unitMult", 0),
        true=_folded(raw.get("trueValues", ())),
        false=_folded(raw.get("falseValues", ())),
        aliases=tuple((id, tuple(names)) for id, names in raw.get("fact:aliases", {}).items()),
    )


def _column(raw: Raw, table: str, kind: TableKind, frequency: str) -> Column:
    name, type_ = raw["name"], _type(raw.get("type", "string"))
    role = Role(raw["fact:role"]) if "fact:role" in raw else _ROLE_OF_TYPE.get(type_, Role.DIMENSION)
    tolerance = raw.get("fact:tolerance")
    return Column(
        name=name,
        role=role,
        type=type_,
        entity=raw.get("fact:entity") or _own_class(table, name, role, type_, kind),
        phrases=all_alternatives(raw["fact:phrases"]) if "fact:phrases" in raw else _own_phrases(raw, role, kind),
        unit=raw.get("sdmx:unitMeasure"),
        multiplier=Decimal(10) ** raw.get("sdmx:unitMult", 0),
        decimals=raw.get("sdmx:decimals"),
        period=raw.get("fact:period"),
        cues=tuple(raw.get("fact:cues", ())),
        parts=tuple(raw.get("fact:additive", {}).get("parts", ())),
        total=_total(raw.get("fact:additive", {})),
        change_of=raw.get("fact:derived", {}).get("change"),
        derived=raw.get("fact:derived", {}).get("expression"),
        derived_of=raw.get("fact:derived", {}).get("of"),
        fiscal=_fiscal(raw) if role is Role.TIME else None,
        frequency=frequency if role is Role.TIME and "fact:period" not in raw else "",
        tolerance=None if tolerance is None else Decimal(str(tolerance)),
        owned=raw.get("fact:owned", False),
        names=raw.get("fact:names"),
        totals=tuple(raw.get("fact:totals", ())),
    )


def _pair(raw: Raw) -> Pair:
    return Pair(tuple(raw["columns"]), all_alternatives(raw.get("phrases", ())), raw.get("apposed", False))


def _total(raw: Raw) -> Total | None:
    return Total(raw["over"], raw["total"]) if "over" in raw else None


def _fiscal(raw: Raw) -> FiscalYear | None:
    """The fiscal year that a time column declares; where only its header speaks of one, its days are not known."""
    declared = raw.get("fact:fiscalYear")
    if declared is None:
        told = f"{words(raw['name'])} {raw.get('title', '')}".lower().split()
        return None if lexicon("words/fiscal").isdisjoint(told) else FiscalYear()
    start = declared.get("start")
    month, day = map(int, start.split("-")) if start else (0, 0)
    return FiscalYear((month, day) if start else None, declared.get("named", "end"))


def _own_class(table: str, name: str, role: Role, type_: str, kind: TableKind) -> str | None:
    """The class of names whose class nobody declared: the column itself."""
    if kind is TableKind.ALIASES or type_ != "string" or role in UNSPOKEN:
        return None
    return f"{table}.{name}"


def _own_phrases(raw: Raw, role: Role, kind: TableKind) -> tuple[str, ...]:
    """Where nobody wrote phrases, the header's words are the column's; time and keys are not spoken of by theirs."""
    if kind is TableKind.ALIASES or role in UNSPOKEN:
        return ()
    return tuple(dict.fromkeys(words(text) for text in (raw.get("title", ""), raw["name"]) if words(text)))


def _type(declared: str) -> str:
    return "date" if declared == "datetime" else declared if declared in _TYPES else "string"


def _missing(values: Sequence[Any]) -> Iterator[str]:
    for value in values:
        yield value if isinstance(value, str) else value["value"]


def _folded(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(text.casefold() for text in texts)


def _listed(names: str | list[str]) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)


def _coverage(raw: Raw | None) -> Coverage | None:
    if raw is None:
        return None
    return Coverage(raw["complete"], _day(raw.get("from")), _day(raw.get("to"), last=True))


def _later(raw: Raw | None) -> Later | None:
    if raw is None:
        return None
    return Later(all_alternatives(raw["phrases"]), raw.get("within"), raw.get("unfounded", False))


def _day(text: str | int | None, *, last: bool = False) -> date | None:
    """The first or last day of a date at any precision; a year may be written as a number."""
    if text is None:
        return None
    period = parse_period(f"{text:04}" if isinstance(text, int) else text)
    if period is None:
        raise TableError(f'"{text}" is not a date of the calendar. Write it as 2013, 2013-09 or 2013-09-07.')
    return period.last if last else period.first


def _sources(raw: list[Raw]) -> Iterator[str]:
    for source in raw:
        title, path = source.get("title", ""), source.get("path", "")
        yield f"{title} ({path})" if title and path else title or path
