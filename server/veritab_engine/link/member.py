"""Members of a document's excerpts: the names of a sentence that have a row there, and the figures told beside them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from veritab_engine.claim import Claim
from veritab_engine.link.excerpt import Excerpt
from veritab_engine.link.scene import Scene
from veritab_engine.mention.names import NameMention, PhraseMention
from veritab_engine.reference.table import EntityRef

FIGURES = frozenset({"change", "count", "duration", "measure", "money", "percent", "score"})
"""Kinds of claims that tell a figure of somebody."""


@dataclass(frozen=True, slots=True)
class Member:
    """An entity of an excerpt that a sentence names, or one of the class whom no excerpt has (`ref` None)."""

    first: int
    last: int
    kind: str
    ref: EntityRef | None
    mention: NameMention


def members(scene: Scene, sentence: int, excerpts: Collection[Excerpt]) -> list[Member]:
    """The names of a sentence of the classes of the excerpts, in order."""
    kinds = {excerpt.kind for excerpt in excerpts}
    found = []
    for name in scene.named[sentence].names:
        refs = [ref for ref in name.refs if ref.kind in kinds]
        known = [ref for ref in refs if any(excerpt.row(ref) is not None for excerpt in excerpts)]
        if refs:
            ref = known[0] if len({each.id for each in known}) == 1 else None
            found.append(Member(name.first, name.last, refs[0].kind if ref is None else ref.kind, ref, name))
    return sorted((*found, *_surnames(scene, sentence, excerpts, found)), key=lambda each: each.first)


def _surnames(scene: Scene, sentence: int, excerpts: Collection[Excerpt], found: Sequence[Member]) -> Iterator[Member]:
    """The surnames that mean one person of an excerpt, whoever else bears them elsewhere."""
    held = {token for each in found for token in range(each.first, each.last)}
    for i, word in enumerate(scene.prose.sentences[sentence].words):
        refs = [excerpt.surnames[word] for excerpt in excerpts if word in excerpt.surnames]
        if i not in held and len(refs) == 1:
            yield Member(i, i + 1, refs[0].kind, refs[0], NameMention(i, i + 1, (refs[0],)))


def figures_of(scene: Scene, sentence: int) -> list[tuple[Claim, range]]:
    """The figures of a sentence with their tokens, in order, without those inside the words of a measure."""
    claims = zip(scene.claims_of.get(sentence, ()), scene.tokens_of.get(sentence, ()), strict=True)
    named = scene.named[sentence].phrases
    return [
        (claim, tokens)
        for claim, tokens in claims
        if claim.kind in FIGURES and not (claim.kind == "count" and is_inside(tokens, named))
    ]


def is_inside(tokens: range, phrases: Sequence[PhraseMention]) -> bool:
    """True for a number inside the words of a measure: "three-point range"."""
    return any(phrase.first <= tokens.start and tokens.stop < phrase.last for phrase in phrases)
