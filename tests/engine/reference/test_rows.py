"""Rows in order of time: what bisection finds is what a scan finds."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veritab_engine.reference import rows as rows_module
from veritab_engine.reference import sort
from veritab_engine.reference.entity import Entities
from veritab_engine.reference.lookup import Table
from veritab_engine.reference.rows import TooBroad
from veritab_engine.reference.table import Column, Role, Schema, TableKind
from veritab_engine.value import Period

FIRST = date(2020, 1, 1)
DAYS = st.integers(0, 400).map(lambda days: FIRST + timedelta(days))
SPANS = st.tuples(DAYS, DAYS).map(sorted)
COLUMNS = (
    Column("who", Role.ENTITY, "string", entity="who"),
    Column("start", Role.TIME, "date", period="start"),
    Column("end", Role.TIME, "date", period="end"),
    Column("size", Role.MEASURE, "number"),
)


def table_of(*rows, columns=COLUMNS, key=()):
    schema = Schema("t", "t", TableKind.OBSERVATIONS, columns, key=key)
    cells = dict(zip((column.name for column in columns), zip(*rows, strict=True), strict=True))
    return Table.of(schema, cells, Entities(()))


def spans_of(spans):
    return table_of(*(("a", start.isoformat(), end.isoformat(), None) for start, end in spans))


def period(start, end):
    return Period(f"{start}/{end}", start, end)


@given(st.lists(SPANS, min_size=1, max_size=30), SPANS)
def test_parts_of_time_are_what_a_scan_finds(spans, asked):
    table, asked = spans_of(spans), period(*asked)
    rows = table.rows({"who": "a"})
    held = {row: table.period(row) for row in rows}
    assert list(rows) == sorted(held, key=lambda row: (held[row].first, held[row].last, row))
    assert list(rows.overlapping(asked)) == [row for row in rows if held[row].overlaps(asked)]
    assert list(rows.starting_in(asked)) == [row for row in rows if asked.covers(held[row].first)]
    assert list(rows.since(asked.first)) == [row for row in rows if held[row].first >= asked.first]
    assert list(rows.until(asked.first)) == [row for row in rows if held[row].first <= asked.first]
    assert list(rows.exactly(asked)) == [row for row in rows if (held[row].first, held[row].last) == asked_days(asked)]


@given(st.lists(SPANS, min_size=1, max_size=30), SPANS)
def test_long_rows_are_about_their_own_time_and_short_ones_about_all_that_holds_them(spans, asked):
    table, asked = spans_of(spans), period(*asked)

    def about(held):
        long = (held.last - held.first).days >= 31
        return (held.first, held.last) == asked_days(asked) if long else held.overlaps(asked)

    rows = table.rows({})
    assert list(rows.at(asked)) == [row for row in rows if about(table.period(row))]


def asked_days(asked):
    return asked.first, asked.last


@given(st.lists(SPANS, min_size=1, max_size=30))
def test_a_row_knows_its_place(spans):
    rows = spans_of(spans).rows({})
    for place, row in enumerate(rows):
        assert rows.index(row) == place
        assert rows.before(row) == (rows[place - 1] if place else None)
    assert len(spans) not in rows
    with pytest.raises(ValueError):
        rows[1:].index(rows[0])


def test_rows_without_a_time_are_last_and_always_valid():
    table = table_of(("a", None, None, None), ("a", "2024-01-01", "2024-02-01", None), ("a", "2020-01-01", None, None))
    rows, day = table.rows({}), date(2022, 1, 1)
    assert rows == (2, 1, 0)
    assert rows.valid(period(day, day)) == (2, 0)
    assert rows.until(date.max) == (2, 1)


def test_no_more_rows_are_read_than_may_be(monkeypatch):
    monkeypatch.setattr(rows_module, "MOST_READ", 2)
    rows = spans_of([(FIRST, FIRST)] * 3).rows({})
    with pytest.raises(TooBroad):
        rows.where(lambda row: True)
    assert len(rows.overlapping(period(FIRST, FIRST))) == 3


@given(
    st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from(["2020", "2021"]), st.integers(-5, 5)), min_size=1),
    st.booleans(),
)
def test_a_standing_counts_the_larger_and_the_smaller_of_the_same_time(cells, by_polars):
    columns = (COLUMNS[0], Column("year", Role.TIME, "year"), COLUMNS[3])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sort, "MANY", 1 if by_polars else 10**9)
        table = table_of(*((who, year, str(size)) for who, year, size in cells), columns=columns)
        for row, (_, year, size) in enumerate(cells):
            peers = [other for _, its, other in cells if its == year]
            standing = table.standing(row, "size")
            assert standing.larger == sum(other > size for other in peers)
            assert standing.smaller == sum(other < size for other in peers)


def test_no_rank_is_told_where_a_number_is_missing():
    table = table_of(("a", "2020-01-01", None, "1"), ("b", "2020-01-01", None, None))
    assert table.standing(0, "size") is None


def test_numbers_too_long_to_sort_are_ranked_one_by_one():
    table = table_of(("a", "2020-01-01", None, "1." + "1" * 18), ("b", "2020-01-01", None, "100"))
    assert table.orders.ranked(("start", "size")) is None
    assert table.standing(0, "size").larger == 1
