"""Predicates: "defeated", "off the bench", "led the team in scoring", "is landlocked".

Asserts of its subject, without a number, what the condition of a descriptor decides (`fact:predicates`): such claims
are found only where a loaded table has the words. The names that belong to the words ("defeated the Hawks") are claims
of the kind party.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from veritab_engine.claim import Claim, ClaimKind, Modality
from veritab_engine.extract.passage import Passage
from veritab_engine.lexicon import phrases
from veritab_engine.mention.modality import HYPOTHETICAL, modality_of
from veritab_engine.mention.names import NameMention
from veritab_engine.mention.predicates import PredicateMention
from veritab_engine.value import Text

KIND: ClaimKind = ClaimKind("predicate", summary="what words without a number say of a row")
ACHIEVED = phrases("modality/achieved")
PARTY: ClaimKind = ClaimKind("party", summary="the name of another party to what a predicate says")


def predicates(
    passage: Passage, mentions: tuple[PredicateMention, ...], names: tuple[NameMention, ...]
) -> Iterator[Claim]:
    """Yield a claim for the marked words of every predicate, and one for every name that belongs to it."""
    told: set[tuple[str, int, int]] = set()
    for mention in mentions:
        modality = _modality(passage, mention)
        parts = [(KIND, mention.marked)] if mention.number is None else []
        parts += [(PARTY, each.name.tokens) for each in mention.filled if each.cell is not None]
        parts += [(PARTY, name.tokens) for name in _again(mention, names)]
        for kind, tokens in parts:
            if (kind.name, tokens.start, tokens.stop) not in told:
                told.add((kind.name, tokens.start, tokens.stop))
                claim = passage.claim(kind, tokens.start, tokens.stop, Text(""), modality=modality)
                yield passage.claim(kind, tokens.start, tokens.stop, Text.of(claim.quote), modality=modality)


def parties(passage: Passage, names: tuple[NameMention, ...], taken: Collection[Claim]) -> Iterator[Claim]:
    """Yield a claim for each of these names that is no part of one that is taken."""
    for name in names:
        span = passage.sentence.span_of(name.first, name.last)
        if not any(claim.span.overlaps(span) for claim in taken):
            modality = modality_of(passage.sentence, name.first)
            claim = passage.claim(PARTY, name.first, name.last, Text(""), modality=modality)
            yield passage.claim(PARTY, name.first, name.last, Text.of(claim.quote), modality=modality)


def _modality(passage: Passage, mention: PredicateMention) -> Modality:
    """How the sentence stands behind a predicate: what is presupposed is asserted, and so is what was managed."""
    lower, first = passage.sentence.lower, mention.marked.start
    modality = modality_of(passage.sentence, first)
    if modality is not Modality.HYPOTHETICAL or mention.predicate.presupposed:
        return Modality.ASSERTED if mention.predicate.presupposed else modality
    achieved = [place for place in range(first) if lower[place] in ACHIEVED.heads and ACHIEVED.at(lower, place)]
    rest = set(lower[achieved[-1] + 2 : first]) if achieved else HYPOTHETICAL
    before = modality_of(passage.sentence, achieved[-1]) if achieved else modality
    return Modality.ASSERTED if before is Modality.ASSERTED and HYPOTHETICAL.isdisjoint(rest) else modality


def _again(mention: PredicateMention, names: tuple[NameMention, ...]) -> Iterator[NameMention]:
    """The name before a predicate that stands for its rival too: "the Suns defeated the Suns"."""
    before = [name for name in names if name.last <= mention.first]
    for each in mention.filled:
        if each.cell is not None and each.cell.other and before and set(before[-1].refs) & set(each.name.refs):
            yield before[-1]
