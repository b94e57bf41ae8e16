"""A document as the linker sees it: what was found in each of its sentences, and a clause for each claim."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from veritab_engine.claim import Claim
from veritab_engine.document import Prose
from veritab_engine.link.apart import compared_with
from veritab_engine.link.clause import LEVELS, STRETCHES, Clause
from veritab_engine.link.excerpt import Excerpt, event_time, event_words, excerpts_of
from veritab_engine.link.gaps import Gap, gaps
from veritab_engine.link.member import Member, Owner, members
from veritab_engine.link.narrow import Told, narrowed
from veritab_engine.link.shared import Shared
from veritab_engine.mention.names import Named, NameMention
from veritab_engine.mention.predicates import PredicateMention, find_predicates
from veritab_engine.reference import ReferenceTables
from veritab_engine.value import Period


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

    def shared(self, sentence: int) -> Shared:
        """What the claims of a sentence share."""
        if sentence not in self._shared:
            claims = zip(self.claims_of.get(sentence, ()), self.tokens_of.get(sentence, ()), strict=True)
            self._shared[sentence] = Shared(self.prose.sentences[sentence], self.named[sentence], tuple(claims))
        return self._shared[sentence]

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

    def members(self, sentence: int) -> tuple[Member, ...]:
        """The names of a sentence of the classes of the excerpts, in order."""
        if sentence not in self._members:
            told = self.prose.sentences[sentence].words
            self._members[sentence] = members(told, self.named[sentence].names, self.excerpts)
        return self._members[sentence]

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
    def owners(self) -> dict[Claim, Owner | None]:
        """Whose figures are, as far as that was asked: a list keeps the owner of the figure before."""
        return {}

    @cached_property
    def _members(self) -> dict[int, tuple[Member, ...]]:
        return {}

    @cached_property
    def _shared(self) -> dict[int, Shared]:
        return {}

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


def _owns(other: range, date: range) -> bool:
    return 0 < date.start - other.stop <= 1
