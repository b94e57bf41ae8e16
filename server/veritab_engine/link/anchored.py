"""Readings of what is compared with the figure before: "1,073 mm, 59 mm more than in 2023", "twice as many as in 2021".

The first side is the figure's own row. The second is the row of another time, or of another name, that stands behind
"than" or "as"; nothing else may stand there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from veritab_engine.lexicon import words
from veritab_engine.link.anchor import Anchor, anchor_before
from veritab_engine.link.base import changes
from veritab_engine.link.bind import Assignment
from veritab_engine.link.clause import Clause
from veritab_engine.link.measure import value_readings
from veritab_engine.link.neutral import restricts
from veritab_engine.link.reading import Operation, Reading
from veritab_engine.link.units import factor

COMPARING = frozenset({"than", "as", "above", "below", "that", "on"})
SHARES = frozenset({"times", "share"})


def anchored_changes(clause: Clause) -> Iterator[Reading]:
    """How far the figure before lies from another of its series, in its own unit or in percent."""
    anchor = _compared(clause)
    if anchor is None or not _is_in_unit(clause, anchor):
        return
    yield from _readings(clause, anchor, Operation.CHANGE, Operation.DIFFERENCE)


def anchored_ratios(clause: Clause) -> Iterator[Reading]:
    """How many times another figure of its series, or of another name, the figure before is."""
    anchor = _compared(clause)
    if anchor is not None and clause.claim.unit in SHARES:
        yield from _readings(clause, anchor, Operation.RATIO, Operation.RATIO)


def anchored_comparisons(clause: Clause) -> Iterator[Reading]:
    """Whether the figure before is the larger one."""
    anchor = _compared(clause)
    if anchor is not None:
        yield from _readings(clause, anchor, Operation.DIFFERENCE, Operation.DIFFERENCE)


def _compared(clause: Clause) -> Anchor | None:
    """The figure that the claim's words compare with another; None where they have a measure of their own."""
    behind = clause.sentence.lower[max(clause.tokens.stop - 1, 0) : clause.segment.stop]
    own = any(phrase.first in clause.segment for phrase in clause.phrases)
    if own or COMPARING.isdisjoint(behind):
        return None
    return anchor_before(clause, value_readings)


def _is_in_unit(clause: Clause, anchor: Anchor) -> bool:
    unit, own = clause.claim.unit, anchor.clause.claim.unit
    return unit in ("percent", None, own) or factor(unit, own) == 1


def _readings(clause: Clause, anchor: Anchor, timed: Operation, named: Operation) -> Iterator[Reading]:
    told = {i for name in clause.names for i in name.tokens} | {i for _, at in clause.neighbours for i in at}
    behind, leading = range(clause.tokens.stop, clause.segment.stop), words("operations/leading")
    strange = [i for i in behind if i not in told and restricts(clause, i) and clause.sentence.lower[i] not in leading]
    if strange:
        return
    names = [name for name in clause.names if name.first in behind]
    if names:
        yield from _of_names(clause, anchor, named)
        return
    bound = {each.column: each.id for each in anchor.reading.bindings}
    assignment = Assignment(anchor.reading.bindings, anchor.table.rows(bound), 1.0)
    rows = assignment.rows.where(lambda row: row == anchor.row)
    for step in changes(clause, anchor.table, assignment, rows):
        yield _reading(clause, anchor, timed, step.rows, sure=step.sure)


def _of_names(clause: Clause, anchor: Anchor, operation: Operation) -> Iterator[Reading]:
    """The row of the one other name, at the time of the figure's own."""
    own = {each.column: each.id for each in anchor.reading.bindings}
    behind = [name for name in clause.names if name.first >= clause.tokens.stop and name.first in clause.segment]
    if len(behind) != 1:
        return
    period = anchor.table.period(anchor.row)
    for column, id in own.items():
        kind = anchor.table.column(column).entity
        for ref in behind[0].refs:
            if ref.kind != kind or ref.id == id:
                continue
            rows = anchor.table.rows(own | {column: ref.id})
            rows = rows.exactly(period) if period is not None else rows
            if len(rows) == 1:
                yield _reading(clause, anchor, operation, (anchor.row, rows[0]), sure=True)


def _reading(clause: Clause, anchor: Anchor, operation: Operation, rows: tuple[int, ...], *, sure: bool) -> Reading:
    explained = anchor.reading.explained | frozenset(clause.segment)
    return replace(
        anchor.reading,
        operation=operation,
        rows=rows,
        explained=explained,
        refutes=anchor.reading.refutes and sure,
        direction=None,
    )
