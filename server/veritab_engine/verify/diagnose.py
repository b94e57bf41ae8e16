"""Diagnosis: why a value that contradicts its row is likely to be wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import combinations

from veritab_engine.claim import Claim, Direction
from veritab_engine.extract.noun import plural
from veritab_engine.finding import Diagnosis
from veritab_engine.link.reading import Operation, Reading
from veritab_engine.link.scene import Scene
from veritab_engine.reference import Table, TooBroad
from veritab_engine.value import Agreement, Period, Point, Text
from veritab_engine.verify.convert import conversion, converted, is_in_its_unit, unit_of_its_figure
from veritab_engine.verify.evaluate import Outcome, asserted
from veritab_engine.verify.revision import superseded

UNFOUNDED = "unfounded"
"""The diagnosis of what no table has, in a text that was made of the tables alone."""
SHARED_DIGITS = 2
"""A slip of scale shows in at least so many digits that are right; one alone is chance."""
ROUNDED_WITHIN = Decimal("1.5")
"""So many steps of what is told a figure that was rounded wrongly may miss by."""
SCALES = tuple(Decimal(10) ** power for power in (3, 6, 9, 1, 2))
MOST_NEIGHBOURS = 256
"""As many rows at most are looked at for another time or entity that the figure belongs to."""
WHOLE_NUMBERS = frozenset(
    {Operation.COUNT, Operation.ORDINAL, Operation.ELAPSED, Operation.STREAK, Operation.RANK, Operation.VALUE}
)


DIRECTED = frozenset({Operation.CHANGE, Operation.DIFFERENCE})
"""Operations that go one way or the other."""


def diagnose(claim: Claim, outcome: Outcome, scene: Scene) -> Diagnosis | None:
    """The first diagnosis that fits, the most telling one first; None where none does."""
    for attempt in _ATTEMPTS:
        try:
            found = attempt(claim, outcome, scene)
        except TooBroad:
            continue
        if found is not None:
            return found
    return None


def _unfounded(claim: Claim, outcome: Outcome, scene: Scene) -> Diagnosis | None:
    """No table has what is told, and the text was made of the tables alone."""
    reading = outcome.reading
    named = reading.operation is Operation.LATER and isinstance(claim.value, Text)
    said = reading.said is not None and reading.said.predicate.unfounded
    return Diagnosis(UNFOUNDED, {}) if named or said else None


def _other_term(claim: Claim, outcome: Outcome, scene: Scene) -> Diagnosis | None:
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


def _stale(claim: Claim, outcome: Outcome, scene: Scene) -> Diagnosis | None:
    """The figure is the one that was published first, and has been revised since."""
    found = superseded(claim, outcome.reading, scene)
    if found is None:
        return None
    early, late = found
    return Diagnosis("stale", {"found": early.published.isoformat(), "revised": late.published.isoformat()})


def _other_period(claim: Claim, outcome: Outcome, scene: Scene) -> Diagnosis | None:
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


def _other_entity(claim: Claim, outcome: Outcome, scene: Scene) -> Diagnosis | None:
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


def _swapped_names(claim: Claim, outcome: Outcome, scene: Scene) -> Diagnosis | None:
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


def _points(claim: Claim, outcome: Outcome, scene: Scene) -> Diagnosis | None:
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
    relative = (difference / abs(then.number) * 100).quantize(Decimal("0.01"))
    in_points, in_percent = Point(difference, step, step), Point(relative, Decimal("0.01"))
    told = replace(claim.value, number=abs(claim.value.number))
    if claim.unit == "percent" and told.compare(in_points) is Agreement.AGREES:
        return Diagnosis("percent_for_points", {"found": "percentage points"})
    if claim.unit == "percentage point" and told.compare(in_percent) is Agreement.AGREES:
        return Diagnosis("percent_for_points", {"found": "percent"})
    return None


def _rounding(claim: Claim, outcome: Outcome, scene: Scene) -> Diagnosis | None:
    """The last digit that is told misses by one: it was rounded to the wrong side, or twice."""
    value, expected = claim.value, outcome.expected
    if not isinstance(value, Point) or not isinstance(expected, Point) or not value.shown_to:
        return None
    if len(value.number.normalize().as_tuple().digits) <= SHARED_DIGITS:
        return None
    number = -value.number if _is_fall(claim, outcome) else value.number
    return Diagnosis("rounding", {}) if abs(number - expected.number) < value.shown_to * ROUNDED_WITHIN else None


def _is_fall(claim: Claim, outcome: Outcome) -> bool:
    return outcome.reading.operation in DIRECTED and claim.direction is Direction.DOWN


def _direction(claim: Claim, outcome: Outcome, scene: Scene) -> Diagnosis | None:
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


def _scale(claim: Claim, outcome: Outcome, scene: Scene) -> Diagnosis | None:
    """Millions for billions: the digits are right, their power of ten is not."""
    expected = outcome.expected
    if not isinstance(claim.value, Point) or not isinstance(expected, Point) or not claim.value.number:
        return None
    if len(expected.number.normalize().as_tuple().digits) < SHARED_DIGITS:
        return None
    for scale in SCALES:
        for factor in (scale, 1 / scale):
            shifted = Point(claim.value.number * factor, claim.value.shown_to * factor)
            if shifted.compare(Point(expected.number)) is Agreement.AGREES:
                return Diagnosis("scale_slip", {"factor": f"{max(factor, 1 / factor):f}"})
    return None


def _unit(claim: Claim, outcome: Outcome, scene: Scene) -> Diagnosis | None:
    """The figure is right in the table's unit: feet were told for metres."""
    table = scene.tables.tables[outcome.reading.table]
    if outcome.reading.operation is not Operation.VALUE or not is_in_its_unit(claim, outcome.reading, table):
        return None
    unit = unit_of_its_figure(claim, outcome.reading, table)
    return Diagnosis("wrong_unit", {"found": plural(unit)}) if unit else None


def _transposed(claim: Claim, outcome: Outcome, scene: Scene) -> Diagnosis | None:
    """Two neighbouring digits change places."""
    expected = outcome.expected
    if not isinstance(claim.value, Point) or not isinstance(expected, Point):
        return None
    step = claim.value.shown_to or Decimal(1)
    digits = f"{claim.value.number / step:f}".split(".")[0]
    for i in range(len(digits) - 1):
        swapped = digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :]
        if (
            swapped != digits
            and swapped[0] != "0"
            and Point(Decimal(swapped) * step, step).compare(expected) is Agreement.AGREES
        ):
            return Diagnosis("transposed_digits", {})
    return None


def _off_by_one(claim: Claim, outcome: Outcome, scene: Scene) -> Diagnosis | None:
    """A count or position that misses by one."""
    expected = outcome.expected
    if outcome.reading.operation not in WHOLE_NUMBERS or not isinstance(expected, Point):
        return None
    if isinstance(claim.value, Point) and not claim.value.shown_to:
        return Diagnosis("off_by_one", {}) if abs(claim.value.number - expected.number) == 1 else None
    return None


def _agrees(claim: Claim, reading: Reading, scene: Scene, table: Table, row: int) -> bool:
    cell = table.cell(row, reading.column)
    values, unit = asserted(claim, reading, scene), conversion(claim, reading, table)
    if cell is not None and unit is not None:
        cell = converted(cell, unit)
    return cell is not None and any(value.compare(cell) is Agreement.AGREES for value in values)


_ATTEMPTS: tuple[Callable[[Claim, Outcome, Scene], Diagnosis | None], ...] = (
    _unfounded,
    _other_term,
    _stale,
    _unit,
    _scale,
    _other_period,
    _swapped_names,
    _other_entity,
    _points,
    _direction,
    _transposed,
    _off_by_one,
    _rounding,
)
