"""Scope, excerpts, fiscal years, vintages, status, validity: verdicts on tables of tests/corpora/time and excerpts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.engine.corpus import CORPORA
from tests.engine.test_verdicts import marked
from veritab_engine import Checker, Document, Finding, ReferenceTables, Verdict
from veritab_engine.errors import DocumentError, TableError

FILES = sorted(path for folder in ("time", "excerpts") for path in (CORPORA / folder).glob("*.yaml"))
ORDER = [Verdict.CONFLICT, Verdict.SUPPORTED, Verdict.AMBIGUOUS, Verdict.NOT_COVERED]


@pytest.fixture(scope="module")
def checkers(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Checker]:
    """A checker for the tables of each corpus, by the name of its file."""
    made = {}
    for path in FILES:
        corpus, folder = yaml.safe_load(path.read_text("utf-8")), tmp_path_factory.mktemp(path.stem)
        for name, text in corpus["tables"].items():
            (folder / name).write_text(text, encoding="utf-8")
        (folder / "datapackage.yaml").write_text(yaml.safe_dump(corpus["descriptor"]), encoding="utf-8")
        made[path.stem] = Checker(ReferenceTables.load(folder))
    return made


def rows() -> Iterator[Any]:
    for path in FILES:
        corpus = yaml.safe_load(path.read_text("utf-8"))
        for row in corpus["rows"]:
            told = {"as_of": corpus["as_of"], **row}
            yield pytest.param(path.stem, told, id=f"{path.stem}: {row['text'][:90]} {told['as_of']}")


def finding_of(checker: Checker, row: Mapping[str, Any]) -> Finding:
    text, span = marked(row["text"])
    scope = {name: str(value) for name, value in row.get("scope", {}).items()}
    report = checker.check(Document(text, as_of=row["as_of"], scope=scope))
    found = [finding for finding in report.findings if finding.claim.span == span]
    assert found, f"no claim at {text[span.start : span.end]!r}, only {[c.quote for c in report.claims]}"
    return min(found, key=lambda finding: ORDER.index(finding.verdict))


@pytest.mark.parametrize(("corpus", "row"), list(rows()))
def test_verdict(checkers: Mapping[str, Checker], corpus: str, row: Mapping[str, Any]) -> None:
    finding = finding_of(checkers[corpus], row)
    allowed = row["verdict"] if isinstance(row["verdict"], list) else [row["verdict"]]
    assert finding.verdict in allowed, finding.message
    assert finding.reason == row.get("reason", finding.reason)
    assert finding.code == row.get("code", finding.code), finding.message
    assert finding.likelihood == row.get("likelihood", finding.likelihood)
    assert row.get("says", "") in finding.message
    if "suggestion" in row:
        assert finding.suggestion is not None
        assert finding.suggestion.text == row["suggestion"]


def quiet() -> Iterator[Any]:
    for path in FILES:
        corpus = yaml.safe_load(path.read_text("utf-8"))
        for row in corpus.get("quiet", ()):
            yield pytest.param(path.stem, {"as_of": corpus["as_of"], **row}, id=f"{path.stem}: {row['text'][:90]}")


@pytest.mark.parametrize(("corpus", "row"), list(quiet()))
def test_nothing_is_held_against_it(checkers: Mapping[str, Checker], corpus: str, row: Mapping[str, Any]) -> None:
    report = checkers[corpus].check(Document(row["text"], as_of=row["as_of"], scope=row["scope"]))
    assert [finding.message for finding in report.conflicts] == []


def test_a_scope_that_no_table_has_a_column_for_is_refused(checkers: Mapping[str, Checker]) -> None:
    with pytest.raises(DocumentError, match=r'"games", which is a column of no table\. Did you mean "game"'):
        checkers["scope"].check(Document("The Celtics won.", scope={"games": "G17"}))


@pytest.mark.parametrize(
    ("scope", "unmatched"),
    [
        ({"game": "G17"}, ()),
        ({"game": "G99"}, ("game",)),
        ({"team": "Celtics", "game": "G99", "port": "Tornez"}, ("game", "port")),
        ({"team": "celtics", "day": "2025-01", "year": "2024"}, ()),
        ({"day": "2025-03"}, ("day",)),
        ({"day": "yesterday", "year": "2031"}, ("day", "year")),
    ],
)
def test_a_scope_of_which_no_table_has_a_row_is_told(
    checkers: Mapping[str, Checker], scope: Mapping[str, str], unmatched: tuple[str, ...]
) -> None:
    assert checkers["scope"].check(Document("The Celtics won.", scope=scope)).unmatched_scope == unmatched


def test_evidence_shows_the_status_of_a_figure(checkers: Mapping[str, Checker]) -> None:
    text = "In 2023, Norland's steel output was 42.0 million tonnes."
    [finding] = [f for f in checkers["status"].check(text).findings if f.claim.kind == "measure"]
    assert finding.evidence is not None
    assert finding.evidence.rows[0].cells["steel"] == "42.0 million (provisional)"
    assert finding.evidence.expected == "42 million tonnes (provisional)"


def test_two_rows_of_one_vintage_are_one_too_many(tmp_path: Path) -> None:
    corpus = yaml.safe_load((CORPORA / "time" / "vintages.yaml").read_text("utf-8"))
    twice = corpus["tables"]["growth.csv"] + "Sudland,2024-Q4,2025-02-20,1.2,23.5\n"
    (tmp_path / "growth.csv").write_text(twice, encoding="utf-8")
    (tmp_path / "datapackage.yaml").write_text(yaml.safe_dump(corpus["descriptor"]), encoding="utf-8")
    with pytest.raises(TableError, match='"Sudland", "2024-Q4", "2025-02-20" stands in row 7 already'):
        ReferenceTables.load(tmp_path)
