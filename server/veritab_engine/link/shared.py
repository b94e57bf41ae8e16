"""What the claims of one sentence share, made once for all of them: a long sentence has many claims."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from veritab_engine.claim import Claim
from veritab_engine.document import Sentence
from veritab_engine.lexicon import words
from veritab_engine.link.compared import SEGMENT_ENDS
from veritab_engine.mention.names import Named, NameMention, PhraseMention
from veritab_engine.value import Text

Figure = tuple[Claim, range]
"""A claim with its tokens."""
AMOUNTS = frozenset({"change", "count", "duration", "measure", "money", "percent", "score"})
"""Kinds of claims that tell a figure of somebody."""

ATTRIBUTION = ("according", "to")
MOST_NAMED = 40
"""More entities than this in one sentence are a list, not a statement."""
BESIDE = frozenset(
    {"comparison", "extreme", "holder", "membership", "name", "nationality", "party", "predicate", "succession"}
)
"""Claims of these kinds hold a name that other claims need: they take none of it, and explain none of it."""


@dataclass(frozen=True)
class Shared:
    """A sentence with its names and its claims, each with its tokens."""

    sentence: Sentence
    named: Named
    claims: tuple[Figure, ...]

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The claims that take words for themselves."""
        return tuple(pair for pair in self.claims if pair[0].kind not in BESIDE)

    @cached_property
    def amounts(self) -> tuple[Figure, ...]:
        """The figures of somebody, in order, without the numbers inside the words of a measure."""
        return tuple(
            (claim, tokens)
            for claim, tokens in self.claims
            if claim.kind in AMOUNTS and not (claim.kind == "count" and is_inside(tokens, self.named.phrases))
        )

    @cached_property
    def names(self) -> tuple[NameMention, ...]:
        """The names, in order, without those of values: "U.S." in "244.8 billion U.S. dollars"."""
        held = (tokens for claim, tokens in self.claims if claim.kind != "rank" and not isinstance(claim.value, Text))
        values = frozenset(token for tokens in held for token in tokens)
        return tuple(name for name in self.named.names if name.first not in values)

    @cached_property
    def is_too_broad(self) -> bool:
        """True where it names so many that trying all of them on every column is no reading any more."""
        return len({ref for name in self.named.names for ref in name.refs}) > MOST_NAMED

    @cached_property
    def titles(self) -> frozenset[int]:
        """The tokens of titled persons ("Chinese President Xi Jinping"): whoever speaks there restricts nothing."""
        spans = [span for claim, _ in self.claims if claim.kind == "role" for span in (claim.span, claim.noun_span)]
        return frozenset(token for span in spans if span is not None for token in self.sentence.tokens_of(span))

    @cached_property
    def attributions(self) -> frozenset[int]:
        """The tokens of "according to …": whoever is cited there restricts nothing."""
        lower = self.sentence.lower
        found: set[int] = set()
        for i in range(len(lower) - 1):
            if lower[i : i + 2] == ATTRIBUTION:
                end = next((j for j in range(i, len(lower)) if lower[j] in SEGMENT_ENDS), len(lower))
                found.update(range(i, end))
        return frozenset(found)

    def segment(self, tokens: range) -> range:
        """The stretch around these tokens between commas, other breaks, and verbs that "and" joins to their own."""
        first = self._openings[bisect_right(self._openings, tokens.start) - 1]
        return range(first, self._ends[bisect_left(self._ends, tokens.stop)])

    @cached_property
    def _openings(self) -> tuple[int, ...]:
        told = self.sentence.words
        broken = (i for i in range(1, len(told)) if told[i - 1] in SEGMENT_ENDS or i in self._joints)
        return (0, *broken)

    @cached_property
    def _ends(self) -> tuple[int, ...]:
        told = self.sentence.words
        return (*(i for i in range(len(told)) if told[i] in SEGMENT_ENDS or i in self._joints), len(told))

    @cached_property
    def _joints(self) -> frozenset[int]:
        """Where "and" is that of "lost 2,863 people over the years and now has a population of"."""
        lower = self.sentence.lower
        return frozenset(i for i, word in enumerate(lower) if word in ("and", "but") and _verb_behind(lower, i))


def is_inside(tokens: range, phrases: Sequence[PhraseMention]) -> bool:
    """True for a number inside the words of a measure: "three-point range"."""
    return any(phrase.first <= tokens.start and tokens.stop < phrase.last for phrase in phrases)


def _verb_behind(lower: Sequence[str], i: int) -> bool:
    behind = i + 2 if lower[i + 1 : i + 2] and lower[i + 1] in words("phrase/adverbs") else i + 1
    return behind < len(lower) and (
        lower[behind] in words("phrase/verbs") or lower[behind] in words("phrase/auxiliaries")
    )
