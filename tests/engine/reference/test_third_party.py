"""Packages as others publish them load as they are; what is no table in them is left out with a note.

The folders in `packages` are written in the manner of well-known public ones, descriptors and all, and cut short.
"""

import json
from pathlib import Path

import pytest

from tests.engine.reference.build import field, resource
from veritab_engine import Checker, Document
from veritab_engine.errors import TableError
from veritab_engine.reference import ReferenceTables, Role

PACKAGES = Path(__file__).parent / "packages"
TABLES = {
    "air-quality": {"limits", "measurements", "stations"},
    "airport-codes": {"airport-codes_csv"},
    "country-codes": {"country-codes"},
    "cpi": {"cpi"},
    "gdp": {"gdp"},
    "gold-prices": {"annual", "monthly"},
    "population": {"population"},
    "s-and-p-500": {"data"},
    "unemployment-fr": {"chomage"},
    "world-bank": {"countries", "population-by-country"},
    "world-cities": {"world-cities"},
}


def table(package, name=None):
    return ReferenceTables.load(PACKAGES / package).tables[name or package]


def of_role(read, role):
    return [column.name for column in read.schema.of_role(role)]


def test_there_is_a_test_of_each():
    assert set(TABLES) == {folder.name for folder in PACKAGES.iterdir()}


@pytest.mark.parametrize("package", TABLES)
def test_it_loads_as_it_is(package):
    assert set(ReferenceTables.load(PACKAGES / package).tables) == TABLES[package]


def test_they_load_together_where_their_names_differ():
    assert set(ReferenceTables.load(PACKAGES).tables) == {name for names in TABLES.values() for name in names}


@pytest.mark.parametrize(
    ("package", "name", "time", "first"),
    [
        ("population", None, "Year", "1960"),
        ("cpi", None, "Year", "2004"),
        ("gdp", None, "Year", "2020"),
        ("s-and-p-500", "data", "Date", "2018-01-01"),
        ("gold-prices", "monthly", "Date", "2024-01"),
        ("air-quality", "measurements", "day", "2022-02-01"),
        ("unemployment-fr", "chomage", "annee", "2022"),
    ],
)
def test_times_are_read_in_whatever_way_they_are_declared(package, name, time, first):
    read = table(package, name)
    assert of_role(read, Role.TIME) == [time]
    assert read.cell(0, time).iso == first


def test_other_encodings_marks_and_types_are_read():
    row = table("unemployment-fr", "chomage").row(2).cells
    assert row == {"region": "Rhône-Alpes", "annee": "2023", "taux": "6.1", "actifs": "3,200,000"}


def test_names_that_look_like_missing_ones_are_kept():
    assert table("country-codes").text(2, "ISO3166-1-Alpha-2") == "NA", "Namibia"
    assert table("airport-codes", "airport-codes_csv").text(1, "iso_country") == "NA"
    assert table("airport-codes", "airport-codes_csv").text(3, "elevation_ft") == ""


def test_words_for_true_are_those_declared():
    scheduled = table("airport-codes", "airport-codes_csv")
    assert [scheduled.text(row, "scheduled") for row in range(4)] == ["true", "true", "false", "false"]


def test_the_header_is_where_the_dialect_says():
    read = table("world-bank", "population-by-country")
    assert {read.id_at(row, "year") for row in range(len(read))} >= {"2021", "2022", "2023"}
    assert "" not in [column.name for column in read.schema.columns], "no nameless column"


def test_several_files_are_one_table_and_rows_may_be_in_the_descriptor():
    loaded = ReferenceTables.load(PACKAGES / "air-quality").tables
    assert [loaded["measurements"].text(row, "no2") for row in range(3)] == ["31.5", "", "28.0"]
    assert loaded["stations"].row(0).cells == {
        "code": "BETR701",
        "name": "Gent Gustaaf Callier",
        "height": "3.5",
        "open": "true",
    }
    assert loaded["limits"].row(1).cells == {"pollutant": "PM10", "limit": "40"}


def test_what_is_no_table_is_left_out_with_a_note(caplog):
    table("population")
    assert caplog.messages == [
        'datapackage.json, resource "methodology": left out, for docs/methodology.pdf is no table.'
    ]


def test_a_sentence_is_checked_against_one():
    checker = Checker(ReferenceTables.load(PACKAGES / "unemployment-fr"))
    [finding] = checker.check(Document("In 2023, the taux in Rhône-Alpes was 7.1.")).conflicts
    assert "6.1" in finding.message


def test_the_file_of_a_row_is_named_where_there_are_several(package):
    described = resource("t", field("a", "integer"), field("b"))
    folder = package({**described, "path": ["one.csv", "two.csv"]}, one="a,b\n1,x\n", two="a,b\n2,x\n\nthree,x\n")
    with pytest.raises(TableError, match=r'two.csv, row 4, column "a": "three" is not a number'):
        ReferenceTables.load(folder)
    folder = package({**described, "path": ["one.csv", "two.csv"]}, two="a,c\n2,x\n")
    with pytest.raises(TableError, match=r"two.csv: its columns are not those of one.csv \(a, b\)"):
        ReferenceTables.load(folder)


def test_foreign_keys_hold(package):
    sales = resource("sales", field("region"), field("n", "integer"))
    sales["schema"]["foreignKeys"] = [{"fields": "region", "reference": {"resource": "regions", "fields": ["code"]}}]
    regions = resource("regions", field("code"), field("name"), key=["code"])
    names = "code,name\nN,North\n"
    ReferenceTables.load(package(sales, regions, sales="region,n\nN,1\n,2\n", regions=names))
    with pytest.raises(TableError, match=r'sales.csv, row 3, column "region": "S" is no code of "regions"'):
        ReferenceTables.load(package(sales, regions, sales="region,n\nN,1\nS,2\n", regions=names))
    sales["schema"]["foreignKeys"][0]["reference"]["fields"] = ["id"]
    with pytest.raises(TableError, match='a foreign key names "id", which is no column of "regions"'):
        ReferenceTables.load(package(sales, regions, sales="region,n\nN,1\n", regions=names))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"path": "t.csv", "data": []}, r"resources\[0\]: there is both path and data"),
        ({"name": "t"}, r"resources\[0\]: there is no path"),
        ({"data": [["a"], [1]]}, r"resources\[0\]: there is no name"),
        ({"name": "t", "data": [["a"], [1, 2]]}, 'resource "t", row 2: its rows are not all of one form'),
        ({"name": "t", "data": {"a": 1}, "fact:kind": "event"}, 'resource "t": its data are no rows'),
        ({"path": "t.pdf"}, "none of its resources is a table"),
        ({"path": "t.pdf", "fact:kind": "event"}, "t.pdf: no such file"),
        ({"path": "t.csv", "encoding": "ascii"}, "t.csv, row 2: not ascii text. Correct the encoding"),
        ({"path": "t.csv", "dialect": {"headerRows": [9]}}, "t.csv, row 9: there are no column names"),
        ({"path": "t.csv", "dialect": "https://example.org/dialect.json"}, "is a URL"),
    ],
)
def test_what_is_wrong_with_a_resource_is_said(tmp_path, change, message):
    (tmp_path / "datapackage.json").write_text(json.dumps({"resources": [change]}))
    (tmp_path / "t.csv").write_text("a\né\n", encoding="utf-8")
    with pytest.raises(TableError, match=message):
        ReferenceTables.load(tmp_path)


def test_two_resources_of_one_name_are_refused(package):
    twice = package({"name": "t", "path": "a.csv"}, {"name": "t", "path": "b.csv"}, a="x\n1\n", b="x\n1\n")
    with pytest.raises(TableError, match=r'Two tables are called "t": .*a.csv and .*b.csv. Rename one.'):
        ReferenceTables.load(twice)


def test_a_slip_in_a_descriptor_of_ours_is_still_an_error(package):
    with pytest.raises(TableError, match=r"fields\[0\].type: 'gyear' is not one of"):
        ReferenceTables.load(package(resource("t", field("a", "gyear")), t="a\n1\n"))
