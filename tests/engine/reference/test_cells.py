"""Cells of bare files in the many forms that they come in, and the forms of times."""

from decimal import Decimal

import pytest

from tests.engine.reference.build import field
from veritab_engine.errors import TableError
from veritab_engine.reference import Role
from veritab_engine.reference.period import parse_date, parse_period
from veritab_engine.value import AtLeast, AtMost, Point


def figures(bare, *cells, name="figure"):
    """The measure of a bare table, and its cells as they were read."""
    quoted = "\n".join(f'"{cell}","Place {i}"' for i, cell in enumerate(cells))
    table = bare(f'"{name}",place\n{quoted}\n')
    return table.schema.columns[0], [table.cell(row, name) for row in range(len(table))]


@pytest.mark.parametrize(
    ("cells", "numbers"),
    [
        (["1,234", "12,345,678"], ["1234", "12345678"]),
        (["1 234", "12 345 678"], ["1234", "12345678"]),
        (["1\N{NARROW NO-BREAK SPACE}234,5", "7,25"], ["1234.5", "7.25"]),
        (["1.234.567,8", "2,5"], ["1234567.8", "2.5"]),
        (["1'234", "1’234.50"], ["1234", "1234.50"]),
        (["1,23,456", "12,34,567"], ["123456", "1234567"]),
        (["(1,234)", "56"], ["-1234", "56"]),
        (["1,234-", "56"], ["-1234", "56"]),
        (["−5.5", "+3"], ["-5.5", "3"]),
        (["1,234*", "12†", "7[a]", "8 (2)", "9²"], ["1234", "12", "7", "8", "9"]),
        (["45 (p)", "6.1 e", "7 b"], ["45", "6.1", "7"]),
        (["$1.2bn", "$3.4m", "$5k"], ["1200000000", "3400000", "5000"]),
        (["12k", "3"], ["12000", "3"]),
        (["US$5", "US$1,000"], ["5", "1000"]),
        (["5 €", "7,50 €"], ["5", "7.50"]),
        (["-$5.00", "$7.00"], ["-5.00", "7.00"]),
        (["12%", "0.5 %"], ["12", "0.5"]),
        (["59037472.0", "13.0"], ["59037472", "13"]),
        (["0.100000000000000000000001", "2"], ["0.100000000000000000000001", "2"]),
    ],
)
def test_a_number_is_read_to_the_last_digit(bare, cells, numbers):
    column, read = figures(bare, *cells)
    assert column.role is Role.MEASURE
    assert [value.number for value in read] == [Decimal(number) for number in numbers]


def test_marks_say_how_sure_a_figure_is(bare):
    _, read = figures(bare, "<5", ">10", "~7", "8")
    assert read[0] == AtMost(Decimal(5))
    assert read[1] == AtLeast(Decimal(10))
    assert [isinstance(value, Point) and value.approximate for value in read[2:]] == [True, False]


def test_a_figure_is_known_as_finely_as_its_scale_shows(bare):
    _, [billions, millions] = figures(bare, "$1.2bn", "$3.4m")
    assert (billions.shown_to, millions.shown_to) == (Decimal(100_000_000), Decimal(100_000))


@pytest.mark.parametrize("nothing", ["n/a", "N.A.", "..", ":", "–", "#N/A", "not available", "-", "TBD", "(x)"])
def test_what_stands_for_nothing_is_empty(bare, nothing):
    column, read = figures(bare, "5", nothing, "7")
    assert column.type == "integer"
    assert read[1] is None


def test_a_lone_remark_among_many_numbers_is_missing(bare):
    column, read = figures(bare, *map(str, range(20)), "see note")
    assert (column.type, read[-1]) == ("integer", None)


@pytest.mark.parametrize("cells", [["1.85 m", "1.92 m"], ["$5", "€7"]])
def test_a_measure_in_a_doubtful_unit_has_no_words(bare, cells):
    column, _ = figures(bare, *cells)
    assert column.phrases == ()


@pytest.mark.parametrize(
    "cells", [["C85", "E46"], ["10–20", "5–9"], ["1.2.3", "4.5.6"], ["+44 20", "12-34"], ["007", "012"]]
)
def test_what_only_looks_like_numbers_is_text(bare, cells):
    column, _ = figures(bare, *cells)
    assert column.type == "string"


def test_yes_and_no_are_true_and_false(bare):
    table = bare("name,member\nAnn,Yes\nBob,No\n")
    assert [table.text(row, "member") for row in range(2)] == ["true", "false"]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2024Q1", "2024-Q1"),
        ("Q1 2024", "2024-Q1"),
        ("2024 Q1", "2024-Q1"),
        ("1Q24", "2024-Q1"),
        ("2024M01", "2024-01"),
        ("FY2024", "2024"),
        ("FY24", "2024"),
        ("2019 [YR2019]", "2019"),
        ("X2019", "2019"),
        ("H1 2024", "2024-S1"),
        ("2024Q5", None),
        ("2024M13", None),
    ],
)
def test_a_time_that_can_mean_one_thing_needs_no_format(text, iso):
    period = parse_period(text)
    assert (period and period.iso) == iso


@pytest.mark.parametrize(
    ("text", "pattern", "iso"),
    [
        ("5-Jan-24", "%d-%b-%y", "2024-01-05"),
        ("Jan-24", "%b-%y", "2024-01"),
        ("December 2024", "%B %Y", "2024-12"),
        ("Sept 5, 2024", "%b %d, %Y", "2024-09-05"),
        ("2023-24", "%Y-%y", "2023/2024"),
        ("2023/2024", "%Y/%y", "2023/2024"),
        ("1999-00", "%Y-%y", "1999/2000"),
        ("2023-25", "%Y-%y", None),
        ("45292", "excel", "2024-01-01"),
    ],
)
def test_a_format_is_read_at_its_own_precision(text, pattern, iso):
    period = parse_date(text, pattern)
    assert (period and period.iso) == iso


def test_marks_are_declared_and_checked(table):
    loaded = table("revenue\n€1.2bn\n€300m*\n", field("revenue", "number", bareNumber=False, unitMult=9) | MARKS)
    assert [loaded.cell(row, "revenue").number for row in range(2)] == [Decimal(1_200_000_000), Decimal(300_000_000)]
    with pytest.raises(TableError, match='row 2, column "revenue": "1x" is not a number'):
        table("revenue\n1x\n", field("revenue", "number") | MARKS)


MARKS = {"fact:marks": {"bn": 9, "m": 6, "*": "note"}}
