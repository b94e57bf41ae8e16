"""Tables of many rows are what they would be with few: the same cells, the same errors, the same snapshot."""

import polars
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.reference.build import COUNTRIES, country_names, field, resource
from veritab_engine.errors import TableError
from veritab_engine.reference import ReferenceTables, sort
from veritab_engine.reference.lint import case
from veritab_engine.reference.sort import sizes_by_polars
from veritab_engine.reference.sources import blocks, columnar
from veritab_engine.reference.vector import NumberVector

FIELDS = (
    field("partner", role="entity", entity="country"),
    field("year", "year", role="time"),
    field("total", "number", role="measure", missingValues=["n/a"]),
    field("count", "integer", role="measure"),
)
ROWS = """partner,year,total,count
Russia,2024,1.50,7
RUS,2023,-0.00,007
"Türkiye",2024,n/a,0
US,2023, 12.25 ,-3
US,2022,123456789012345678901234.5,-3

USA,2021,0.1,
"""


@pytest.fixture
def long(monkeypatch):
    """Every table is taken for a long one."""
    monkeypatch.setattr(blocks, "LONG_FILE", 1)
    for module in (columnar, case):
        monkeypatch.setattr(module, "LONG", 1)
    monkeypatch.setattr(sort, "MANY", 1)


def trade(package, csv=ROWS, fields=FIELDS, **properties):
    names = {"names": COUNTRIES, "trade": csv}
    return package(country_names(), resource("trade", *fields, key=("partner", "year"), **properties), **names)


def loaded(folder):
    table = ReferenceTables.load(folder).tables["trade"]
    return [table.row(row) for row in range(len(table))], list(table.rows({})), list(table.rows({"partner": "USA"}))


def test_a_long_table_is_what_a_short_one_is(package, request):
    folder = trade(package)
    short, id = loaded(folder), ReferenceTables.load(folder).id
    request.getfixturevalue("long")
    assert loaded(folder) == short
    assert ReferenceTables.load(folder).id == id


@pytest.mark.parametrize(
    ("csv", "message"),
    [
        (
            "partner,year,total,count\nRUS,2024,1,1\nUSA,2024,2x,1\nTUR,2023,3x,1\n",
            'row 3, column "total": "2x" is not',
        ),
        ("partner,year,total,count\nRUS,2024,1,1\nUSA,2024,2,1.5\n", '"1.5" is not a whole number'),
        ("partner,year,total,count\nRUS,2024,1,1\n\nAtlantis,2024,2,1\n", 'row 4, column "partner": "Atlantis"'),
        ("partner,year,total,count\nRUS,2024,1,1\n\nRUS,2024,2,1\n", '"RUS", "2024" stands in row 2 already'),
        ("partner,year,total,count\nRUS,2024,1,1\nUSA,2024\n", "row 3: 2 cells where the header has 4 columns"),
    ],
)
def test_what_is_wrong_with_a_long_table_is_told_by_its_row(package, long, csv, message):
    with pytest.raises(TableError, match=message):
        ReferenceTables.load(trade(package, csv))


def test_a_long_parquet_file_is_read_as_a_short_one(tmp_path, request):
    frame = polars.DataFrame(
        {
            "who": ["Ab", "Cd", None],
            "n": [1, 2, None],
            "x": [0.5, 1e-7, None],
            "day": ["2024-01-01", None, "2024-02-01"],
        }
    ).with_columns(polars.col("day").str.to_date())
    frame.write_parquet(tmp_path / "t.parquet")
    before = ReferenceTables.load(tmp_path / "t.parquet")
    request.getfixturevalue("long")
    after = ReferenceTables.load(tmp_path / "t.parquet")
    assert after.id == before.id
    assert after.tables["t"].row(1) == before.tables["t"].row(1)


@given(st.lists(st.one_of(st.none(), st.decimals(-1000, 1000, places=2), st.integers(-9, 9)), min_size=1))
def test_sizes_are_the_same_by_polars(numbers):
    vector = NumberVector.of([None if number is None else str(number) for number in numbers])
    if vector is not None:
        assert list(sizes_by_polars(vector) or ()) == [vector.size(row) for row in range(len(vector))]
