"""Tables that are turned into long ones: what a descriptor says, where a cell is, and what is found without one."""

import pytest

from tests.engine.reference.build import field
from veritab_engine.errors import TableError
from veritab_engine.reference import ReferenceTables, Role


def cells(table):
    """All rows, without their places in the file."""
    return [
        {name: text for name, text in table.row(row).cells.items() if name != "in file"} for row in range(len(table))
    ]


PLACE = field("place", role="entity")
YEAR = field("year", "year")


def test_columns_that_are_times_become_rows(table):
    unpivot = {"fact:unpivot": {"columns": ["2022", "2023"], "into": "year", "value": "sales"}}
    loaded = table("place,2022,2023\nOslo,5,6\nBergen,,8\n", PLACE, YEAR, field("sales", "integer"), **unpivot)
    assert cells(loaded) == [
        {"place": "Oslo", "year": "2022", "sales": "5"},
        {"place": "Oslo", "year": "2023", "sales": "6"},
        {"place": "Bergen", "year": "2023", "sales": "8"},
    ]
    assert loaded.text(2, "in file") == "row 3, column 2023"


def test_a_pattern_tells_times_and_measures_apart(table):
    unpivot = {"fact:unpivot": {"columns": r"(?P<value>\w+)_(?P<into>\d{4})", "into": "year"}}
    loaded = table(
        "place,pop_2022,gdp_2022,pop_2023,gdp_2023\nOslo,1,2,3,4\n",
        *(PLACE, YEAR, field("pop", "integer"), field("gdp", "integer")),
        **unpivot,
    )
    assert cells(loaded)[1] == {"place": "Oslo", "year": "2023", "pop": "3", "gdp": "4"}


def test_a_column_that_names_measures_becomes_columns(table):
    pivot = {"fact:pivot": {"column": "indicator", "value": "value", "leave": ["code"]}}
    loaded = table(
        "place,indicator,code,value\nOslo,people,P,7\nOslo,ferries,F,2\nBergen,people,P,3\n",
        *(PLACE, field("people", "integer"), field("ferries", "integer")),
        **pivot,
    )
    assert cells(loaded) == [{"place": "Oslo", "people": "7", "ferries": "2"}, {"place": "Bergen", "people": "3"}]
    assert [loaded.text(row, "in file") for row in range(2)] == ["rows 2, 3, column value", "row 4, column value"]


def test_a_fault_is_told_where_it_stands_in_the_file(table):
    unpivot = {"fact:unpivot": {"columns": ["2022", "2023"], "into": "year", "value": "sales"}}
    with pytest.raises(TableError, match=r'row 2, column "2023": "six" is not a number'):
        table("place,2022,2023\nOslo,5,six\n", PLACE, YEAR, field("sales", "integer"), **unpivot)


@pytest.mark.parametrize(
    ("property", "message"),
    [
        ({"fact:unpivot": {"columns": ["2021"], "into": "year"}}, "no column is one of those that fact:unpivot means"),
        ({"fact:pivot": {"column": "what", "value": "2022"}}, 'there is no column "what", which fact:pivot names'),
        ({"fact:pivot": {"column": "place", "value": "2022"}}, '"Oslo" stands in row 2 already'),
        ({"fact:split": {"column": "place", "into": ["a"], "at": "s"}}, "more parts than the 1 of fact:split"),
    ],
)
def test_what_does_not_fit_the_file_is_said(table, property, message):
    with pytest.raises(TableError, match=message):
        table("place,2022\nOslo,5\nOslo,5\n", PLACE, **property)


@pytest.mark.parametrize(
    ("csv", "into"),
    [
        ("Region,2019,2020\nNorth,1,2\nSouth,3,4\n", "year"),
        ("Region,FY2019,FY2020\nNorth,1,2\nSouth,3,4\n", "year"),
        ("Region,2019 [YR2019],2020 [YR2020]\nNorth,1,2\nSouth,3,4\n", "year"),
        ("Region,2018/19,2019/20\nNorth,1,2\nSouth,3,4\n", "year"),
        ("Region,Q1 2023,Q2 2023\nNorth,1,2\nSouth,3,4\n", "quarter"),
        ("Region,1Q23,2Q23\nNorth,1,2\nSouth,3,4\n", "quarter"),
        ("Region,Jan-23,Feb-23\nNorth,1,2\nSouth,3,4\n", "month"),
        ("Region,January 2023,February 2023\nNorth,1,2\nSouth,3,4\n", "month"),
        ("Region,1/22/20,1/23/20\nNorth,1,2\nSouth,3,4\n", "day"),
        (",2023,,2024,\nRegion,Q1,Q2,Q1,Q2\nNorth,1,2,3,4\nSouth,5,6,7,8\n", "quarter"),
    ],
)
def test_times_in_the_header_are_found(bare, csv, into):
    table = bare(csv, name="sales.csv")
    assert [column.role for column in table.schema.columns[:3]] == [Role.ENTITY, Role.TIME, Role.MEASURE]
    assert table.schema.columns[1].name == into
    assert table.schema.columns[2].phrases == ("sales",)
    assert None not in [table.period(row) for row in range(len(table))]


@pytest.mark.parametrize(
    "csv",
    [
        "Player,1990,Team\nAnn,5,Reds\n",
        "Model,2019,2020\nA,red,blue\nB,green,red\n",
        "2019,2020\n1,2\n",
    ],
)
def test_a_year_in_the_header_alone_makes_no_wide_table(bare, csv):
    assert "in file" not in {column.name for column in bare(csv).schema.columns}


def test_figures_beside_columns_of_times_are_of_no_time(bare):
    table = bare("Country,2019,2020,Area (km2)\nMalta,5,6,316\nCyprus,7,8,9251\n", name="visitors.csv")
    assert table.column("Area (km2)").phrases == ()


@pytest.mark.parametrize(
    ("csv", "rows"),
    [
        ("Title of it\n\nname,x\nAnn,1\nBob,2\n", [4, 5]),
        ("# a comment\n# another\nname,x\nAnn,1\n", [4]),
        ("name,x,y\nAnn,1,2\nSource: the office,,\n", [2]),
        ("name,x,y\nAnn,1,2\n\nNote: this is provisional\n", [2]),
        ("name,x\nAnn,1\n,\n,\nBob,2\n", [2, 5]),
        ("name,revenue,share\n,USD m,%\nAnn,1,2\nBob,3,4\n", [3, 4]),
    ],
)
def test_rows_are_what_is_left_between_titles_and_notes(tmp_path, csv, rows):
    from veritab_engine.reference.bare import infer_table

    file = tmp_path / "t.csv"
    file.write_text(csv, "utf-8")
    grid, _ = infer_table(file, {"name": "t"})
    assert list(grid.lines) == rows


def test_units_in_a_row_below_the_header_are_read(bare):
    table = bare("name,revenue,share\n,USD m,%\nAnn,1,2\nBob,3,4\n")
    assert [(column.unit, column.multiplier) for column in table.schema.columns[1:]] == [("USD", 10**6), ("percent", 1)]


def test_totals_are_no_peers_and_are_found_by_their_word(tmp_path):
    file = tmp_path / "sales.csv"
    file.write_text("Region,year,sales\nNorth,2024,5\nSouth,2024,6\nTotal,2024,11\n", "utf-8")
    tables = ReferenceTables.load(file)
    assert tables.tables["sales"].column("Region").totals == ("Total",)
