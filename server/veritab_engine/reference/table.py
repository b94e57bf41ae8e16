"""Tables as the engine sees them: columns with roles, rows reached by index, cells as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from veritab_engine.reference.frequency import FiscalYear
from veritab_engine.reference.predicate import Predicate
from veritab_engine.value import Period

PERSON = "person"
OFFICE = "office"
"""The two classes of names that the engine knows by name: who holds an office is told in titles, not by a measure."""


_PERIODS = frozenset({"date", "year", "yearmonth"})


class TableKind(StrEnum):
    """What one row of a table is."""

    OBSERVATIONS = "observations"
    """Measures of an entity in a period: trade by country and year."""
    EVENT = "event"
    """Something that happened on a day: a visit, a founding, a victory."""
    ATTRIBUTES = "attributes"
    """A name-valued fact about an entity, valid for a while: who held an office, which city is the capital."""
    ALIASES = "aliases"
    """Another name of an entity."""


class Role(StrEnum):
    """What a column is for."""

    KEY = "key"
    ENTITY = "entity"
    TIME = "time"
    DIMENSION = "dimension"
    MEASURE = "measure"
    STATUS = "status"
    VINTAGE = "vintage"
    """When the row was published: a later one of the same key revises it."""


_BINDING = frozenset({Role.ENTITY, Role.DIMENSION, Role.KEY})


@dataclass(frozen=True, slots=True)
class Total:
    """Rows that hold the sum of others: those that have `cell` in the column `over` ("World" in "region")."""

    over: str
    cell: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Figures that a text tells in one, as "9-for-12" or "107-99": the columns of its parts, in the order told.

    "other.pts" is the cell of the row's rival. `apposed` marks a pair that may stand in brackets right behind the row's
    name, with no words: "the Kings (13-18)".
    """

    columns: tuple[str, ...]
    phrases: tuple[str, ...] = ()
    apposed: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its role, what its cells are, and the words it is known by.

    `entity` is the class that its names belong to ("country", "person"; the table's and column's own name where no
    class is declared). A measure of type "string" holds names (a capital, a holder of an office). `unit` is an ISO
    4217 code, "percent", or a noun in the singular; numbers are already multiplied by 10**unitMult. `period` tells
    the two ends of a validity or an event apart ("start", "end"), None for a plain time column. `cues` are words
    that stand before a name in this role ("to" before the country visited).
    """

    name: str
    role: Role
    type: str
    entity: str | None = None
    phrases: tuple[str, ...] = ()
    unit: str | None = None
    multiplier: Decimal = Decimal(1)
    decimals: int | None = None
    period: str | None = None
    cues: tuple[str, ...] = ()
    change_of: str | None = None
    """The measure whose change from the row before this column gives, as it was published."""
    parts: tuple[str, ...] = ()
    """The measures that this one is the sum of, row by row."""
    total: Total | None = None
    """Which rows hold the sum of the others in this measure."""
    fiscal: FiscalYear | None = None
    """For a time column, the fiscal year that it counts by; None for the calendar's."""
    frequency: str = ""
    """For a time column, SDMX's code of how long a row lasts ("M"), where its cells are days that do not tell."""
    tolerance: Decimal | None = None
    """How far a figure may lie from the table's and still agree, at full scale; None where its rounding decides."""
    owned: bool = False
    """True for a measure that everything has (a population): grammar has to give the figure to the row's entity."""
    derived: str | None = None
    """An expression over the row, of which the cells are the answers: the file has no such column."""
    derived_of: str | None = None
    """Whose a derived figure is, where it is not the row's: of all rows that share this column's name."""
    names: str | None = None
    """The column whose entities these cells are further names of: a nickname beside a city."""
    totals: tuple[str, ...] = ()
    """The cells of rows that sum up, or average, others: no rank, count or sum has them among its rows."""


def holds_times(column: Column) -> bool:
    """True where the cells are periods."""
    return column.role is Role.TIME or column.type in _PERIODS


def holds_numbers(column: Column) -> bool:
    """True where the cells are numbers."""
    return column.type in {"number", "integer"} and not holds_times(column)


@dataclass(frozen=True, slots=True)
class Coverage:
    """The stretch of time for which a table is complete: only there does a missing row mean that there was none."""

    complete: bool
    first: date | None = None
    last: date | None = None

    def holds(self, period: Period | None) -> bool:
        """True where the table is complete for all of the period; for no period, where it is complete at all."""
        if not self.complete or period is None:
            return self.complete
        starts = self.first is None or self.first <= period.first
        return starts and (self.last is None or period.last <= self.last)


@dataclass(frozen=True, slots=True)
class Later:
    """How texts speak of a party's next event, and what is known of it.

    `within` is the most days until a party's next event, None where nobody says. `unfounded` is True where texts are
    made of these tables alone: they know of no event that the table lacks.
    """

    phrases: tuple[str, ...]
    within: int | None = None
    unfounded: bool = False


@dataclass(frozen=True, slots=True)
class EntityRef:
    """An entity by its class and identifier: country RUS."""

    kind: str
    id: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"


@dataclass(frozen=True, slots=True)
class Schema:
    """All that is declared, or inferred, about one table."""

    name: str
    title: str
    kind: TableKind
    columns: tuple[Column, ...]
    phrases: tuple[str, ...] = ()
    """Words for one row of an event table ("visit", "trip"), or for the whole of it."""
    key: tuple[str, ...] = ()
    coverage: Coverage | None = None
    as_of: date | None = None
    sources: tuple[str, ...] = ()
    pairs: tuple[Pair, ...] = ()
    """The figures of a row that are told in one."""
    rivals: tuple[str, ...] = ()
    """The columns that a row shares with its one rival, such as the match that two teams played."""
    together: tuple[str, ...] = ()
    """The columns that the rows share whose names one sentence tells one after the other."""
    subject: tuple[EntityRef, ...] = ()
    """Entities that every row is about though no column says so."""
    frequency: str = ""
    """SDMX's code of how long each row lasts, where it is declared: A, S, Q, M, W, D."""
    inferred: bool = False
    description: str = ""
    licenses: tuple[str, ...] = ()
    later: Later | None = None
    """How texts speak of the next event of a party, in an event table."""
    predicates: tuple[Predicate, ...] = ()
    """What phrases say of a row without a number."""
    descriptor: str = ""
    """The resource of a Data Package that all this was read from, as JSON, without what it says of its file."""

    def of_role(self, role: Role) -> tuple[Column, ...]:
        """The columns of one role, in order."""
        return tuple(column for column in self.columns if column.role is role)


def binding_columns(schema: Schema) -> tuple[Column, ...]:
    """The columns that hold names and select rows."""
    return tuple(column for column in schema.columns if column.entity is not None and column.role in _BINDING)


def naming_columns(schema: Schema) -> tuple[Column, ...]:
    """The columns whose entities name an event: its own key, and its type."""
    own_name = schema.key if len(schema.key) == 1 else ()
    return tuple(c for c in binding_columns(schema) if c.name in own_name or c.role is not Role.ENTITY)


@dataclass(frozen=True, slots=True)
class Row:
    """One row as evidence: its number in the table (from 0) and its cells as a person reads them."""

    number: int
    cells: Mapping[str, str] = field(default_factory=dict)
