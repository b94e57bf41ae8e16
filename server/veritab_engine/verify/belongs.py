"""Diagnosis: whose, or of when, a value is that contradicts its row: another time's, another name's, or nobody's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from veritab_engine.claim import Claim
from veritab_engine.finding import Diagnosis
from veritab_engine.link.reading import Operation, Reading
from veritab_engine.link.scene import Scene
from veritab_engine.reference import Table
from veritab_engine.value import Agreement, Period, Point, Text
from veritab_engine.verify.convert import conversion, converted
from veritab_engine.verify.evaluate import Outcome, asserted
from veritab_engine.verify.revision import superseded

UNFOUNDED = "unfounded"
"""The diagnosis of what no table has, in a text that was made of the tables alone."""
MOST_NEIGHBOURS = 256
"""As many rows at most are looked at for another time or entity that the figure belongs to."""


def unfounded(claim: Claim, outcome: Outcome, scene: Scene) -> Diagnosis | None:
    """No table has what is told, and the text was made of the tables alone."""
    reading = outcome.reading
    named = reading.operation is Operation.LATER and isinstance(claim.value, Text)
    said = reading.said is not None and reading.said.predicate.unfounded
    return Diagnosis(UNFOUNDED, {}) if named or said else None


def other_term(claim: Claim, outcome: Outcome, scene: Scene) -> Diagnosis | None:
    """The name was right on another day: it held the office before, or holds it later."""
    reading = outcome.reading
    if reading.operation is not Operation.ATTRIBUTE or not isinstance(claim.value, Text):
        return None
    table = scene.tables.tables[reading.table]
    for row in table.rows({binding.column: binding.id for binding in reading.bindings})[:MOST_NEIGHBOURS]:
        term = table.period(row)
        if term is not None and _agrees(claim, reading, scene, table, row):
            return Diagnosis("other_term", {"found": _stretch(term)})
    return None


def _stretch(term: Period) -> str:
    """A term in words; its ends may be open."""
    if term.last == date.max:
        return f"the time from {term.first.isoformat()}"
    if term.first == date.min:
        return f"the time until {term.last.isoformat()}"
    return f"{term.first.isoformat()} to {term.last.isoformat()}"


def stale(claim: Claim, outcome: Outcome, scene: Scene) -> Diagnosis | None:
    """The figure is the one that was published first, and has been revised since."""
    found = superseded(claim, outcome.reading, scene)
    if found is None:
        return None
    early, late = found
    return Diagnosis("stale", {"found": early.published.isoformat(), "revised": late.published.isoformat()})


def other_period(claim: Claim, outcome: Outcome, scene: Scene) -> Diagnosis | None:
    """The figure is right for the same entities at another time."""
    reading = outcome.reading
    if reading.operation is not Operation.VALUE or not isinstance(claim.value, Point):
        return None
    table = scene.tables.tables[reading.table]
    same = {binding.column: binding.id for binding in reading.bindings}
    for row in reversed(table.rows(same)[-MOST_NEIGHBOURS:]):
        period = table.period(row)
        if row not in reading.rows and period is not None and _agrees(claim, reading, scene, table, row):
            return Diagnosis("other_period", {"found": period.iso})
    return None


def other_entity(claim: Claim, outcome: Outcome, scene: Scene) -> Diagnosis | None:
    """The figure is right for another entity in the same row of time."""
    reading = outcome.reading
    if reading.operation is not Operation.VALUE or not isinstance(claim.value, Point):
        return None
    table = scene.tables.tables[reading.table]
    for found, row in _neighbours(table, reading):
        if _agrees(claim, reading, scene, table, row):
            return Diagnosis("other_entity", {"found": found})
    return None


def _neighbours(table: Table, reading: Reading) -> Iterator[tuple[str, int]]:
    """Rows of the same time in which one binding alone is another, with the name that differs.

    None of very many: that one of a hundred thousand towns has the figure is chance.
    """
    period = table.period(reading.rows[0])
    for changed in reading.bindings:
        others = {b.column: b.id for b in reading.bindings if b is not changed}
        rows = table.rows(others)
        rows = rows.exactly(period) if period is not None else rows
        if len(rows) > MOST_NEIGHBOURS:
            continue
        for row in rows:
            if row not in reading.rows and table.period(row) == period:
                yield table.text(row, changed.column), row


def swapped_names(claim: Claim, outcome: Outcome, scene: Scene) -> Diagnosis | None:
    """The figure is right where two of the names change places: importer and exporter were confused."""
    reading = outcome.reading
    if reading.operation is not Operation.VALUE or not isinstance(claim.value, Point):
        return None
    table = scene.tables.tables[reading.table]
    period = table.period(reading.rows[0])
    for one, other in combinations(reading.bindings, 2):
        if table.column(one.column).entity != table.column(other.column).entity:
            continue
        where = {each.column: each.id for each in reading.bindings} | {one.column: other.id, other.column: one.id}
        rows = table.rows(where)
        for row in rows.exactly(period) if period is not None else rows[:MOST_NEIGHBOURS]:
            if _agrees(claim, reading, scene, table, row):
                names = (table.text(row, column) for column in (one.column, other.column))
                return Diagnosis("swapped_names", {"found": " and ".join(names)})
    return None


def _agrees(claim: Claim, reading: Reading, scene: Scene, table: Table, row: int) -> bool:
    cell = table.cell(row, reading.column)
    values, unit = asserted(claim, reading, scene), conversion(claim, reading, table)
    if cell is not None and unit is not None:
        cell = converted(cell, unit)
    return cell is not None and any(value.compare(cell) is Agreement.AGREES for value in values)
