"""Tables with vintages: which rows are in force, and what a snapshot is on a day."""

from datetime import date
from decimal import Decimal

import pytest

from tests.engine.reference.build import field, resource
from veritab_engine.reference import ReferenceTables
from veritab_engine.reference.catalog import read_tables
from veritab_engine.reference.vintage import Version
from veritab_engine.value import Point

CSV = """country,year,published,total
NOR,2023,2024-02,10
NOR,2023,2025-02,11
SWE,2023,,20
NOR,2024,2025-02,12
SWE,2023,2024-06-30,21
"""


def figures(name="figures"):
    return resource(
        name,
        field("country", role="entity"),
        field("year", "year"),
        field("published", role="vintage"),
        field("total", "number"),
        key=("country", "year"),
    )


@pytest.fixture
def tables(package):
    return ReferenceTables.load(package(figures(), figures=CSV))


def totals(tables, day=None):
    table = tables.on(day).tables["figures"]
    return [(table.text(row, "country"), table.text(row, "year"), table.text(row, "total")) for row in table.rows({})]


@pytest.mark.parametrize(
    ("day", "known"),
    [
        (None, [("NOR", "2023", "11"), ("SWE", "2023", "21"), ("NOR", "2024", "12")]),
        (date(2025, 5, 8), [("NOR", "2023", "11"), ("SWE", "2023", "21"), ("NOR", "2024", "12")]),
        (date(2024, 6, 30), [("NOR", "2023", "10"), ("SWE", "2023", "21")]),
        (date(2024, 6, 29), [("NOR", "2023", "10"), ("SWE", "2023", "20")]),
        (date(2024, 2, 28), [("SWE", "2023", "20")]),
    ],
)
def test_the_latest_row_that_was_published_by_a_day_is_in_force(tables, day, known):
    assert totals(tables, day) == known


def test_a_figure_keeps_all_that_was_published_for_it(tables):
    table = tables.tables["figures"]
    row = next(row for row in table.rows({"country": "NOR"}) if table.text(row, "year") == "2023")
    told = list(tables.histories["figures"].versions(table, row, "total"))
    assert told == [Version(date(2024, 2, 29), Point(Decimal(10))), Version(date(2025, 2, 28), Point(Decimal(11)))]


def test_no_more_states_are_kept_than_were_asked_for_lately(tables):
    first = tables.on(date(2024, 6, 30)).tables["figures"]
    assert tables.on(date(2024, 12, 31)).tables["figures"] is first


def test_a_snapshot_without_vintages_is_the_same_on_any_day(package):
    tables = ReferenceTables.load(
        package(resource("t", field("a", role="entity"), field("n", "integer")), t="a,n\nx,1\n")
    )
    assert tables.on(date(2024, 1, 1)) is tables


def test_tables_above_a_snapshot_have_their_own_days(package, tables):
    more = package(figures("more"), folder="more", more=CSV)
    both = tables.with_tables(read_tables([more]))
    assert len(both.on(date(2024, 2, 28)).tables["more"]) == 1
    assert len(both.on(date(2024, 2, 28)).tables["figures"]) == 1
    assert len(both.tables["more"]) == 3
