"""Names among those of another group: "Petrov had 11 goals, while Holm chipped in 12", and Holm plays for the others.

A sentence that tells figures of several names, and names no other group between them, tells them as one group's. Where
one is of another group, the name has no place there; which of two that is, the name told last before decides. So does a
sentence that goes on with them, by words whose condition counts who was told: "Holm was next with 12".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from veritab_engine.claim import Claim
from veritab_engine.extract.predicate import PARTY
from veritab_engine.finding import Diagnosis, Verdict
from veritab_engine.link.excerpt import Excerpt
from veritab_engine.link.reading import Operation
from veritab_engine.link.scene import Scene
from veritab_engine.mention.names import NameMention
from veritab_engine.reference.expression import columns_of
from veritab_engine.reference.predicate import TOLD
from veritab_engine.value import Agreement, Text
from veritab_engine.verify.judge import Judgement
from veritab_engine.verify.misnamed import with_names

MIXED = "mixed"
NEAR = 1
"""So many words at most stand between a name and the words that go on: "was" next."""
Group = tuple[str | None, ...]
"""What the rows of one group share."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A name with the first figure that is told of it, and the group of its row."""

    judgement: Judgement
    mention: NameMention
    excerpt: Excerpt
    row: int
    group: Group

    @property
    def sentence(self) -> int:
        return self.judgement.claim.sentence


def unmixed(judgements: Sequence[Judgement], scene: Scene) -> tuple[Judgement, ...]:
    """The judgements, with a name in conflict where it stands among those of another group."""
    told = [each for judgement in judgements if (each := _told(judgement, scene)) is not None] if scene.excerpts else []
    names = [name for before, one, other in _mixed(told, scene) if (name := _misplaced(before, one, other, scene))]
    return with_names(judgements, names) if names else tuple(judgements)


def _told(judgement: Judgement, scene: Scene) -> _Told | None:
    """Whose figure it is, where the sentence names them; None for figures of tables that have no groups."""
    outcome = judgement.outcome
    if outcome is None or outcome.reading.operation not in (Operation.VALUE, Operation.PAIR):
        return None
    excerpt = next((each for each in scene.excerpts if each.table.schema.name == outcome.reading.table), None)
    binding = outcome.reading.bindings[-1] if outcome.reading.bindings else None
    if excerpt is None or not excerpt.table.schema.together or binding is None or binding.mention is None:
        return None
    row = excerpt.rows.get(binding.id)
    if row is None or binding.mention not in scene.named[judgement.claim.sentence].names:
        return None
    group = tuple(excerpt.table.id_at(row, column) for column in excerpt.table.schema.together)
    return _Told(judgement, binding.mention, excerpt, row, group)


def _mixed(told: Sequence[_Told], scene: Scene) -> Iterator[tuple[_Told | None, _Told, _Told]]:
    """Two names of one sentence and of two groups, with no group named between them; before them the one told last."""
    before: _Told | None = None
    for one, other in pairwise(told):
        beside = one.sentence == other.sentence and one.mention.last <= other.mention.first
        linked = not beside and _goes_on(one, other, scene)
        apart = one.group != other.group and one.excerpt is other.excerpt and (beside or linked)
        if apart and not _names_group(one, other, scene):
            yield before if beside else None, one, other
        before = one if other.mention != one.mention or other.sentence != one.sentence else before


def _goes_on(one: _Told, other: _Told, scene: Scene) -> bool:
    """True for a sentence that goes on with those of the one before: "Holm was next with"."""
    said = scene.said(other.sentence) if other.sentence == one.sentence + 1 else ()
    return any(
        TOLD in columns_of(each.predicate.condition) and 0 <= each.marked.start - other.mention.last <= NEAR
        for each in said
    )


def _names_group(one: _Told, other: _Told, scene: Scene) -> bool:
    """True where a group is named behind the first of two names, or anywhere in the sentence that goes on with it."""
    table = one.excerpt.table
    kinds = {table.column(column).entity for column in table.schema.together}
    names = [name for name in scene.named[one.sentence].names if name.first >= one.mention.last]
    names += scene.named[other.sentence].names if other.sentence != one.sentence else ()
    return any(ref.kind in kinds for name in names for ref in name.refs)


def _misplaced(before: _Told | None, one: _Told, other: _Told, scene: Scene) -> Judgement | None:
    """The judgement on the name of the two that is not of the group told last; on the second where that is neither."""
    stray, among = (one, other) if before is not None and before.group == other.group else (other, one)
    table, column = stray.excerpt.table, stray.excerpt.table.schema.together[0]
    truth, outcome = table.cell(stray.row, column), stray.judgement.outcome
    if not isinstance(truth, Text) or outcome is None:
        return None
    span = scene.prose.sentences[stray.sentence].span_of(stray.mention.first, stray.mention.last)
    quote = scene.prose.text[span.start : span.end]
    first = stray.judgement.claim
    claim = Claim(f"{first.id}.name", PARTY.name, span, quote, Text.of(quote), sentence=first.sentence)
    claim = replace(claim, quoted=first.quoted, about=first.about)
    reading = replace(outcome.reading, operation=Operation.PARTY, rows=(stray.row,), column=column, columns=())
    right = replace(outcome, reading=reading, truths=(truth,), agreement=Agreement.DISAGREES, unit=None)
    diagnosis = Diagnosis(MIXED, {"found": table.text(among.row, column)})
    return Judgement(claim, Verdict.CONFLICT, right, None, diagnosis, None, (right,))
