"""The package "diplomacy" as it ships: what its tables claim to be complete for, and days that must fit together."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from veritab_engine.reference import ReferenceTables
from veritab_engine.reference.table import Coverage
from veritab_engine.value import AtLeast, Point

TABLES = (
    "visits-xi-russia",
    "visit-stops-xi-russia",
    "meetings",
    "visit-outcomes",
    "partnerships",
    "diplomatic-relations",
    "initiative-engagement",
)


@pytest.fixture(scope="module")
def tables() -> ReferenceTables:
    return ReferenceTables.shipped()


@pytest.mark.parametrize("name", TABLES)
def test_every_table_names_its_source(tables, name):
    assert tables.tables[name].schema.sources


@pytest.mark.parametrize("name", TABLES)
def test_no_row_is_younger_than_its_table(tables, name):
    table = tables.tables[name]
    if table.schema.as_of is None:
        return
    for row in table.rows({}):
        period = table.period(row)
        assert period is not None
        assert period.last <= table.schema.as_of, table.row(row)


def test_xis_visits_to_russia_are_eleven_that_do_not_overlap(tables):
    visits = tables.tables["visits-xi-russia"]
    periods = [visits.period(row) for row in visits.rows({"visitor": "xi-jinping", "country": "RUS"})]
    assert len(periods) == len(visits) == 11
    for earlier, later in pairwise(periods):
        assert earlier.first <= earlier.last < later.first


def test_the_visits_are_complete_from_the_day_he_took_office(tables):
    assert tables.tables["visits-xi-russia"].schema.coverage == Coverage(True, date(2013, 3, 14), date(2025, 5, 10))


def test_every_visit_has_its_stops_and_every_stop_its_visit(tables):
    days = [
        {(table.text(row, "start"), table.text(row, "end")) for row in table.rows({})}
        for table in (tables.tables["visits-xi-russia"], tables.tables["visit-stops-xi-russia"])
    ]
    assert days[0] == days[1]


def test_he_was_in_moscow_on_six_of_them(tables):
    assert len(tables.tables["visit-stops-xi-russia"].rows({"city": "moscow"})) == 6


def test_meetings_are_a_lower_bound(tables):
    meetings = tables.tables["meetings"]
    [row] = meetings.rows({"person": "xi-jinping", "counterpart": "vladimir-putin"})
    assert meetings.cell(row, "meetings") == AtLeast(Decimal(41))


def test_the_parts_of_an_engagement_add_up(tables):
    engagement = tables.tables["initiative-engagement"]
    for row in engagement.rows({}):
        whole, *parts = (engagement.cell(row, name) for name in ("engagement", "construction", "investment"))
        assert isinstance(whole, Point)
        assert whole.number == sum(part.number for part in parts if isinstance(part, Point))


def test_a_partnership_is_not_older_than_diplomatic_relations(tables):
    relations, partnerships = tables.tables["diplomatic-relations"], tables.tables["partnerships"]
    for row in partnerships.rows({}):
        pair = {name: partnerships.id_at(row, name) for name in ("country", "partner")}
        [began] = relations.rows(pair)
        assert relations.period(began).last < partnerships.period(row).first, pair


def test_no_pair_established_relations_twice(tables):
    relations = tables.tables["diplomatic-relations"]
    pairs = [
        frozenset((relations.id_at(row, "country"), relations.id_at(row, "partner"))) for row in relations.rows({})
    ]
    assert len(set(pairs)) == len(pairs)
    assert all(len(pair) == 2 for pair in pairs)
