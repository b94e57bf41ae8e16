"""Scores: precision, recall and F1 of overlap, exact span, value, value and unit; recall of hedges and of changes.

Gold items and claims are paired one to one, the pairs that share most first. A claim that is left over counts against
precision where the set looked for its kind, or where it touches a gold item; one of another kind that touches none
does not. Values are scored on the gold items that have one; a claim paired with an item of no value is left out.
Some sets mark "fell from 20 to 15" as one range; to us it is two levels, and two claims that give both ends are right.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from benchmarks.extraction.agree import same_unit, same_value
from benchmarks.extraction.gold import BOUNDS, GoldSet, Item, Row
from benchmarks.extraction.predicted import Prediction

HEDGES = frozenset({"approx", "more_than", "less_than", "at_least", "at_most"})
CHANGES = frozenset({"increase", "decrease"})
_COUNTED = frozenset({"money", "number", "quantity", "duration", "age", "percent"})


@dataclass(slots=True)
class Tally:
    """Right, predicted and gold counts of one measure."""

    right: int = 0
    predicted: int = 0
    gold: int = 0

    @property
    def precision(self) -> float | None:
        """Of what was predicted, the share that is right; None where nothing was."""
        return self.right / self.predicted if self.predicted else None

    @property
    def recall(self) -> float | None:
        """Of what is gold, the share that was found; None where there is nothing."""
        return self.right / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both."""
        return 2 * self.right / (self.predicted + self.gold) if self.predicted + self.gold else None


@dataclass(frozen=True, slots=True)
class Pairing:
    """One row's claims against its gold: the pairs, what was missed, and what was wrongly found."""

    row: Row
    pairs: tuple[tuple[Item, Prediction], ...]
    missed: tuple[Item, ...]
    wrong: tuple[Prediction, ...]


@dataclass(slots=True)
class Score:
    """The tallies of one set."""

    name: str
    rows: int
    overlap: Tally = field(default_factory=Tally)
    exact: Tally = field(default_factory=Tally)
    value: Tally = field(default_factory=Tally)
    value_unit: Tally = field(default_factory=Tally)
    hedges: Tally = field(default_factory=Tally)
    changes: Tally = field(default_factory=Tally)


def pair(row: Row, found: Sequence[Prediction], gold: GoldSet) -> Pairing:
    """Pair the claims of a row with its gold items."""
    for item in row.items:
        found = _moved(item, found)
    shared = sorted(
        ((_shared(item, claim), g, c) for g, item in enumerate(row.items) for c, claim in enumerate(found)),
        key=lambda each: (-each[0], each[1], each[2]),
    )
    of_gold: dict[int, int] = {}
    of_claim: dict[int, int] = {}
    for share, g, c in shared:
        if share > 0 and g not in of_gold and c not in of_claim:
            of_gold[g], of_claim[c] = c, g
    touching = {c for share, _, c in shared if share > 0}
    return Pairing(
        row,
        tuple((row.items[g], found[c]) for g, c in sorted(of_gold.items())),
        tuple(item for g, item in enumerate(row.items) if g not in of_gold),
        tuple(
            claim
            for c, claim in enumerate(found)
            if c not in of_claim and (_was_looked_for(claim, gold) or (c in touching and claim.kind in _COUNTED))
        ),
    )


def _was_looked_for(claim: Prediction, gold: GoldSet) -> bool:
    """True for a claim of the kinds that the set has; where it has ranges and bounds alone, for these."""
    return claim.kind in gold.scope and not (gold.bounds_only and claim.modifiers.isdisjoint(BOUNDS))


def _moved(item: Item, found: Sequence[Prediction]) -> Sequence[Prediction]:
    """The claims, with the two that are the ends of a gold range as one."""
    if not isinstance(item.value, tuple) or isinstance(item.value[0], str):
        return found
    inside = [claim for claim in found if _shared(item, claim) and isinstance(claim.value, Decimal)]
    if len(inside) != 2 or {claim.value for claim in inside} != set(item.value):
        return found
    first, last = inside
    unit, modifiers = first.unit or last.unit, first.modifiers | {"range"}
    whole = replace(last, start=first.start, end=last.end, value=item.value, unit=unit, modifiers=modifiers)
    return [claim for claim in found if claim not in inside] + [whole]


def score(gold: GoldSet, pairings: Iterable[Pairing]) -> Score:
    """The tallies of a set."""
    result = Score(gold.name, len(gold.rows))
    for each in pairings:
        _count(result, each)
    return result


def _count(result: Score, pairing: Pairing) -> None:
    wrong, missed = len(pairing.wrong), pairing.missed
    valued = [(item, found) for item, found in pairing.pairs if item.value is not None]
    right = [(item, found) for item, found in valued if same_value(item, found)]
    _add(result.overlap, len(pairing.pairs), len(pairing.pairs) + wrong, len(pairing.pairs) + len(missed))
    exact = sum((item.start, item.end) == (found.start, found.end) for item, found in pairing.pairs)
    _add(result.exact, exact, len(pairing.pairs) + wrong, len(pairing.pairs) + len(missed))
    of_gold = len(valued) + sum(item.value is not None for item in missed)
    _add(result.value, len(right), len(valued) + wrong, of_gold)
    _add(result.value_unit, sum(same_unit(*each) for each in right), len(valued) + wrong, of_gold)
    for tally, names in ((result.hedges, HEDGES), (result.changes, CHANGES)):
        told = sum(item.modifier in names for item in (*(item for item, _ in pairing.pairs), *missed))
        kept = sum(item.modifier in names and item.modifier in found.modifiers for item, found in pairing.pairs)
        _add(tally, kept, kept, told)


def _add(tally: Tally, right: int, predicted: int, gold: int) -> None:
    tally.right += right
    tally.predicted += predicted
    tally.gold += gold


def _shared(item: Item, claim: Prediction) -> float:
    """The share of both spans together that the two have in common."""
    common = min(item.end, claim.end) - max(item.start, claim.start)
    return common / (max(item.end, claim.end) - min(item.start, claim.start)) if common > 0 else 0.0
