"""Rivals that are taken for each other: "the Herons prevailed on the road" of those who lost at home.

Where two or more things that one sentence says of a name are untrue of it, and all are true of its rival, the name is
wrong and not the words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from veritab_engine.finding import Verdict
from veritab_engine.link.reading import Operation, Said
from veritab_engine.link.scene import Scene
from veritab_engine.reference import Table
from veritab_engine.reference.expression import columns_of
from veritab_engine.reference.reckoning import reckon
from veritab_engine.reference.rows import TooBroad
from veritab_engine.verify.judge import Judgement
from veritab_engine.verify.misnamed import misnamed, with_names

FEWEST = 2
"""So many different things have to be true of the rival for the name to be blamed."""
Key = tuple[str, str, int, int]
"""The table, the name, the sentence and where the name stands in it."""


def unswapped(judgements: Sequence[Judgement], scene: Scene) -> tuple[Judgement, ...]:
    """The judgements, with a name in conflict in place of the words that are true of its rival."""
    groups: dict[Key, list[Judgement]] = {}
    for judgement in judgements if scene.excerpts else ():
        key = _key(judgement)
        if key is not None:
            groups.setdefault(key, []).append(judgement)
    taken = {key: group for key, group in groups.items() if _is_of_rival(group, scene.tables.tables[key[0]])}
    names = [misnamed(group, _rival(group[0], scene), scene) for group in taken.values()]
    cleared = {judgement.claim.id for group in taken.values() for judgement in group}
    settled = [
        replace(judgement, verdict=Verdict.AMBIGUOUS, diagnosis=None, suggestion=None)
        if judgement.claim.id in cleared
        else judgement
        for judgement in judgements
    ]
    return with_names(settled, [name for name in names if name is not None])


def _key(judgement: Judgement) -> Key | None:
    """What the words are said of, where they are judged of a row that has a rival."""
    outcome = judgement.outcome
    if outcome is None or outcome.reading.operation is not Operation.PREDICATE:
        return None
    reading, decided = outcome.reading, judgement.verdict in (Verdict.CONFLICT, Verdict.SUPPORTED)
    mention = reading.bindings[-1].mention
    if not decided or mention is None or reading.said is None or reading.said.other is None:
        return None
    return reading.table, reading.bindings[-1].id, judgement.claim.sentence, mention.first


def _is_of_rival(group: Sequence[Judgement], table: Table) -> bool:
    told = [_said(judgement) for judgement in group]
    wrong = all(judgement.verdict is Verdict.CONFLICT for judgement in group)
    return wrong and _different(told) >= FEWEST and all(_holds_of_rival(said, table) for said in told)


def _different(told: Sequence[Said]) -> int:
    """How many of them rest on columns that none before them does: the others may be wrong for one reason."""
    taken: set[str] = set()
    count = 0
    for said in told:
        own = columns_of(said.predicate.condition)
        count += taken.isdisjoint(own)
        taken |= own
    return count


def _holds_of_rival(said: Said, table: Table) -> bool:
    if said.other is None:
        return False
    try:
        return bool(reckon(said.predicate.condition, table, said.other, said.names, said.row))
    except TooBroad:
        return False


def _said(judgement: Judgement) -> Said:
    outcome = judgement.outcome
    assert outcome is not None
    assert outcome.reading.said is not None
    return outcome.reading.said


def _rival(judgement: Judgement, scene: Scene) -> str:
    """The name of the rival's row."""
    outcome, said = judgement.outcome, _said(judgement)
    assert outcome is not None
    assert said.other is not None
    table = scene.tables.tables[outcome.reading.table]
    return table.id_at(said.other, said.predicate.subject) or ""
