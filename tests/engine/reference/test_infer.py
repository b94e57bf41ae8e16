"""What columns of a bare CSV are."""

from decimal import Decimal
from pathlib import Path

import pytest

from veritab_engine.errors import TableError
from veritab_engine.reference import ReferenceTables, Role, TableKind
from veritab_engine.reference.header import Header, read_header
from veritab_engine.reference.spelling import spelling_of


@pytest.mark.parametrize(
    ("text", "header"),
    [
        ("GDP (current US$)", Header("GDP", "USD")),
        ("Population (millions)", Header("Population", None, 6)),
        ("Net income, $m", Header("Net income", "USD", 6)),
        ("Net income ($ billion)", Header("Net income", "USD", 9)),
        ("total_usd_billion", Header("total", "USD", 9)),
        ("netIncome", Header("net Income")),
        ("Attendance", Header("Attendance")),
        ("fg_pct", Header("fg", "percent")),
        ("Growth %", Header("Growth", "percent")),
        ("Exports of goods and services (% of GDP)", Header("Exports of goods and services", "percent")),
        ("Height (m)", Header("Height", "meter")),
        ("Area [km2]", Header("Area", "square kilometer")),
        ("Oil output (million tonnes)", Header("Oil output", "tonne", 6)),
        ("Revenue (EUR thousand)", Header("Revenue", "EUR", 3)),
        ("Population, total", Header("Population, total")),
        ("Unemployment, female (% of female labor force)", Header("Unemployment, female", "percent")),
        ("GDP ($ per capita)", Header("GDP per capita", "USD")),
        ("Area (sq. mi.)", Header("Area", "square mile")),
        ("area_sq_km", Header("area", "square kilometer")),
        ("GDP (constant 2015 US$)", Header("GDP", "USD", 0, "real")),
        ("Revenue USD m", Header("Revenue", "USD", 6)),
        ("FG%", Header("FG", "percent")),
        ("Unemployment rate (as reported by the ministry)", Header("Unemployment rate (as reported by the ministry)")),
        ("billion", Header("billion")),
    ],
)
def test_a_header_gives_words_unit_and_scale(text, header):
    assert read_header(text) == header


def column(bare, name, *cells):
    quoted = "\n".join(f'"{cell}",X' for cell in cells)
    return bare(f'"{name}",other\n{quoted}\n').schema.columns[0]


@pytest.mark.parametrize(
    ("name", "cells", "role", "type"),
    [
        ("Country", ["Russia", "Côte d'Ivoire"], Role.ENTITY, "string"),
        ("kind", ["goods", "services"], Role.DIMENSION, "string"),
        ("year", ["2023", "2024"], Role.TIME, "year"),
        ("Fiscal Year", ["2023", ""], Role.TIME, "year"),
        ("Attendance", ["1850", "1900"], Role.MEASURE, "integer"),
        ("date", ["2024-12-02", "2025-05-08"], Role.TIME, "date"),
        ("quarter", ["2024-Q3", "2024-Q4"], Role.TIME, "string"),
        ("when", ["May 8, 2025", "December 2, 2024"], Role.TIME, "date"),
        ("when", ["12/25/2024", "01/02/2025"], Role.TIME, "date"),
        ("when", ["01/02/2025", "03/04/2025"], Role.DIMENSION, "string"),
        ("game_id", ["S001", "S002"], Role.KEY, "string"),
        ("No", ["1", "2", "3"], Role.KEY, "integer"),
        ("no", ["33", "4"], Role.MEASURE, "integer"),
        ("zip", ["01234", "98765"], Role.DIMENSION, "string"),
        ("Attendance", ["18,624", "n/a", "-"], Role.MEASURE, "integer"),
        ("Price", ["$5.20", "$1,053.00"], Role.MEASURE, "number"),
        ("Score", ["107-99", "113-107"], Role.DIMENSION, "string"),
        ("Notes", ["", ""], Role.DIMENSION, "string"),
    ],
)
def test_a_column_is_what_its_cells_are(bare, name, cells, role, type):
    found = column(bare, name, *cells)
    assert (found.role, found.type) == (role, type)


def test_cells_that_stand_for_nothing_are_empty(bare):
    table = bare('city,attendance\nBoston,n/a\nCleveland,"18,624"\nNA,5\n')
    assert table.cell(0, "attendance") is None
    assert table.cell(1, "attendance").number == Decimal(18624)
    assert table.id_at(2, "city") == "NA", "a name, as far as anyone knows"


def test_signs_in_cells_are_units(bare):
    table = bare("item,price,share\nTea,$5.20,12%\nRice,$1.00,88%\n")
    assert [column.unit for column in table.schema.columns] == [None, "USD", "percent"]
    assert table.text(0, "price") == "5.20 USD"
    assert table.text(1, "share") == "88 percent"


@pytest.mark.parametrize(
    ("cells", "group", "decimal"),
    [
        (["1,234", "1,500", "1,111"], ",", "."),
        (["1,234", "12,34", "0,5"], "", ","),
        (["1,234", "12,34", "7,5"], "", ","),
        (["1.234,5", "1,234", "1,500", "1,7"], ".", ","),
        (["1,234", "1,500", "12.5"], ",", "."),
    ],
)
def test_commas_are_of_thousands_or_of_decimals(cells, group, decimal):
    spelling = spelling_of(cells)
    assert spelling is not None
    assert (spelling.group, spelling.decimal) == (group, decimal)


def test_a_slip_among_thousands_makes_no_decimal_commas_of_them(bare):
    rows = '2022,"1,234","2,200"\n2023,"12,34","2,300"\n2024,"1,500","2,400"\n'
    sales, staff = bare(f"Year,Sales,Staff\n{rows}").schema.columns[1:]
    assert (sales.type, staff.type) == ("string", "integer")


def test_a_table_in_lower_case_has_names_too(bare):
    table = bare("player,position\nmark baker,guard\nmarcus banks,guard\n")
    assert table.schema.columns[0].role is Role.ENTITY


def test_columns_are_told_apart(bare):
    table = bare(",score,score\na,1,2\nb,3,4\n")
    assert [column.name for column in table.schema.columns] == ["column 1", "score", "score 2"]
    assert [column.phrases for column in table.schema.columns[1:]] == [("score",), ("score 2",)]


@pytest.mark.parametrize(
    ("csv", "kind"),
    [
        ("country,year,total\nRussia,2024,5\n", TableKind.OBSERVATIONS),
        ("visitor,date\nXi,2024-10-22\n", TableKind.EVENT),
        (
            "country,president,start,end\nRussia,Putin,2012-05-07,\nRussia,Medvedev,2008-05-07,2012-05-07\n",
            TableKind.ATTRIBUTES,
        ),
    ],
)
def test_a_table_is_what_its_columns_make_it(bare, csv, kind):
    assert bare(csv).schema.kind is kind


def test_start_and_end_are_told_from_their_headers(bare):
    terms = bare("president,took office from,until\nMedvedev,2008-05-07,2012-05-07\n")
    assert [column.period for column in terms.schema.columns] == [None, "start", "end"]
    assert terms.period(0).iso == "2008-05-07/2012-05-07"


def test_a_letter_among_digits_is_refused_by_its_row(tmp_path: Path) -> None:
    file = tmp_path / "trade.csv"
    file.write_text("region,revenue\nNorth,24O.1\nSouth,12.1\nEast,11.5\n", "utf-8")
    with pytest.raises(TableError, match=r'row 2, column "revenue": "24O.1" is not a number'):
        ReferenceTables.load(file)


def test_codes_with_letters_among_digits_are_words(tmp_path: Path) -> None:
    file = tmp_path / "codes.csv"
    file.write_text("region,code\nNorth,O1\nSouth,O2\nEast,11\n", "utf-8")
    assert ReferenceTables.load(file).tables["codes"].column("code").type == "string"


def test_names_beside_the_key_are_told_of_the_row(tmp_path: Path) -> None:
    file = tmp_path / "sales.csv"
    file.write_text(
        "region,year,revenue,manager\nNorth,2023,1,Ann Lee\nNorth,2024,2,Ann Lee\nSouth,2024,3,Jo Ek\n", "utf-8"
    )
    schema = ReferenceTables.load(file).tables["sales"].schema
    assert schema.key == ("region", "year")
    assert [column.role.value for column in schema.columns] == ["entity", "time", "measure", "measure"]


@pytest.mark.parametrize(
    ("name", "of"),
    [
        ("GDP growth (annual %)", "GDP (US$ billion)"),
        ("gdp_change_pct", "GDP (US$ billion)"),
        ("GDP growth", None),
        ("Export growth (%)", None),
        ("GDP share (%)", None),
        ("Growth (%)", None),
    ],
)
def test_percentages_of_growth_belong_to_the_measure_that_they_name(bare, name, of):
    schema = bare(f"Country,Year,GDP (US$ billion),{name}\nFrance,2022,2796.3,2.6\nFrance,2023,3051.8,0.9\n").schema
    assert schema.columns[3].change_of == of
