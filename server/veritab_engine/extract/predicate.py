"""Predicates: "defeated", "off the bench", "led the team in scoring", "is landlocked".

Asserts of its subject, without a number, what the condition of a descriptor decides (`fact:predicates`); such claims are
found only where a loaded table has the words. The names that belong to the words ("defeated the Hawks") are claims of
the kind party: whom the rest of the sentence is said of.
"""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.claim import Claim, ClaimKind, Modality
from veritab_engine.extract.passage import Passage
from veritab_engine.mention.modality import modality_of
from veritab_engine.mention.names import NameMention
from veritab_engine.mention.predicates import PredicateMention
from veritab_engine.value import Text

KIND = ClaimKind("predicate", summary="what words without a number say of a row")
PARTY = ClaimKind("party", summary="the name of another party to what a predicate says")


def predicates(
    passage: Passage, mentions: tuple[PredicateMention, ...], names: tuple[NameMention, ...]
) -> Iterator[Claim]:
    """Yield a claim for the marked words of every predicate, and one for every name that belongs to it."""
    told: set[tuple[str, int, int]] = set()
    for mention in mentions:
        modality = modality_of(passage.sentence, mention.marked.start)
        if mention.predicate.presupposed and modality is Modality.HYPOTHETICAL:
            modality = Modality.ASSERTED
        parts = [(KIND, mention.marked)]
        parts += [(PARTY, each.name.tokens) for each in mention.filled if each.cell is not None]
        parts += [(PARTY, name.tokens) for name in _again(mention, names)]
        for kind, tokens in parts:
            if (kind.name, tokens.start, tokens.stop) not in told:
                told.add((kind.name, tokens.start, tokens.stop))
                claim = passage.claim(kind, tokens.start, tokens.stop, Text(""), modality=modality)
                yield passage.claim(kind, tokens.start, tokens.stop, Text.of(claim.quote), modality=modality)


def _again(mention: PredicateMention, names: tuple[NameMention, ...]) -> Iterator[NameMention]:
    """The name before a predicate that stands for its rival too: "the Suns defeated the Suns"."""
    before = [name for name in names if name.last <= mention.first]
    for each in mention.filled:
        if each.cell is not None and each.cell.other and before and set(before[-1].refs) & set(each.name.refs):
            yield before[-1]
