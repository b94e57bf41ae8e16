"""What every claim kind reads from: one sentence with its mentions, and the way to write a claim down."""

from __future__ import annotations

from dataclasses import dataclass

from veritab_engine.claim import Claim, ClaimKind, Direction, Modality, Phrase
from veritab_engine.document import Prose, Sentence
from veritab_engine.lazy import lazy
from veritab_engine.mention import Measure, Mentions
from veritab_engine.value import Value

FORMS = {measure: f"<{measure}>" for measure in Measure}


@dataclass(frozen=True)
class Passage:
    """A sentence with its mentions, in the prose that it belongs to. Claim kinds index its tokens by position."""

    prose: Prose
    mentions: Mentions

    @lazy
    def sentence(self) -> Sentence:
        """The sentence itself."""
        return self.mentions.sentence

    @lazy
    def dated(self) -> frozenset[int]:
        """The tokens of the sentence's dates."""
        return frozenset(i for mention in self.mentions.dates for i in range(mention.first, mention.last))

    @lazy
    def forms(self) -> frozenset[str]:
        """What forms of mentions the sentence has, each a name in angle brackets: "<money>", "<ordinal>", "<date>"."""
        mentions = self.mentions
        others = (("<numeral>", mentions.numerals), ("<ordinal>", mentions.ordinals))
        dated = (("<date>", mentions.dates), ("<time>", mentions.times))
        measures = (FORMS[quantity.measure] for quantity in mentions.quantities)
        return frozenset((*measures, *(form for form, found in (*others, *dated) if found)))

    def phrase(self, tokens: tuple[int, int]) -> Phrase:
        """The words in a range of tokens."""
        span = self.sentence.span_of(*tokens)
        return Phrase(span, self.prose.text[span.start : span.end])

    def claim(
        self,
        kind: ClaimKind,
        first: int,
        last: int,
        value: Value,
        *,
        unit: str | None = None,
        hedge: str | None = None,
        direction: Direction | None = None,
        noun: tuple[int, int] | None = None,
        modality: Modality = Modality.ASSERTED,
    ) -> Claim:
        """The claim in the tokens `first` to `last` (excluded); `noun` is a range of tokens too. Its id comes later."""
        text, span = self.prose.text, self.sentence.span_of(first, last)
        noun_span = self.sentence.span_of(*noun) if noun else None
        return Claim(
            id="",
            kind=kind.name,
            span=span,
            quote=text[span.start : span.end],
            value=value,
            unit=unit,
            hedge=hedge,
            direction=direction,
            noun=text[noun_span.start : noun_span.end] if noun_span else "",
            noun_span=noun_span,
            modality=modality,
            quoted=bool(self.sentence.quotations) and any(each.contains(span) for each in self.sentence.quotations),
            sentence=self.sentence.index,
        )
