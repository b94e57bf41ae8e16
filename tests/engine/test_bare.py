"""A bare file and sentences about it, with no other file: what its columns are, and what is found.

Each file of tests/corpora/bare is a table as somebody publishes it (`csv`), what inference has to make of it (`rows`,
`key`, `columns`: role, type, unit and scale), and sentences with their verdicts. `place` is where the evidence says
that its row is in the file, for tables that are turned into long ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.engine.test_verdicts import marked
from veritab_engine import Checker, Document, ReferenceTables
from veritab_engine.reference.bare import infer_table
from veritab_engine.reference.reshape import PLACE
from veritab_engine.reference.sketch import sketch

CORPORA = Path(__file__).parent.parent / "corpora" / "bare"
CASES = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in sorted(CORPORA.glob("*.yaml"))}
TODAY = date(2025, 5, 8)


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    written = {}
    for name, case in CASES.items():
        written[name] = tmp_path_factory.mktemp(name) / case["file"]
        written[name].write_text(case["csv"], "utf-8")
    return written


def told(field: Mapping[str, Any]) -> str:
    """A field in one line: "measure number USD e6"."""
    scale = field.get("sdmx:unitMult")
    parts = (field["fact:role"], field["type"], field.get("sdmx:unitMeasure"), f"e{scale}" if scale else None)
    return " ".join(part for part in parts if part)


@pytest.mark.parametrize("name", CASES)
def test_the_columns_are_what_they_are(files: Mapping[str, Path], name: str) -> None:
    grid, resource = infer_table(files[name], {"path": files[name].name})
    case, schema = CASES[name], resource["schema"]
    assert {field["name"]: told(field) for field in schema["fields"]} == case["columns"]
    assert (len(grid), schema.get("primaryKey", [])) == (case["rows"], case["key"])


@pytest.mark.parametrize("name", CASES)
def test_the_written_descriptor_gives_the_same_table(files: Mapping[str, Path], name: str) -> None:
    bare = ReferenceTables.load(files[name])
    descriptor = files[name].parent / "datapackage.yaml"
    descriptor.write_text(sketch(files[name]), "utf-8")
    [inferred] = bare.tables.values()
    [declared] = ReferenceTables.load(files[name].parent).tables.values()
    descriptor.unlink()
    assert declared.schema == inferred.schema
    assert [declared.row(row) for row in range(len(declared))] == [inferred.row(row) for row in range(len(inferred))]


def sentences() -> Iterator[Any]:
    for name, case in CASES.items():
        for row in case["sentences"]:
            yield pytest.param(name, row, id=f"{name}: {row['text']}")


@pytest.mark.parametrize(("name", "row"), list(sentences()))
def test_a_sentence_is_checked_with_no_other_file(files: Mapping[str, Path], name: str, row: Mapping[str, str]) -> None:
    text, span = marked(row["text"])
    report = Checker(ReferenceTables.load(files[name])).check(Document(text, as_of=TODAY))
    found = [each for each in report.findings if each.claim.span == span]
    if row["verdict"] == "nothing":
        assert not found, found[0].message
        return
    [finding] = found
    assert finding.verdict == row["verdict"], finding.message
    assert finding.code == row.get("code", finding.code), finding.message
    if "suggestion" in row:
        assert finding.suggestion is not None
        assert finding.suggestion.text == row["suggestion"]
    if "place" in row:
        assert finding.evidence is not None
        assert [cells.cells[PLACE] for cells in finding.evidence.rows] == [row["place"]]
