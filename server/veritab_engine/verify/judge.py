"""Judgement: one verdict from all readings of a claim, charitable before it is alarmed.

A conflict is said only where the clearly best reading contradicts the claim, its rows are pinned down, and no other
reading that the words allow agrees. Agreement is never charity: only the best reading can support a claim.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from veritab_engine.claim import Claim, Modality
from veritab_engine.finding import Diagnosis, Reason, Suggestion, Verdict
from veritab_engine.link.reading import Operation, Reading
from veritab_engine.link.scene import Scene
from veritab_engine.value import Agreement, Point
from veritab_engine.verify import slip
from veritab_engine.verify.charity import is_of_a_near_day, is_told_of_other_time
from veritab_engine.verify.diagnose import diagnose
from veritab_engine.verify.evaluate import Outcome, evaluate
from veritab_engine.verify.revision import is_of_another_day
from veritab_engine.verify.suggest import right_spelling, suggest

CLEAR = 0.1
"""Readings that score within this of the best are its equals."""
PLAUSIBLE = 0.45
"""Readings that score this far below the best are no longer what the words could mean."""
TELLING_DIGITS = 4
"""So many digits tell which figure is meant."""

COUNTED = frozenset({Operation.COUNT, Operation.ORDINAL})
"""Operations that a missing row falsifies."""

HELD = frozenset({Operation.LEAST, Operation.MOST})
"""Operations of a bound that holds all along."""

ANNOUNCED = frozenset({Operation.ORDINAL, Operation.LATER})
"""Operations that decide what is announced, too."""

REASONS = (
    Reason.UNEXPLAINED_RESTRICTOR,
    Reason.OTHER_PERIOD,
    Reason.NO_ENTITY,
    Reason.TOO_BROAD,
    Reason.INCOMPLETE_TABLE,
    Reason.INCOMPARABLE_UNIT,
    Reason.NO_MEASURE,
)
"""Which reason is told where several readings were refused: the one that came closest to a verdict."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with the outcome it rests on, and everything that was considered."""

    claim: Claim
    verdict: Verdict
    outcome: Outcome | None = None
    reason: Reason | None = None
    diagnosis: Diagnosis | None = None
    suggestion: Suggestion | None = None
    considered: tuple[Outcome, ...] = ()
    refused: tuple[Reading, ...] = ()
    confidence: float = 0.0
    """How likely the verdict is to be right; 0 where there is none."""
    signals: Mapping[str, float] = field(default_factory=dict)
    """What the confidence was computed from; empty where no verdict was weighed."""


def judge(claim: Claim, readings: tuple[Reading, ...], scene: Scene) -> Judgement:
    """The verdict on one claim, given its readings, best first."""
    if claim.modality is not Modality.ASSERTED and not _is_told_of_fact(claim, readings):
        return Judgement(claim, Verdict.NOT_COVERED, reason=Reason.HYPOTHETICAL)
    if not readings and scene.clause(claim).is_too_broad:
        return Judgement(claim, Verdict.NOT_COVERED, reason=Reason.TOO_BROAD)
    refused = tuple(reading for reading in readings if reading.blocked is not None)
    open_readings = (reading for reading in readings if reading.blocked is None)
    outcomes = tuple(outcome for reading in open_readings if (outcome := evaluate(claim, reading, scene)).truths)
    if not outcomes:
        return Judgement(claim, Verdict.NOT_COVERED, reason=_reason(refused), refused=refused)
    verdict, best = _verdict(outcomes), outcomes[0]
    if verdict is Verdict.AMBIGUOUS and _is_slip(claim, outcomes, scene):
        verdict = Verdict.CONFLICT
    if best.agreement is Agreement.DISAGREES and _needs_complete_table(best.reading):
        return Judgement(
            claim, Verdict.NOT_COVERED, reason=Reason.INCOMPLETE_TABLE, considered=outcomes, refused=refused
        )
    if verdict is Verdict.CONFLICT and _is_of_another_time(claim, best, scene):
        verdict = Verdict.AMBIGUOUS
    if verdict is not Verdict.CONFLICT:
        spelling = right_spelling(claim, scene) if verdict is Verdict.SUPPORTED else None
        return Judgement(claim, verdict, best, suggestion=spelling, considered=outcomes, refused=refused)
    diagnosis = diagnose(claim, best, scene)
    return Judgement(claim, verdict, best, None, diagnosis, suggest(claim, best, diagnosis), outcomes, refused)


def _verdict(outcomes: tuple[Outcome, ...]) -> Verdict:
    best = outcomes[0]
    top = [outcome for outcome in outcomes if best.reading.score - outcome.reading.score < CLEAR]
    if all(outcome.agreement is Agreement.AGREES for outcome in top):
        return Verdict.SUPPORTED
    return Verdict.CONFLICT if _is_contradicted(outcomes) and best.reading.refutes else Verdict.AMBIGUOUS


def _is_contradicted(outcomes: tuple[Outcome, ...]) -> bool:
    """True where nothing that the words could mean agrees."""
    best = outcomes[0].reading.score
    plausible = (outcome for outcome in outcomes if best - outcome.reading.score < PLAUSIBLE)
    return all(outcome.agreement is Agreement.DISAGREES for outcome in plausible)


def _is_slip(claim: Claim, outcomes: tuple[Outcome, ...], scene: Scene) -> bool:
    """True for the digits of the table's figure, two of them swapped or all in another scale.

    Of four digits or more that is no chance: one figure in some thousands has them. So the row is meant, however
    loosely the words pin it down.
    """
    best = outcomes[0]
    if best.reading.operation is not Operation.VALUE or best.reading.unexplained or not isinstance(claim.value, Point):
        return False
    if len(claim.value.number.normalize().as_tuple().digits) < TELLING_DIGITS or not _is_contradicted(outcomes):
        return False
    return slip.transposed(claim, best, scene) is not None or slip.scale(claim, best, scene) is not None


def _is_of_another_time(claim: Claim, best: Outcome, scene: Scene) -> bool:
    """True where the claim may be of another period, or be what was published, or began, on another day."""
    reading = best.reading
    if is_told_of_other_time(claim, reading, scene) or is_of_another_day(claim, reading, scene):
        return True
    return is_of_a_near_day(claim, reading, best.truths)


def _is_told_of_fact(claim: Claim, readings: tuple[Reading, ...]) -> bool:
    """True where what is announced is in the tables: "will pay his 11th visit" of a visit that is known.

    A bound that was never passed is told of the past: "never under 2,360".
    """
    if claim.modality is Modality.NEGATED:
        return any(reading.operation in HELD and not reading.blocked for reading in readings)
    announced = claim.modality is Modality.HYPOTHETICAL
    return announced and any(reading.operation in ANNOUNCED and not reading.blocked for reading in readings)


def _needs_complete_table(reading: Reading) -> bool:
    """True where only a table that holds every row of the time could say that the claim is wrong, and this does not."""
    return reading.operation in COUNTED and not reading.closed_world


def _reason(refused: tuple[Reading, ...]) -> Reason:
    reasons = {reading.blocked for reading in refused}
    return next((reason for reason in REASONS if reason in reasons), Reason.NO_MEASURE)
