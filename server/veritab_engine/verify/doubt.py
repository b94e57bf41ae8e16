"""Doubt, told: why a claim that its best reading contradicts, or bears out, was still left open."""

from __future__ import annotations

from veritab_engine.claim import Claim
from veritab_engine.finding import Verdict
from veritab_engine.link.scene import Scene
from veritab_engine.value import Agreement
from veritab_engine.verify.charity import is_told_of_other_time
from veritab_engine.verify.evaluate import Outcome, asserted, compare
from veritab_engine.verify.judge import CLEAR, PLAUSIBLE, Judgement
from veritab_engine.verify.revision import is_of_another_day, may_be_revised


def doubt_of(claim: Claim, outcome: Outcome, scene: Scene) -> str:
    """Why a reading's plain outcome was left open; empty where it was not."""
    values = asserted(claim, outcome.reading, scene)
    plain = compare(values, outcome.truths)
    if plain is outcome.agreement or outcome.agreement is not Agreement.OPEN:
        return ""
    if may_be_revised(outcome.status, values, outcome.truths):
        return f"the table's figure is {outcome.status} and may be revised by as much as it differs"
    if plain is Agreement.DISAGREES:
        return "the values differ, and a revision, a conversion or an unnamed unit may explain it"
    return "the value is right, and its bound or the way it is said to have gone may not be"


def why_open(judgement: Judgement, scene: Scene) -> str:
    """Why the verdict is AMBIGUOUS; empty for other verdicts."""
    if judgement.verdict is not Verdict.AMBIGUOUS or judgement.outcome is None:
        return ""
    best, claim = judgement.outcome, judgement.claim
    near = [
        (number, outcome)
        for number, outcome in enumerate(judgement.considered, 1)
        if outcome is not best and best.reading.score - outcome.reading.score < PLAUSIBLE
    ]
    match best.agreement:
        case Agreement.OPEN:
            return "The best reading leaves it open: the words or the rounding allow both."
        case Agreement.AGREES:
            other = next(number for number, outcome in near if outcome.agreement is not Agreement.AGREES)
            return f"Reading 1 agrees and reading {other}, within {CLEAR:g} of its score, does not."
        case Agreement.DISAGREES:
            agreeing = next((number for number, outcome in near if outcome.agreement is not Agreement.DISAGREES), None)
            if agreeing is not None:
                return f"Reading 1 disagrees, but the words allow reading {agreeing}, which does not."
            if not best.reading.refutes:
                return "Reading 1 disagrees, but its table or its rows cannot refute the claim."
            if is_told_of_other_time(claim, best.reading, scene):
                return "Reading 1 disagrees, but the figure is right at another time that the sentence may mean."
            if is_of_another_day(claim, best.reading, scene):
                return "Reading 1 disagrees, but the figure is right as published on another day."
            return "Reading 1 disagrees, and not firmly enough for a conflict."
