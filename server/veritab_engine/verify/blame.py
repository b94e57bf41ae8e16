"""Blame: what is wrong is told once.

"Drummond led the way for the Cavs" of a Piston has one wrong name; whether he led anybody is open until it is mended.
Words inside a longer claim that is wrong are wrong with it: "his second double-double in a row".
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from veritab_engine.document import Span
from veritab_engine.finding import Verdict
from veritab_engine.link.reading import Operation, Said
from veritab_engine.link.scene import Scene
from veritab_engine.verify.judge import Judgement


def blamed_once(judgements: Sequence[Judgement], scene: Scene) -> tuple[Judgement, ...]:
    """The judgements, with predicates in conflict no more where a name that belongs to them, or a longer claim, is."""
    wrong = {key for judgement in judgements if (key := _said(judgement, Operation.PARTY)) is not None}
    spans = {judgement.claim.span for judgement in judgements if judgement.verdict is Verdict.CONFLICT}
    return tuple(
        replace(judgement, verdict=Verdict.AMBIGUOUS, diagnosis=None, suggestion=None)
        if (said := _said(judgement, Operation.PREDICATE)) is not None
        and (said in wrong or _is_inside(judgement, spans) or _subject(judgement, scene) in spans)
        else judgement
        for judgement in judgements
    )


def _subject(judgement: Judgement, scene: Scene) -> Span | None:
    """Where the name of whom a predicate is said stands in its sentence; None where it stands elsewhere."""
    outcome = judgement.outcome
    mention = outcome.reading.bindings[-1].mention if outcome is not None and outcome.reading.bindings else None
    if mention is None or mention not in scene.named[judgement.claim.sentence].names:
        return None
    return scene.prose.sentences[judgement.claim.sentence].span_of(mention.first, mention.last)


def _is_inside(judgement: Judgement, spans: Collection[Span]) -> bool:
    own = judgement.claim.span
    return any(span != own and span.contains(own) for span in spans)


def _said(judgement: Judgement, operation: Operation) -> tuple[int, Said] | None:
    """The sentence and what is said there, of a judgement in conflict by this operation."""
    outcome = judgement.outcome
    if judgement.verdict is not Verdict.CONFLICT or outcome is None or outcome.reading.operation is not operation:
        return None
    said = outcome.reading.said
    return (judgement.claim.sentence, said) if said is not None else None
