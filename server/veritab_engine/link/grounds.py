"""Grounds: what a table says and cannot refute by, for it was written before, or is itself no more than foretold."""

from __future__ import annotations

from dataclasses import replace

from veritab_engine.link.clause import Clause
from veritab_engine.link.reading import Operation, Reading
from veritab_engine.reference import Table

FORECAST = "forecast"
FIGURES = frozenset({Operation.VALUE, Operation.CHANGE, Operation.RANK})
"""Operations on the cells of a measure, which a status may speak of."""
PAST = frozenset({Operation.ELAPSED, Operation.DATE, Operation.START, Operation.END})
"""Operations on the day of an event, which stays what it was."""


def grounded(reading: Reading, clause: Clause) -> Reading:
    """The reading, which cannot refute where the table was true before the time that is asked for, or foretells it."""
    if not reading.refutes:
        return reading
    table = clause.scene.tables.tables[reading.table]
    if _is_written_before(table, reading) or _foretells(table, reading):
        return replace(reading, refutes=False)
    return reading


def _is_written_before(table: Table, reading: Reading) -> bool:
    written, asked = table.schema.as_of, reading.asked.period
    if written is None or asked is None or reading.asked.since or reading.operation in PAST:
        return False
    return written < asked.last


def _foretells(table: Table, reading: Reading) -> bool:
    return reading.operation in FIGURES and any(
        table.status(row, reading.column) == FORECAST for row in reading.rows[:2]
    )
