"""Rows by index, and cells as values and as text."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.reference.build import field
from veritab_engine.reference.entity import Entities
from veritab_engine.reference.lookup import SCALES, Table
from veritab_engine.reference.table import Column, Role, Schema, TableKind
from veritab_engine.value import AtLeast, AtMost, Period, Point, Text

TRADE = (
    field("partner", role="entity", entity="country"),
    field("year", "year", role="time"),
    field("total", "number", role="measure", unitMeasure="USD", unitMult=9, decimals=2),
)


def table_of(columns, **cells):
    schema = Schema("t", "t", TableKind.OBSERVATIONS, columns)
    return Table.of(schema, {name: tuple(texts) for name, texts in cells.items()}, Entities(()))


def test_rows_come_in_order_of_time(table):
    trade = table("partner,year,total\nRUS,2024,244.81\nUSA,2024,688.28\nRUS,2013,89.21\n", *TRADE)
    assert trade.rows({"partner": "RUS"}) == (2, 0)
    assert trade.rows({"partner": "RUS", "year": "2024"}) == (0,)
    assert trade.rows({}) == (2, 0, 1)
    assert trade.rows({"partner": "FRA"}) == ()
    assert set(trade.distinct("partner")) == {"RUS", "USA"}


def test_a_figure_is_at_full_scale_and_knows_its_precision(table):
    trade = table("partner,year,total\nRUS,2024,244.81\n", *TRADE)
    assert trade.cell(0, "total") == Point(Decimal(244_810_000_000), Decimal(10_000_000), Decimal(10_000_000))
    assert trade.text(0, "total") == "244.81 billion USD"


def test_declared_decimals_count_before_written_ones(table):
    trade = table("partner,year,total\nRUS,2024,244.8\n", *TRADE)
    assert trade.cell(0, "total").shown_to == Decimal(10_000_000)


def test_a_count_is_exact(table):
    documents = table("host,documents\nCHN,20\n", field("host", role="entity"), field("documents", "integer"))
    assert documents.cell(0, "documents") == Point(Decimal(20))


def test_money_and_percent_are_rounded_where_things_are_counted(table):
    fields = field("price", "integer", unitMeasure="USD"), field("share", "number", unitMeasure="percent"), field("who")
    rates = table("price,share,who\n5,1.9,x\n", *fields)
    assert rates.cell(0, "price") == Point(Decimal(5), Decimal(1), Decimal(1))
    assert rates.cell(0, "share") == Point(Decimal("1.9"), Decimal("0.1"), Decimal("0.1"))
    assert rates.text(0, "share") == "1.9 percent"


@pytest.mark.parametrize(
    ("status", "value", "text"),
    [
        ("", Point(Decimal(41)), "41"),
        ("exact", Point(Decimal(41)), "41"),
        ("at_least", AtLeast(Decimal(41)), "at least 41"),
        ("at_most", AtMost(Decimal(41)), "at most 41"),
        ("approximate", Point(Decimal(41), approximate=True), "about 41"),
        ("E", Point(Decimal(41), approximate=True), "about 41"),
    ],
)
def test_a_status_says_what_a_number_is(table, status, value, text):
    fields = field("who"), field("meetings", "integer", role="measure"), field("state", role="status")
    meetings = table(f"who,meetings,state\nXi,41,{status}\n", *fields)
    assert meetings.cell(0, "meetings") == value
    assert meetings.text(0, "meetings") == text


def test_a_measure_may_have_a_status_of_its_own(table):
    numbers = [field(name, "integer", role="measure") for name in ("met", "signed")]
    statuses = [field(name, role="status") for name in ("met_status", "status")]
    both = table("met,signed,met_status,status\n41,20,at_least,approximate\n", *numbers, *statuses)
    assert isinstance(both.cell(0, "met"), AtLeast)
    assert both.cell(0, "signed").approximate


def test_times_are_periods(table):
    days = table("launched\n2013-09-07\n", field("launched", "date", role="time"))
    day = Period("2013-09-07", date(2013, 9, 7), date(2013, 9, 7))
    assert days.cell(0, "launched") == days.period(0) == day
    quarters = table("quarter\n2024-Q3\n", field("quarter", role="time"))
    assert quarters.period(0) == Period("2024-Q3", date(2024, 7, 1), date(2024, 9, 30))


def test_a_validity_runs_from_its_start_to_its_end(table):
    ends = field("since", "date", role="time", period="start"), field("until", "date", role="time", period="end")
    terms = table("who,since,until\nA,2008-05-07,2012-05-07\nB,2012-05-07,\nC,,\n", field("who"), *ends)
    assert terms.period(0) == Period("2008-05-07/2012-05-07", date(2008, 5, 7), date(2012, 5, 7))
    assert terms.period(1) == Period("2012-05-07/..", date(2012, 5, 7), date.max)
    assert terms.period(2) is None
    assert terms.rows({}) == (0, 1, 2)


def test_names_are_known_by_class_and_id(table):
    capitals = table(
        "country,capital\nRUS,Moscow\n", field("country", role="entity", entity="country"), field("capital")
    )
    assert capitals.cell(0, "country") == Text("RUS", "country:RUS")
    assert capitals.cell(0, "capital") == Text("Moscow", "table.capital:Moscow")
    assert capitals.id_at(0, "capital") == "Moscow"


def test_empty_cells_are_nothing(table):
    trade = table("partner,year,total\nRUS,2024,\n", *TRADE)
    assert trade.cell(0, "total") is None
    assert trade.id_at(0, "total") is None
    assert trade.row(0).cells == {"partner": "RUS", "year": "2024"}


def test_a_column_that_does_not_exist_is_an_error_and_not_an_empty_answer(table):
    trade = table("partner,year,total\nRUS,2024,1\n", *TRADE)
    with pytest.raises(KeyError):
        trade.rows({"patner": "RUS"})


@given(
    number=st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**12), max_value=10**12),
    scale=st.sampled_from([Decimal(1), *SCALES]),
)
def test_a_rendered_number_reads_back_as_itself(number, scale):
    column = Column("n", Role.MEASURE, "number", unit="USD", multiplier=scale)
    rendered = table_of((column,), n=[f"{number:f}"])
    digits, *words = rendered.text(0, "n").split(" ")
    factor = next((factor for factor, word in SCALES.items() if word in words), Decimal(1))
    assert words[-1] == "USD"
    assert Decimal(digits.replace(",", "")) * factor == rendered.cell(0, "n").number == number * scale


TEXTS = st.one_of(st.none(), st.sampled_from("abc"))


@given(
    rows=st.lists(
        st.tuples(TEXTS, TEXTS, st.one_of(st.none(), st.sampled_from(["2013", "2014", "2024"]))), max_size=30
    ),
    asked=st.dictionaries(st.sampled_from(["x", "y", "year"]), st.sampled_from(["a", "b", "2013", "z"])),
)
def test_an_indexed_look_up_finds_what_a_scan_finds(rows, asked):
    names = ("x", "y", "year")
    columns = (Column("x", Role.DIMENSION, "string"), Column("y", Role.ENTITY, "string", entity="y"))
    cells = dict(zip(names, zip(*rows, strict=True), strict=True)) if rows else dict.fromkeys(names, ())
    looked_up = table_of((*columns, Column("year", Role.TIME, "year")), **cells)
    scanned = [
        n for n, row in enumerate(rows) if all(dict(zip(names, row, strict=True))[k] == v for k, v in asked.items())
    ]
    assert looked_up.rows(asked) == tuple(sorted(scanned, key=lambda n: rows[n][2] or "9999"))
