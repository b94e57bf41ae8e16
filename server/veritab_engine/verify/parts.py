"""Parts: a figure told in several numbers is judged number by number, so that what is wrong in it is marked alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from veritab_engine.claim import Claim
from veritab_engine.document import Sentence, Span
from veritab_engine.finding import Verdict
from veritab_engine.link.reading import Operation
from veritab_engine.link.scene import Scene
from veritab_engine.mention.number_words import CARDINALS
from veritab_engine.value import Agreement, Parts, Point
from veritab_engine.verify.evaluate import Outcome
from veritab_engine.verify.judge import Judgement
from veritab_engine.verify.suggest import suggest


def in_parts(judgements: Sequence[Judgement], scene: Scene) -> tuple[Judgement, ...]:
    """The judgements, with a wrong pair as one judgement for each of its numbers."""
    return tuple(each for judgement in judgements for each in _parts(judgement, scene))


def _parts(judgement: Judgement, scene: Scene) -> Iterator[Judgement]:
    outcome, value = judgement.outcome, judgement.claim.value
    wrong = judgement.verdict is Verdict.CONFLICT and outcome is not None
    if not wrong or outcome is None or outcome.reading.operation is not Operation.PAIR or not isinstance(value, Parts):
        yield judgement
        return
    sentence = scene.prose.sentences[judgement.claim.sentence]
    spans, truth = _spans(sentence, judgement.claim), outcome.expected
    if not isinstance(truth, Parts) or len(spans) != len(value.parts):
        yield judgement
        return
    places = list(zip(outcome.reading.rows, outcome.reading.columns, strict=True))
    if truth.parts != tuple(scene.tables.tables[outcome.reading.table].cell(row, column) for row, column in places):
        places.reverse()
    for number, (span, mine, true, place) in enumerate(zip(spans, value.parts, truth.parts, places, strict=True), 1):
        yield _part(judgement, outcome, f"{judgement.claim.id}.{number}", span, mine, true, place, scene)


def _part(
    judgement: Judgement,
    outcome: Outcome,
    id: str,
    span: Span,
    mine: Point,
    true: Point,
    place: tuple[int, str],
    scene: Scene,
) -> Judgement:
    quote = scene.prose.text[span.start : span.end]
    claim = replace(judgement.claim, id=id, span=span, quote=quote, value=mine)
    reading = replace(outcome.reading, operation=Operation.VALUE, rows=place[:1], column=place[1], columns=())
    agreement = mine.compare(true)
    alone = replace(outcome, reading=reading, truths=(true,), agreement=agreement)
    verdict = {
        Agreement.AGREES: Verdict.SUPPORTED,
        Agreement.OPEN: Verdict.AMBIGUOUS,
        Agreement.DISAGREES: Verdict.CONFLICT,
    }[agreement]
    suggestion = suggest(claim, alone) if verdict is Verdict.CONFLICT else None
    return replace(judgement, claim=claim, verdict=verdict, outcome=alone, diagnosis=None, suggestion=suggestion)


def _spans(sentence: Sentence, claim: Claim) -> list[Span]:
    """Where the numbers of a claim stand, in order."""
    return [
        sentence.span_of(i, i + 1)
        for i in sentence.tokens_of(claim.span)
        if sentence.words[i][0].isdigit() or sentence.lower[i] in CARDINALS
    ]
