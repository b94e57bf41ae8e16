"""Statements against tables that they are not about: a random one, and a sibling with the same header."""

from __future__ import annotations

import csv
import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.accuracy.section import Section, share, skipped, table
from benchmarks.accuracy.statements import Decision, Pair, Statement, StatementSet, decide, read_set

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


@dataclass(frozen=True, slots=True)
class Strangers:
    """Statements, each with a table that it is not about: a random one, or a sibling."""

    random: tuple[Pair, ...]
    siblings: tuple[Pair, ...]


def strangers_of(
    sets: Sequence[StatementSet], draw: random.Random, most_random: int = MOST_RANDOM, most_siblings: int | None = None
) -> Strangers:
    """A random table for some of the statements, and a sibling for each that has one; as many as that at most."""
    folder = sets[0].tables
    headers = {file.stem: _header(file) for file in sorted(folder.glob("*.csv"))}
    statements = [statement for found in sets for statement in found.statements if statement.table in headers]
    chosen = draw.sample(statements, min(most_random, len(statements)))
    names = list(headers)
    captions = {name: caption for found in sets for name, caption in found.captions.items()}

    def against(statement: Statement, other: str) -> Pair:
        return statement, folder / f"{other}.csv", captions.get(other, "")

    others = [(each, draw.choice(names)) for each in chosen]
    random_pairs = [against(each, other) for each, other in others if other != each.table]
    alike = siblings(headers)
    told = (each for each in statements if each.table in alike)
    sibling_pairs = [against(each, draw.choice(alike[each.table])) for each in told]
    if most_siblings is not None and len(sibling_pairs) > most_siblings:
        sibling_pairs = draw.sample(sibling_pairs, most_siblings)
    return Strangers(tuple(random_pairs), tuple(sibling_pairs))


def strangers(data: Path, sample: int | None, seed: int, least: float, jobs: int, *, captions: bool) -> Section:
    """The share of statements that get any verdict from a table that they are not about."""
    sets = [found for name in SETS if (found := read_set(data, name, captions=captions)) is not None]
    if not sets:
        return skipped(TITLE, data / "tabfact")
    wrong = strangers_of(sets, random.Random(seed), sample or MOST_RANDOM, sample)
    groups = {
        "random": _decided(wrong.random, least, jobs),
        "sibling": _decided(wrong.siblings, least, jobs),
    }
    rows = [_row(name, pairs, said) for name, (pairs, said) in groups.items()]
    listing = [_listed(name, each) for name, (_, said) in groups.items() for each in said]
    figures = {str(row[0]): {"pairs": row[1], "verdicts": row[2], "share": row[3]} for row in rows}
    return Section(TITLE, table(COLUMNS, rows), figures, listings={"strangers.txt": listing})


Said = list[Decision]


def _decided(pairs: Sequence[Pair], least: float, jobs: int) -> tuple[int, Said]:
    """How many pairs there are, and the verdicts among them, each with its table."""
    said = decide(pairs, jobs)
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
