"""A snapshot with tables of one request above those that are loaded."""

from datetime import date
from pathlib import Path

import pytest

from tests.engine.reference.build import COUNTRIES, country_names, field, resource, sentence
from veritab_engine import Checker, Document, ReferenceTables
from veritab_engine.errors import TableError
from veritab_engine.reference import EntityRef, NameHit
from veritab_engine.reference.catalog import read_tables


@pytest.fixture
def base(package):
    trade = resource(
        "trade",
        field("partner", role="entity", entity="country"),
        field("year", "year", role="time"),
        field("total", "number", role="measure", phrases=["trade"], unitMeasure="USD", unitMult=9),
        key=("partner", "year"),
    )
    return package(country_names(), trade, folder="base", names=COUNTRIES, trade="partner,year,total\nRUS,2024,244.8\n")


@pytest.fixture
def guests(package):
    fields = (
        field("country", role="entity", entity="country"),
        field("year", "year", role="time"),
        field("guests", "integer", role="measure", phrases=["guests"]),
    )
    return package(
        resource("visitors", *fields, key=("country", "year")),
        folder="guests",
        visitors="country,year,guests\nRussian Federation,2024,510\n",
    )


def drafts(*paths):
    return read_tables(Path(path) for path in paths)


def verdicts(tables, text):
    found = Checker(tables).check(Document(text, as_of=date(2025, 5, 8))).findings
    return [(finding.verdict, finding.message) for finding in found]


def test_a_text_is_checked_as_if_all_tables_had_been_loaded_together(base, guests):
    layered = ReferenceTables.load(base).with_tables(drafts(guests))
    together = ReferenceTables.load(base, guests)
    text = "In 2024 trade with Russia reached $244.8 billion. In 2024 there were 520 guests from Russia."
    assert verdicts(layered, text) == verdicts(together, text)
    assert set(layered.tables) == set(together.tables)
    assert layered.columns_of("country") == tuple(reversed(together.columns_of("country")))


def test_the_snapshot_below_stays_as_it_is(base, guests):
    below = ReferenceTables.load(base)
    before = below.id
    layered = below.with_tables(drafts(guests))
    assert below.id == before
    assert "visitors" not in below.tables
    assert layered.id not in (before, ReferenceTables.load(guests).id)
    assert layered.id == ReferenceTables.load(base).with_tables(drafts(guests)).id
    assert below.with_tables(()) is below


def test_names_come_from_both_layers(base, package):
    more = {**country_names(), "name": "more", "path": "more.csv"}
    aliases = "id,alias,type\nRUS,Rossiya,name\nXYZ,Xanadu,name\n"
    layered = ReferenceTables.load(base).with_tables(drafts(package(more, folder="more", more=aliases)))
    russia = (EntityRef("country", "RUS"),)
    assert layered.names.longest(sentence("Rossiya said"), 0) == NameHit(1, russia, ("name",))
    assert layered.names.longest(sentence("Russian Federation said"), 0) == NameHit(2, russia, ("official",))
    assert layered.name_of(EntityRef("country", "RUS")) == "Russia"
    assert layered.name_of(EntityRef("country", "XYZ")) == "Xanadu"
    assert layered.entities.resolve("country", "Xanadu") == "XYZ"
    assert layered.entities.resolve("country", "Russian Federation") == "RUS"


def test_a_phrase_of_both_layers_means_either(base, package):
    other = resource("other", field("who", role="entity"), field("sum", "number", role="measure", phrases=["trade"]))
    layered = ReferenceTables.load(base).with_tables(drafts(package(other, folder="o", other="who,sum\nAb,1\n")))
    [hit] = layered.phrases.at(["trade"], 0)
    assert {ref.table for ref in hit.refs} == {"trade", "other"}


def test_a_table_whose_name_is_taken_is_refused(base):
    with pytest.raises(TableError, match='called "names" is loaded'):
        ReferenceTables.load(base).with_tables(drafts(base))
