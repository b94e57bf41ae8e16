"""Readings in words: what was asked of which rows, and what the table has, as a text would write it."""

from __future__ import annotations

from dataclasses import replace

from veritab_engine.extract.noun import plural
from veritab_engine.link.reading import Operation, Reading
from veritab_engine.reference import Table
from veritab_engine.reference.reckoning import figures
from veritab_engine.reference.table import OFFICE, Column, Role
from veritab_engine.report.written import written
from veritab_engine.verify import Outcome

TEMPLATES = {
    Operation.VALUE: "{column}{of_names}{when}",
    Operation.COUNT: "the number of {rows}{of_names}",
    Operation.ORDINAL: "the {row}{of_names}{when}",
    Operation.CHANGE: "the change of {column}{of_names}{when}",
    Operation.ELAPSED: "the time since the {event}",
    Operation.STREAK: "the unbroken run of {holder} as {column}{of_names}",
    Operation.RANK: "the rank{of_names} by {column}{when}",
    Operation.ATTRIBUTE: "{column}{of_names}{when}",
    Operation.MEMBER: "membership{of_names}{when}",
    Operation.DATE: "the date of the {event}",
    Operation.START: "the first day of {holder} as {column}{of_names}",
    Operation.END: "the last day of {holder} as {column}{of_names}",
    Operation.PAIR: "{column}{of_names}{when}",
    Operation.WEEKDAY: "the day of the {event}",
    Operation.PREDICATE: "{names}",
    Operation.PARTY: "{column}",
    Operation.LATER: "the next {row} of either",
    Operation.SUM: "the sum of {column}{of_names}{when}",
    Operation.MEAN: "the mean of {column}{of_names}{when}",
    Operation.LEAST: "the lowest {column}{of_names}{when}",
    Operation.MOST: "the highest {column}{of_names}{when}",
    Operation.DIFFERENCE: "the lead of {sides}",
    Operation.RATIO: "the ratio of {sides}",
    Operation.PEAK: "the rank{of_names} by {column}{when} among the times so far",
}
DATED = frozenset({Operation.ATTRIBUTE, Operation.MEMBER})
"""Operations that are asked for a day."""
OF_OFFICE = frozenset({Operation.ATTRIBUTE, Operation.START, Operation.END})
"""Operations that tell of an office by its name."""
SPANNING = frozenset({Operation.SUM, Operation.MEAN, Operation.LEAST, Operation.MOST})
"""Operations on the rows of a whole stretch."""
COMPARED = frozenset({Operation.DIFFERENCE, Operation.RATIO})
NUMBERED = frozenset({Operation.ORDINAL, Operation.RANK, Operation.PEAK})
SAID = {"provisional": " (provisional)", "forecast": " (forecast)"}
"""What is said of a figure's status; an estimate is told as "about" already."""
DAYS_OF_YEAR = range(363, 372)
"""From the first day of a fiscal year to its last."""
JOINING = ("to", "from", "in", "with", "of")
"""Cues of a column that can stand between two names."""


def what_of(reading: Reading, table: Table) -> str:
    """What was asked, in words: "two-way trade of China and Russia for 2024"."""
    names = _names(reading, table)
    row = next(iter(table.schema.phrases), "row")
    return TEMPLATES[reading.operation].format(
        column=_office(reading, table) or _titles(reading, table),
        names=names or row,
        of_names=f" of {names}" if names else "",
        when=_when(reading, table),
        row=row,
        rows=plural(row),
        event=_event(reading, table),
        holder=_holder(reading, table),
        sides=_sides(reading, table),
    )


def expression_of(reading: Reading, table: Table) -> str:
    """The operation in one line: 'value of total where reporter=CHN, partner=RUS for 2024'."""
    where = ", ".join(f"{binding.column}={binding.id}" for binding in reading.bindings)
    column = f" of {reading.column}" if reading.column else ""
    if reading.operation is Operation.PREDICATE and reading.said is not None:
        column = f" that {reading.said.predicate.holds}"
    return f"{reading.operation.value}{column}" + (f" where {where}" if where else "") + _when(reading, table)


def expected_text(outcome: Outcome) -> str:
    """The truth that is shown, with its unit."""
    if outcome.expected is None:
        return ""
    if outcome.reading.operation is Operation.MEMBER:
        return ", ".join(written(truth, None) for truth in outcome.truths)
    text = written(outcome.expected, outcome.unit) + SAID.get(outcome.status, "")
    return f"number {text}" if outcome.reading.operation in NUMBERED else text


def _sides(reading: Reading, table: Table) -> str:
    """The two that are compared: "total of China with Russia over total of China with Brazil for 2024"."""
    if reading.operation not in COMPARED or len(reading.rows) != 2:
        return ""
    first, second = (replace(reading, rows=(row,)) for row in reading.rows)
    column = _title(reading.column, table)
    times = [_when(each, table) for each in (first, second)]
    told = f"{column} of {_names(first, table)}" + (times[0] if times[0] != times[1] else "")
    return f"{told} over {column} of {_names(second, table)}{times[1]}"


def _names(reading: Reading, table: Table) -> str:
    """The names that select the rows ("Xi Jinping to Russia"), each behind the word that its column is known by."""
    told, named = "", set[str]()
    for binding in reading.bindings:
        column = table.column(binding.column)
        if column.name == reading.column or column.entity == OFFICE or _is_unspoken(column, reading):
            continue
        own = (row for row in reading.rows if table.id_at(row, column.name) == binding.id)
        name = table.text(next(own, reading.rows[0]), column.name) if reading.rows else binding.id
        joint = next((cue for cue in column.cues if cue in JOINING and column.name not in named), "and")
        told += f" {joint} {name}" if told else name
        named.add(column.name)
    return told


def _is_unspoken(column: Column, reading: Reading) -> bool:
    """True for the key that a document's scope holds: nobody calls the subject of a predicate by it."""
    return reading.said is not None and column.role is Role.KEY


def _office(reading: Reading, table: Table) -> str | None:
    """The office that a holder is asked for: it is what the column tells."""
    ids = [binding.id for binding in reading.bindings if table.column(binding.column).entity == OFFICE]
    return ids[0] if ids and reading.operation in OF_OFFICE else None


def _event(reading: Reading, table: Table) -> str:
    """An event by its own name where its table gives it one, else by the word for its rows and whose it was."""
    key = table.schema.key
    word = next(iter(table.schema.phrases), "")
    if not word and len(key) == 1:
        return table.text(reading.rows[0], key[0])
    return f"{word} of {_names(reading, table)}"


def _holder(reading: Reading, table: Table) -> str:
    return table.text(reading.rows[-1], reading.column) if reading.column and reading.rows else ""


def _when(reading: Reading, table: Table) -> str:
    if reading.operation in DATED and reading.asked.period is not None:
        asked = reading.asked.period
        return f" on {asked.iso}" if asked.first == asked.last else f" in {asked.iso}"
    if reading.operation in SPANNING and reading.asked.period is not None and len(reading.rows) > 1:
        return f" for {reading.asked.period.iso}"
    newest_first = reading.operation in (Operation.CHANGE, Operation.RANK)
    period = table.period(reading.rows[0 if newest_first else -1]) if reading.rows else None
    if period is None or reading.operation in (Operation.STREAK, Operation.ELAPSED, Operation.DATE):
        return ""
    if period.first.year == period.last.year:
        return f" for {period.iso}"
    return f" for the year to {period.last.isoformat()}" if (period.last - period.first).days in DAYS_OF_YEAR else ""


def _titles(reading: Reading, table: Table) -> str:
    """The title of the column, or of all that are told in one."""
    named = dict.fromkeys(_title(name, table) for name in (reading.columns or (reading.column,)))
    return " and ".join(named)


def _title(name: str, table: Table) -> str:
    """A column as a text would call it: by its first phrase."""
    phrases = table.column(name).phrases if name else ()
    return phrases[0] if phrases else name.replace("_", " ")


def figures_of(reading: Reading, table: Table) -> str:
    """What a predicate's condition was decided by: "points is 105, other.points is 110"."""
    said = reading.said
    if said is None:
        return ""
    told = figures(said.predicate.condition, table, said.row, said.names, said.other)
    numbers = dict(said.numbers)
    return ", ".join(f"{name} is {answer}" for name, answer in told if name not in numbers)
