"""Evaluation: what the tables give for a reading, and how the claim stands to it.

An operation may give more than one truth that a writer could rightly have meant ("80 years ago" counts calendar years
or full ones); the claim agrees where it agrees with any of them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from rapidfuzz import fuzz
from rapidfuzz.utils import default_process

from veritab_engine.claim import Claim, Direction, Modality
from veritab_engine.link.reading import Operation, Reading
from veritab_engine.link.scene import Scene
from veritab_engine.reference import Table
from veritab_engine.reference.table import EntityRef, Role
from veritab_engine.value import Agreement, AtLeast, AtMost, Interval, Period, Point, Text, Value
from veritab_engine.verify.compute import OPERATIONS, published_change, stated, weekday_of
from veritab_engine.verify.convert import conversion, is_in_its_unit, may_be_rounded
from veritab_engine.verify.revision import may_be_revised
from veritab_engine.verify.working import Step, worked

SPELLING = 80
"""Names at least this alike (of 100) may be spellings of one another."""

REVISION = Decimal("0.5")
"""Percentage points by which a change computed from two rows may miss the one that was published."""
SLIPS = (Decimal(1000), Decimal(10) ** 6)
"""How many times too small a bound is with "million" for "billion", or for "trillion"."""
FEWEST_DIGITS = 3
"""Digits that tell a slip of scale from another figure."""
FAR = 3
"""A figure so many times larger or smaller than the one of a file that tells little may be of another thing or time."""
TIMES_SHOWN_TO = Decimal("0.1")
"""How exactly "three times" is told at best; at worst it is told to one."""
PAST = frozenset({Operation.DATE, Operation.START, Operation.END})
"""Operations on the day of what has happened."""
UNTOLD_SCALE = 100
"""A figure so many times larger than the cell may be the cell in thousands or millions, where no unit is named."""
OF_WEEKDAYS = frozenset({Operation.WEEKDAY, Operation.LATER})


@dataclass(frozen=True, slots=True)
class Outcome:
    """A reading with its truths and how the claim stands to them; the truth that decided comes first."""

    reading: Reading
    truths: tuple[Value, ...]
    agreement: Agreement
    unit: str | None = None
    """The unit of the truths."""
    status: str = "exact"
    """What the table says of the figure: "provisional", "forecast"."""
    working: tuple[Step, ...] = ()
    """The arithmetic behind the truths, in their order."""

    @property
    def expected(self) -> Value | None:
        """The truth to show; None where the operation gave none."""
        return self.truths[0] if self.truths else None


def evaluate(claim: Claim, reading: Reading, scene: Scene) -> Outcome:
    """Compute the reading on its rows and compare the claim with what comes out."""
    table = scene.tables.tables[reading.table]
    computed = {each.truth: each.steps for each in map(worked, OPERATIONS[reading.operation](claim, reading, table))}
    truths = tuple(computed)
    values = asserted(claim, reading, scene)
    plain = compare(values, truths)
    telling = sorted(truths, key=lambda truth: compare(values, (truth,)) is not plain)
    tolerated = _is_tolerated(values, truths, reading, table)
    agreement = Agreement.AGREES if tolerated else _charitable(plain, claim, reading, values, truths, table)
    return Outcome(
        reading,
        tuple(telling),
        agreement,
        _unit(claim, reading, scene),
        _status(reading, table),
        tuple(step for truth in telling for step in computed[truth]),
    )


def _status(reading: Reading, table: Table) -> str:
    """What the table says of the one figure that the reading asks for."""
    asks = reading.operation is Operation.VALUE and len(reading.rows) == 1
    return table.status(reading.rows[0], reading.column) if asks else "exact"


def _unit(claim: Claim, reading: Reading, scene: Scene) -> str | None:
    """A cell has its column's unit; times and changes are told in the claim's."""
    match reading.operation:
        case Operation.VALUE:
            table = scene.tables.tables[reading.table]
            return claim.unit if conversion(claim, reading, table) else table.column(reading.column).unit
        case Operation.SUM | Operation.MEAN | Operation.LEAST | Operation.MOST | Operation.DIFFERENCE:
            return scene.tables.tables[reading.table].column(reading.column).unit
        case Operation.ELAPSED | Operation.STREAK | Operation.CHANGE:
            return claim.unit
        case _:
            return None


def asserted(claim: Claim, reading: Reading, scene: Scene) -> tuple[Value, ...]:
    """What the claim asserts under this reading, in all that its words can mean.

    A name stands for every entity that bears it; a rank asserts the name that was bound as first; a fall is a
    negative change.
    """
    if reading.operation is Operation.PREDICATE:
        return (stated(claim.quote, True),)
    if reading.operation in OF_WEEKDAYS and isinstance(claim.value, Period):
        return (weekday_of(claim.value),)
    if isinstance(claim.value, Text):
        return tuple(Text(claim.value.text, str(ref)) for ref in scene.clause(claim).entities) or (claim.value,)
    if reading.operation is Operation.ATTRIBUTE:
        column = scene.tables.tables[reading.table].column(reading.column)
        holder = reading.bindings[-1]
        return (Text(claim.quote, str(EntityRef(column.entity or "", holder.id))),)
    if reading.operation in (Operation.LEAST, Operation.MOST) and claim.modality is Modality.NEGATED:
        return (_opposite(claim.value),)
    if reading.operation is Operation.RATIO and isinstance(claim.value, Point) and not claim.value.approximate:
        return (replace(claim.value, shown_to=max(claim.value.shown_to, TIMES_SHOWN_TO), coarsest=Decimal(1)),)
    signed = reading.operation in (Operation.CHANGE, Operation.DIFFERENCE)
    if signed and claim.direction is Direction.DOWN and isinstance(claim.value, Point):
        return (replace(claim.value, number=-abs(claim.value.number)),)
    if reading.operation in PAST and isinstance(claim.value, Period):
        return _past(claim.value, claim.quote, scene)
    return (claim.value,)


def _past(value: Period, quote: str, scene: Scene) -> tuple[Period, ...]:
    """What a date of something past can mean: "October", told in June without a year, is the last one."""
    as_of, year = scene.as_of, value.first.year
    if as_of is None or value.first <= as_of or str(year) in quote or value.last.year != year:
        return (value,)
    try:
        first, last = value.first.replace(year=year - 1), value.last.replace(year=year - 1)
    except ValueError:
        return (value,)
    return (value, Period(value.iso.replace(str(year), str(year - 1)), first, last, value.approximate))


def _opposite(value: Value) -> Value:
    """What holds where a bound is passed at no time: at least 2,360 for never under it."""
    match value:
        case AtLeast(bound=bound, strict=strict, shown_to=shown_to):
            return AtMost(bound, not strict, shown_to)
        case AtMost(bound=bound, strict=strict, shown_to=shown_to):
            return AtLeast(bound, not strict, shown_to)
        case _:
            return value


def compare(values: tuple[Value, ...], truths: tuple[Value, ...]) -> Agreement:
    """The best that any of the claim's meanings makes of any of the truths."""
    agreements = {_compare(value, truth) for value in values for truth in truths}
    for agreement in (Agreement.AGREES, Agreement.OPEN, Agreement.DISAGREES):
        if agreement in agreements:
            return agreement
    return Agreement.OPEN


def _is_revision(claim: Claim, reading: Reading, truths: tuple[Value, ...], table: Table) -> bool:
    """True where a computed percentage is missed by no more than a later revision of its base can explain."""
    if reading.operation is not Operation.CHANGE or claim.unit != "percent" or published_change(reading, table):
        return False
    return any(
        isinstance(truth, Point) and isinstance(claim.value, Point) and _distance(claim, truth) <= REVISION
        for truth in truths
    )


def _distance(claim: Claim, truth: Point) -> Decimal:
    told = claim.value.number if isinstance(claim.value, Point) else Decimal(0)
    return abs((-abs(told) if claim.direction is Direction.DOWN else told) - truth.number)


def _is_tolerated(values: tuple[Value, ...], truths: tuple[Value, ...], reading: Reading, table: Table) -> bool:
    """True where the column's own tolerance lets the figure pass."""
    tolerance = table.column(reading.column).tolerance if reading.operation is Operation.VALUE else None
    return tolerance is not None and any(
        isinstance(value, Point) and isinstance(truth, Point) and abs(value.number - truth.number) <= tolerance
        for value in values
        for truth in truths
    )


def _overstates(values: tuple[Value, ...], truths: tuple[Value, ...]) -> bool:
    """True for a bound no writer would choose: "as much as $300 billion" for 245, "over $107 million" for billions."""
    pairs = [(value, truth) for value in values for truth in truths]
    above = any(isinstance(value, AtMost) and value.overstates(truth) for value, truth in pairs)
    return above or any(_slipped(value, truth) for value, truth in pairs)


def _slipped(value: Value, truth: Value) -> bool:
    """True for a lower bound with the digits of the truth at a thousandth or a millionth of it."""
    if not isinstance(value, AtLeast) or not isinstance(truth, Point):
        return False
    steps = value.shown_to or Decimal(1)
    return any(Point(value.bound * scale, steps * scale).compare(truth) is Agreement.AGREES for scale in SLIPS)


def _charitable(
    plain: Agreement,
    claim: Claim,
    reading: Reading,
    values: tuple[Value, ...],
    truths: tuple[Value, ...],
    table: Table,
) -> Agreement:
    """The plain agreement, left open where the words around the value, or the want of a day, leave room for doubt."""
    match plain:
        case Agreement.DISAGREES:
            doubt = _is_revision(claim, reading, truths, table)
            doubt = doubt or _may_be_another(claim, reading, values, truths, table)
            doubt = doubt or may_be_revised(_status(reading, table), values, truths)
            doubt = doubt or may_be_rounded(claim, reading, values, truths, table)
        case Agreement.AGREES:
            doubt = _overstates(values, truths) or _went_otherwise(reading, table)
            doubt = doubt or _is_undated(reading, values, truths)
        case Agreement.OPEN:
            doubt = False
    return Agreement.OPEN if doubt else plain


def _may_be_another(
    claim: Claim, reading: Reading, values: tuple[Value, ...], truths: tuple[Value, ...], table: Table
) -> bool:
    """True where a bare file leaves untold what a figure far from its own may be about.

    A file that names no unit may be in thousands; one without names, or without times, does not say of whom its figures
    are, or of when.
    """
    if not table.schema.inferred or reading.operation is not Operation.VALUE:
        return False
    if is_in_its_unit(claim, reading, table):
        return False
    column = table.column(reading.column)
    told, true = ([each.number for each in side if isinstance(each, Point)] for side in (values, truths))
    nameless = not any(each.role is Role.ENTITY for each in table.schema.columns)
    if nameless or not table.schema.of_role(Role.TIME):
        if column.multiplier != 1 and any(_is_scaled(claim, n) for n in true):
            return False
        return any(not truth <= number * FAR <= truth * FAR * FAR for number in told for truth in map(abs, true))
    if column.unit is not None or column.multiplier != 1:
        return False
    return any(abs(number) >= UNTOLD_SCALE * abs(truth) for number in told for truth in true)


def _is_scaled(claim: Claim, truth: Decimal) -> bool:
    """True for all the digits of the truth at another scale: "$92.3 billion" for 92.3 million is no other figure."""
    value = claim.value
    if not isinstance(value, Point) or len(value.number.normalize().as_tuple().digits) < FEWEST_DIGITS:
        return False
    shifted = (Point(value.number / scale, value.shown_to / scale) for scale in SLIPS)
    return any(each.compare(Point(truth)) is Agreement.AGREES for each in shifted)


def _is_undated(reading: Reading, values: tuple[Value, ...], truths: tuple[Value, ...]) -> bool:
    """True for a name that held at some time, where no day says when it has to."""
    undated = reading.operation is Operation.ATTRIBUTE and reading.asked.period is None
    return undated and any(compare(values, (truth,)) is not Agreement.AGREES for truth in truths)


def _went_otherwise(reading: Reading, table: Table) -> bool:
    """True where the value is right and the way it is said to have gone there is not ("fell to")."""
    if reading.direction is None or len(reading.rows) != 1:
        return False
    rows = table.rows({binding.column: binding.id for binding in reading.bindings})
    before = rows.before(reading.rows[0])
    now = table.cell(reading.rows[0], reading.column)
    then = table.cell(before, reading.column) if before is not None else None
    if not isinstance(now, Point) or not isinstance(then, Point):
        return False
    return now.number < then.number if reading.direction is Direction.UP else now.number > then.number


def _compare(value: Value, truth: Value) -> Agreement:
    if isinstance(value, Text) and isinstance(truth, Text) and value.entity is None:
        return _compare_names(value.text, truth.text)
    agreement = value.compare(truth)
    if agreement is Agreement.DISAGREES and isinstance(truth, Point) and truth.approximate:
        return value.compare(Interval(*truth.widest()))
    return agreement


def _compare_names(claimed: str, true: str) -> Agreement:
    """A name that no table knows contradicts only where it could not be a spelling, or a part, of the true one."""
    if claimed.casefold() == true.casefold():
        return Agreement.AGREES
    likeness = fuzz.token_set_ratio(claimed, true, processor=default_process)
    return Agreement.OPEN if likeness >= SPELLING else Agreement.DISAGREES
