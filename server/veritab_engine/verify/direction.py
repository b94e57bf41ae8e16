"""Diagnosis: changes and differences that go the other way, or are told in percent for percentage points."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from veritab_engine.claim import Claim, Direction
from veritab_engine.finding import Diagnosis
from veritab_engine.link.reading import Operation
from veritab_engine.link.scene import Scene
from veritab_engine.value import Agreement, Point, rounded
from veritab_engine.verify.evaluate import Outcome

DIRECTED = frozenset({Operation.CHANGE, Operation.DIFFERENCE})
"""Operations that go one way or the other."""


def wrong_way(claim: Claim, outcome: Outcome, scene: Scene) -> Diagnosis | None:
    """Rise was told for fall, or fall for rise."""
    expected = outcome.expected
    if outcome.reading.operation not in DIRECTED or not isinstance(expected, Point):
        return None
    if outcome.reading.operation is Operation.DIFFERENCE:
        return _swapped(claim, expected)
    if not isinstance(claim.value, Point) or claim.direction is None:
        return None
    told = -1 if claim.direction is Direction.DOWN else 1
    if told * expected.number < 0:
        return Diagnosis("wrong_direction", {"found": "rose" if expected.number > 0 else "fell"})
    return None


def _swapped(claim: Claim, lead: Point) -> Diagnosis | None:
    """The two that are compared have changed places."""
    behind = lead.number < 0
    if behind == (claim.direction is Direction.DOWN) or not lead.number:
        return None
    return Diagnosis("swapped_roles", {"found": "smaller" if behind else "larger"})


def points(claim: Claim, outcome: Outcome, scene: Scene) -> Diagnosis | None:
    """Percent were told for percentage points, or points for percent."""
    reading = outcome.reading
    if reading.operation is not Operation.CHANGE or not isinstance(claim.value, Point):
        return None
    table = scene.tables.tables[reading.table]
    column, (now, then) = table.column(reading.column), (table.cell(row, reading.column) for row in reading.rows)
    if column.unit != "percent" or not isinstance(now, Point) or not isinstance(then, Point) or not then.number:
        return None
    difference = abs(now.number - then.number)
    step = max(now.shown_to, then.shown_to)
    relative = rounded(difference / abs(then.number) * 100, Decimal("0.01"))
    in_points, in_percent = Point(difference, step, step), Point(relative, Decimal("0.01"))
    told = replace(claim.value, number=abs(claim.value.number))
    if claim.unit == "percent" and told.compare(in_points) is Agreement.AGREES:
        return Diagnosis("percent_for_points", {"found": "percentage points"})
    if claim.unit == "percentage point" and told.compare(in_percent) is Agreement.AGREES:
        return Diagnosis("percent_for_points", {"found": "percent"})
    return None
