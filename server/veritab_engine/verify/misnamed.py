"""Names that are wrong for their figures: "Fulmar landed 41 cod and 13 herring", both of them the Petrel's.

The name is a claim that only its figures make: whose they are. It is told where the figures are another's, in place of
each of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from veritab_engine.claim import Claim
from veritab_engine.extract.predicate import PARTY
from veritab_engine.finding import Diagnosis, Verdict
from veritab_engine.link.reading import Operation
from veritab_engine.link.scene import Scene
from veritab_engine.value import Agreement, Text
from veritab_engine.verify.judge import Judgement
from veritab_engine.verify.suggest import suggest

MISNAMED = "misnamed"


def misnamed(group: Sequence[Judgement], owner: str, scene: Scene) -> Judgement | None:
    """The judgement on the name that some figures are told of, which are the owner's; None where it has no place."""
    first = group[0]
    outcome = first.outcome
    assert outcome is not None
    binding = outcome.reading.bindings[-1]
    excerpt = next(excerpt for excerpt in scene.excerpts if excerpt.table.schema.name == outcome.reading.table)
    named = scene.named[first.claim.sentence].names
    if binding.mention is None or binding.mention not in named:
        return None
    sentence = scene.prose.sentences[first.claim.sentence]
    span = sentence.span_of(binding.mention.first, binding.mention.last)
    quote = scene.prose.text[span.start : span.end]
    claim = Claim(f"{first.claim.id}.name", PARTY.name, span, quote, Text.of(quote), sentence=first.claim.sentence)
    claim = replace(claim, quoted=first.claim.quoted, about=first.claim.about)
    row, column = excerpt.rows[owner], excerpt.naming.name
    truth = excerpt.table.cell(row, column)
    if not isinstance(truth, Text):
        return None
    reading = replace(outcome.reading, operation=Operation.PARTY, rows=(row,), column=column, columns=())
    right = replace(outcome, reading=reading, truths=(truth,), agreement=Agreement.DISAGREES, unit=None)
    diagnosis = Diagnosis(MISNAMED, {"found": truth.text})
    return Judgement(claim, Verdict.CONFLICT, right, None, diagnosis, suggest(claim, right), (right,))


def with_names(judgements: Sequence[Judgement], names: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """All judgements in the order of the text; a name that is in conflict already is told once."""
    held = {judgement.claim.span: judgement for judgement in judgements if judgement.claim.kind == PARTY.name}
    told: dict[tuple[int, int], Judgement] = {}
    for name in names:
        before = held.get(name.claim.span)
        if before is None or before.verdict is not Verdict.CONFLICT:
            told.setdefault(name.claim.span, name)
    kept = [judgement for judgement in judgements if held.get(judgement.claim.span) is not judgement]
    kept += [judgement for span, judgement in held.items() if span not in told]
    return tuple(sorted((*kept, *told.values()), key=lambda judgement: judgement.claim.span))
