"""Values survive the way from the engine to the client and back, whatever their shape and size."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veritab.v1 import value_pb2 as pb
from veritab_client.reading import read_value as read_by_client
from veritab_client.requests import write_value as write_by_client
from veritab_engine.value import AtLeast, AtMost, Interval, Parts, Period, Point, Text, plain
from veritab_server.conversion.value import read_value, write_value
from veritab_server.errors import FieldError

NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**30), max_value=10**30, places=6)
STEPS = st.sampled_from([Decimal(0), Decimal("0.01"), Decimal(1), Decimal("1E8")])
POINTS = st.builds(Point, NUMBERS, STEPS, STEPS, st.booleans())
DAYS = st.dates()
NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
VALUES = st.one_of(
    POINTS,
    st.tuples(NUMBERS, NUMBERS).map(sorted).flatmap(lambda ends: st.builds(Interval, *map(st.just, ends), STEPS)),
    st.builds(AtLeast, NUMBERS, st.booleans(), STEPS, st.booleans()),
    st.builds(AtMost, NUMBERS, st.booleans(), STEPS, st.booleans()),
    st.tuples(DAYS, DAYS).map(lambda days: Period(f"{min(days)}/{max(days)}", min(days), max(days))),
    st.builds(Text, NAMES, st.none() | NAMES),
    st.builds(Parts, st.lists(POINTS, min_size=2, max_size=4).map(tuple)),
)


@given(VALUES)
def test_a_value_comes_back_as_it_was(value):
    assert read_value(write_value(value), "value") == value


@given(VALUES)
def test_a_client_reads_a_value_and_gives_it_back(value):
    assert read_value(write_by_client(read_by_client(write_value(value))), "value") == value


@pytest.mark.parametrize(
    ("number", "written"),
    [("2.448E+11", "244800000000"), ("244800000000.0", "244800000000"), ("1.90", "1.9"), ("-0", "0"), ("-0.0", "0")],
)
def test_a_number_is_written_plainly(number, written):
    assert plain(Decimal(number)) == written


@pytest.mark.parametrize(
    ("message", "field"),
    [
        (pb.Value(), "value"),
        (pb.Value(point=pb.Point()), "value.point.number"),
        (pb.Value(point=pb.Point(number="1e9")), "value.point.number"),
        (pb.Value(point=pb.Point(number="NaN")), "value.point.number"),
        (pb.Value(point=pb.Point(number="١٢")), "value.point.number"),
        (pb.Value(point=pb.Point(number="1" * 65)), "value.point.number"),
        (pb.Value(point=pb.Point(number="1", shown_to="-1")), "value.point.shown_to"),
        (pb.Value(interval=pb.Interval(low="2", high="1")), "value.interval.high"),
        (pb.Value(at_least=pb.Bound(bound="")), "value.at_least.bound"),
        (pb.Value(period=pb.Period(iso="2024", first="2024", last="2024-12-31")), "value.period.first"),
        (pb.Value(period=pb.Period(iso="2024", first="2024-12-31", last="2024-01-01")), "value.period.last"),
        (pb.Value(period=pb.Period(iso="", first="2024-01-01", last="2024-12-31")), "value.period.iso"),
        (pb.Value(text=pb.Text()), "value.text.text"),
        (pb.Value(parts=pb.Parts(parts=[pb.Point(number="1")])), "value.parts.parts"),
    ],
)
def test_what_is_no_value_is_refused_with_the_path_of_the_field(message, field):
    with pytest.raises(FieldError) as refused:
        read_value(message, "value")
    assert refused.value.field == field


def test_a_day_is_a_day():
    message = pb.Value(period=pb.Period(iso="2024-12", first="2024-12-01", last="2024-12-31"))
    assert read_value(message, "value") == Period("2024-12", date(2024, 12, 1), date(2024, 12, 31))
