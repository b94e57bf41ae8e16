"""What a claim is read against: its sentence with everything found there, and what went before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from veritab_engine.claim import Claim
from veritab_engine.document import Prose, Sentence
from veritab_engine.lexicon import words
from veritab_engine.link.apart import compared_with, told_apart, told_aside, told_by_lag
from veritab_engine.link.compared import SEGMENT_ENDS as SEGMENT_ENDS
from veritab_engine.link.compared import carries
from veritab_engine.link.excerpt import Excerpt, event_time, event_words, excerpts_of
from veritab_engine.link.gaps import Gap, gaps
from veritab_engine.link.narrow import CARRY_WITHIN, Told, narrowed
from veritab_engine.link.respective import others
from veritab_engine.mention.names import Named, NameMention, PhraseMention
from veritab_engine.mention.predicates import PredicateMention, find_predicates
from veritab_engine.reference import ReferenceTables
from veritab_engine.reference.table import EntityRef
from veritab_engine.value import Period, Text

ATTRIBUTION = ("according", "to")
MOST_NAMED = 40
"""More entities than this in one sentence are a list, not a statement."""
BESIDE = frozenset(
    {"comparison", "extreme", "holder", "membership", "name", "nationality", "party", "predicate", "succession"}
)
"""Claims of these kinds hold a name that other claims need: they take none of it, and explain none of it."""
FIGURES = frozenset({"change", "count", "duration", "measure", "money", "percent", "ratio"})
LEVELS = FIGURES - {"change", "ratio"}
"""Kinds of figures that may be a level of a measure."""
STRETCHES = frozenset({"age", "duration", "elapsed", "streak"})


@dataclass(frozen=True)
class Scene:
    """A document as the linker sees it: prose, claims, and the names of each sentence."""

    prose: Prose
    tables: ReferenceTables
    claims: tuple[Claim, ...]
    named: tuple[Named, ...]
    """One for each sentence of the prose, in order."""

    @cached_property
    def claims_of(self) -> Mapping[int, tuple[Claim, ...]]:
        """The claims of each sentence, by its index."""
        grouped: dict[int, list[Claim]] = {}
        for claim in self.claims:
            grouped.setdefault(claim.sentence, []).append(claim)
        return {index: tuple(claims) for index, claims in grouped.items()}

    @cached_property
    def tokens_of(self) -> Mapping[int, tuple[range, ...]]:
        """The tokens of each sentence's claims, in the order of `claims_of`."""
        return {
            index: tuple(self.prose.sentences[index].tokens_of(claim.span) for claim in claims)
            for index, claims in self.claims_of.items()
        }

    @cached_property
    def owned_dates(self) -> Mapping[int, frozenset[int]]:
        """Where in each sentence a date starts that another value owns, by standing right before it: "$240 in 2023"."""
        return {
            index: frozenset(date.start for date in all_tokens for other in all_tokens if _owns(other, date))
            for index, all_tokens in self.tokens_of.items()
        }

    @property
    def as_of(self) -> date | None:
        """The day the document speaks on."""
        return self.prose.as_of

    @property
    def scope(self) -> Mapping[str, str]:
        """The columns that the document's sender held to one value."""
        return self.prose.document.scope

    @cached_property
    def excerpts(self) -> tuple[Excerpt, ...]:
        """The few rows that the document is about, where its scope says so."""
        return excerpts_of(self.tables, self.scope)

    @cached_property
    def events(self) -> frozenset[str]:
        """The stems of the words for the events of which the document is about one: "game", "contest"."""
        return event_words(self.tables, self.scope)

    @cached_property
    def event_time(self) -> Period | None:
        """When the event was that the document is about."""
        return event_time(self.tables, self.scope)

    def clause(self, claim: Claim) -> Clause:
        """The claim's own view of the scene, made once."""
        if claim not in self._clauses:
            self._clauses[claim] = Clause(self, claim)
        return self._clauses[claim]

    def told(self, sentence: int) -> Told:
        """The measure words of a sentence, with what they mean there."""
        if sentence not in self._told:
            self._told[sentence] = narrowed(self.named, sentence, self.scope, self.tables)
        return self._told[sentence]

    def topics(self, sentence: int) -> tuple[NameMention, ...]:
        """The names of a sentence but for those that it only compares somebody with."""
        told, claims = self.named[sentence].names, self.claims_of.get(sentence, ())
        held = zip(claims, self.tokens_of.get(sentence, ()), strict=True)
        multiples = [tokens for claim, tokens in held if claim.kind == "ratio"]
        apart = compared_with(self.prose.sentences[sentence].lower, told, multiples)
        return tuple(name for name in told if name.first not in apart)

    def gaps(self, sentence: int) -> tuple[tuple[Claim, ...], tuple[Gap, ...]]:
        """The figures of a sentence in their order, and those of them that go on with what was told before."""
        if sentence not in self._gaps:
            told = self.prose.sentences[sentence]
            claims = sorted(self.claims_of.get(sentence, ()), key=lambda claim: claim.span.start)
            figures = tuple(claim for claim in claims if claim.kind in LEVELS)
            tokens = [told.tokens_of(claim.span) for claim in figures]
            nouns = [told.tokens_of(claim.noun_span) if claim.noun_span else range(0) for claim in figures]
            held = [
                range(at.start, noun.stop if noun.start == at.stop else at.stop)
                for at, noun in zip(tokens, nouns, strict=True)
            ]
            units = [claim.unit for claim in figures]
            names = [range(name.first, name.last) for name in self.named[sentence].names]
            dates = [told.tokens_of(claim.span) for claim in claims if claim.kind in {"date", *STRETCHES}]
            self._gaps[sentence] = figures, tuple(gaps(told.lower, held, units, names, dates))
        return self._gaps[sentence]

    def said(self, sentence: int) -> tuple[PredicateMention, ...]:
        """The predicates of a sentence."""
        if sentence not in self._said:
            self._said[sentence] = find_predicates(self.named[sentence], self.tables)
        return self._said[sentence]

    @cached_property
    def _said(self) -> dict[int, tuple[PredicateMention, ...]]:
        return {}

    @cached_property
    def _gaps(self) -> dict[int, tuple[tuple[Claim, ...], tuple[Gap, ...]]]:
        return {}

    @cached_property
    def _told(self) -> dict[int, Told]:
        return {}

    @cached_property
    def _clauses(self) -> dict[Claim, Clause]:
        return {}


@dataclass(frozen=True)
class Clause:
    """One claim in its sentence: tokens by position, names and dates with the tokens that they hold."""

    scene: Scene
    claim: Claim

    @cached_property
    def sentence(self) -> Sentence:
        """The claim's sentence."""
        return self.scene.prose.sentences[self.claim.sentence]

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

    @cached_property
    def _all_names(self) -> tuple[NameMention, ...]:
        return tuple(name for name in self.named.names if name.first not in self._values)

    @cached_property
    def _of_others(self) -> frozenset[int]:
        figures = [tokens for other, tokens in self.neighbours if not isinstance(other.value, Text | Period)]
        told = others(self.sentence.lower, self.tokens, [*figures, self.tokens], self._all_names)
        told |= told_apart(self.sentence.lower, self.tokens, figures, self._all_names)
        if self.claim.kind not in STRETCHES:
            stretches = [tokens for other, tokens in self.neighbours if other.kind in STRETCHES]
            told |= told_by_lag(self.sentence.lower, stretches, self._all_names)
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
    def _values(self) -> frozenset[int]:
        """The tokens of the sentence's figures."""
        everyone = self.scene.claims_of.get(self.claim.sentence, ())
        tokens = self.scene.tokens_of.get(self.claim.sentence, ())
        figures = (
            held
            for claim, held in zip(everyone, tokens, strict=True)
            if claim.kind != "rank" and not isinstance(claim.value, Text)
        )
        return frozenset(token for held in figures for token in held)

    @cached_property
    def phrases(self) -> tuple[PhraseMention, ...]:
        """The measure words of the sentence, in order, without those that mean too much to say anything."""
        return self.scene.told(self.claim.sentence).phrases

    @property
    def broad(self) -> tuple[PhraseMention, ...]:
        """The measure words of the sentence that mean too much, each with one of its columns."""
        return self.scene.told(self.claim.sentence).broad

    @cached_property
    def is_too_broad(self) -> bool:
        """True where the sentence names so many that trying all of them on every column is no reading any more."""
        return len({ref for name in self.named.names for ref in name.refs}) > MOST_NAMED

    @cached_property
    def neighbours(self) -> tuple[tuple[Claim, range], ...]:
        """The other claims of the sentence, with their tokens."""
        others = self.scene.claims_of.get(self.claim.sentence, ())
        tokens = self.scene.tokens_of.get(self.claim.sentence, ())
        pairs = zip(others, tokens, strict=True)
        return tuple(pair for pair in pairs if pair[0] is not self.claim and pair[0].kind not in BESIDE)

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

    @cached_property
    def titles(self) -> frozenset[int]:
        """The tokens of titled persons ("Chinese President Xi Jinping"): whoever speaks there restricts nothing."""
        spans = [
            (other.span, other.noun_span)
            for other in self.scene.claims_of.get(self.claim.sentence, ())
            if other.kind == "role"
        ]
        return frozenset(
            token for pair in spans for span in pair if span is not None for token in self.sentence.tokens_of(span)
        )

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

    @cached_property
    def segment(self) -> range:
        """The claim's stretch of the sentence between commas, other breaks, and verbs that "and" joins to its own."""
        told = self.sentence.words
        first, last = self.tokens.start, self.tokens.stop
        while first > 0 and told[first - 1] not in SEGMENT_ENDS and not self._joins_a_verb(first):
            first -= 1
        while last < len(told) and told[last] not in SEGMENT_ENDS and not self._joins_a_verb(last):
            last += 1
        return range(first, last)

    def _joins_a_verb(self, i: int) -> bool:
        """True for the "and" of "lost 2,863 people over the years and now has a population of"."""
        lower = self.sentence.lower
        behind = i + 2 if lower[i + 1 : i + 2] and lower[i + 1] in words("phrase/adverbs") else i + 1
        joint = lower[i] in ("and", "but") and behind < len(lower)
        return joint and (lower[behind] in words("phrase/verbs") or lower[behind] in words("phrase/auxiliaries"))

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


def _owns(other: range, date: range) -> bool:
    return 0 < date.start - other.stop <= 1
