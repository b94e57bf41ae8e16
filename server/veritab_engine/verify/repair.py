"""Minimal repair: where the figures told of a name are all another's, the name is wrong and not the figures.

Two or more independent figures beside one name that all fit another row of the sheet, where none fits the named one,
are that row's. So is a pair that fits another pair of the same row: its words are wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from veritab_engine.finding import Verdict
from veritab_engine.link.reading import Operation
from veritab_engine.link.scene import Scene
from veritab_engine.link.sheet import Sheet
from veritab_engine.value import Agreement, Parts, Point, Value
from veritab_engine.verify.judge import Judgement

FEWEST = 2
"""So many figures have to fit another row for the name to be blamed."""
ON_ROWS = frozenset({Operation.VALUE, Operation.PAIR})


def repaired(judgements: Sequence[Judgement], scene: Scene) -> tuple[Judgement, ...]:
    """The judgements, with figures that are another row's in conflict no more."""
    if not scene.sheets:
        return tuple(judgements)
    groups: dict[tuple[int, str, str], list[Judgement]] = {}
    for judgement in judgements:
        key = _key(judgement, scene)
        if key is not None:
            groups.setdefault(key, []).append(judgement)
    cleared = {
        judgement.claim.id
        for (_, table, id), group in groups.items()
        for judgement in group
        if judgement.verdict is Verdict.CONFLICT
        and (_are_of_another(group, table, id, scene) or _is_of_another_pair(judgement, scene))
    }
    return tuple(
        replace(judgement, verdict=Verdict.AMBIGUOUS, diagnosis=None, suggestion=None)
        if judgement.claim.id in cleared
        else judgement
        for judgement in judgements
    )


def _key(judgement: Judgement, scene: Scene) -> tuple[int, str, str] | None:
    """The sentence, the table and the name that a figure is told of."""
    outcome = judgement.outcome
    if outcome is None or outcome.reading.operation not in ON_ROWS or judgement.verdict is Verdict.NOT_COVERED:
        return None
    sheet = _sheet(scene, outcome.reading.table)
    if sheet is None or len(outcome.reading.bindings) != FEWEST:
        return None
    return judgement.claim.sentence, sheet.table.schema.name, outcome.reading.bindings[-1].id


def _sheet(scene: Scene, table: str) -> Sheet | None:
    return next((sheet for sheet in scene.sheets if sheet.table.schema.name == table), None)


def _are_of_another(group: Sequence[Judgement], table: str, id: str, scene: Scene) -> bool:
    """True where no figure fits the named row, and all of at least two fit another."""
    sheet = _sheet(scene, table)
    if sheet is None:
        return False
    told = [figure for judgement in group for figure in _figures(judgement, sheet)]
    named = sheet.rows[id]
    if len(told) < FEWEST or any(_fits(value, sheet, named, column) for value, column in told):
        return False
    others = (row for other, row in sheet.rows.items() if other != id)
    return any(all(_fits(value, sheet, row, column) for value, column in told) for row in others)


def _figures(judgement: Judgement, sheet: Sheet) -> list[tuple[Value, str]]:
    """The numbers of a figure, each with its column; of a pair of rivals only the row's own."""
    outcome = judgement.outcome
    assert outcome is not None
    reading, value = outcome.reading, judgement.claim.value
    if not isinstance(value, Parts):
        return [(value, reading.column)]
    if len(set(reading.rows)) > 1:
        return []
    return list(zip(value.parts, reading.columns, strict=True))


def _fits(value: Value, sheet: Sheet, row: int, column: str) -> bool:
    cell = sheet.table.cell(row, column)
    return cell is not None and value.compare(cell) is Agreement.AGREES


def _is_of_another_pair(judgement: Judgement, scene: Scene) -> bool:
    """True where another pair of the same row is as the text says: "6-for-6 from the three-point line" of free throws."""
    outcome, value = judgement.outcome, judgement.claim.value
    assert outcome is not None
    sheet = _sheet(scene, outcome.reading.table)
    if sheet is None or not isinstance(value, Parts) or not any(part.number for part in value.parts):
        return False
    row = sheet.rows[outcome.reading.bindings[-1].id]
    places = [sheet.places(pair, row) for pair in sheet.table.schema.pairs]
    cells = [tuple(sheet.table.cell(at, column) for at, column in place) for place in places if place]
    return any(
        value.compare(Parts(tuple(cell for cell in each if isinstance(cell, Point)))) is Agreement.AGREES
        for each in cells
        if len(each) == len(value.parts)
    )
