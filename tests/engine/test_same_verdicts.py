"""What a verdict depends on: the values of the rows that a sentence is about, and nothing of how they come.

The bare files of tests/corpora/bare and their sentences, loaded in other ways.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any

import polars as pl
import pytest

from tests.engine.test_bare import CASES, TODAY
from tests.engine.test_verdicts import marked
from veritab_engine import Checker, Document, ReferenceTables, Verdict
from veritab_engine.reference.catalog import read_tables
from veritab_engine.reference.sketch import sketch

PLAIN = ("company", "hospitals", "season", "museums", "products", "unemployment", "stocks", "films", "airports")
"""Files whose first line is the header, and every other one a row."""
UNRELATED = "Mountain,First climbed,Climbers\nPiz Ondo,1901,31\nMount Quell,1911,12\nMonte Rusk,1920,7\n"

Verdicts = list[tuple[str, Verdict, str]]


def verdicts(tables: ReferenceTables, case: Mapping[str, Any]) -> Verdicts:
    """Of every claim in every sentence of a case; statements are asked of bare tables as they stand alone."""
    checker = Checker(tables)
    documents = (Document(marked(row["text"])[0], as_of=TODAY) for row in case["sentences"])
    reports = [checker.check(document) for document in documents]
    findings = (each for report in reports for each in report.findings if each.claim.kind != "statement")
    return [(each.claim.quote, each.verdict, each.code) for each in findings]


def written(case: Mapping[str, Any], folder: Path, rows: Sequence[Sequence[str]] | None = None) -> Path:
    """The case's file in a folder, with these rows in place of its own."""
    folder.mkdir(exist_ok=True)
    file = folder / str(case["file"])
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows or [])
    file.write_text(case["csv"] if rows is None else text.getvalue(), "utf-8")
    return file


def grid(case: Mapping[str, Any]) -> list[list[str]]:
    return list(csv.reader(io.StringIO(case["csv"])))


def as_parquet(case: Mapping[str, Any], folder: Path) -> ReferenceTables:
    file = (folder / case["file"]).with_suffix(".parquet")
    pl.read_csv(case["csv"].encode(), infer_schema_length=None, null_values="").write_parquet(file)
    return ReferenceTables.load(file)


def as_texts(case: Mapping[str, Any], folder: Path) -> ReferenceTables:
    file = (folder / case["file"]).with_suffix(".parquet")
    pl.read_csv(case["csv"].encode(), infer_schema=False).write_parquet(file)
    return ReferenceTables.load(file)


def from_disk(case: Mapping[str, Any], folder: Path) -> ReferenceTables:
    ReferenceTables.load(written(case, folder)).store(folder / "index")
    return ReferenceTables.load(folder / "index")


def beside_others(case: Mapping[str, Any], folder: Path) -> ReferenceTables:
    (folder / "mountains.csv").write_text(UNRELATED, "utf-8")
    return ReferenceTables.load(written(case, folder), folder / "mountains.csv")


def layered(case: Mapping[str, Any], folder: Path) -> ReferenceTables:
    (folder / "mountains.csv").write_text(UNRELATED, "utf-8")
    return ReferenceTables.load(folder / "mountains.csv").with_tables(read_tables([written(case, folder)]))


def as_described(case: Mapping[str, Any], folder: Path) -> ReferenceTables:
    """By the descriptor that `tables infer` writes for it."""
    file = written(case, folder / "described")
    (folder / "described" / "datapackage.yaml").write_text(sketch(file), "utf-8")
    return ReferenceTables.load(folder / "described")


def shuffled(case: Mapping[str, Any], folder: Path) -> ReferenceTables:
    header, *rows = grid(case)
    Random(7).shuffle(rows)
    return ReferenceTables.load(written(case, folder, [header, *rows]))


def with_more_rows(case: Mapping[str, Any], folder: Path) -> ReferenceTables:
    header, *rows = grid(case)
    others = [[_renamed(cell, case, name) for cell, name in zip(row, header, strict=True)] for row in rows[:4]]
    named = any(told.startswith("entity") for told in case["columns"].values())
    return ReferenceTables.load(written(case, folder, [header, *rows, *(others if named else ())]))


def _renamed(cell: str, case: Mapping[str, Any], column: str) -> str:
    """The name of somebody else, and another code."""
    role = case["columns"].get(column, "").partition(" ")[0]
    return f"{cell} Quorn" if role == "entity" else f"{cell}9" if role == "key" else cell


WAYS = (as_parquet, as_texts, from_disk, beside_others, layered, shuffled, with_more_rows)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
@pytest.mark.parametrize("name", PLAIN)
def test_a_table_gives_the_same_verdicts_however_it_comes(
    name: str, way: Callable[[Mapping[str, Any], Path], ReferenceTables], tmp_path: Path
) -> None:
    case = CASES[name]
    assert verdicts(way(case, tmp_path), case) == verdicts(ReferenceTables.load(written(case, tmp_path / "bare")), case)


@pytest.mark.parametrize("name", CASES)
def test_every_file_gives_the_same_verdicts_from_disk_in_layers_and_by_its_written_descriptor(
    name: str, tmp_path: Path
) -> None:
    case = CASES[name]
    bare = verdicts(ReferenceTables.load(written(case, tmp_path / "bare")), case)
    assert verdicts(from_disk(case, tmp_path), case) == bare
    assert verdicts(layered(case, tmp_path), case) == bare
    assert verdicts(as_described(case, tmp_path), case) == bare


@pytest.mark.parametrize("name", PLAIN)
def test_a_figure_is_supported_by_its_cell_alone(name: str, tmp_path: Path) -> None:
    """With another figure in each cell of numbers, nothing is supported any more."""
    case = CASES[name]
    header, *rows = grid(case)
    measures = [i for i, name in enumerate(header) if case["columns"].get(name, "measure").startswith("measure")]
    changed = [[_other(cell) if i in measures else cell for i, cell in enumerate(row)] for row in rows]
    tables = ReferenceTables.load(written(case, tmp_path, [header, *changed]))
    figures = [quote for quote, verdict, _ in verdicts(tables, case) if verdict is Verdict.SUPPORTED]
    before = ReferenceTables.load(written(case, tmp_path / "bare"))
    assert any(verdict is Verdict.SUPPORTED for _, verdict, _ in verdicts(before, case))
    assert figures == []


def _other(cell: str) -> str:
    """A number of the same form: its first digit is another one."""
    at = next((i for i, sign in enumerate(cell) if sign in "123456789"), None)
    return cell if at is None else cell[:at] + str((int(cell[at]) + 4) % 9 + 1) + cell[at + 1 :]
