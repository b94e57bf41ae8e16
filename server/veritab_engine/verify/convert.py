"""Conversion: cells in the unit of the claim, and figures that are right in another unit than they are told in.

A converted cell keeps its own rounding: 828 metres may be 827.5 and 828.5, and a figure in feet that fits any of these
is not wrong. Writers convert what was rounded before, so a little more is left open.
"""

from __future__ import annotations

from decimal import Context, Decimal

from veritab_engine.claim import Claim
from veritab_engine.link.reading import Operation, Reading
from veritab_engine.link.units import factor
from veritab_engine.reference import Table
from veritab_engine.reference.table import Role
from veritab_engine.value import Agreement, Interval, Point, Value

SLACK = Decimal("0.01")
"""A converted figure that misses by no more than this share may have been rounded on its way."""
TOLD_TO = Context(prec=7)
"""Converted cells are told to so many digits."""
TELLING = 2
"""Digits that a figure has at least where being right in another unit is no chance."""


def conversion(claim: Claim, reading: Reading, table: Table) -> Decimal | None:
    """How many of the claim's unit one of the column's is; None where nothing has to be converted."""
    unit = table.column(reading.column).unit if reading.operation is Operation.VALUE else None
    if unit is None or claim.unit is None or unit == claim.unit:
        return None
    times = factor(unit, claim.unit)
    return times if times is not None and times != 1 else None


def converted(cell: Value, times: Decimal) -> Value:
    """A cell in another unit; what is no number stays as it is."""
    if not isinstance(cell, Point):
        return cell
    number = TOLD_TO.create_decimal(cell.number * times)
    return Point(number, cell.shown_to * times, cell.coarsest * times, cell.approximate)


def may_be_rounded(
    claim: Claim, reading: Reading, values: tuple[Value, ...], truths: tuple[Value, ...], table: Table
) -> bool:
    """True where a figure misses the converted cell by no more than rounding explains."""
    if conversion(claim, reading, table) is None:
        return False
    ranges = [_range(truth) for truth in truths if isinstance(truth, Point)]
    return any(value.compare(each) is not Agreement.DISAGREES for value in values for each in ranges)


def _range(truth: Point) -> Interval:
    low, high = truth.widest()
    slack = abs(truth.number) * SLACK
    return Interval(min(low, truth.number - slack), max(high, truth.number + slack))


def is_in_its_unit(claim: Claim, reading: Reading, table: Table) -> bool:
    """True for a figure that the row has in another unit than the claim's: 310 feet for 310 metres."""
    return unit_of_its_figure(claim, reading, table) is not None


def unit_of_its_figure(claim: Claim, reading: Reading, table: Table) -> str | None:
    """The unit of the same measure in which the row has the claimed figure, where it is not the claim's own."""
    value, own = claim.value, table.column(reading.column)
    if not isinstance(value, Point) or reading.operation is not Operation.VALUE or len(reading.rows) != 1:
        return None
    if len(value.number.normalize().as_tuple().digits) < TELLING or claim.unit is None:
        return None
    for column in (own, *table.schema.of_role(Role.MEASURE)):
        same = column is own or not set(column.phrases).isdisjoint(own.phrases)
        if same and column.unit is not None and factor(column.unit, claim.unit) not in (None, 1):
            cell = table.cell(reading.rows[0], column.name)
            if isinstance(cell, Point) and value.compare(cell) is Agreement.AGREES:
                return column.unit
    return None
