"""Statements about one table each: sets of them as they lie on disk, and what is said of every statement."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from multiprocessing import get_context
from pathlib import Path

from veritab_engine import Checker, Document, Finding, ReferenceTables, TableError, Verdict
from veritab_engine.reference.inline import InlineTable, read_inline

STATEMENT = "statement"
"""The kind of claim that answers for a sentence as a whole."""
SUPPORTED, REFUTED = "SUPPORTED", "REFUTED"
SETS = {
    "tabfact-train": ("tabfact", "train_pairs.jsonl"),
    "tabfact-val": ("tabfact", "val.jsonl"),
    "semtabfacts": ("semtabfacts", "dev.jsonl"),
}
"""By name, the folder of a set, and its file; the tables lie beside in `tables`."""

TABLES_AT_ONCE = 20
"""Tables that a process takes at a time."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence about a table; the label is SUPPORTED, REFUTED, or UNKNOWN where the table cannot tell."""

    id: str
    table: str
    text: str
    caption: str
    label: str
    complex: bool | None


Pair = tuple[Statement, Path, str]
"""A statement, and the file and the caption of the table that it is held against."""


@dataclass(frozen=True, slots=True)
class StatementSet:
    """A named set of statements, and the folder of their tables."""

    name: str
    tables: Path
    statements: tuple[Statement, ...]

    @property
    def captions(self) -> Mapping[str, str]:
        """What each table is of."""
        return {each.table: each.caption for each in self.statements}

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """Each statement with its own table."""
        return tuple((each, self.tables / f"{each.table}.csv", each.caption) for each in self.statements)


@dataclass(frozen=True, slots=True)
class Decision:
    """What is said of a statement: SUPPORTED, REFUTED, or None where nothing is, how sure, and in which words."""

    statement: Statement
    verdict: str | None
    confidence: float
    message: str
    signals: Mapping[str, float] = field(default_factory=dict)

    @property
    def right(self) -> bool:
        """True where the verdict is the label; any verdict on what the table cannot tell is wrong."""
        return self.verdict == self.statement.label


def read_set(data: Path, name: str, *, captions: bool = True) -> StatementSet | None:
    """A set of the folder, with the captions of its tables or without; None where it is not there."""
    folder, file = SETS[name]
    path = data / folder / file
    if not path.exists():
        return None
    rows = (json.loads(line) for line in path.read_text("utf-8").splitlines())
    statements = (
        Statement(
            row["id"],
            row["table_id"],
            row["statement"],
            row["caption"] if captions else "",
            row["label"],
            row["complex"],
        )
        for row in rows
    )
    return StatementSet(name, data / folder / "tables", tuple(statements))


def sampled(statements: Sequence[Statement], number: int | None, seed: int = 0) -> tuple[Statement, ...]:
    """That many of the statements, the same at every run and in their order; all where no number is given.

    Whole tables are drawn, so that the two statements of a pair stay together.
    """
    if number is None or number >= len(statements):
        return tuple(statements)
    tables = sorted({statement.table for statement in statements})
    random.Random(seed).shuffle(tables)
    drawn: set[str] = set()
    count = 0
    for table in tables:
        if count >= number:
            break
        drawn.add(table)
        count += sum(statement.table == table for statement in statements)
    return tuple(statement for statement in statements if statement.table in drawn)[:number]


@lru_cache(maxsize=64)
def checker_of(file: Path, caption: str = "") -> Checker | None:
    """A checker of this table alone, read without a descriptor and complete; None where it does not load."""
    table = InlineTable(file.name, file.read_bytes(), title=caption)
    try:
        return Checker(ReferenceTables.of([read_inline(table)]), min_confidence=0.0)
    except TableError:
        return None


def decide(pairs: Iterable[Pair], jobs: int = 1) -> list[Decision]:
    """What is said of each statement, table by table, so that each is loaded once; in so many processes."""
    ordered = sorted(pairs, key=lambda pair: pair[1])
    by_table = [list(held) for _, held in groupby(ordered, key=lambda pair: pair[1])]
    if jobs == 1:
        return [each for held in by_table for each in _decided(held)]
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        return [each for said in pool.map(_decided, by_table, chunksize=TABLES_AT_ONCE) for each in said]


def _decided(pairs: list[Pair]) -> list[Decision]:
    return [decide_against(*pair) for pair in pairs]


def decide_against(statement: Statement, file: Path, caption: str = "") -> Decision:
    """What is said of a statement against the table of a file."""
    checker = checker_of(file, caption)
    if checker is None:
        return Decision(statement, None, 0.0, "the table does not load")
    return _decision(statement, checker.check(Document(statement.text)).findings)


def _decision(statement: Statement, findings: Sequence[Finding]) -> Decision:
    """REFUTED where anything conflicts; else SUPPORTED where the sentence as a whole is.

    Where no claim answers for the whole sentence, it is supported when all its claims are.
    """
    conflicts = [finding for finding in findings if finding.verdict is Verdict.CONFLICT]
    if conflicts:
        surest = max(conflicts, key=lambda finding: finding.confidence)
        return Decision(statement, REFUTED, surest.confidence, surest.message, surest.signals)
    whole = [finding for finding in findings if finding.claim.kind == STATEMENT]
    asked = whole or list(findings)
    if asked and all(finding.verdict is Verdict.SUPPORTED for finding in asked):
        least = min(asked, key=lambda finding: finding.confidence)
        return Decision(statement, SUPPORTED, least.confidence, least.message, least.signals)
    return Decision(statement, None, 0.0, " / ".join(finding.message for finding in asked))
