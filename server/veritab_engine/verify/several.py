"""Computation over several rows: sums, means, extremes, and what one figure is beside another.

Where a cell is missing, or is no more than an estimate, nothing comes out.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Context, Decimal

from veritab_engine.claim import Claim, Direction
from veritab_engine.link.reading import Reading
from veritab_engine.reference import Table
from veritab_engine.value import AtLeast, Point, rounded
from veritab_engine.verify.working import Worked, shown, work

HUNDRED = Decimal(100)
RATIO_TO = Decimal("0.0001")
MEAN_TO = Context(prec=12)
"""Means are told to so many digits."""
MOST_WRITTEN = 12
"""Longer sums are told by how many rows they have."""


def sum_of(claim: Claim, reading: Reading, table: Table) -> list[Worked]:
    """What the cells come to, known as exactly as all of them together."""
    cells = _numbers(reading, table)
    if not cells:
        return []
    step = sum((cell.shown_to for cell in cells), Decimal(0))
    return [work(Point(_total(cells), step, step), f"sum of {reading.column}", _added(cells))]


def mean_of(claim: Claim, reading: Reading, table: Table) -> list[Worked]:
    """The mean of the cells, known as exactly as the least exact of them."""
    cells = _numbers(reading, table)
    if not cells:
        return []
    step = max(cell.shown_to for cell in cells)
    mean = Point(MEAN_TO.create_decimal(_total(cells) / len(cells)), step, step)
    return [work(mean, f"mean of {reading.column}", f"({_added(cells)}) / {len(cells)}")]


def least_of(claim: Claim, reading: Reading, table: Table) -> list[Worked]:
    """The smallest cell."""
    cells = sorted(_numbers(reading, table), key=lambda cell: cell.number)
    return [work(cell, f"lowest {reading.column}", f"the lowest of {len(cells)}") for cell in cells[:1]]


def most_of(claim: Claim, reading: Reading, table: Table) -> list[Worked]:
    """The largest cell."""
    cells = sorted(_numbers(reading, table), key=lambda cell: -cell.number)
    return [work(cell, f"highest {reading.column}", f"the highest of {len(cells)}") for cell in cells[:1]]


def difference_of(claim: Claim, reading: Reading, table: Table) -> list[Worked]:
    """By how much the first cell exceeds the second."""
    pair = _two(reading, table)
    if pair is None:
        return []
    first, second = pair
    step = max(first.shown_to, second.shown_to)
    lead = Point(first.number - second.number, step, step)
    return [work(lead, f"lead in {reading.column}", f"{shown(first)} - {shown(second)}")]


def ratio_of(claim: Claim, reading: Reading, table: Table) -> list[Worked]:
    """The first cell as a multiple of the second; in percent where the claim is."""
    pair = _two(reading, table)
    if pair is None or pair[1].number <= 0:
        return []
    first, second = pair
    times = HUNDRED if claim.unit == "percent" else Decimal(1)
    ratio = Point(rounded(first.number / second.number * times, RATIO_TO), RATIO_TO, RATIO_TO)
    return [work(ratio, f"ratio of {reading.column}", f"{shown(first)} / {shown(second)}")]


def peak_of(claim: Claim, reading: Reading, table: Table) -> list[Worked]:
    """The position of the last cell among all; with a series that may have begun earlier, that or a later one."""
    cells = _numbers(reading, table)
    if len(cells) < 2:
        return []
    sign = -1 if claim.direction is Direction.DOWN else 1
    rank = Decimal(1 + sum(sign * cell.number > sign * cells[-1].number for cell in cells[:-1]))
    place = AtLeast(rank) if rank == 1 and reading.open_start else Point(rank)
    return [work(place, f"rank of {shown(cells[-1])}", f"its place among {len(cells)}")]


def _numbers(reading: Reading, table: Table) -> list[Point]:
    cells = [table.cell(row, reading.column) for row in reading.rows]
    points = [cell for cell in cells if isinstance(cell, Point) and not cell.approximate]
    return points if len(points) == len(cells) else []


def _two(reading: Reading, table: Table) -> tuple[Point, Point] | None:
    cells = _numbers(reading, table)
    return (cells[0], cells[1]) if len(cells) == 2 else None


def _total(cells: Sequence[Point]) -> Decimal:
    return sum((cell.number for cell in cells), Decimal(0))


def _added(cells: Sequence[Point]) -> str:
    """The cells as a sum is written, "12 + 30 + 9"."""
    if len(cells) > MOST_WRITTEN:
        return f"the sum of {len(cells)} rows"
    return " + ".join(map(shown, cells))
