"""Files of every kind give the same table; what is wrong with one is said with file, row and column."""

import json
import os
from contextlib import suppress

import polars
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.engine.reference.build import field, resource
from veritab_engine.errors import TableError
from veritab_engine.reference import ReferenceTables

CSV = 'team,date,points\n"Celtics, Boston",2017-02-03,113\nLakers,2017-02-03,107\n'


def write_parquet(file):
    polars.read_csv(CSV.encode(), try_parse_dates=True).write_parquet(file)


def write_arrow(file):
    polars.read_csv(CSV.encode(), try_parse_dates=True).write_ipc(file)


def write_ndjson(file):
    file.write_bytes(b"\n".join(json.dumps(row).encode() for row in polars.read_csv(CSV.encode()).to_dicts()))


def write_semicolons(file):
    file.write_text(CSV.replace(",", ";").replace("Celtics;", "Celtics,"), encoding="utf-8-sig")


def write_tabs(file):
    file.write_text(
        "\t".join(["team", "date", "points"]) + "\nCeltics, Boston\t2017-02-03\t113\nLakers\t2017-02-03\t107\n"
    )


@pytest.mark.parametrize(
    ("suffix", "write"),
    [
        ("parquet", write_parquet),
        ("arrow", write_arrow),
        ("ndjson", write_ndjson),
        ("csv", write_semicolons),
        ("tsv", write_tabs),
    ],
)
def test_every_format_gives_the_same_snapshot(tmp_path, suffix, write):
    (tmp_path / "plain").mkdir()
    (tmp_path / "plain" / "games.csv").write_text(CSV)
    write(tmp_path / f"games.{suffix}")
    read = ReferenceTables.load(tmp_path / f"games.{suffix}")
    assert read.tables["games"].row(0).cells == {"team": "Celtics, Boston", "date": "2017-02-03", "points": "113"}
    assert read.id == ReferenceTables.load(tmp_path / "plain").id


def test_figures_of_json_keep_their_digits(tmp_path):
    (tmp_path / "t.ndjson").write_text('{"name": "Ab", "rate": 1.10}\n{"name": "Cd"}\n')
    table = ReferenceTables.load(tmp_path / "t.ndjson").tables["t"]
    assert table.text(0, "rate") == "1.10"
    assert table.cell(1, "rate") is None


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "t.csv: the file is empty"),
        (b"\n\n", "t.csv, row 1: there are no column names"),
        (b"a,b\n1,2\n\n3\n", "t.csv, row 4: 1 cells where the header has 2 columns"),
        (b"a,b\n1,2,3\n", "t.csv, row 2: 3 cells where the header has 2 columns"),
        (b'a,b\n"x\ny",2\n1\n', "t.csv, row 4: 1 cells"),
        (b'a,b\n1,"2\n', "t.csv, row 2: unexpected end of data"),
        (b"a,b\nx,1\n\xff\xfe,2\n", "t.csv, row 3: not UTF-8"),
    ],
)
def test_a_broken_file_is_named_with_its_row(tmp_path, content, message):
    (tmp_path / "t.csv").write_bytes(content)
    with pytest.raises(TableError, match=message):
        ReferenceTables.load(tmp_path / "t.csv")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("t.pdf", b"%PDF", "Save it as CSV"),
        ("t.parquet", b"PAR1 no more", "not a readable parquet file"),
        ("t.ndjson", b'{"a": 1}\n{"a": \n', "t.ndjson, row 2: not JSON"),
        ("t.ndjson", b"[1]\n", "t.ndjson, row 1: not a JSON object"),
        ("t.ndjson", b'{"a": [{"b": 1}]}\n', 't.ndjson, row 1, column "a": cells must be single values'),
    ],
)
def test_other_formats_are_checked_too(tmp_path, name, content, message):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(TableError, match=message):
        ReferenceTables.load(tmp_path / name)


def test_a_path_that_is_not_there_and_a_folder_without_tables(tmp_path):
    with pytest.raises(TableError, match="no such file or folder"):
        ReferenceTables.load(tmp_path / "nothing.csv")
    with pytest.raises(TableError, match="no tables here"):
        ReferenceTables.load(tmp_path)


NUMBERS = field("partner"), field("total", "number"), field("day", "date"), field("n", "integer"), field("at", "year")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("RUS,24O.1,,,", r'table.csv, row 3, column "total": "24O.1" is not a number \(a letter O'),
        ('RUS,"1,053",,,', r'column "total": "1,053" is not a number \(thousands need groupChar\)'),
        ("RUS,,2024-02-30,,", r'row 3, column "day": "2024-02-30" is not a date of the calendar'),
        ("RUS,,2024,,", r'column "day": "2024" is not a date'),
        ("RUS,,,1.5,", r'column "n": "1.5" is not a whole number'),
        ("RUS,,,,24", r'column "at": "24" is not a year'),
    ],
)
def test_a_cell_that_is_not_what_its_column_says_is_named(table, row, message):
    with pytest.raises(TableError, match=message):
        table(f"partner,total,day,n,at\nUSA,1,2024-01-01,1,2024\n{row}\n", *NUMBERS)


def test_numbers_are_read_as_declared(table):
    german = field("total", "number", decimalChar=",", groupChar=".", bareNumber=False, missingValues=["k. A."])
    read = table('total\n"1.053,5 €"\nk. A.\n−2\n', german)
    assert [read.text(row, "total") for row in range(3)] == ["1,053.5", "", "-2"]


def test_dates_are_read_as_declared(table):
    read = table("day\n2.12.2024\n", field("day", "date", format="%d.%m.%Y"))
    assert read.cell(0, "day").iso == "2024-12-02"


def test_constraints_hold(table):
    goods = field("kind", constraints={"enum": ["goods", "services"], "required": True})
    with pytest.raises(TableError, match=r'row 3, column "kind": "godos" is not one of goods, services'):
        table("kind,n\ngoods,1\ngodos,1\n", goods, field("n", "integer"))
    with pytest.raises(TableError, match=r'row 2, column "kind": the cell is empty'):
        table("kind,n\n,1\n", goods, field("n", "integer"))
    with pytest.raises(TableError, match='row 3, column "n": "1" stands in row 2 already'):
        table("kind,n\ngoods,1\ngoods,1\n", goods, field("n", "integer", constraints={"unique": True}))


def test_a_status_nobody_knows_is_an_error(table):
    with pytest.raises(TableError, match=r'"perhaps" is not a status. Write exact, at_least'):
        table("n,s\n1,perhaps\n", field("n", "integer"), field("s", role="status"))


def test_keys_are_there_and_differ(table):
    fields = field("partner"), field("year", "year")
    with pytest.raises(TableError, match='row 3, column "partner, year": "RUS", "2024" stands in row 2 already'):
        table("partner,year\nRUS,2024\nRUS,2024\n", *fields, key=["partner", "year"])
    with pytest.raises(TableError, match='row 2, column "year": the primary key is missing'):
        table("partner,year\nRUS,\n", *fields, key=["partner", "year"])
    with pytest.raises(TableError, match='the primary key names "code"'):
        table("partner,year\nRUS,2024\n", *fields, key=["code"])


def test_header_and_descriptor_agree(package, table):
    with pytest.raises(TableError, match='there is no column "year", which the descriptor declares'):
        table("partner\nRUS\n", field("partner"), field("year", "year"))
    with pytest.raises(TableError, match='the descriptor has no field for column "year"'):
        table("partner,year\nRUS,2024\n", field("partner"))
    with pytest.raises(TableError, match='two columns are called "a"'):
        table("a,a\n1,2\n", field("a"))
    some = resource("t", field("partner"), field("year", "year"))
    some["schema"]["fieldsMatch"] = ["partial"]
    loaded = ReferenceTables.load(package(some, t="total,partner\n1,RUS\n")).tables["t"]
    assert loaded.row(0).cells == {"partner": "RUS"}


@pytest.mark.parametrize("path", ["../secret.csv", "/etc/passwd.csv", "https://example.org/t.csv", "in/../../t.csv"])
def test_tables_come_from_inside_the_package(package, path):
    with pytest.raises(TableError, match=r"lies outside of the package|is a URL"):
        ReferenceTables.load(package({**resource("t", field("a")), "path": path}))


def test_a_link_out_of_the_package_is_not_followed(package, tmp_path):
    (tmp_path / "secret.csv").write_text("a\n1\n")
    folder = package(resource("t", field("a")))
    os.symlink(tmp_path / "secret.csv", folder / "t.csv")
    with pytest.raises(TableError, match="lies outside of the package"):
        ReferenceTables.load(folder)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.one_of(st.binary(max_size=200), st.text("ab,;\"'\n\t0159.-/%$ NA", max_size=200).map(str.encode)))
def test_whatever_a_file_holds_it_loads_or_is_refused(tmp_path, content):
    (tmp_path / "t.csv").write_bytes(content)
    with suppress(TableError):
        table = ReferenceTables.load(tmp_path / "t.csv").tables["t"]
        assert [table.row(row).number for row in table.rows({})] == list(table.rows({}))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
@pytest.mark.parametrize("name", ["games.csv", "datapackage.json"])
def test_a_file_that_may_not_be_read_is_said_to_be_so(tmp_path, name):
    (tmp_path / name).write_text(CSV)
    (tmp_path / name).chmod(0)
    with pytest.raises(TableError, match=f"{name}: it cannot be read \\(permission denied\\)"):
        ReferenceTables.load(tmp_path / name)
