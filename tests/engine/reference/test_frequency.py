"""Fiscal years, and series that date their months and years by a day of them."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.reference.build import field
from veritab_engine.errors import TableError
from veritab_engine.reference.frequency import FiscalYear, enlarged, stepping, year_to
from veritab_engine.reference.period import parse_period
from veritab_engine.value import Period

STARTS = st.tuples(st.integers(1, 12), st.integers(1, 28))
NAMES = st.sampled_from(["start", "end"])


def period_of(text: str) -> Period:
    period = parse_period(text)
    assert period is not None
    return period


def fiscal(start, named, text):
    return FiscalYear(start, named).named_by(period_of(text)).iso


@pytest.mark.parametrize(
    ("start", "named", "text", "days"),
    [
        ((10, 1), "end", "2024", "2023-10-01/2024-09-30"),
        ((4, 1), "start", "2024", "2024-04-01/2025-03-31"),
        ((4, 6), "end", "2024", "2023-04-06/2024-04-05"),
        ((10, 1), "end", "2024-Q1", "2023-10-01/2023-12-31"),
        ((10, 1), "end", "2024-Q4", "2024-07-01/2024-09-30"),
        ((7, 1), "end", "2024-S2", "2024-01-01/2024-06-30"),
        ((1, 1), "end", "2024", "2024"),
        ((10, 1), "end", "2024-03", "2024-03"),
        ((10, 1), "end", "2024-03-05", "2024-03-05"),
        (None, "end", "2024", "2024"),
    ],
)
def test_a_fiscal_year_by_its_name(start, named, text, days):
    assert fiscal(start, named, text) == days


@given(STARTS, NAMES, st.integers(1900, 2100))
def test_fiscal_years_follow_each_other_and_are_known_by_their_last_day(start, named, year):
    this, following = (FiscalYear(start, named).named_by(period_of(str(each))) for each in (year, year + 1))
    assert following.first - this.last == timedelta(1)
    assert year_to(this.last).first == this.first
    assert this.last.year == year if named == "end" else this.first.year == year


@given(STARTS.filter(lambda start: start != (1, 1)), NAMES, st.integers(1900, 2100))
def test_four_quarters_are_the_year(start, named, year):
    own = FiscalYear(start, named)
    quarters = [own.named_by(period_of(f"{year}-Q{number}")) for number in range(1, 5)]
    whole = own.named_by(period_of(str(year)))
    assert (quarters[0].first, quarters[3].last) == (whole.first, whole.last)
    assert all(late.follows(early) for early, late in pairwise(quarters))


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.sampled_from("ASQMW"))
def test_a_day_lies_in_what_it_stands_for(day, frequency):
    period = enlarged(period_of(day.isoformat()), frequency)
    assert period.covers(day)
    assert period.first != period.last


@pytest.mark.parametrize(
    ("day", "frequency", "period"),
    [("2024-03-31", "M", "2024-03"), ("2024-12-31", "A", "2024"), ("2024-06-30", "Q", "2024-Q2"),
     ("2024-06-30", "S", "2024-S1"), ("2024-05-08", "W", "2024-05-06/2024-05-12"), ("2024-05-08", "D", "2024-05-08"),
     ("2024", "M", "2024")],
)  # fmt: skip
def test_the_period_of_a_day(day, frequency, period):
    assert enlarged(period_of(day), frequency).iso == period


@pytest.mark.parametrize(
    ("days", "frequency"),
    [
        ("2024-01-01 2024-02-01 2024-03-01 2024-04-01", "M"),
        ("2024-01-31 2024-02-29 2024-03-31 2024-05-31", "M"),
        ("2024-01-01 2024-04-01 2024-07-01 2024-10-01", "Q"),
        ("2023-03-31 2023-06-30 2023-09-30 2023-12-31", "Q"),
        ("2020-12-31 2021-12-31 2022-12-31 2024-12-31", "A"),
        ("2020-01-01 2020-07-01 2021-01-01 2021-07-01", "S"),
        ("2020-09-30 2021-09-30 2022-09-30 2023-09-30", ""),
        ("2024-01-01 2024-02-02 2024-03-01 2024-04-01", ""),
        ("2024-01-01 2024-01-02 2024-01-03 2024-01-04", ""),
        ("2024-01-01 2024-02-01 2024-03-01", ""),
    ],
)
def test_days_show_how_long_their_rows_last(days, frequency):
    assert stepping([date.fromisoformat(day) for day in days.split()]) == frequency


def test_a_bare_table_that_dates_its_months_has_months(bare):
    rates = bare("DATE,rate\n2024-01-01,3.7\n2024-02-01,3.9\n2024-03-01,3.8\n2024-04-01,3.9\n")
    assert [rates.period(row).iso for row in range(4)] == ["2024-01", "2024-02", "2024-03", "2024-04"]
    assert rates.schema.frequency == "M"


def test_cells_of_a_fiscal_column_may_say_so(table):
    years = field("year", role="time", **{"fact:fiscalYear": {"start": "10-01"}})
    accounts = table("year,total\nFY2023,1\nfiscal year 2024,2\n2025,3\n", years, field("total", "number"))
    assert [accounts.period(row).iso for row in range(3)] == [
        "2022-10-01/2023-09-30", "2023-10-01/2024-09-30", "2024-10-01/2025-09-30",
    ]  # fmt: skip


def test_a_fiscal_year_starts_on_a_day_that_every_year_has(table):
    years = field("year", role="time", **{"fact:fiscalYear": {"start": "02-30"}})
    with pytest.raises(TableError, match=r'fact:fiscalYear\.start: "02-30" .* Write it as the month and day'):
        table("year,total\n2023,1\n", years, field("total", "number"))
