"""One loaded table: its rows by inverted index, its cells as values and as a person reads them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal

from veritab_engine.reference.cells import Plain
from veritab_engine.reference.entity import Entities
from veritab_engine.reference.period import between, parse_period
from veritab_engine.reference.table import Column, EntityRef, Role, Row, Schema
from veritab_engine.value import ZERO, AtLeast, AtMost, Period, Point, Text, Value

SCALES = {
    Decimal(10) ** 3: "thousand",
    Decimal(10) ** 6: "million",
    Decimal(10) ** 9: "billion",
    Decimal(10) ** 12: "trillion",
}
_HEDGES = {"at_least": "at least ", "at_most": "at most ", "approximate": "about "}
_UNSETTLED = {"provisional": " (provisional)", "forecast": " (forecast)"}
_PERIODS = frozenset({"date", "year", "yearmonth"})


class Table:
    """A table that nobody changes any more: every look-up is a step in a dictionary, safe from any thread.

    A row is known by its number from 0 in file order; rows are given in order of time, then of the file.
    """

    __slots__ = ("_cells", "_columns", "_entities", "_ids", "_order", "_periods", "_rows", "_status", "schema")

    def __init__(
        self, schema: Schema, cells: Mapping[str, Plain], ids: Mapping[str, Plain], entities: Entities
    ) -> None:
        """Index `cells`, one sequence a column; `ids` holds the columns whose cells were resolved to entities."""
        self.schema = schema
        self._cells = cells
        self._ids = {**cells, **ids}
        self._entities = entities
        self._columns = {column.name: column for column in schema.columns}
        self._status = _status_columns(schema)
        self._periods = _periods(schema, cells)
        self._order = _in_time(self._periods)
        self._rows = {name: _postings(texts, self._order) for name, texts in self._ids.items()}

    def __len__(self) -> int:
        return len(self._order)

    def column(self, name: str) -> Column:
        """The column of that name; KeyError where there is none."""
        return self._columns[name]

    def rows(self, where: Mapping[str, str]) -> tuple[int, ...]:
        """The rows in which every column holds the cell id given for it; all rows where nothing is asked.

        Takes time in proportion to the rows of the rarest of the ids. KeyError for a column that does not exist.
        """
        if not where:
            return self._order
        rarest = min((self._rows[column].get(id, ()) for column, id in where.items()), key=len)
        if len(where) == 1:
            return rarest
        asked = [(self._ids[column], id) for column, id in where.items()]
        return tuple(row for row in rarest if all(ids[row] == id for ids, id in asked))

    def distinct(self, column: str) -> Collection[str]:
        """The cell ids that occur in a column."""
        return self._rows[column].keys()

    def id_at(self, row: int, column: str) -> str | None:
        """The id of the cell's entity, or the cell's own text where it holds none; None where it is empty."""
        return self._ids[column][row]

    def cell(self, row: int, column: str) -> Value | None:
        """The cell as a value: numbers at full scale with the precision they are known at; None where it is empty."""
        text, declared = self._ids[column][row], self._columns[column]
        if text is None:
            return None
        if _is_time(declared):
            return parse_period(text)
        if declared.type in {"number", "integer"}:
            return self._number(row, declared, text)
        if declared.entity is None:
            return Text(text)
        ref = EntityRef(declared.entity, text)
        return Text(self._entities.name_of(ref), str(ref))

    def text(self, row: int, column: str) -> str:
        """The cell as a person reads it: "244.81 billion USD", "at least 41", "Russia"; empty where it is."""
        text, declared = self._ids[column][row], self._columns[column]
        if text is None:
            return ""
        if declared.type in {"number", "integer"} and not _is_time(declared):
            status = self._status_of(row, column)
            return _HEDGES.get(status, "") + _spoken(text, declared) + _UNSETTLED.get(status, "")
        if declared.entity is None:
            return text
        return self._entities.name_of(EntityRef(declared.entity, text))

    def status(self, row: int, column: str) -> str:
        """What the table says of the cell's number: "exact", "at_least", "provisional", "forecast" and the like."""
        return self._status_of(row, column)

    def period(self, row: int) -> Period | None:
        """The time that the row is about: of its time column, or from its start to its end; None where it has none."""
        return self._periods[row]

    def row(self, row: int) -> Row:
        """The row as evidence, without its empty cells."""
        texts = ((name, self.text(row, name)) for name in self._columns)
        return Row(row, {name: text for name, text in texts if text})

    def _number(self, row: int, column: Column, text: str) -> Value:
        number, step = Decimal(text) * column.multiplier, _step(column, text)
        match self._status_of(row, column.name):
            case "at_least":
                return AtLeast(number, shown_to=step)
            case "at_most":
                return AtMost(number, shown_to=step)
            case status:
                return Point(number, step, step, approximate=status == "approximate")

    def _status_of(self, row: int, column: str) -> str:
        status = self._status.get(column)
        return (self._cells[status][row] if status else None) or "exact"


def _step(column: Column, text: str) -> Decimal:
    """How finely a number is known: to its declared or written decimals; a count of single things is exact."""
    decimals = column.decimals if column.decimals is not None else len(text.partition(".")[2])
    if decimals == 0 and column.multiplier == 1 and not _is_rated(column):
        return ZERO
    return column.multiplier.scaleb(-decimals)


def _spoken(text: str, column: Column) -> str:
    """A number with its scale and unit: "244.81 billion USD", "1.9 percent"."""
    scale = SCALES.get(column.multiplier, "")
    number = Decimal(text) if scale else Decimal(text) * column.multiplier
    unit = column.unit if column.unit and _is_rated(column) else ""
    return " ".join(part for part in (f"{number:,f}", scale, unit) if part)


def _is_rated(column: Column) -> bool:
    """True for money and percent, which are rounded where things are counted."""
    return column.unit is not None and (column.unit == "percent" or column.unit.isupper())


def _status_columns(schema: Schema) -> dict[str, str]:
    """The status column of each measure: the one called <measure>_status, else one that is no single measure's."""
    statuses = [column.name for column in schema.of_role(Role.STATUS)]
    measures = [column.name for column in schema.of_role(Role.MEASURE)]
    own = {measure: f"{measure}_status" for measure in measures if f"{measure}_status" in statuses}
    common = next((status for status in statuses if status not in own.values()), None)
    return own if common is None else dict.fromkeys(measures, common) | own


def _is_time(column: Column) -> bool:
    return column.role is Role.TIME or column.type in _PERIODS


def _periods(schema: Schema, cells: Mapping[str, Plain]) -> tuple[Period | None, ...]:
    """Every row's time; equal texts share one period."""
    length = len(next(iter(cells.values()), ()))
    nothing = (None,) * length
    plain, start, end = (_first_time(schema, end) for end in (None, "start", "end"))
    known: dict[tuple[str | None, str | None], Period | None] = {}
    if plain is not None:
        pairs = [(text, text) for text in cells[plain]]
    else:
        pairs = list(zip(cells[start] if start else nothing, cells[end] if end else nothing, strict=True))
    if plain is None and start is None and end is None:
        return nothing
    for pair in dict.fromkeys(pairs):
        known[pair] = between(*(parse_period(text) if text else None for text in pair))
    return tuple(known[pair] for pair in pairs)


def _first_time(schema: Schema, end: str | None) -> str | None:
    return next((column.name for column in schema.of_role(Role.TIME) if column.period == end), None)


def _in_time(periods: Sequence[Period | None]) -> tuple[int, ...]:
    """The rows in order of time, those without any last."""
    never = (date.max, date.max)
    return tuple(sorted(range(len(periods)), key=lambda row: (p.first, p.last) if (p := periods[row]) else never))


def _postings(ids: Sequence[str | None], order: Sequence[int]) -> dict[str, tuple[int, ...]]:
    """The rows of every id, in the order given."""
    rows: dict[str, list[int]] = {}
    for row in order:
        id = ids[row]
        if id is not None:
            rows.setdefault(id, []).append(row)
    return {id: tuple(each) for id, each in rows.items()}
