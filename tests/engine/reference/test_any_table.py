"""Any rectangular file loads, or is refused in one sentence; and its written descriptor gives the same table."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import event, example, given, settings
from hypothesis import strategies as st

from veritab_engine.errors import TableError
from veritab_engine.reference import ReferenceTables
from veritab_engine.reference.sketch import sketch

HEADERS = (
    "Country", "year", "2019", "2020", "Q1", "Q2", "Jan", "Feb", "Value", "Unit", "Indicator", "GDP (US$ m)",
    "share", "%", "", "Total", "Home", "Away", "id", "date", "2019 sales", "2020 sales", "FY2021", "FY2022", "#",
    "geo\\time", "a,b", "Rank", "Metric", "France",
)  # fmt: skip
CELLS = (
    "", "1", "1,234", "1.234,5", "12%", "$5", "(1,234)", "5-", "1.2bn", "3m", "<5", "1*", "12 p", ":", "n/a",
    "Total", "France", "north", "2019", "2020", "2023-24", "Q1 2023", "2023Q1", "Jan-24", "01/02/2024",
    "13/02/2024", "2024-01-05", "Jan 5, 2024", "yes", "no", "A,B", "0.5", "007", "Source: us", "Note",
    "https://a.b", "−3", "1 234", "1'234", "€", "-",
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "5e3", "USD", "24O.1", "10–20", "½",
    "٣",
)  # fmt: skip


@st.composite
def tables(draw: st.DrawFn) -> str:
    width = draw(st.integers(1, 6))
    texts = st.sampled_from(CELLS) | st.text(max_size=6)
    column = st.one_of(
        st.lists(texts, min_size=1, max_size=3), st.lists(st.sampled_from(CELLS), min_size=1, max_size=3)
    )
    kinds = [draw(column) for _ in range(width)]
    rows = draw(st.lists(st.tuples(*(st.sampled_from(kind) for kind in kinds)), max_size=8))
    header = draw(st.lists(st.sampled_from(HEADERS) | st.text(max_size=4), min_size=width, max_size=width))
    written = io.StringIO()
    csv.writer(written).writerows([header, *rows])
    return written.getvalue()


@settings(max_examples=150, deadline=None)
@given(tables())
@example('Country,Country,,\r\n,"0,\x852",1,1\r\n').via("a line's end that only YAML knows")
def test_any_table_loads_or_is_refused_in_a_sentence(text: str) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "table.csv"
        file.write_text(text, "utf-8", newline="")
        try:
            bare = ReferenceTables.load(file)
        except TableError:
            event("refused")
            return
        (Path(folder) / "datapackage.yaml").write_text(sketch(file), "utf-8")
        declared = ReferenceTables.load(folder)
        [one], [other] = bare.tables.values(), declared.tables.values()
        assert other.schema == one.schema
        assert [other.row(row) for row in range(len(other))] == [one.row(row) for row in range(len(one))]
