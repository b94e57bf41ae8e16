"""The package "countries" as it ships: every country by the names that news gives it, and capitals that are right."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from veritab_engine.document import Document
from veritab_engine.read import read
from veritab_engine.reference import EntityRef, ReferenceTables

CURATED = Path(__file__).parents[2] / "tools" / "reference_data"
OUTSIDE_ISO = {"EUU", "XKX"}


@pytest.fixture(scope="module")
def tables() -> ReferenceTables:
    return ReferenceTables.shipped()


@pytest.fixture(scope="module")
def codes(tables) -> set[str]:
    return set(tables.tables["countries"].distinct("country"))


@pytest.fixture(scope="module")
def names() -> list[dict[str, str]]:
    file = CURATED.parents[1] / "reference_data" / "countries" / "country-aliases.csv"
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def capitals(tables, country, day) -> set[str]:
    """The names of a country's capitals on a day."""
    table = tables.tables["capitals"]
    rows = table.rows({"country": country})
    return {
        tables.entities.get(EntityRef("city", table.id_at(row, "capital"))).name
        for row in rows
        if (held := table.period(row)) is None or held.first <= day <= held.last
    }


def test_every_country_of_the_standard_is_there(codes):
    assert len(codes - OUTSIDE_ISO) == 249
    assert codes >= OUTSIDE_ISO


def test_every_country_has_a_name_and_no_name_is_without_its_country(names, codes):
    assert {row["id"] for row in names} == codes
    first: dict[str, str] = {}
    for row in names:
        first.setdefault(row["id"], row["type"])
    assert set(first.values()) == {"name"}


def test_two_countries_share_a_name_only_where_english_does(names):
    bearers = Counter(row["alias"] for row in names)
    assert {alias for alias, count in bearers.items() if count > 1} == {"Congo", "Congolese", "Dominican", "Brussels"}


@pytest.mark.parametrize("word", ["America", "Korea", "Korean", "Holland", "Macedonia", "Europe", "Pole", "CAR", "ROC"])
def test_words_that_mean_something_else_name_no_country(names, word):
    assert word not in {row["alias"] for row in names}


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Azerbaijani", "AZE"),
        ("U.S.", "USA"),
        ("UK", "GBR"),
        ("South Korean", "KOR"),
        ("DPRK", "PRK"),
        ("Saudi", "SAU"),
        ("Türkiye", "TUR"),
        ("Cote d'Ivoire", "CIV"),
        ("Dutch", "NLD"),
        ("Kremlin", "RUS"),
        ("New Delhi", "IND"),
        ("Kiev", "UKR"),
        ("EU", "EUU"),
        ("St. Lucia", "LCA"),
        ("Georgia", "GEO"),
    ],
)
def test_a_country_is_known_by_what_news_calls_it(tables, text, country):
    [sentence] = read(Document(text)).sentences
    assert EntityRef("country", country) in tables.names.longest(sentence, 0).refs


@pytest.mark.parametrize(
    ("country", "day", "expected"),
    [
        ("AZE", date(2025, 5, 7), {"Baku"}),
        ("AUS", date(2025, 5, 7), {"Canberra"}),
        ("UKR", date(2025, 5, 7), {"Kyiv"}),
        ("KAZ", date(2018, 5, 7), {"Astana"}),
        ("KAZ", date(2020, 5, 7), {"Astana", "Nur-Sultan"}),
        ("KAZ", date(2025, 5, 7), {"Astana"}),
        ("ZAF", date(2025, 5, 7), {"Pretoria", "Cape Town", "Bloemfontein"}),
        ("BOL", date(2025, 5, 7), {"Sucre", "La Paz"}),
        ("MMR", date(2025, 5, 7), {"Naypyidaw"}),
        ("NLD", date(2025, 5, 7), {"Amsterdam", "The Hague"}),
        ("USA", date(2025, 5, 7), {"Washington, D.C."}),
    ],
)
def test_capitals_hold_on_their_day(tables, country, day, expected):
    assert capitals(tables, country, day) == expected


def test_every_country_that_has_a_capital_has_one_today(tables, codes):
    without = {code for code in codes if not capitals(tables, code, date(2025, 6, 30))}
    assert without == {"ATA", "BES", "BVT", "HMD", "IOT", "TKL", "UMI"}


def test_the_shipped_names_are_the_curated_ones(names):
    curated = yaml.safe_load((CURATED / "country_names.yaml").read_text(encoding="utf-8"))
    shipped = {(row["id"], row["alias"]) for row in names}
    for code, kinds in curated.items():
        for value in kinds.values():
            for name in [value] if isinstance(value, str) else value:
                assert (code, name) in shipped, "run tools/reference_data/countries.py"


def figure(tables, table, column, **where):
    rows = tables.tables[table]
    [row] = rows.rows(where)
    return rows.cell(row, column).number


@pytest.mark.parametrize(
    ("country", "total"),
    [("RUS", 17_098_242), ("CHN", 9_596_960), ("ESP", 505_370), ("ISL", 103_000), ("MEX", 1_964_375)],
)
def test_areas_are_what_atlases_say(tables, country, total):
    assert figure(tables, "areas", "total", country=country) == total


def test_no_country_has_more_land_than_area(tables):
    areas = tables.tables["areas"]
    for row in areas.rows({}):
        land, total = areas.cell(row, "land"), areas.cell(row, "total")
        assert land is None or land.number <= total.number, areas.row(row)


@pytest.mark.parametrize(
    ("country", "year", "million"),
    [("CHN", "2023", 1411), ("DEU", "2023", 84), ("JPN", "2023", 124), ("USA", "2019", 328), ("NGA", "2019", 201)],
)
def test_populations_are_near_what_was_counted(tables, country, year, million):
    found = figure(tables, "populations", "population", country=country, year=year) / 10**6
    assert abs(found - million) <= million / 100


def test_a_population_changes_by_no_more_than_four_percent_a_year(tables):
    people = tables.tables["populations"]
    for country in people.distinct("country"):
        series = [
            (int(people.text(row, "year")), people.cell(row, "population")) for row in people.rows({"country": country})
        ]
        assert len(series) > 1, country
        for (year, earlier), (later, now) in pairwise(series):
            assert abs(float(now.number / earlier.number) ** (1 / (later - year)) - 1) <= 0.04, (country, later)


def test_the_largest_countries_are_in_their_order(tables):
    areas = tables.tables["areas"]
    largest = sorted(areas.rows({}), key=lambda row: -areas.cell(row, "total").number)[:5]
    assert [areas.id_at(row, "country") for row in largest] == ["RUS", "CAN", "USA", "CHN", "BRA"]


@pytest.mark.parametrize("name", ["areas", "populations"])
def test_figures_are_of_known_countries_and_approximate(tables, codes, name):
    table = tables.tables[name]
    assert set(table.distinct("country")) <= codes
    assert set(table.distinct("status")) == {"approximate"}


def test_every_capital_is_a_city_with_a_name(tables):
    for city in tables.tables["capitals"].distinct("capital"):
        assert tables.entities.get(EntityRef("city", city)) is not None, city


def money(tables, country, day) -> set[str]:
    table = tables.tables["currencies"]
    rows = table.rows({"country": country})
    held = ((table.id_at(row, "currency"), table.period(row)) for row in rows)
    return {currency for currency, when in held if when is None or when.first <= day <= when.last}


@pytest.mark.parametrize(
    ("country", "day", "expected"),
    [
        ("HRV", date(2022, 12, 31), {"HRK"}),
        ("HRV", date(2023, 2, 1), {"EUR"}),
        ("BGR", date(2025, 6, 30), {"BGN"}),
        ("VEN", date(2025, 6, 30), {"VES"}),
        ("PAN", date(2025, 6, 30), {"PAB", "USD"}),
    ],
)
def test_currencies_hold_on_their_day(tables, country, day, expected):
    assert money(tables, country, day) == expected


def test_two_sources_know_the_same_currencies(tables, codes):
    countries = tables.tables["countries"]
    for code in codes - {"ATA"}:
        [row] = countries.rows({"country": code})
        assert countries.id_at(row, "currency") in money(tables, code, date(2025, 6, 30)), code


def test_who_adopted_the_euro_has_it_from_that_day(tables):
    adopted = tables.tables["euro-adoptions"]
    for row in adopted.rows({}):
        country, day = adopted.id_at(row, "country"), date.fromisoformat(adopted.id_at(row, "adopted"))
        assert "EUR" in money(tables, country, day)


@pytest.mark.parametrize("name", ["countries", "areas", "populations", "capitals", "currencies"])
def test_every_table_of_the_package_says_where_it_is_from(tables, name):
    assert tables.tables[name].schema.sources
    assert tables.tables[name].schema.as_of == date(2025, 6, 30)
