"""Settings: the dates that other claims were checked at.

"In 2024, trade reached $244.8 billion" asserts the year as much as the figure. Where the figure is supported at the
time that the words name, so are those words; where it is not, nothing is said of them: it is the figure that is blamed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from veritab_engine.document import Span
from veritab_engine.finding import Verdict
from veritab_engine.link.reading import Operation
from veritab_engine.link.scene import Scene
from veritab_engine.value import Period
from veritab_engine.verify.judge import Judgement

TIMED = frozenset({Operation.VALUE, Operation.CHANGE, Operation.COUNT, Operation.ORDINAL, Operation.RANK})
"""Operations that ask for rows of the time told. An anniversary is counted to a day; it does not assert it."""


def with_settings(judgements: Sequence[Judgement], scene: Scene) -> tuple[Judgement, ...]:
    """The judgements, with every date that a supported claim was checked at supported by the same rows."""
    used = {span: judgement for judgement in judgements for span in _dates_of(judgement, scene)}
    return tuple(_settled(judgement, used.get(judgement.claim.span)) for judgement in judgements)


def _dates_of(judgement: Judgement, scene: Scene) -> Iterator[Span]:
    """The spans of the dates that a supported claim was checked at."""
    if judgement.verdict is not Verdict.SUPPORTED or judgement.outcome is None:
        return
    reading = judgement.outcome.reading
    if reading.operation not in TIMED or reading.asked.since:
        return
    tokens = reading.asked.tokens
    for claim in scene.claims_of[judgement.claim.sentence]:
        if not tokens.isdisjoint(scene.clause(claim).tokens):
            yield claim.span


def _settled(judgement: Judgement, by: Judgement | None) -> Judgement:
    undecided = judgement.verdict is Verdict.NOT_COVERED and isinstance(judgement.claim.value, Period)
    if by is None or not undecided:
        return judgement
    return replace(judgement, verdict=Verdict.SUPPORTED, outcome=by.outcome, considered=by.considered, reason=None)
