"""Tables that come with a request: read from their bytes, and refused where they are beyond their bounds."""

import io
import json
from dataclasses import replace

import polars
import pytest

from veritab_engine import Checker, ReferenceTables, TableError
from veritab_engine.reference.confined import GIVEN, Bounds
from veritab_engine.reference.inline import Format, InlineTable, digest, read_inline
from veritab_engine.reference.table import Coverage, Role

SALES = b"region,year,revenue ($m),units\nNorth,2023,12.4,1200\nNorth,2024,15.1,1350\nSouth,2024,7.2,810\n"
SCHEMA = {
    "fields": [
        {"name": "region", "fact:role": "entity", "fact:phrases": ["area"]},
        {"name": "year", "type": "year"},
        {"name": "revenue ($m)", "type": "number", "sdmx:unitMeasure": "USD", "sdmx:unitMult": 6},
        {"name": "units", "type": "integer"},
    ]
}


def written(form, frame):
    data = io.BytesIO()
    {
        "parquet": lambda: frame.write_parquet(data),
        "arrow file": lambda: frame.write_ipc(data),
        "arrow, compressed": lambda: frame.write_ipc(data, compression="zstd"),
        "arrow stream": lambda: frame.write_ipc_stream(data),
    }[form]()
    return data.getvalue()


COLUMNAR = ["parquet", "arrow file", "arrow, compressed", "arrow stream"]


def refused(table, bounds=GIVEN):
    with pytest.raises(TableError) as error:
        read_inline(table, bounds)
    return str(error.value)


def test_a_bare_csv_is_inferred_and_complete():
    draft = read_inline(InlineTable("sales.csv", SALES))
    assert draft.schema.name == "sales"
    assert draft.schema.inferred
    assert draft.schema.coverage == Coverage(complete=True)
    assert [column.role for column in draft.schema.columns[:3]] == [Role.ENTITY, Role.TIME, Role.MEASURE]


def test_a_bare_csv_is_read_in_the_shapes_that_a_file_is():
    told = b"Revenue by region\n\nregion,2023,2024\nNorth,12.4,15.1\nSouth,8.9,7.2\nWest,3.1,3.3\n"
    grid = read_inline(InlineTable("revenue.csv", told)).grid
    assert len(grid) == 6
    assert ("North", "2024", "15.1") in zip(*grid.columns[:3], strict=True)


def test_a_table_that_may_lack_rows_says_so():
    assert read_inline(InlineTable("sales.csv", SALES, closed_world=False)).schema.coverage is None


@pytest.mark.parametrize("form", COLUMNAR)
def test_the_first_bytes_tell_the_format(form):
    frame = polars.read_csv(SALES)
    snapshots = [
        ReferenceTables.of([read_inline(InlineTable("sales", data))]) for data in (written(form, frame), SALES)
    ]
    assert snapshots[0].id == snapshots[1].id


def test_numbers_and_dates_of_a_columnar_file_are_what_they_are():
    frame = polars.DataFrame(
        {
            "port": ["Halvik", None],
            "share": polars.Series([0.1, 1e22], dtype=polars.Float64),
            "small": polars.Series([0.1, 2.5], dtype=polars.Float32),
            "open": [True, False],
        }
    )
    draft = read_inline(InlineTable("ports", written("parquet", frame)))
    assert [draft.grid.columns[number] for number in (0, 2, 3)] == [("Halvik", ""), ("0.1", "2.5"), ("true", "false")]
    assert float(draft.grid.columns[1][1]) == 1e22


def described(**resource):
    return InlineTable("sales.csv", SALES, descriptor=json.dumps(resource))


@pytest.mark.parametrize(
    "descriptor",
    [
        json.dumps(SCHEMA),
        json.dumps({"name": "other", "schema": SCHEMA}),
        json.dumps({"name": "q", "resources": [{"name": "sales", "path": "sales.csv", "schema": SCHEMA}]}),
        json.dumps(
            {
                "resources": [
                    {"path": "costs.csv", "schema": {"fields": [{"name": "cost"}]}},
                    {"path": "sales.csv", "schema": SCHEMA},
                ]
            }
        ),
        "fields:\n- {name: region, fact:role: entity, fact:phrases: [area]}\n- {name: year, type: year}\n"
        "- {name: revenue ($m), type: number}\n- {name: units, type: integer}\n",
    ],
    ids=["schema", "resource", "package", "its resource of many", "yaml"],
)
def test_a_descriptor_may_be_a_schema_a_resource_or_a_package(descriptor):
    draft = read_inline(InlineTable("sales.csv", SALES, descriptor=descriptor))
    assert draft.schema.name == "sales"
    assert draft.schema.columns[0].phrases == ("area",)
    assert not draft.schema.inferred


def test_a_descriptor_s_own_word_on_coverage_counts():
    said = {"complete": True, "from": 2023, "to": 2024}
    coverage = read_inline(described(schema=SCHEMA, **{"fact:coverage": said})).schema.coverage
    assert coverage is not None
    assert coverage.first is not None
    unsaid = read_inline(described(schema=SCHEMA, **{"fact:coverage": {"complete": False}})).schema.coverage
    assert unsaid == Coverage(complete=False)


@pytest.mark.parametrize(
    ("descriptor", "said"),
    [
        ('{"path": "/etc/passwd", "schema": {}}', 'path: it names "/etc/passwd", and only "sales.csv" came'),
        ('{"path": "https://example.org/a.csv"}', 'path: it names "https://example.org/a.csv"'),
        ('{"path": ["sales.csv", "more.csv"]}', "path: it names"),
        ('{"dialect": "dialect.json"}', 'dialect: it names "dialect.json"'),
        ('{"schema": "schema.json"}', 'schema: it names "schema.json", which did not come'),
        ('{"fact:connection": {"uri": "postgresql://db/x"}, "schema": {"fields": []}}', "fact:connection: a table of"),
        ('{"data": [1], "schema": {"fields": []}}', "data: a table of a request is the bytes"),
        ('{"resources": [{"path": "a.csv"}, {"path": "b.csv"}]}', 'of its 2 resources, none is "sales.csv"'),
        ('{"resources": 1}', "of its 0 resources"),
        ("[1, 2]", "it is no object"),
        ("a: &x [1]\nb: *x", "anchors and aliases are not read"),
        ('{"fields": [{"name": "region", "fact:tolerance": NaN}]}', "not readable as JSON or YAML"),
        ("[" * 100_000, "not readable as JSON or YAML"),
        ('{"a":' * 100_000, "not readable as JSON or YAML"),
        ("fields:\n- name: region\n  fact:role: meaure", "'meaure' is not one of"),
    ],
)
def test_a_descriptor_that_leads_elsewhere_or_is_broken_is_refused(descriptor, said):
    message = refused(InlineTable("sales.csv", SALES, descriptor=descriptor))
    assert message.startswith("the descriptor of sales.csv")
    assert said in message


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"a,b\n1,2\n3\n", "sales.csv, row 3: 1 cells where the header has 2 columns"),
        (
            b"region,year,total\nNorth,2024,24O.1\nSouth,2024,3.5\nWest,2024,2.5\n",
            'sales.csv, row 2, column "total": "24O.1" is not a',
        ),
        (b"\xff\xfe1\n", "sales.csv, row 1: not UTF-8 text"),
        (b"\n", "there are no column names"),
        (b"PK\x03\x04 and so on", "sales.csv: it is a workbook or another archive. Send CSV, Parquet or Arrow."),
        (b"\x1f\x8b and so on", "sales.csv: it is compressed."),
        (b"PAR1 and no more", "sales.csv: it is not readable"),
        (b"ARROW1 and no more", "sales.csv: it is not readable"),
        (b"\xff\xff\xff\xff\x10\x00\x00\x00", "sales.csv: it is not readable"),
    ],
)
def test_what_is_broken_is_told_with_its_place(content, said):
    assert said in refused(InlineTable("sales.csv", content))


def test_an_encoding_that_is_none_is_refused_and_another_is_read():
    told = {"encoding": "latin-1", "schema": {"fields": [{"name": "caf\xe9"}, {"name": "year", "type": "year"}]}}
    latin = InlineTable("a.csv", "caf\xe9,year\nX,2024\n".encode("latin-1"), descriptor=json.dumps(told))
    assert read_inline(latin).grid.header == ("caf\xe9", "year")
    for encoding in ("hex", "zlib", "nonsense"):
        assert encoding in refused(replace(latin, descriptor=json.dumps({**told, "encoding": encoding})))


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_rows_are_counted_before_they_are_read(end):
    assert "it has 200,000 rows" in refused(InlineTable("a.csv", f"1{end}".encode() * 200_001))


def test_cells_of_several_values_are_refused():
    frame = polars.DataFrame({"port": ["Halvik"], "cranes": [[1, 2]]})
    assert 'column "cranes": cells must be single values' in refused(InlineTable("a", written("parquet", frame)))


@pytest.mark.parametrize("form", ["csv", *COLUMNAR])
@pytest.mark.parametrize(
    ("bounds", "said"),
    [
        (Bounds(rows=2), "sales: it has 3 rows; 2 are the most"),
        (Bounds(columns=3), "sales: it has 4 columns; 3 are the most"),
        (Bounds(cells=11), "sales: it has 12 cells; 11 are the most"),
    ],
    ids=["rows", "columns", "cells"],
)
def test_a_table_beyond_its_bounds_is_refused(form, bounds, said):
    content = SALES if form == "csv" else written(form, polars.read_csv(SALES))
    assert said in refused(InlineTable("sales", content), bounds)


@pytest.mark.parametrize("form", ["parquet", "arrow, compressed"])
def test_a_few_bytes_that_decode_to_more_than_a_table_may_have_are_refused(form):
    content = written(form, polars.DataFrame({"name": ["x" * 200_000] * 1_000}))
    assert len(content) < 50_000
    assert "decodes to" in refused(InlineTable("bomb", content))


def test_a_digest_tells_all_that_makes_a_difference():
    table = InlineTable("sales.csv", SALES)
    others = [
        replace(table, name="s.csv"),
        replace(table, content=SALES + b"South,2023,8.9,900\n"),
        replace(table, format=Format.CSV),
        replace(table, descriptor=json.dumps(SCHEMA)),
        replace(table, closed_world=False),
    ]
    assert len({digest([each]) for each in [table, *others]}) == 6
    assert digest([table, others[0]]) != digest([others[0], table])
    assert digest([table]) == digest([InlineTable("sales.csv", SALES)])


def test_a_complete_table_refutes_what_one_with_gaps_leaves_open():
    visits = b"date,visitor,city\n2019-03-01,Ann Lee,Halvik\n2021-05-02,Ann Lee,Halvik\n2023-06-07,Ann Lee,Halvik\n"
    claim = "On June 7, 2023, Ann Lee made her fifth visit to Halvik."

    def verdict(**how):
        tables = ReferenceTables.of([read_inline(InlineTable("visits", visits, **how))])
        return Checker(tables).check(claim).verdict.name

    assert (verdict(), verdict(closed_world=False)) == ("CONFLICT", "NOT_COVERED")


@pytest.mark.parametrize(
    "descriptor",
    ["fields: !!timestamp x", "fields: !!bool x", "x: !!int ''", "x: !!float ''", "x: !!python/name:os.system x"],
)
def test_tags_of_yaml_are_refused(descriptor):
    assert "tags are not read" in refused(InlineTable("sales.csv", SALES, descriptor=descriptor))


def test_what_yaml_once_read_as_a_number_to_the_base_of_60_is_text():
    draft = read_inline(InlineTable("sales.csv", SALES, descriptor="title: 12:30\nversion: 1:1:1.5\n"))
    assert draft.schema.title == "12:30"


TURNED = {"fields": [{"name": "k", "fact:role": "key"}, {"name": "v", "type": "number", "fact:role": "measure"}]}


@pytest.mark.parametrize(
    ("content", "turn"),
    [
        (b"k,n,v\na,x,1\nb,y,2\nc,z,3\nd,w,4\n", {"fact:pivot": {"column": "n", "value": "v"}}),
        (b"k,v\na,1\nb,2\n", {"fact:split": {"column": "k", "into": [*"abcdefghij"], "at": "/"}}),
        (
            b"k,l,m,2019,2020,2021,2022\na,b,c,1,2,3,4\n",
            {"fact:unpivot": {"columns": r"\d{4}", "into": "year", "value": "v"}},
        ),
    ],
)
def test_a_table_that_would_be_turned_into_many_times_its_cells_is_refused_before_that(content, turn):
    table = InlineTable("t.csv", content, descriptor=json.dumps({**turn, "schema": TURNED}))
    assert "turned, it has more than 18 cells" in refused(table, replace(GIVEN, cells=18))


def test_a_pattern_of_columns_takes_no_time_whatever_it_is():
    turn = {"fact:unpivot": {"columns": "(a+)+$", "into": "year", "value": "v"}, "schema": TURNED}
    table = InlineTable("t.csv", b"k," + b"a" * 200 + b"!\nx,1\n", descriptor=json.dumps(turn))
    assert "no column is one of those that fact:unpivot means" in refused(table)


def test_a_pattern_that_is_none_is_refused():
    turn = {"fact:unpivot": {"columns": "(", "into": "year", "value": "v"}, "schema": TURNED}
    table = InlineTable("t.csv", b"k,2019\nx,1\n", descriptor=json.dumps(turn))
    assert 'the pattern "(" is no regular expression' in refused(table)


def test_long_cells_and_names_are_refused():
    assert "a cell of 10,001 characters" in refused(InlineTable("t.csv", b"a,b\n1," + b"(" * 10_001 + b"\n"))
    assert "a column name of 257 characters" in refused(InlineTable("t.csv", b"a," + b"(" * 257 + b"\n1,2\n"))


def test_an_older_dialect_that_makes_no_sense_is_refused():
    told = json.dumps({"dialect": {"csv": {"delimiter": "::"}}})
    assert "Correct the dialect" in refused(InlineTable("sales.csv", SALES, descriptor=told))


def test_half_a_surrogate_is_refused_in_words_that_can_be_sent():
    told = refused(InlineTable("sales.csv", SALES, descriptor=r'{"path": "\ud800"}'))
    told += refused(InlineTable("sales.csv", b"a,b\n\\ud800,1\n", descriptor='{"encoding": "unicode_escape"}'))
    assert told.count("surrogates not allowed") == 2
    assert told.encode()
