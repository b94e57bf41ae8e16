"""Stage: extract. The claims of a text, each kind found by its own module."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from veritab_engine.claim import Claim
from veritab_engine.document import Prose
from veritab_engine.errors import DocumentError
from veritab_engine.extract.about import Surroundings
from veritab_engine.extract.kinds import BITS, FINDERS, KINDS, LATENT, WORDS
from veritab_engine.extract.passage import Passage
from veritab_engine.extract.predicate import parties, predicates
from veritab_engine.extract.told_name import told_names
from veritab_engine.mention.find import find_mentions
from veritab_engine.mention.mentioned import Named, NameMention
from veritab_engine.mention.predicates import PredicateMention
from veritab_engine.patience import Patience, endless, while_patient

__all__ = ["KINDS", "LATENT", "extract"]

MOST_CLAIMS = 200_000
"""A document with more is refused: each is kept until all are judged. 10 MB of dense news have half as many."""


def extract(
    prose: Prose,
    named: Sequence[Named] = (),
    said: Sequence[tuple[PredicateMention, ...]] = (),
    later: Sequence[tuple[NameMention, ...]] = (),
    patience: Patience = endless,
) -> tuple[Claim, ...]:
    """All claims of a text in its order, with ids "c1", "c2" …, and "s1", "s2" … for those of latent kinds.

    `named` and `said` have the names and the predicates of each sentence, and `later` the names of the parties of a
    later event, where tables say that there are some. `patience` is asked before each sentence. Raises DocumentError
    where the document has more than MOST_CLAIMS.
    """
    found: list[Claim] = []
    latent = 0
    before: Surroundings | None = None
    for sentence in while_patient(prose.sentences, patience):
        passage = Passage(prose, find_mentions(sentence, prose.as_of))
        same = before is not None and before.passage.sentence.paragraph == sentence.paragraph
        before = Surroundings(passage, before if same else None)
        own = tuple(predicates(passage, said[sentence.index], named[sentence.index].names)) if said else ()
        own = (*own, *parties(passage, later[sentence.index], taken=own)) if later else own
        plain = _claims_of(passage)
        own = (*own, *_untold(told_names(passage, named[sentence.index]), plain)) if named else own
        for claim in sorted((*plain, *own), key=_place):
            latent += claim.kind in LATENT
            number = f"s{latent}" if claim.kind in LATENT else f"c{len(found) - latent + 1}"
            found.append(claim.numbered(number, before.of(claim)))
        if len(found) > MOST_CLAIMS:
            raise DocumentError(f"the document has more than {MOST_CLAIMS:,} claims; check it in parts.")
    return tuple(found)


def _untold(names: Iterable[Claim], told: Sequence[Claim]) -> tuple[Claim, ...]:
    """The names but those of holders of offices, who are claims already."""
    held = {claim.span for claim in told if claim.kind == "role"}
    return tuple(name for name in names if name.span not in held)


def _place(claim: Claim) -> tuple[int, int, str]:
    return claim.span.start, claim.span.end, claim.kind


def _claims_of(passage: Passage) -> list[Claim]:
    """The claims of one sentence; of two that share words, the one of the more specific kind."""
    kept: list[Claim] = []
    told = 0
    for trigger in (WORDS & passage.sentence.vocabulary) | passage.forms:
        told |= BITS[trigger]
    for bit, find in FINDERS:
        claims = list(find(passage)) if told & bit else None
        if claims:
            specific = kept.copy()
            kept.extend(claim for claim in claims if not _shares_words(claim, specific))
    return kept


def _shares_words(claim: Claim, others: Sequence[Claim]) -> bool:
    start, end = claim.span.start, claim.span.end
    return any(other.span.start < end and start < other.span.end for other in others)
