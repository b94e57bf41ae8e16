"""Whom words stand for: a person's name, "he", "the chancellor"."""

from __future__ import annotations

from collections.abc import Iterable

from veritab_engine.lexicon import words
from veritab_engine.link.clause import Clause
from veritab_engine.link.narrow import CARRY_WITHIN
from veritab_engine.link.scene import Scene
from veritab_engine.mention.names import NameMention
from veritab_engine.reference.table import OFFICE, PERSON
from veritab_engine.value import Period


def people(names: Iterable[NameMention]) -> frozenset[str]:
    """The persons who bear one of the names."""
    return frozenset(ref.id for name in names for ref in name.refs if ref.kind == PERSON)


def person_told(clause: Clause, tokens: range) -> frozenset[str]:
    """Whom the words in `tokens` stand for, where the sentence or one before names them; nobody where that is in doubt.

    A name is whoever bears it; an office is who was last told as its holder; a pronoun, or no words, is the one person
    whom the sentence has named before, or else the sentence before it.
    """
    here = names_without_dates(clause.scene, clause.claim.sentence)
    own = [name for name in here if name.first < tokens.stop and tokens.start < name.last]
    if people(own):
        return people(own)
    offices = {ref.id for name in own for ref in name.refs if ref.kind == OFFICE}
    if offices and (holder := _holder_told(clause, offices)):
        return holder
    before = [name for name in here if people([name]) and name.last <= clause.tokens.start]
    if before:
        return people(before) if len(before) == 1 else frozenset()
    pronoun = not len(tokens) or clause.sentence.lower[tokens.start] in words("words/persons")
    index = clause.claim.sentence - 1
    sentences = clause.scene.prose.sentences
    if not pronoun or index < 0 or sentences[index].paragraph != clause.sentence.paragraph:
        return frozenset()
    earlier = [name for name in names_without_dates(clause.scene, index) if people([name])]
    return people(earlier) if len({name.refs for name in earlier}) == 1 else frozenset()


def names_without_dates(scene: Scene, sentence: int) -> list[NameMention]:
    """The names of a sentence, but for those inside a date: nobody is called May in "on May 6"."""
    claims, held = scene.claims_of.get(sentence, ()), scene.tokens_of.get(sentence, ())
    dated = {i for claim, tokens in zip(claims, held, strict=True) if isinstance(claim.value, Period) for i in tokens}
    return [name for name in scene.named[sentence].names if name.first not in dated]


def _holder_told(clause: Clause, offices: set[str]) -> frozenset[str]:
    """Who was last told as the holder of one of the offices."""
    scene, here = clause.scene, clause.claim.sentence
    for index in range(here, max(here - CARRY_WITHIN, 0) - 1, -1):
        for claim in reversed(scene.claims_of.get(index, ())):
            titled = claim.kind in ("role", "holder") and claim.unit in offices
            if titled and claim.span.end <= clause.claim.span.start:
                return frozenset(ref.id for ref in scene.clause(claim).entities if ref.kind == PERSON)
    return frozenset()
