"""The package "events" as it ships: every event has a name, words for what happened, and a day in a sensible order."""

from __future__ import annotations

import pytest

from veritab_engine.reference import ReferenceTables
from veritab_engine.reference.table import EntityRef

BEFORE_AND_AFTER = [
    ("maastricht-signed", "maastricht-in-force"),
    ("lisbon-signed", "lisbon-in-force"),
    ("antarctic-signed", "antarctic-in-force"),
    ("npt-signed", "npt-in-force"),
    ("unclos-signed", "unclos-in-force"),
    ("kyoto-adopted", "kyoto-in-force"),
    ("paris-adopted", "paris-signed"),
    ("paris-signed", "paris-in-force"),
    ("rcep-signed", "rcep-in-force"),
    ("new-start-signed", "new-start-in-force"),
    ("un-charter-signed", "un-founding"),
    ("wwi-outbreak", "wwi-end"),
    ("wwii-outbreak", "wwii-end-europe"),
    ("wwii-end-europe", "wwii-end"),
    ("great-patriotic-war-start", "great-patriotic-war-victory"),
    ("berlin-wall-built", "berlin-wall-fall"),
    ("korean-war-outbreak", "korean-armistice-signed"),
    ("east-route-opened", "east-route-completed"),
]


@pytest.fixture(scope="module")
def tables() -> ReferenceTables:
    return ReferenceTables.shipped()


def day(tables: ReferenceTables, event: str) -> str:
    events = tables.tables["historical-events"]
    [row] = events.rows({"event": event})
    return events.text(row, "date")


@pytest.mark.parametrize(
    ("event", "iso"),
    [
        ("un-founding", "1945-10-24"),
        ("great-patriotic-war-victory", "1945-05-09"),
        ("war-of-resistance-victory", "1945-09-03"),
        ("taiwan-restored", "1945-10-25"),
        ("bri-launch", "2013-09-07"),
        ("east-route-completed", "2024-12-02"),
        ("prc-founding", "1949-10-01"),
        ("moon-landing", "1969-07-20"),
    ],
)
def test_events_lie_on_their_days(tables, event, iso):
    assert day(tables, event) == iso


@pytest.mark.parametrize(("earlier", "later"), BEFORE_AND_AFTER)
def test_what_comes_first_is_dated_first(tables, earlier, later):
    assert day(tables, earlier) < day(tables, later)


def test_everything_an_event_refers_to_has_names_and_every_name_is_used(tables):
    events, memberships = tables.tables["historical-events"], tables.tables["memberships"]
    members = (tables.tables["members"], tables.tables["members-partial"], memberships)
    organizations = {id for table in members for id in table.distinct("organization")}
    used = {EntityRef("event", id) for id in events.distinct("event")}
    used |= {EntityRef("event-type", id) for id in events.distinct("type")}
    used |= {EntityRef("thing", id) for id in (*events.distinct("subject"), *organizations)}
    named = {entity.ref for entity in tables.entities if entity.ref.kind in {"event", "event-type", "thing"}}
    assert named == used


def test_events_that_share_a_name_are_one_event_dated_in_several_ways(tables):
    events = tables.tables["historical-events"]
    owners: dict[str, set[str]] = {}
    for entity in tables.entities:
        if entity.ref.kind == "event":
            for alias in entity.aliases:
                owners.setdefault(alias.text.casefold(), set()).add(entity.ref.id)
    for name, ids in owners.items():
        rows = [row for id in ids for row in events.rows({"event": id})]
        assert len({(events.id_at(row, "type"), events.id_at(row, "subject")) for row in rows}) == 1, name


def test_events_on_days_that_both_count_share_their_common_name(tables):
    names = {entity.ref.id: {alias.text for alias in entity.aliases} for entity in tables.entities}
    for id in ("wwii-end-europe", "wwii-end", "wwii-victory-china"):
        assert "end of World War II" in names[id]


def test_an_end_that_is_dated_in_several_ways_has_a_row_for_each(tables):
    events = tables.tables["historical-events"]
    days = [events.text(row, "date") for row in events.rows({"subject": "world-war-ii", "type": "victory"})]
    assert days == ["1945-05-08", "1945-09-02", "1945-09-03"]


@pytest.mark.parametrize("name", ["independence", "memberships"])
def test_countries_are_known_and_dated(tables, name):
    table = tables.tables[name]
    for row in table.rows({}):
        assert tables.name_of(EntityRef("country", table.id_at(row, "country"))) != table.id_at(row, "country")
        assert table.period(row) is not None


def test_no_country_joins_an_organization_before_there_is_one(tables):
    founded = {"united-nations": "un-founding", "nato": "nato-founding", "asean": "asean-founding"}
    founded |= {"world-trade-organization": "wto-founding", "shanghai-cooperation-organization": "sco-founding"}
    memberships = tables.tables["memberships"]
    for organization, event in founded.items():
        for row in memberships.rows({"organization": organization}):
            assert memberships.text(row, "joined") > day(tables, event)


def test_no_country_joins_the_united_nations_before_its_independence(tables):
    independence, memberships = tables.tables["independence"], tables.tables["memberships"]
    for row in memberships.rows({"organization": "united-nations"}):
        for born in independence.rows({"country": memberships.id_at(row, "country")}):
            assert independence.text(born, "date") < memberships.text(row, "joined")
