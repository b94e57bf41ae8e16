"""Descriptors in JSON and YAML, what each property means, and what is said of a wrong one."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.engine.reference.build import field, resource
from veritab_engine.errors import TableError
from veritab_engine.reference import Coverage, EntityRef, ReferenceTables, Role, TableKind
from veritab_engine.value import Point

YAML = """
name: trade
sources: [{title: General Administration of Customs, path: http://english.customs.gov.cn}]
resources:
  - name: trade
    title: Trade of China
    path: data/trade.csv
    fact:kind: observations
    fact:phrases: [trade]
    fact:coverage: {complete: true, from: 2013, to: 2024-06}
    fact:asOf: 2025-01-31
    fact:subject: [{entity: country, id: NO}]
    schema:
      primaryKey: [partner, year]
      fields:
        - {name: partner, type: string, fact:role: entity, fact:entity: country, fact:cues: [with]}
        - {name: year, type: year}
        - name: total
          title: Total trade
          type: number
          sdmx:unitMeasure: USD
          sdmx:unitMult: 9
          fact:tolerance: 50000000
        - {name: state, type: string, fact:role: status}
"""


@pytest.fixture
def trade(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "datapackage.yaml").write_text(YAML)
    (tmp_path / "data" / "trade.csv").write_text("partner,year,total,state\nRUS,2024,244.81,\n")
    return ReferenceTables.load(tmp_path / "datapackage.yaml").tables["trade"]


def test_what_a_table_says_of_itself(trade):
    schema = trade.schema
    assert (schema.name, schema.title, schema.kind) == ("trade", "Trade of China", TableKind.OBSERVATIONS)
    assert schema.coverage == Coverage(True, date(2013, 1, 1), date(2024, 6, 30))
    assert schema.as_of == date(2025, 1, 31)
    assert schema.subject == (EntityRef("country", "NO"),), "YAML's NO is Norway, not false"
    assert schema.sources == ("General Administration of Customs (http://english.customs.gov.cn)",)
    assert schema.key == ("partner", "year")
    assert not schema.inferred


def test_what_columns_say_of_themselves(trade):
    partner, year, total, state = trade.schema.columns
    assert (partner.role, partner.entity, partner.cues, partner.phrases) == (
        Role.ENTITY,
        "country",
        ("with",),
        ("partner",),
    )
    assert (year.role, year.type, year.phrases) == (Role.TIME, "year", ())
    assert (total.role, total.unit, total.multiplier) == (Role.MEASURE, "USD", Decimal(10**9))
    assert total.phrases == ("Total trade", "total"), "where nobody wrote phrases, title and name are"
    assert total.tolerance == Decimal(50_000_000)
    assert state.entity is None


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"fact:kind": "observation"}, r'resources\[0\].fact:kind: .*did you mean "observations"'),
        ({"fact:phrase": ["trade"]}, r'resources\[0\]: .*did you mean "fact:phrases"'),
        ({"fact:asOf": "May 2025"}, r"resources\[0\].fact:asOf"),
        ({"fact:asOf": "2025-13"}, r'resource "t": "2025-13" is not a date of the calendar'),
        ({"fact:coverage": {"complete": "yes"}}, r"fact:coverage.complete: 'yes' is not of type 'boolean'"),
        ({"encoding": "latin-9000"}, r"t.csv: nobody knows the encoding \"latin-9000\""),
        ({"schema": {"fields": [field("a", role="meaure")]}}, r'schema.fields\[0\].fact:role.*did you mean "measure"'),
        ({"schema": {"fields": [field("a", unitMult="9")]}}, r"schema.fields\[0\].sdmx:unitMult"),
        ({"schema": {"fields": [{"type": "string"}]}}, r"schema.fields\[0\]: 'name' is a required property"),
        ({"schema": "missing.json"}, "missing.json: no such file"),
        ({"schema": "../schema.json"}, "lies outside of the package"),
    ],
)
def test_a_wrong_property_is_named_with_its_path(package, change, message):
    with pytest.raises(TableError, match=message):
        ReferenceTables.load(package({**resource("t", field("a")), **change}, t="a\n1\n"))


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("datapackage.json", "{", "not readable as JSON"),
        ("datapackage.yaml", "a: [", "not readable as YAML"),
        ("datapackage.yaml", "", "top level: None is not of type 'object'"),
        ("datapackage.json", "{}", "'resources' is a required property"),
        ("datapackage.json", '{"resources": 5}', "resources: 5 is not of type 'array'"),
    ],
)
def test_a_broken_descriptor_is_an_error_of_tables(tmp_path, name, text, message):
    (tmp_path / name).write_text(text)
    with pytest.raises(TableError, match=message):
        ReferenceTables.load(tmp_path)


def test_a_schema_may_lie_in_a_file_of_the_package(package, tmp_path):
    folder = package({**resource("t"), "schema": "schema.yaml"}, t="a\n1\n")
    (folder / "schema.yaml").write_text("fields: [{name: a, type: integer}]")
    assert ReferenceTables.load(folder).tables["t"].schema.columns[0].role is Role.MEASURE


def test_a_change_is_of_a_measure(package):
    change = {**field("change", "number"), "fact:derived": {"change": "totl"}}
    with pytest.raises(TableError, match='column "change": fact:derived names "totl", which is no measure'):
        ReferenceTables.load(package(resource("t", field("total", "number"), change), t="total,change\n1,2\n"))


def test_a_table_of_aliases_needs_its_columns(package):
    with pytest.raises(TableError, match='one column of fact:role "entity" and one called "alias"'):
        ReferenceTables.load(package(resource("t", field("id"), field("alias"), kind="aliases"), t="id,alias\n1,x\n"))


def test_a_package_of_somebody_else_is_read_by_inference(package):
    other = {
        "name": "gdp",
        "path": "gdp.csv",
        "profile": "tabular-data-resource",
        "schema": {
            "fields": [
                {"name": "Country Name", "type": "string"},
                {"name": "Country Code", "type": "string", "foo:bar": 1},
                {"name": "Year", "type": "year"},
                {"name": "Value", "type": "number", "title": "GDP (current US$)"},
            ]
        },
    }
    text = "Country Name,Country Code,Year,Value\nRussia,RUS,2023,2.07e12\n"
    gdp = ReferenceTables.load(package(other, gdp=text)).tables["gdp"]
    assert gdp.schema.inferred
    assert gdp.schema.coverage is None
    assert [column.role for column in gdp.schema.columns] == [Role.ENTITY, Role.KEY, Role.TIME, Role.MEASURE]
    assert gdp.schema.columns[3].unit == "USD"
    assert gdp.schema.columns[3].phrases == ("GDP", "gross domestic product")
    assert gdp.cell(0, "Value") == Point(Decimal(2_070_000_000_000), Decimal(1), Decimal(1))


def test_a_package_may_say_no_more_than_where_its_table_is(package):
    loaded = ReferenceTables.load(package({"path": "sales.csv"}, sales="region,sales\nNorth,5\n"))
    assert loaded.tables["sales"].schema.columns[1].role is Role.MEASURE


DOCUMENTED = (Path(__file__).parents[3] / "docs" / "tables.md").read_text("utf-8")


def test_the_documented_descriptor_loads_alone_and_beside_the_tables_that_ship(tmp_path):
    (tmp_path / "datapackage.yaml").write_text(DOCUMENTED.partition("```yaml\n")[2].partition("```")[0])
    (tmp_path / "china-trade.csv").write_text("partner,year,total\nRUS,2024,244.81\n")
    for load, partner in ((ReferenceTables.load, "RUS"), (ReferenceTables.shipped, "Russia")):
        table = load(tmp_path).tables["china-trade"]
        assert table.row(0).cells == {"partner": partner, "year": "2024", "total": "244.81 billion USD"}
