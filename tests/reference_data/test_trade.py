"""The package "trade" as it ships: figures spot-checked against what was published, and sums that must come out."""

from __future__ import annotations

from decimal import Decimal

import pytest

from veritab_engine.reference import ReferenceTables
from veritab_engine.value import Point, Text

BILLION = Decimal(10) ** 9


@pytest.fixture(scope="module")
def tables() -> ReferenceTables:
    return ReferenceTables.shipped()


def total(tables: ReferenceTables, partner: str, year: str) -> Decimal:
    trade = tables.tables["bilateral-trade"]
    [row] = trade.rows({"reporter": "CHN", "partner": partner, "year": year})
    value = trade.cell(row, "total")
    assert isinstance(value, Point)
    return value.number


@pytest.mark.parametrize(
    ("partner", "year", "billion"),
    [("RUS", "2013", "89.21"), ("RUS", "2018", "107.06"), ("RUS", "2024", "244.81"), ("USA", "2022", "759.43")],
)
def test_a_total_is_in_dollars_at_full_scale(tables, partner, year, billion):
    assert total(tables, partner, year) == Decimal(billion) * BILLION


def test_trade_with_russia_has_every_year_from_2013_to_2024(tables):
    trade = tables.tables["bilateral-trade"]
    years = [trade.text(row, "year") for row in trade.rows({"partner": "RUS"})]
    assert years == [str(year) for year in range(2013, 2025)]


@pytest.mark.parametrize("year", ["2022", "2023", "2024"])
def test_a_published_change_is_near_the_one_that_the_totals_give(tables, year):
    trade = tables.tables["bilateral-trade"]
    [row] = trade.rows({"partner": "RUS", "year": year})
    published = trade.cell(row, "change")
    assert isinstance(published, Point)
    computed = (total(tables, "RUS", year) / total(tables, "RUS", str(int(year) - 1)) - 1) * 100
    assert abs(computed - published.number) < Decimal("0.5")


def test_china_is_russias_largest_partner_in_each_year_from_2010_to_2024(tables):
    top = tables.tables["top-trading-partners"]
    rows = top.rows({"country": "RUS"})
    assert [top.text(row, "year") for row in rows] == [str(year) for year in range(2010, 2025)]
    assert {top.cell(row, "partner") for row in rows} == {Text("China", "country:CHN")}


def test_the_largest_partners_are_complete_for_every_country_in_the_years_they_claim(tables):
    top = tables.tables["top-trading-partners"]
    coverage = top.schema.coverage
    assert coverage is not None
    assert coverage.complete
    assert coverage.first is not None
    assert coverage.last is not None
    years = {str(year) for year in range(coverage.first.year, coverage.last.year + 1)}
    for country in top.distinct("country"):
        assert years <= {top.text(row, "year") for row in top.rows({"country": country})}, country
