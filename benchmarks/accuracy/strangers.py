"""Statements against tables that they are not about: a random one, and a sibling with the same header."""

from __future__ import annotations

import csv
import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.accuracy.section import Section, share, skipped, table
from benchmarks.accuracy.statements import Decision, Statement, decide, read_set

TITLE = "Statements against a wrong table"
COLUMNS = ("table", "pairs", "verdicts", "share", "supported", "refuted")
SETS = ("tabfact-train", "tabfact-val")
MOST_RANDOM = 2000
"""Statements that are held against a random table."""


def siblings(headers: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """By table, the other tables that have its header; tables that are alone are left out."""
    alike: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for name in sorted(headers):
        alike[tuple(headers[name])].append(name)
    return {
        name: tuple(other for other in names if other != name)
        for names in alike.values()
        for name in names
        if len(names) > 1
    }


def strangers(data: Path, sample: int | None, seed: int, least: float, jobs: int) -> Section:
    """The share of statements that get any verdict from a table that they are not about."""
    sets = [found for name in SETS if (found := read_set(data, name)) is not None]
    if not sets:
        return skipped(TITLE, data / "tabfact")
    folder = sets[0].tables
    headers = {file.stem: _header(file) for file in sorted(folder.glob("*.csv"))}
    statements = [statement for found in sets for statement in found.statements]
    draw = random.Random(seed)
    chosen = draw.sample(statements, min(sample or MOST_RANDOM, len(statements)))
    names = list(headers)
    others = [(each, draw.choice(names)) for each in chosen]
    random_pairs = [(each, other) for each, other in others if other != each.table]
    alike = siblings(headers)
    sibling_pairs = [(each, draw.choice(alike[each.table])) for each in statements if each.table in alike]
    if sample is not None and len(sibling_pairs) > sample:
        sibling_pairs = draw.sample(sibling_pairs, sample)
    groups = {
        "random": _decided(random_pairs, folder, least, jobs),
        "sibling": _decided(sibling_pairs, folder, least, jobs),
    }
    rows = [_row(name, pairs, said) for name, (pairs, said) in groups.items()]
    listing = [_listed(name, each) for name, (_, said) in groups.items() for each in said]
    figures = {str(row[0]): {"pairs": row[1], "verdicts": row[2], "share": row[3]} for row in rows}
    return Section(TITLE, table(COLUMNS, rows), figures, listings={"strangers.txt": listing})


Said = list[Decision]


def _decided(pairs: Sequence[tuple[Statement, str]], folder: Path, least: float, jobs: int) -> tuple[int, Said]:
    """How many pairs there are, and the verdicts among them, each with its table."""
    said = decide([(each, folder / f"{other}.csv") for each, other in pairs], jobs)
    return len(said), [each for each in said if each.verdict is not None and each.confidence >= least]


def _row(name: str, pairs: int, said: Said) -> tuple[str, int, int, float | None, int, int]:
    supported = sum(each.verdict == "SUPPORTED" for each in said)
    return name, pairs, len(said), share(len(said), pairs), supported, len(said) - supported


def _listed(name: str, said: Decision) -> str:
    statement = said.statement
    return f"{name} of {statement.table}: {said.verdict} {statement.text!r}: {said.message}"


def _header(file: Path) -> tuple[str, ...]:
    with file.open(encoding="utf-8", newline="") as lines:
        return tuple(next(csv.reader(lines), ()))
