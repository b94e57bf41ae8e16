"""One table under review: what the rules ask of it, worked out once and when first asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from veritab_engine.lazy import lazy
from veritab_engine.reference.lint.frequency import Frequency, frequency_of
from veritab_engine.reference.lint.rule import Rule
from veritab_engine.reference.long import LONG
from veritab_engine.reference.long_cells import are_distinct
from veritab_engine.reference.period import between, parse_period
from veritab_engine.reference.problem import Problem
from veritab_engine.reference.table import Column, EntityRef, Role, Schema, TableKind
from veritab_engine.value import Period

if TYPE_CHECKING:
    from veritab_engine.reference.catalog import Draft
    from veritab_engine.reference.cells import Plain
    from veritab_engine.reference.entity import Entities

NUMERIC = frozenset({"number", "integer"})
_TELLING = frozenset({Role.ENTITY, Role.DIMENSION, Role.KEY})
"""Roles of columns that tell one series from another."""


@dataclass(frozen=True, slots=True)
class SharedName:
    """A row of a table of aliases whose name is that of other entities too."""

    row: int
    name: str
    kind: str
    others: Mapping[str, str]
    """The ids of the others, with the kind of name that it is to them."""
    twins: frozenset[str]
    """Those whose canonical name it is, where it is this entity's."""


@dataclass(frozen=True)
class Case:
    """A table, and all that it is seen beside."""

    draft: Draft
    resource: Mapping[str, Any] = field(default_factory=dict)
    """What its descriptor says of it; empty where it has none."""
    package: Mapping[str, Any] = field(default_factory=dict)
    today: date = date.max
    entities: Entities | None = None
    """The names of all tables; None where they are not resolved yet."""
    siblings: Mapping[str, Case] = field(default_factory=dict)
    """The tables of the same package, by name."""

    @property
    def schema(self) -> Schema:
        return self.draft.schema

    @property
    def cells(self) -> Mapping[str, Plain]:
        return self.draft.cells

    @lazy
    def texts(self) -> Mapping[str, Sequence[str]]:
        """The columns as the file has them; those that may be missing, and are, have none."""
        return dict(zip(self.draft.grid.header, self.draft.grid.columns, strict=True))

    @lazy
    def ids(self) -> Mapping[str, Plain]:
        """The cells with every name replaced by the id that it means; one that means none stays as it is."""
        return {column.name: self._resolved(column) for column in self.schema.columns}

    def _resolved(self, column: Column) -> Plain:
        cells = self.cells[column.name]
        if self.entities is None or column.entity is None or not self.entities.knows(column.entity):
            return cells
        ids: dict[str | None, str | None] = {}
        for text in dict.fromkeys(cells):
            try:
                ids[text] = None if text is None else self.entities.resolve(column.entity, text)
            except ValueError:
                ids[text] = text
        return tuple(ids[text] for text in cells)

    @lazy
    def measures(self) -> tuple[Column, ...]:
        """The measures that hold numbers."""
        return tuple(column for column in self.schema.of_role(Role.MEASURE) if column.type in NUMERIC)

    def numbers(self, column: Column) -> Sequence[Decimal | None]:
        """The figures of a measure, at full scale."""
        if column.name not in self._numbers:
            read = {
                text: None if text is None else Decimal(text) * column.multiplier for text in self.cells[column.name]
            }
            self._numbers[column.name] = tuple(read[text] for text in self.cells[column.name])
        return self._numbers[column.name]

    @lazy
    def _numbers(self) -> dict[str, Sequence[Decimal | None]]:
        return {}

    def half_step(self, column: Column, row: int) -> Decimal:
        """How far rounding may have moved a figure, at full scale: half of its last decimal."""
        text = self.cells[column.name][row] or ""
        decimals = column.decimals if column.decimals is not None else len(text.partition(".")[2])
        return column.multiplier.scaleb(-decimals) / 2

    @lazy
    def time(self) -> Column | None:
        """The column that says when; where a start and an end do, the start."""
        times = self.schema.of_role(Role.TIME)
        return next((column for end in (None, "start") for column in times if column.period == end), None)

    @lazy
    def end(self) -> Column | None:
        """The column of the ends of a validity or of an event."""
        return next((column for column in self.schema.of_role(Role.TIME) if column.period == "end"), None)

    @lazy
    def periods(self) -> tuple[Period | None, ...]:
        """Every row's time, from the first day of its start to the last of its end."""
        nothing: Plain = (None,) * len(self.draft.grid)
        starts = self.cells[self.time.name] if self.time else nothing
        ends = self.cells[self.end.name] if self.end else nothing if self.time and self.time.period else starts
        known: dict[tuple[str | None, str | None], Period | None] = {}
        for pair in zip(starts, ends, strict=True):
            if pair not in known:
                known[pair] = between(*(parse_period(text) if text else None for text in pair))
        return tuple(known[pair] for pair in zip(starts, ends, strict=True))

    @lazy
    def series(self) -> Mapping[tuple[str | None, ...], Sequence[int]]:
        """The rows of one whom and what, in order of time; rows without a time are in none."""
        return self.rows_by(self.who)

    @lazy
    def frequency(self) -> Frequency | None:
        """How often its series have a row; None where that is by the day, or of no regular kind."""
        plain = self.time is not None and self.time.period is None
        return frequency_of(self.periods, self.series.values()) if plain else None

    def declared(self, column: str) -> Mapping[str, Any]:
        """What the descriptor says of a column; nothing where there is none."""
        return self._declared.get(column, {})

    @lazy
    def _declared(self) -> dict[str, Mapping[str, Any]]:
        return {field["name"]: field for field in self.resource.get("schema", {}).get("fields", ())}

    @lazy
    def who(self) -> tuple[str, ...]:
        """The columns that tell one series from another: what the primary key has beside the time, else the names."""
        telling = [column.name for column in self.schema.columns if column.role in _TELLING]
        times = {column.name for column in self.schema.of_role(Role.TIME)}
        if times & set(self.schema.key):
            return tuple(name for name in self.schema.key if name in telling)
        keys = {column.name for column in self.schema.of_role(Role.KEY)}
        return tuple(name for name in telling if name not in keys)

    def rows_by(self, columns: Sequence[str]) -> Mapping[tuple[str | None, ...], Sequence[int]]:
        """The rows that have a time by what these columns hold, each group in order of time."""
        groups: dict[tuple[str | None, ...], list[int]] = {}
        dated = [row for row, period in enumerate(self.periods) if period is not None]
        for row in sorted(dated, key=lambda row: self._first(row)):
            groups.setdefault(tuple(self.ids[name][row] for name in columns), []).append(row)
        return groups

    def _first(self, row: int) -> date:
        period = self.periods[row]
        return period.first if period else date.min

    def shared_names(self) -> Iterator[SharedName]:
        """The rows of a table of aliases whose name other entities of the class have as well."""
        columns = self.schema.of_role(Role.ENTITY)
        if self.schema.kind is not TableKind.ALIASES or self.entities is None or len(columns) != 1:
            return
        kind = columns[0].entity or self.schema.name
        types = self.cells.get("type", (None,) * len(self.draft.grid))
        rows = zip(self.cells[columns[0].name], self.cells.get("alias", ()), types, strict=False)
        for row, (id, name, type_) in enumerate(rows):
            others = self.entities.named(kind, name) if name else {}
            if id is not None and name is not None and others.keys() - {id}:
                shared = {other: others[other] for other in others if other != id}
                canonical = self.entities.name_of(EntityRef(kind, id)) == name
                twins = {other for other in shared if self.entities.name_of(EntityRef(kind, other)) == name}
                yield SharedName(row, name, type_ or "name", shared, frozenset(twins if canonical else ()))

    def problem(self, rule: Rule, message: str, row: int | None = None, column: str = "") -> Problem:
        """A problem of this table; `row` counts from 0."""
        grid = self.draft.grid
        line, column = (None, column) if row is None else grid.cell_at(row, column)
        place = grid.place if row is None else grid.where(row).rpartition(", row ")[0]
        origin = "" if place == grid.file.name else place
        return Problem(rule.code, rule.severity, message, grid.file, self.schema.name, line, column, origin=origin)

    def each(self, rule: Rule, column: str, wrong: Mapping[str, str], cells: Sequence[str | None]) -> Iterator[Problem]:
        """A problem for every row of a column whose cell is one of those that are `wrong`, with what is said of it."""
        if wrong:
            for row, text in enumerate(cells):
                if text is not None and text in wrong:
                    yield self.problem(rule, wrong[text], row, column)

    def empty(self, column: str) -> Iterator[int]:
        """The rows whose cell says nothing; one that says what does not read is not empty."""
        if None in self.cells[column]:
            texts, wrong = self.texts.get(column), self.draft.wrong.get(column, {})
            for row, cell in enumerate(self.cells[column]):
                if cell is None and (texts is None or texts[row] not in wrong):
                    yield row

    def repeats(self, rule: Rule, names: Sequence[str], filled: Sequence[str]) -> Iterator[Problem]:
        """A problem for every row whose cells in these columns stand in an earlier row.

        A row without a cell in one of the columns that are to be `filled` does not count.
        """
        vectors, columns = [self.draft.cells[name] for name in names], ", ".join(names)
        needed = [names.index(name) for name in filled]
        if len(self.draft.grid) > LONG and not any(None in vector for vector in vectors) and are_distinct(vectors):
            return
        keys: Iterable[object] = (
            None if any(row[i] is None for i in needed) else row for row in zip(*vectors, strict=True)
        )
        seen: dict[object, int] = {}
        for row, key in enumerate(keys):
            if key is not None and (first := seen.setdefault(key, row)) != row:
                shown = ", ".join(f'"{part}"' for part in (key if isinstance(key, tuple) else (key,)))
                there = self.draft.grid.lines[first]
                yield self.problem(rule, f"{shown} stands in row {there} already. Remove one of them.", row, columns)
