"""The package "memberships" as it ships: members counted on days that everyone knows, and days that fit together."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import pairwise

import pytest

from veritab_engine.reference import EntityRef, ReferenceTables

NO_COUNTRIES = {"EUU"}
"""Members that the organization does not count among its countries, or not as one."""


@pytest.fixture(scope="module")
def tables() -> ReferenceTables:
    return ReferenceTables.shipped()


def members(tables: ReferenceTables, organization: str, day: str) -> set[str]:
    table, asked = tables.tables["members"], date.fromisoformat(day)
    return {
        table.id_at(row, "country") or ""
        for row in table.rows({"organization": organization})
        if (held := table.period(row)) is None or held.first <= asked < held.last
    }


@pytest.mark.parametrize(
    ("organization", "day", "count"),
    [
        ("united-nations", "2025-06-30", 193),
        ("united-nations", "2011-07-13", 192),
        ("nato", "2023-04-03", 30),
        ("nato", "2023-04-04", 31),
        ("nato", "2024-03-07", 32),
        ("european-union", "2013-07-01", 28),
        ("european-union", "2020-01-30", 28),
        ("european-union", "2020-02-01", 27),
        ("european-union", "2004-05-01", 25),
        ("euro-area", "2025-06-30", 20),
        ("schengen-area", "2025-06-30", 29),
        ("council-of-europe", "2025-06-30", 46),
        ("council-of-europe", "2022-03-15", 47),
        ("oecd", "2025-06-30", 38),
        ("world-trade-organization", "2025-06-30", 166),
        ("asean", "2025-06-30", 10),
        ("shanghai-cooperation-organization", "2025-06-30", 10),
        ("opec", "2025-06-30", 12),
        ("opec", "2018-12-31", 15),
        ("eurasian-economic-union", "2025-06-30", 5),
        ("african-union", "2025-06-30", 55),
        ("arab-league", "2025-06-30", 22),
        ("gulf-cooperation-council", "2025-06-30", 6),
        ("apec", "2025-06-30", 21),
    ],
)
def test_an_organization_has_as_many_members_as_it_says(tables, organization, day, count):
    assert len(members(tables, organization, day)) == count


@pytest.mark.parametrize(("organization", "count"), [("group-of-seven", 7), ("group-of-20", 19)])
def test_a_group_has_as_many_countries_as_its_name_says_but_for_unions(tables, organization, count):
    assert len(members(tables, organization, "2025-06-30") - NO_COUNTRIES) == count


def test_everyone_is_a_member_on_the_first_day_of_the_coverage_or_joins_later(tables):
    table = tables.tables["members"]
    for row in table.rows({}):
        assert table.id_at(row, "valid_from") is not None or table.id_at(row, "valid_to") is None


@pytest.mark.parametrize("name", ["members", "members-partial", "memberships", "departures", "euro-adoptions"])
def test_every_member_is_a_country(tables, name):
    assert set(tables.tables[name].distinct("country")) <= set(tables.tables["countries"].distinct("country"))


@pytest.mark.parametrize("name", ["members", "members-partial"])
def test_terms_of_one_member_do_not_overlap(tables, name):
    table, held = tables.tables[name], defaultdict(list)
    for row in table.rows({}):
        held[table.id_at(row, "organization"), table.id_at(row, "country")].append(table.period(row))
    for pair, terms in held.items():
        assert all(earlier.last < later.first for earlier, later in pairwise(terms)), pair


def test_a_day_of_joining_is_the_first_of_a_term(tables):
    joined = tables.tables["memberships"]
    terms = (tables.tables["members"], tables.tables["members-partial"])
    for row in joined.rows({}):
        pair = {name: joined.id_at(row, name) for name in ("organization", "country")}
        starts = [table.id_at(term, "valid_from") for table in terms for term in table.rows(pair)]
        assert joined.text(row, "joined") in starts, pair


def test_who_uses_the_euro_is_in_the_union(tables):
    assert members(tables, "euro-area", "2025-06-30") < members(tables, "european-union", "2025-06-30")


def test_nobody_is_in_both_tables_of_members(tables):
    known = set(tables.tables["members"].distinct("organization"))
    assert not known & set(tables.tables["members-partial"].distinct("organization"))


@pytest.mark.parametrize(
    ("country", "organization", "day"),
    [
        ("HRV", "european-union", "2013-07-01"),
        ("FIN", "nato", "2023-04-04"),
        ("SWE", "nato", "2024-03-07"),
        ("CHN", "world-trade-organization", "2001-12-11"),
        ("CHE", "united-nations", "2002-09-10"),
        ("SSD", "united-nations", "2011-07-14"),
        ("IDN", "brics", "2025-01-06"),
        ("BLR", "shanghai-cooperation-organization", "2024-07-04"),
        ("CRI", "oecd", "2021-05-25"),
        ("KGZ", "eurasian-economic-union", "2015-08"),
    ],
)
def test_days_of_joining_that_everyone_knows(tables, country, organization, day):
    joined = tables.tables["memberships"]
    [row] = joined.rows({"country": country, "organization": organization})
    assert joined.text(row, "joined") == day


def test_every_organization_has_a_name(tables):
    for name in ("members", "members-partial"):
        for id in tables.tables[name].distinct("organization"):
            assert tables.name_of(EntityRef("thing", id)) != id
