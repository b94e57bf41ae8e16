"""Values: what agrees with what, and the rules that hold for all of them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veritab_engine.value import Agreement, AtLeast, AtMost, Interval, Parts, Period, Point, Text, Value

AGREES, OPEN, DISAGREES = Agreement.AGREES, Agreement.OPEN, Agreement.DISAGREES


def shown(number: str, step: str, coarsest: str | None = None) -> Point:
    return Point(Decimal(number), Decimal(step), Decimal(coarsest or step))


def exact(number: str) -> Point:
    return Point(Decimal(number))


NUMBERS = st.decimals(min_value="-1e12", max_value="1e12", allow_nan=False, places=4)
STEPS = st.integers(-3, 9).map(lambda power: Decimal(10) ** power)


@pytest.mark.parametrize(
    ("claimed", "truth", "expected"),
    [
        pytest.param(shown("244.8", "0.1"), exact("244.75"), AGREES, id="rounds up to the claim"),
        pytest.param(shown("244.8", "0.1"), exact("244.89"), AGREES, id="truncates to the claim"),
        pytest.param(shown("244.8", "0.1"), exact("244.74"), DISAGREES, id="just below"),
        pytest.param(shown("244.8", "0.1"), exact("244.9"), DISAGREES, id="the next step"),
        pytest.param(shown("-2.5", "0.1"), exact("-2.59"), AGREES, id="a negative number truncates toward zero"),
        pytest.param(shown("240", "1", "10"), exact("240.11"), AGREES, id="inside the narrowest meaning"),
        pytest.param(shown("240", "1", "10"), exact("244.81"), OPEN, id="between narrowest and widest"),
        pytest.param(shown("250", "1", "10"), exact("244.81"), DISAGREES, id="outside the widest"),
        pytest.param(exact("20"), exact("20"), AGREES, id="an exact count"),
        pytest.param(exact("20"), exact("21"), DISAGREES, id="an exact count that misses by one"),
        pytest.param(shown("244.806", "0.001"), shown("244.81", "0.01"), AGREES, id="finer than the table knows"),
        pytest.param(Point(Decimal(245), approximate=True), exact("250"), AGREES, id="about"),
        pytest.param(Point(Decimal(245), approximate=True), exact("270"), OPEN, id="stretching about"),
        pytest.param(Point(Decimal(245), approximate=True), exact("300"), DISAGREES, id="not about at all"),
        pytest.param(exact("35"), AtLeast(Decimal(41)), DISAGREES, id="below what is known at least"),
        pytest.param(exact("50"), AtLeast(Decimal(41)), OPEN, id="nothing known above"),
        pytest.param(AtLeast(Decimal(40), strict=True), exact("40"), DISAGREES, id="more than 40 is false at 40"),
        pytest.param(AtLeast(Decimal(40)), exact("40"), AGREES, id="at least 40 is true at 40"),
        pytest.param(AtLeast(Decimal(40), strict=True), AtLeast(Decimal(41)), AGREES, id="a bound under a bound"),
        pytest.param(AtLeast(Decimal(41), strict=True), AtLeast(Decimal(41)), OPEN, id="a bound at a bound"),
        pytest.param(AtLeast(Decimal(5)), AtMost(Decimal(4)), DISAGREES, id="bounds that exclude each other"),
        pytest.param(AtMost(Decimal(40), strict=True), exact("40"), DISAGREES, id="fewer than 40 is false at 40"),
        pytest.param(AtMost(Decimal(40)), exact("12"), AGREES, id="up to 40"),
        pytest.param(Interval(Decimal(20), Decimal(30)), exact("30"), AGREES, id="a range holds its ends"),
        pytest.param(Interval(Decimal(20), Decimal(30)), exact("31"), DISAGREES, id="outside a range"),
        pytest.param(Text("Xi", "person:xi"), Text("Xi Jinping", "person:xi"), AGREES, id="two names of one entity"),
        pytest.param(Text("baku"), Text("Baku"), AGREES, id="the same words"),
        pytest.param(Text("Xi", "person:xi"), Text("Li", "person:li"), DISAGREES, id="two entities"),
        pytest.param(Parts((exact("107"), exact("99"))), Parts((exact("107"), exact("98"))), DISAGREES, id="a score"),
        pytest.param(exact("20"), Text("twenty"), OPEN, id="shapes that do not compare"),
    ],
)
def test_comparison(claimed: Value, truth: Value, expected: Agreement) -> None:
    assert claimed.compare(truth) is expected


@pytest.mark.parametrize(
    ("claimed", "truth", "expected"),
    [
        (Period("2013", date(2013, 1, 1), date(2013, 12, 31)), date(2013, 9, 7), AGREES),
        (Period("2014", date(2014, 1, 1), date(2014, 12, 31)), date(2013, 9, 7), DISAGREES),
        (Period("2013-09-07", date(2013, 9, 7), date(2013, 9, 7)), date(2013, 9, 7), AGREES),
    ],
)
def test_a_date_agrees_with_a_day_inside_it(claimed: Period, truth: date, expected: Agreement) -> None:
    assert claimed.compare(Period(truth.isoformat(), truth, truth)) is expected


def test_a_day_is_open_where_only_the_year_is_known() -> None:
    day = Period("2013-09-07", date(2013, 9, 7), date(2013, 9, 7))
    assert day.compare(Period("2013", date(2013, 1, 1), date(2013, 12, 31))) is OPEN


def test_a_bound_far_below_the_truth_understates_it() -> None:
    bound = AtLeast(Decimal(40), strict=True)
    assert bound.compare(exact("400")) is AGREES
    assert bound.understates(exact("400"))
    assert not bound.understates(exact("45"))


@given(NUMBERS, STEPS)
def test_a_rendering_agrees_with_what_it_renders(truth: Decimal, step: Decimal) -> None:
    rounded = (truth / step).quantize(Decimal(1), "ROUND_HALF_UP") * step
    truncated = (truth / step).quantize(Decimal(1), "ROUND_DOWN") * step
    assert Point(rounded, step, step).compare(Point(truth)) is AGREES
    assert Point(truncated, step, step).compare(Point(truth)) is AGREES


@given(NUMBERS, STEPS, st.decimals(min_value="1.001", max_value="100", places=3))
def test_a_number_moved_by_more_than_a_step_contradicts(truth: Decimal, step: Decimal, steps: Decimal) -> None:
    assert Point(truth + step * steps, step, step).compare(Point(truth)) is DISAGREES


@given(NUMBERS, NUMBERS, st.booleans())
def test_an_upper_bound_mirrors_a_lower_one(bound: Decimal, truth: Decimal, strict: bool) -> None:
    upper = AtMost(bound, strict).compare(Point(truth))
    assert upper is AtLeast(-bound, strict).compare(Point(-truth))


@given(NUMBERS, STEPS, st.decimals("0", "0.999", places=3))
def test_what_agrees_also_lies_within_the_widest_meaning(number: Decimal, step: Decimal, part: Decimal) -> None:
    point = Point(number, step, step * 10)
    low, high = point.interval()
    truth = low + (high - low) * part
    assert point.widest()[0] <= truth < point.widest()[1]
