"""What documents are made of, and held against: the texts and tables of the corpora of the tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import yaml

from benchmarks.fuzz.case import texts
from veritab_engine import Checker, ReferenceTables, TableError
from veritab_engine.reference.inline import InlineTable, read_inline

ROOT = Path(__file__).parent.parent.parent
CORPORA = ROOT / "tests" / "corpora"
SHIPPED = "shipped"


class Described(NamedTuple):
    """A corpus with tables and a descriptor of its own."""

    tables: Mapping[str, str]
    descriptor: Mapping[str, Any]
    texts: Sequence[str]
    scopes: Sequence[Mapping[str, str]]


@cache
def seeds() -> list[str]:
    """The texts of the corpora, and the examples."""
    told = [text for file in sorted(CORPORA.rglob("*.yaml")) for text in texts(_read(file), _is_prose)]
    return told + [file.read_text("utf-8") for file in sorted((ROOT / "examples").glob("*.txt"))]


@cache
def bare() -> dict[str, str]:
    """The tables of the corpora of bare tables, as CSV, by the name of the corpus."""
    told = ((file.stem, texts(_read(file), _is_table)) for file in sorted((CORPORA / "bare").glob("*.yaml")))
    return {name: found[0] for name, found in told if found and _loads(name, found[0])}


@cache
def described() -> dict[str, Described]:
    """The corpora with described tables, by folder and name."""
    read = ((f"{file.parent.name}/{file.stem}", _read(file)) for file in sorted(CORPORA.rglob("*.yaml")))
    return {
        name: Described(corpus["tables"], corpus["descriptor"], texts(corpus["rows"], _is_prose), _scopes(corpus))
        for name, corpus in read
        if isinstance(corpus, dict) and {"tables", "descriptor", "rows"} <= corpus.keys()
    }


@cache
def checker(tables: str) -> Checker:
    """A checker over the tables that ship, over those of a described corpus, or over the one of a bare corpus."""
    if tables == SHIPPED:
        return Checker(ReferenceTables.shipped())
    if tables in bare():
        return Checker(_loaded(tables, bare()[tables]))
    corpus = described()[tables]
    with TemporaryDirectory() as folder:
        for name, text in corpus.tables.items():
            Path(folder, name).write_text(text, "utf-8")
        Path(folder, "datapackage.yaml").write_text(yaml.safe_dump(dict(corpus.descriptor)), "utf-8")
        return Checker(ReferenceTables.load(folder))


def _read(file: Path) -> Any:
    return yaml.safe_load(file.read_text("utf-8"))


def _scopes(corpus: Mapping[str, Any]) -> list[Mapping[str, str]]:
    """The scopes of its rows, and none."""
    told = [row.get("scope", {}) for row in corpus["rows"] if isinstance(row, dict)]
    return [{}, *({name: str(value) for name, value in scope.items()} for scope in told)]


def _loaded(name: str, csv: str) -> ReferenceTables:
    return ReferenceTables.of([read_inline(InlineTable(f"{name}.csv", csv.encode()))])


def _loads(name: str, csv: str) -> bool:
    try:
        return bool(_loaded(name, csv).tables)
    except TableError:
        return False


def _is_prose(text: str) -> bool:
    return len(text) > 12 and " " in text and not _is_table(text)


def _is_table(text: str) -> bool:
    lines = text.splitlines()
    return len(lines) > 2 and all("," in line for line in lines[:3]) and len(lines[0]) < 300
