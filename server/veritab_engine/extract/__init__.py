"""Stage: extract. The claims of a text, each kind found by its own module."""

from __future__ import annotations

from dataclasses import replace

from veritab_engine.claim import Claim
from veritab_engine.document import Prose
from veritab_engine.extract.kinds import FINDERS, KINDS
from veritab_engine.extract.passage import Passage
from veritab_engine.mention.find import find_mentions

__all__ = ["KINDS", "extract"]


def extract(prose: Prose) -> tuple[Claim, ...]:
    """All claims of a text in its order, with ids "c1", "c2" …"""
    found: list[Claim] = []
    for sentence in prose.sentences:
        passage = Passage(prose, find_mentions(sentence, prose.as_of))
        found.extend(_claims_of(passage))
    found.sort(key=lambda claim: (claim.span, claim.kind))
    return tuple(replace(claim, id=f"c{number}") for number, claim in enumerate(found, 1))


def _claims_of(passage: Passage) -> list[Claim]:
    """The claims of one sentence; of two that share words, the one of the more specific kind."""
    kept: list[Claim] = []
    taken: set[int] = set()
    for find in FINDERS:
        claims = [claim for claim in find(passage) if taken.isdisjoint(_places(claim))]
        kept.extend(claims)
        taken.update(*map(_places, claims))
    return kept


def _places(claim: Claim) -> range:
    return range(claim.span.start, claim.span.end)
