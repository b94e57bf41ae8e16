"""Minimal repair: where the figures told of a name are all another's, the name is wrong and not the figures.

Where none of the figures beside a name fits its row, and another row needs fewer changed, the name itself counted,
they are that row's; so are three figures and more that all fit another row, though some fit both. Not so where the
text tells them of that row too: then they have been told a second time, of the wrong one. A name beside them that fits
the other row alone ("paced the Herons with 21 points" of a Tern) blames the name all the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from veritab_engine.finding import Verdict
from veritab_engine.link.excerpt import Excerpt
from veritab_engine.link.reading import Operation
from veritab_engine.link.scene import Scene
from veritab_engine.value import Agreement, Parts, Value
from veritab_engine.verify.judge import Judgement
from veritab_engine.verify.misnamed import misnamed, with_names

FEWEST = 2
"""So many figures have to fit another row for the name to be blamed."""
SURE = 3
"""So many figures that fit it make the name a finding; fewer only keep them from being one."""
ON_ROWS = frozenset({Operation.VALUE, Operation.PAIR})

Told = tuple[Value, str]
"""A number with its column."""
Key = tuple[str, str, int, int]
"""The table, the name, the sentence and where the name stands in it."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose figures some claims are: the name that tells its row apart, and the claims that fit it."""

    id: str
    claims: frozenset[str]


def repaired(judgements: Sequence[Judgement], scene: Scene) -> tuple[Judgement, ...]:
    """The judgements, with figures that are another row's in conflict no more."""
    if not scene.excerpts:
        return tuple(judgements)
    groups: dict[Key, list[Judgement]] = {}
    for judgement in judgements:
        key = _key(judgement, scene)
        if key is not None:
            groups.setdefault(key, []).append(judgement)
    right = {each for judgement in judgements for each in _right(judgement, scene)}
    parties = [judgement for judgement in judgements if _is_wrong_party(judgement)]
    owners = {key: _of_another(group, key, right, parties, scene) for key, group in groups.items()}
    cleared = {id for owner in owners.values() if owner is not None for id in owner.claims}
    sure = [(groups[key], owner.id) for key, owner in owners.items() if owner is not None and len(owner.claims) >= SURE]
    names = [misnamed(group, owner, scene) for group, owner in sure]
    settled = [
        replace(judgement, verdict=Verdict.AMBIGUOUS, diagnosis=None, suggestion=None)
        if judgement.verdict is Verdict.CONFLICT and judgement.claim.id in cleared
        else judgement
        for judgement in judgements
    ]
    return with_names(settled, [name for name in names if name is not None])


def _key(judgement: Judgement, scene: Scene) -> Key | None:
    excerpt = _excerpt(judgement, scene)
    outcome = judgement.outcome
    mention = outcome.reading.bindings[-1].mention if outcome is not None and outcome.reading.bindings else None
    if excerpt is None or outcome is None or mention is None or outcome.reading.bindings[-1].id not in excerpt.rows:
        return None
    return excerpt.table.schema.name, outcome.reading.bindings[-1].id, judgement.claim.sentence, mention.first


def _excerpt(judgement: Judgement, scene: Scene) -> Excerpt | None:
    """The excerpt that a figure was read in; None where it was read elsewhere, or not at all."""
    outcome = judgement.outcome
    if outcome is None or outcome.reading.operation not in ON_ROWS or judgement.verdict is Verdict.NOT_COVERED:
        return None
    return next((excerpt for excerpt in scene.excerpts if excerpt.table.schema.name == outcome.reading.table), None)


def _right(judgement: Judgement, scene: Scene) -> Iterator[tuple[str, str, str]]:
    """Table, name and column of every number that is told of its own row."""
    excerpt, outcome = _excerpt(judgement, scene), judgement.outcome
    if excerpt is not None and outcome is not None and judgement.verdict is Verdict.SUPPORTED:
        id = outcome.reading.bindings[-1].id
        yield from ((excerpt.table.schema.name, id, column) for _, column in _figures(judgement))


def _of_another(
    group: Sequence[Judgement],
    key: Key,
    right: set[tuple[str, str, str]],
    parties: Sequence[Judgement],
    scene: Scene,
) -> Owner | None:
    """Whose the figures are instead: of the one row which needs the fewest of them changed.

    Where several rows need as few, the figures fit them by chance.
    """
    table, id, sentence, _ = key
    excerpt = next(excerpt for excerpt in scene.excerpts if excerpt.table.schema.name == table)
    told = [(judgement.claim.id, *figure) for judgement in group for figure in _figures(judgement)]
    own = sum(_fits(value, excerpt, id, column) for _, value, column in told)
    if len(told) - own < FEWEST:
        return None
    fits = {
        other: [(claim, column) for claim, value, column in told if _fits(value, excerpt, other, column)]
        for other in excerpt.rows
    }
    most = max(len(fitting) for fitting in fits.values())
    best = [other for other, fitting in fits.items() if len(fitting) == most]
    if len(best) != 1 or most < FEWEST or 1 + len(told) - most >= len(told):
        return None
    if own and most < max(len(told), SURE):
        return None
    again = any((table, best[0], column) in right for _, column in fits[best[0]])
    beside = frozenset(
        party.claim.id
        for party in parties
        if party.claim.sentence == sentence and _is_of(party, excerpt, excerpt.rows[id], excerpt.rows[best[0]], scene)
    )
    if again and not beside:
        return None
    return Owner(best[0], frozenset(claim for claim, _ in fits[best[0]]) | beside)


def _is_wrong_party(judgement: Judgement) -> bool:
    outcome = judgement.outcome
    wrong = judgement.verdict is Verdict.CONFLICT and outcome is not None
    return wrong and outcome is not None and outcome.reading.operation is Operation.PARTY


def _is_of(party: Judgement, excerpt: Excerpt, row: int, other: int, scene: Scene) -> bool:
    """True for a name that is wrong beside one row and right beside the other."""
    outcome = party.outcome
    if outcome is None or outcome.reading.said is None or outcome.reading.table != excerpt.table.schema.name:
        return False
    cell = excerpt.table.id_at(other, outcome.reading.column)
    return outcome.reading.said.row == row and any(ref.id == cell for ref in scene.clause(party.claim).entities)


def _figures(judgement: Judgement) -> list[Told]:
    """The numbers of a figure, each with its column; none of a pair of rivals, which are two rows' own."""
    outcome, value = judgement.outcome, judgement.claim.value
    if outcome is None:
        return []
    if not isinstance(value, Parts):
        return [(value, outcome.reading.column)]
    if len(set(outcome.reading.rows)) > 1:
        return []
    return list(zip(value.parts, outcome.reading.columns, strict=True))


def _fits(value: Value, excerpt: Excerpt, id: str, column: str) -> bool:
    cell = excerpt.table.cell(excerpt.rows[id], column)
    return cell is not None and value.compare(cell) is Agreement.AGREES
