"""Diagnosis: why a value that contradicts its row is likely to be wrong."""

from __future__ import annotations

from collections.abc import Callable

from veritab_engine.claim import Claim
from veritab_engine.finding import Diagnosis
from veritab_engine.link.scene import Scene
from veritab_engine.reference import TooBroad
from veritab_engine.verify import belongs, direction, slip
from veritab_engine.verify.evaluate import Outcome

ATTEMPTS: tuple[Callable[[Claim, Outcome, Scene], Diagnosis | None], ...] = (
    belongs.unfounded,
    belongs.other_term,
    belongs.stale,
    slip.unit,
    slip.scale,
    belongs.other_period,
    belongs.swapped_names,
    belongs.other_entity,
    direction.points,
    direction.wrong_way,
    slip.transposed,
    slip.off_by_one,
    slip.rounding,
)
"""The most telling diagnosis first."""


def diagnose(claim: Claim, outcome: Outcome, scene: Scene) -> Diagnosis | None:
    """The first diagnosis that fits, the most telling one first; None where none does."""
    for attempt in ATTEMPTS:
        try:
            found = attempt(claim, outcome, scene)
        except TooBroad:
            continue
        if found is not None:
            return found
    return None
