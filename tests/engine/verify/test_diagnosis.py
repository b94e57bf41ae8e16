"""Every file of tests/corpora/diagnosis: a slip in a text, what it is diagnosed as, and what is put in its place."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.engine.corpus import CORPORA, TODAY
from tests.engine.test_verdicts import marked
from veritab_engine import Checker, Document, ReferenceTables, Verdict

CASES = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in sorted((CORPORA / "diagnosis").glob("*.yaml"))}


@pytest.fixture(scope="module")
def checkers(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Checker]:
    return {name: Checker(_tables(case, tmp_path_factory.mktemp("diagnosis"))) for name, case in CASES.items()}


def _tables(case: Mapping[str, Any], folder: Path) -> ReferenceTables:
    file = folder / case["file"]
    file.write_text(case["csv"], "utf-8")
    resource = {"name": file.stem, "path": file.name, **case["descriptor"]}
    descriptor = {"name": "diagnosis", "resources": [resource]}
    (folder / "datapackage.json").write_text(json.dumps(descriptor, default=str), "utf-8")
    return ReferenceTables.load(folder)


def rows() -> Iterator[Any]:
    for name, case in CASES.items():
        for row in case["rows"]:
            yield pytest.param(name, row, id=f"{name}: {row['text']}")


@pytest.mark.parametrize(("name", "row"), list(rows()))
def test_a_slip_is_diagnosed_and_mended(checkers: Mapping[str, Checker], name: str, row: Mapping[str, Any]) -> None:
    text, span = marked(row["text"])
    report = checkers[name].check(Document(text, as_of=TODAY))
    [finding] = [each for each in report.findings if each.claim.span == span]
    assert finding.verdict is Verdict.CONFLICT, finding.message
    assert (finding.diagnosis.code if finding.diagnosis else None) == row["diagnosis"], finding.message
    if "suggestion" in row:
        assert finding.suggestion is not None
        assert finding.suggestion.text == row["suggestion"]
