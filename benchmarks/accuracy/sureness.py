"""Fit how sure verdicts on statements are, by statements held against their own tables and against wrong ones.

A verdict is right where it is the label. Statements held against a wrong table are learned from as well: no verdict is
right there, and they count less. The odds are then brought to those of statements about their own tables by a line.

Tables are in four parts by a hash of their names. Weights are fitted on three of them; for the threshold each of the
three is judged by weights of the other two. The fourth is never learned from.
"""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import md5
from itertools import groupby
from math import floor
from multiprocessing import get_context
from pathlib import Path

from benchmarks.accuracy.regression import BIAS, Example, Weights, chance, odds, regressed
from benchmarks.accuracy.reliability import calibration_error
from benchmarks.accuracy.section import Judged, Section, share, table
from benchmarks.accuracy.statements import REFUTED, SETS, SUPPORTED, TABLES_AT_ONCE, Pair, Statement, read_set
from benchmarks.accuracy.strangers import strangers_of
from veritab_engine import lexicon
from veritab_engine.statement.sheet import Sheet
from veritab_engine.statement.verdict import judge

LEXICON = Path(lexicon.__file__).parent / "statement" / "confidence.yaml"
TITLE = "How sure verdicts on statements are"
PARTS, HELD = 4, 3
WRONG = 0.3
"""How much a verdict on a statement that is held against a wrong table counts, beside one on its own."""
GOALS = {"simple": 0.97, "complex": 0.95}
"""The accuracy of statements of each kind that the threshold is chosen for."""
LEAST = 0.5
SHARES = (0.002, 0.005, 0.01, 0.02, 0.03, 0.04, 0.05, 0.08)
GROUPS = ("tabfact-train", "tabfact-val", "simple", "complex", "semtabfacts")
STRANGERS = ("sibling", "random")
LEVELS = (0.5, 0.6, 0.7, 0.8, 0.85, 0.88, 0.9, 0.92, 0.94, 0.95, 0.96, 0.97, 0.98)


@dataclass(frozen=True, slots=True)
class Rated:
    """A statement against a table, and the verdict of the cheapest parse.

    `kind` is the name of the set that it is of, or "sibling" or "random" where the table is not its own.
    """

    statement: Statement
    kind: str
    holds: bool | None
    signals: Weights
    likely: float = 0.0

    @property
    def own(self) -> bool:
        """True against the table that the statement is about."""
        return self.kind in SETS

    @property
    def right(self) -> bool:
        """True where the verdict is the label, on the statement's own table."""
        return self.own and self.statement.label == (SUPPORTED if self.holds else REFUTED)

    @property
    def part(self) -> int:
        """The part that the statement's table is in."""
        return int(md5(self.statement.table.encode(), usedforsecurity=False).hexdigest(), 16) % PARTS

    @property
    def held(self) -> bool:
        """True in the part that is never learned from."""
        return self.part == HELD


def rated(data: Path, jobs: int) -> list[Rated]:
    """All statements of a folder against their own tables, and those of TabFact against wrong ones.

    Every other table of their own goes without its title: many callers have none.
    """
    sets = [found for name in SETS if (found := read_set(data, name)) is not None]
    own = [(found.name, _perhaps_titled(pair)) for found in sets for pair in found.pairs]
    if not (tabfact := [found for found in sets if found.name.startswith("tabfact")]):
        return _rated(own, jobs)
    wrong = strangers_of(tabfact, random.Random(0), sum(len(found.statements) for found in tabfact))
    siblings = [("sibling", pair) for pair in wrong.siblings]
    return _rated([*own, *siblings, *(("random", pair) for pair in wrong.random)], jobs)


def _perhaps_titled(pair: Pair) -> Pair:
    statement, file, caption = pair
    return statement, file, caption if md5(file.name.encode(), usedforsecurity=False).digest()[0] % 2 else ""


def _rated(pairs: Iterable[tuple[str, Pair]], jobs: int) -> list[Rated]:
    ordered = sorted(pairs, key=lambda each: each[1][1])
    by_table = [list(held) for _, held in groupby(ordered, key=lambda each: each[1][1])]
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        return [each for some in pool.map(_of_table, by_table, chunksize=TABLES_AT_ONCE) for each in some]


def _of_table(pairs: list[tuple[str, Pair]]) -> list[Rated]:
    found = []
    for kind, (statement, file, caption) in pairs:
        judged = judge(statement.text, _sheet(file, caption), 0.0)
        found.append(Rated(statement, kind, judged.holds, judged.signals))
    return found


@lru_cache(maxsize=4)
def _sheet(file: Path, caption: str) -> Sheet:
    with file.open(encoding="utf-8", newline="") as lines:
        return Sheet.from_table(list(csv.reader(lines)), caption)


def fitted(examples: Sequence[Rated]) -> dict[str, float]:
    """The weights by the names of signals."""
    told = [each for each in examples if each.holds is not None]
    weights = regressed(Example(each.signals, each.right, 1.0 if each.own else WRONG) for each in told)
    own = [Example({"odds": odds(weights, each.signals)}, each.right) for each in told if each.own]
    line = regressed(own)
    brought = {name: weight * line["odds"] for name, weight in weights.items()}
    return brought | {BIAS: brought[BIAS] + line[BIAS]}


def crossed(examples: Sequence[Rated]) -> list[Rated]:
    """Each with its likelihood by weights that were fitted on other parts; the part held out by those of all others."""
    found: list[Rated] = []
    for part in range(PARTS):
        weights = fitted([each for each in examples if each.part != part and not each.held])
        found += [replace(each, likely=chance(weights, each.signals)) for each in examples if each.part == part]
    return found


def threshold(examples: Sequence[Rated]) -> float:
    """The least likelihood, in hundredths, from which on each kind is judged as rightly as is its goal."""
    told = [each for each in examples if each.holds is not None and not each.held]
    for hundredth in range(floor(100 * LEAST), 100):
        kept = [each for each in told if each.likely >= hundredth / 100]
        right = {kind: [each.right for each in kept if _is(each, kind)] for kind in GOALS}
        if all(sum(each) >= GOALS[kind] * len(each) for kind, each in right.items()):
            return hundredth / 100
    raise ValueError("no likelihood is high enough for the accuracy that is the goal")


def report(examples: Sequence[Rated]) -> Section:
    """What each threshold gives, on the parts learned from (each by weights of others) and on the one held out."""
    lines: list[str] = []
    for name, out in (("learned from", False), ("held out", True)):
        part = [each for each in examples if each.held is out]
        told = [each for each in part if each.own and each.holds is not None]
        error = calibration_error([Judged("", each.likely, each.right) for each in told]) or 0.0
        columns = ("likelihood", *(f"{group}: {figure}" for group in GROUPS for figure in ("cov", "acc")), *STRANGERS)
        levels = sorted({*LEVELS, *_for_siblings(part)})
        rows = [(f"{level:.3f}", *_levels(part, level)) for level in levels]
        lines += [f"Tables {name}; the expected calibration error of all verdicts is {error:.4f}.", ""]
        lines += [*table(columns, rows), ""]
    return Section(TITLE, tuple(lines))


def _levels(held: Sequence[Rated], level: float) -> list[float | None]:
    cells: list[float | None] = []
    for group in GROUPS:
        asked = [each for each in held if _is(each, group)]
        kept = [each.right for each in asked if each.holds is not None and each.likely >= level]
        cells += [share(len(kept), len(asked)), share(sum(kept), len(kept))]
    for kind in STRANGERS:
        asked = [each for each in held if each.kind == kind]
        cells.append(share(sum(each.holds is not None and each.likely >= level for each in asked), len(asked)))
    return cells


def _for_siblings(held: Sequence[Rated]) -> list[float]:
    """The likelihoods at which siblings get verdicts at each share."""
    asked = [each for each in held if each.kind == "sibling"]
    ordered = sorted((each.likely for each in asked if each.holds is not None), reverse=True)
    places = [floor(each * len(asked)) for each in SHARES]
    return [ordered[place] + 1e-9 for place in places if place < len(ordered)]


def _is(each: Rated, group: str) -> bool:
    """True for a statement of a group: "simple", "complex", or the simple ones of one set by its name."""
    if group in ("simple", "complex"):
        return each.own and each.statement.complex is (group == "complex")
    return each.kind == group and not each.statement.complex


def write(weights: Weights, least: float, file: Path = LEXICON) -> None:
    """Put the weights and the threshold into the lexicon, in place of those that stand there."""
    head = re.split(r"(?m)^threshold:", file.read_text("utf-8"))[0]
    lines = "".join(f"  {name}: {weight:.3f}\n" for name, weight in weights.items())
    file.write_text(f"{head}threshold: {{default: {least:.2f}}}\nweights:\n{lines}", "utf-8")
