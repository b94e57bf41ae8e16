"""What a claim is read against: its sentence with everything found there, and what went before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from veritab_engine.claim import Claim
from veritab_engine.document import Sentence
from veritab_engine.link.apart import told_apart, told_aside, told_by_lag
from veritab_engine.link.compared import carries
from veritab_engine.link.narrow import CARRY_WITHIN, Told
from veritab_engine.link.respective import others
from veritab_engine.link.shared import Figure, Shared
from veritab_engine.mention.names import Named, NameMention, PhraseMention
from veritab_engine.reference.table import EntityRef
from veritab_engine.value import Period, Text

if TYPE_CHECKING:
    from veritab_engine.link.scene import Scene

FIGURES = frozenset({"change", "count", "duration", "measure", "money", "percent", "ratio"})
LEVELS = FIGURES - {"change", "ratio"}
"""Kinds of figures that may be a level of a measure."""
STRETCHES = frozenset({"age", "duration", "elapsed", "streak"})


@dataclass(frozen=True)
class Clause:
    """One claim in its sentence: tokens by position, names and dates with the tokens that they hold."""

    scene: Scene
    claim: Claim

    @cached_property
    def sentence(self) -> Sentence:
        """The claim's sentence."""
        return self.scene.prose.sentences[self.claim.sentence]

    @property
    def shared(self) -> Shared:
        """What the claims of the sentence share."""
        return self.scene.shared(self.claim.sentence)

    @cached_property
    def tokens(self) -> range:
        """The claim's own tokens."""
        return self.sentence.tokens_of(self.claim.span)

    @cached_property
    def noun_tokens(self) -> range:
        """The tokens of the claim's noun phrase; empty where it has none."""
        return self.sentence.tokens_of(self.claim.noun_span) if self.claim.noun_span else range(0)

    @cached_property
    def entities(self) -> tuple[EntityRef, ...]:
        """Whom the claim's words name, all of them and no part: "Barroso" is not who "Luis Roberto Barroso" is."""
        whole = (name for name in self.named.names if name.first == self.tokens.start and name.last >= self.tokens.stop)
        return tuple(ref for name in whole for ref in name.refs)

    @cached_property
    def named(self) -> Named:
        """The names and measure words of the sentence."""
        return self.scene.named[self.claim.sentence]

    @cached_property
    def names(self) -> tuple[NameMention, ...]:
        """The names of the sentence, in order, without those of values, and those that are of other figures alone.

        They stand inside a value in "244.8 billion U.S. dollars".
        """
        return tuple(name for name in self._all_names if name.first not in self._of_others)

    @property
    def _all_names(self) -> tuple[NameMention, ...]:
        return self.shared.names

    @cached_property
    def _of_others(self) -> frozenset[int]:
        figures = [tokens for other, tokens in self.neighbours if not isinstance(other.value, Text | Period)]
        told = others(self.sentence.lower, self.tokens, [*figures, self.tokens], self._all_names)
        told |= told_apart(self.sentence.lower, self.tokens, figures, self._all_names)
        if self.claim.kind not in STRETCHES:
            told |= told_by_lag(self.sentence.lower, self.stretches, self._all_names)
        if self.claim.kind not in FIGURES:
            return told
        multiples = [tokens for other, tokens in self.neighbours if other.kind == "ratio"]
        told |= {name.first for name in self._all_names if name.first in self._in_gaps}
        return told | told_aside(self.sentence.lower, self.tokens, self._all_names, multiples)

    @cached_property
    def _in_gaps(self) -> frozenset[int]:
        """The tokens that clauses with gaps have for other figures of the sentence than this one."""
        claims, found = self.scene.gaps(self.claim.sentence)
        own = next((place for place, claim in enumerate(claims) if claim is self.claim), None)
        return frozenset(i for gap in found if gap.figure != own and gap.before is not None for i in gap.own)

    @property
    def told_of_others(self) -> frozenset[int]:
        """The tokens of the names that "respectively", a comparison or a contrast gives to other figures."""
        return frozenset(i for name in self._all_names if name.first in self._of_others for i in name.tokens)

    @cached_property
    def nearest(self) -> Mapping[str, Mapping[str, NameMention]]:
        """The mention of every entity, by class and id, that is nearest to the claim; a name before a metonym."""
        found: dict[str, dict[str, NameMention]] = {}
        for mention in sorted(self.names, key=lambda name: (name.metonym, abs(name.first - self.tokens.start))):
            for ref in mention.refs:
                found.setdefault(ref.kind, {}).setdefault(ref.id, mention)
        return found

    @cached_property
    def phrases(self) -> tuple[PhraseMention, ...]:
        """The measure words of the sentence, in order, without those that mean too much to say anything."""
        return self.scene.told(self.claim.sentence).phrases

    @property
    def broad(self) -> tuple[PhraseMention, ...]:
        """The measure words of the sentence that mean too much, each with one of its columns."""
        return self.scene.told(self.claim.sentence).broad

    @property
    def is_too_broad(self) -> bool:
        """True where the sentence names so many that trying all of them on every column is no reading any more."""
        return self.shared.is_too_broad

    @property
    def neighbours(self) -> tuple[Figure, ...]:
        """The other claims of the sentence, with their tokens; not kept, for a long sentence has many for each."""
        figures, own = self.shared.figures, self._place
        return figures[:own] + figures[own + 1 :]

    @cached_property
    def _place(self) -> int:
        """Where the claim stands among the figures of its sentence; behind them where it is none."""
        figures = self.shared.figures
        return next((i for i, (other, _) in enumerate(figures) if other is self.claim), len(figures))

    @cached_property
    def dates(self) -> tuple[tuple[Period, range], ...]:
        """The dates of the sentence that are told as dates, with their tokens."""
        return tuple(
            (other.value, tokens)
            for other, tokens in self.neighbours
            if other.kind == "date" and isinstance(other.value, Period)
        )

    @cached_property
    def stretches(self) -> tuple[range, ...]:
        """The tokens of the lengths of time in the sentence."""
        return tuple(tokens for other, tokens in self.neighbours if other.kind in STRETCHES)

    @property
    def titles(self) -> frozenset[int]:
        """The tokens of titled persons of the sentence."""
        return self.shared.titles

    @property
    def attributions(self) -> frozenset[int]:
        """The tokens of "according to …" in the sentence."""
        return self.shared.attributions

    @cached_property
    def segment(self) -> range:
        """The claim's stretch of the sentence between commas, other breaks, and verbs that "and" joins to its own."""
        return self.shared.segment(self.tokens)

    @property
    def previous(self) -> Told | None:
        """The measure words of the sentence before in the same paragraph; None for a paragraph's first."""
        index = self.claim.sentence - 1
        sentences = self.scene.prose.sentences
        same = index >= 0 and sentences[index].paragraph == self.sentence.paragraph
        return self.scene.told(index) if same else None

    def earlier_names(self) -> Iterator[tuple[int, NameMention]]:
        """Names of earlier sentences with their distance in sentences, latest first."""
        for distance in range(1, min(self.claim.sentence, CARRY_WITHIN) + 1):
            for name in reversed(self.scene.named[self.claim.sentence - distance].names):
                yield distance, name

    def earlier_dates(self) -> Iterator[Period]:
        """Dates of the paragraph's earlier sentences, latest first, where the story may go on in them."""
        for index in range(self.claim.sentence - 1, max(self.claim.sentence - CARRY_WITHIN, 0) - 1, -1):
            if self.scene.prose.sentences[index].paragraph != self.sentence.paragraph:
                return
            claims, held = self.scene.claims_of.get(index, ()), self.scene.tokens_of.get(index, ())
            lower = self.scene.prose.sentences[index].lower
            for claim, tokens in reversed(tuple(zip(claims, held, strict=True))):
                if claim.kind == "date" and isinstance(claim.value, Period) and carries(lower, tokens, held):
                    yield claim.value
