"""What words say of rows without a number: verdicts on the tables of tests/corpora/predicates, and bad descriptors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.engine.corpus import CORPORA
from tests.engine.test_time import finding_of
from veritab_engine import Checker, Document, ReferenceTables
from veritab_engine.errors import TableError

FILES = sorted((CORPORA / "predicates").glob("*.yaml"))


def package(corpus: Mapping[str, Any], folder: Path) -> Path:
    """The tables of a corpus, with their descriptor, in a folder."""
    for name, text in corpus["tables"].items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "datapackage.yaml").write_text(yaml.safe_dump(corpus["descriptor"]), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def checkers(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Checker]:
    """A checker for the tables of each corpus, by the name of its file."""
    corpora = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in FILES}
    return {
        name: Checker(ReferenceTables.load(package(corpus, tmp_path_factory.mktemp(name))))
        for name, corpus in corpora.items()
    }


def rows() -> Iterator[Any]:
    for path in FILES:
        corpus = yaml.safe_load(path.read_text("utf-8"))
        for row in corpus["rows"]:
            yield pytest.param(path.stem, {"as_of": corpus["as_of"], **row}, id=f"{path.stem}: {row['text'][:90]}")


@pytest.mark.parametrize(("corpus", "row"), list(rows()))
def test_verdict(checkers: Mapping[str, Checker], corpus: str, row: Mapping[str, Any]) -> None:
    finding = finding_of(checkers[corpus], row)
    allowed = row["verdict"] if isinstance(row["verdict"], list) else [row["verdict"]]
    assert finding.verdict in allowed, finding.message
    assert finding.reason == row.get("reason", finding.reason)
    assert finding.code == row.get("code", finding.code), finding.message
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
def test_nothing_is_held_against_what_no_table_contradicts(
    checkers: Mapping[str, Checker], corpus: str, row: Mapping[str, Any]
) -> None:
    report = checkers[corpus].check(Document(row["text"], as_of=row["as_of"], scope=row.get("scope", {})))
    assert [finding.message for finding in report.conflicts] == []


@pytest.mark.parametrize(
    ("predicate", "wrong"),
    [
        ({"phrases": ["won"], "holds": "votes >"}, r'"votes >" is no expression: the end stands where a column'),
        ({"phrases": ["won"], "holds": "votes > rival.votes"}, r'follows "rival.votes": only "other" has columns'),
        ({"phrases": ["won"], "holds": "votez > 3"}, r'"won" asks for "votez", which is no column'),
        ({"phrases": ["won"], "holds": "votes = max(votes by"}, r"the end stands where a column"),
        ({"phrases": ["[won the race"], "holds": "votes > 3"}, r'"\[won the race" has no words to mark, or a bracket'),
        ({"phrases": ["won (a|the race"], "holds": "votes > 3"}, r'"won \(a\|the race" has a bar outside of brackets'),
        ({"phrases": ["won" + " (a|b)" * 10], "holds": "votes > 3"}, r"stands for 1024 phrases, and may for 512"),
        ({"phrases": ["won by {#n}"], "holds": "votes > m"}, r'"won by \{#n\}" asks for "m", which is no column'),
        ({"phrases": ["[{#n}]"], "holds": "votes > n"}, r'"\[\{#n\}\]" has no words to mark'),
        ({"phrases": ["won"]}, r'"won" has no "holds"'),
        ({"phrases": ["won {votes + 1}"], "holds": "votes > 3"}, r'"\{votes \+ 1\}" in the phrase .* is no column'),
    ],
)
def test_a_predicate_that_cannot_be_asked_is_refused(tmp_path: Path, predicate: Mapping[str, Any], wrong: str) -> None:
    corpus = yaml.safe_load((CORPORA / "predicates" / "elections.yaml").read_text("utf-8"))
    corpus["descriptor"]["resources"][0]["fact:predicates"] = [predicate]
    with pytest.raises(TableError, match=wrong):
        ReferenceTables.load(package(corpus, tmp_path))


def test_a_table_without_rivals_has_no_other(tmp_path: Path) -> None:
    corpus = yaml.safe_load((CORPORA / "predicates" / "elections.yaml").read_text("utf-8"))
    del corpus["descriptor"]["resources"][0]["fact:rivals"]
    with pytest.raises(TableError, match='asks for "other", and the table has no fact:rivals'):
        ReferenceTables.load(package(corpus, tmp_path))


def test_predicates_are_kept_in_an_index(tmp_path: Path) -> None:
    corpus = yaml.safe_load((CORPORA / "predicates" / "elections.yaml").read_text("utf-8"))
    tables = ReferenceTables.load(package(corpus, tmp_path))
    tables.store(tmp_path / "index")
    document = Document("Karl Lind defeated Anna Petrov in 2020.")
    stored = Checker(ReferenceTables.load(tmp_path / "index")).check(document)
    assert stored.findings == Checker(tables).check(document).findings
    assert stored.conflicts
