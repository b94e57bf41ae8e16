"""Blame: where a name in a predicate is wrong, the words are not told to be wrong as well.

"Drummond led the way for the Cavs" of a Piston has one wrong name; whether he led anybody is open until it is mended.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from veritab_engine.finding import Verdict
from veritab_engine.link.reading import Operation, Said
from veritab_engine.verify.judge import Judgement


def blamed_once(judgements: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """The judgements, with predicates in conflict no more where a name that belongs to them is."""
    wrong = {key for judgement in judgements if (key := _said(judgement, Operation.PARTY)) is not None}
    return tuple(
        replace(judgement, verdict=Verdict.AMBIGUOUS, diagnosis=None, suggestion=None)
        if _said(judgement, Operation.PREDICATE) in wrong
        else judgement
        for judgement in judgements
    )


def _said(judgement: Judgement, operation: Operation) -> tuple[int, Said] | None:
    """The sentence and what is said there, of a judgement in conflict by this operation."""
    outcome = judgement.outcome
    if judgement.verdict is not Verdict.CONFLICT or outcome is None or outcome.reading.operation is not operation:
        return None
    said = outcome.reading.said
    return (judgement.claim.sentence, said) if said is not None else None
