"""Workbooks: the sheet that is meant, its header wherever it is, and cells as the exact text of their values."""

from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest

from tests.engine.reference.build import field
from veritab_engine import Checker, Document
from veritab_engine.errors import TableError
from veritab_engine.reference import ReferenceTables
from veritab_engine.reference.sources import Dialect, read_grid, read_records

BOOKS = Path(__file__).parent / "books"
"""games.xls and games.ods, as other programs wrote them; the first has a title above its header."""


@pytest.fixture
def book(tmp_path):
    """Writes a workbook from rows by sheet; gives its file."""

    def write(percents=(), merged=(), **sheets):
        written = openpyxl.Workbook()
        written.remove(written.active)
        for name, rows in sheets.items():
            sheet = written.create_sheet(name)
            for row in rows:
                sheet.append(row)
            for cell in percents:
                sheet[cell].number_format = "0.0%"
            for cells in merged:
                sheet.merge_cells(cells)
        written.save(tmp_path / "book.xlsx")
        return tmp_path / "book.xlsx"

    return write


def cells(file, **dialect):
    return dict(zip((grid := read_grid(file, Dialect(**dialect))).header, grid.columns, strict=True))


def test_cells_are_the_exact_text_of_their_values(book):
    row = [
        240.0,
        2024,
        123456789.12,
        1 / 3,
        1e22,
        True,
        date(2024, 12, 2),
        datetime(2024, 12, 2, 13, 5),
        time(9),
        "007",
    ]
    grid = read_grid(book(Sheet=[list("abcdefghij"), row, ["n/a"]]))
    assert [column[0] for column in grid.columns] == [
        "240",
        "2024",
        "123456789.12",
        "0.3333333333333333",
        "10000000000000000000000",
        "true",
        "2024-12-02",
        "2024-12-02 13:05:00",
        "09:00:00",
        "007",
    ]
    assert [column[1] for column in grid.columns] == ["n/a"] + [""] * 9


def test_a_percentage_is_what_its_cell_shows(book):
    file = book(percents=["B2", "B3"], Sheet=[["region", "growth"], ["North", 0.218], ["South", 0.07]])
    assert cells(file)["growth"] == ("21.8%", "7%")
    [finding] = (
        Checker(ReferenceTables.load(file)).check(Document("The growth of the North was 22.9 percent.")).conflicts
    )
    assert "21.8 percent" in finding.message


@pytest.mark.parametrize("name", ["games.xls", "games.ods"])
def test_other_programs_workbooks_give_the_same_table(name, tmp_path):
    rows = 'team,date,points,won\n"Celtics, Boston",2017-02-03,113,64.6%\nLakers,2017-02-03,107,31.7%\n'
    (tmp_path / "games.csv").write_text(rows)
    assert ReferenceTables.load(BOOKS / name).id == ReferenceTables.load(tmp_path).id


def test_the_header_is_below_a_title_and_rows_are_counted_as_the_sheet_does(book):
    file = book(Sheet=[["Table 1. Sales by region"], [], ["region", "sales", None], ["North", 5], [], ["South", "7?"]])
    grid = read_grid(file)
    assert (grid.header, grid.lines) == (("region", "sales"), (4, 6))
    assert grid.where(1, "sales") == 'book.xlsx, row 6, column "sales"'


def test_all_that_stands_in_a_sheet_or_a_text_is_had_as_rows(book, tmp_path):
    rows = [["Sales", None], [None, None], ["region", "sales"], ["North", 1]]
    expected = [(1, ("Sales", "")), (3, ("region", "sales")), (4, ("North", "1"))]
    assert read_records(book(Sheet=rows)) == (expected, "")
    (tmp_path / "t.csv").write_text("Sales;\n\nregion;sales\nNorth;1\n")
    assert read_records(tmp_path / "t.csv") == (expected, ";")
    assert read_records(tmp_path / "nothing.csv") is read_records(tmp_path / "t.parquet") is None


def test_a_cell_that_is_merged_down_stands_in_every_row_of_it(book):
    rows = [["Sales", None], ["region", "sales"], ["North", 1], [None, 2], ["South", 3]]
    assert cells(book(merged=["A1:B1", "A3:A4"], Sheet=rows))["region"] == ("North", "North", "South")


def test_a_header_of_two_rows_is_declared(book):
    rows = [["region", 2023, None, 2024], [None, "Q1", "Q2", "Q1"], ["North", 1, 2, 3]]
    file = book(Sheet=rows, merged=["B1:C1"])
    assert list(cells(file, header_rows=(1, 2))) == ["region", "2023 Q1", "2023 Q2", "2024 Q1"]


def test_the_sheet_is_the_first_or_the_one_that_is_named(book, package):
    file = book(North=[["year", "sales"], [2024, 5]], South=[["year", "sales"], [2024, 7]])
    assert cells(file)["sales"] == ("5",)
    assert cells(file, sheet="South")["sales"] == cells(file, sheet=2)["sales"] == ("7",)
    named = ReferenceTables.load(f"{file}?sheet=South", f"{file}?sheet=North")
    assert set(named.tables) == {"book-North", "book-South"}
    fields = [field("year", "year"), field("sales", "integer", role="measure")]
    resource = {"name": "s", "path": "book.xlsx", "dialect": {"sheetName": "South"}, "schema": {"fields": fields}}
    (folder := package(resource)).joinpath("book.xlsx").write_bytes(file.read_bytes())
    assert ReferenceTables.load(folder).tables["s"].text(0, "sales") == "7"


@pytest.mark.parametrize(
    ("dialect", "message"),
    [
        ({"sheet": "West"}, 'book.xlsx: there is no sheet "West". It has "North", "Empty".'),
        ({"sheet": 3}, "book.xlsx: there is no sheet number 3"),
        ({"sheet": "Empty"}, 'book.xlsx, sheet "Empty": the sheet is empty'),
    ],
)
def test_a_sheet_that_is_missing_or_empty_is_said_to_be_so(book, dialect, message):
    file = book(North=[["year"], [2024]], Empty=[])
    with pytest.raises(TableError, match=message):
        read_grid(file, Dialect(**dialect))


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("t.xlsx", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512), "t.xlsx: the workbook is encrypted"),
        ("t.xlsx", b"PK no more", "t.xlsx: not a readable workbook"),
        ("t.xls", b"text", "t.xls: not a readable workbook"),
        ("t.ods", b"text", "t.ods: not a readable workbook"),
    ],
)
def test_a_workbook_that_cannot_be_read_says_why(tmp_path, name, content, message):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(TableError, match=message):
        ReferenceTables.load(tmp_path / name)


def test_what_an_open_program_leaves_beside_a_workbook_is_no_table(book):
    file = book(Sheet=[["year", "sales"], [2024, 5]])
    (file.parent / "~$book.xlsx").write_bytes(b"lock")
    assert set(ReferenceTables.load(file.parent).tables) == {"book"}
