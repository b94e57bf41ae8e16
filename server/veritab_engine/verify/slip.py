"""Diagnosis: slips of the pen in a figure that is the right one: its scale, its unit, its digits, its rounding."""

from __future__ import annotations

from decimal import Decimal

from veritab_engine.claim import Claim, Direction
from veritab_engine.extract.noun import plural
from veritab_engine.finding import Diagnosis
from veritab_engine.link.reading import Operation
from veritab_engine.link.scene import Scene
from veritab_engine.value import Agreement, Point
from veritab_engine.verify.convert import is_in_its_unit, unit_of_its_figure
from veritab_engine.verify.direction import DIRECTED
from veritab_engine.verify.evaluate import Outcome

SHARED_DIGITS = 2
"""A slip of scale shows in at least so many digits that are right; one alone is chance."""
ROUNDED_WITHIN = Decimal("1.5")
"""So many steps of what is told a figure that was rounded wrongly may miss by."""
SCALES = tuple(Decimal(10) ** power for power in (3, 6, 9, 1, 2))
WHOLE_NUMBERS = frozenset(
    {Operation.COUNT, Operation.ORDINAL, Operation.ELAPSED, Operation.STREAK, Operation.RANK, Operation.VALUE}
)


def unit(claim: Claim, outcome: Outcome, scene: Scene) -> Diagnosis | None:
    """The figure is right in the table's unit: feet were told for metres."""
    table = scene.tables.tables[outcome.reading.table]
    if outcome.reading.operation is not Operation.VALUE or not is_in_its_unit(claim, outcome.reading, table):
        return None
    unit = unit_of_its_figure(claim, outcome.reading, table)
    return Diagnosis("wrong_unit", {"found": plural(unit)}) if unit else None


def scale(claim: Claim, outcome: Outcome, scene: Scene) -> Diagnosis | None:
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


def transposed(claim: Claim, outcome: Outcome, scene: Scene) -> Diagnosis | None:
    """Two neighbouring digits change places."""
    expected = outcome.expected
    if not isinstance(claim.value, Point) or not isinstance(expected, Point):
        return None
    step = claim.value.shown_to or Decimal(1)
    digits, signed = f"{abs(claim.value.number) / step:f}".split(".")[0], step.copy_sign(claim.value.number)
    for i in range(len(digits) - 1):
        swapped = digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :]
        if (
            swapped != digits
            and swapped[0] != "0"
            and Point(Decimal(swapped) * signed, step).compare(expected) is Agreement.AGREES
        ):
            return Diagnosis("transposed_digits", {})
    return None


def off_by_one(claim: Claim, outcome: Outcome, scene: Scene) -> Diagnosis | None:
    """A count or position that misses by one."""
    expected = outcome.expected
    if outcome.reading.operation not in WHOLE_NUMBERS or not isinstance(expected, Point):
        return None
    if isinstance(claim.value, Point) and not claim.value.shown_to:
        return Diagnosis("off_by_one", {}) if abs(claim.value.number - expected.number) == 1 else None
    return None


def rounding(claim: Claim, outcome: Outcome, scene: Scene) -> Diagnosis | None:
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
