"""What a value is about: the subject of its clause, the measure, the time and place that it is told of, and by whom.

Not a parse: verbs, prepositions and marks of the sentence say where each stands, and what the sentence leaves out is
carried forward from those before it in the paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from veritab_engine.claim import About, Claim, Phrase
from veritab_engine.extract.about.measure import head, measure
from veritab_engine.extract.about.place import places
from veritab_engine.extract.about.speaker import speaker, tells_by_pronoun
from veritab_engine.extract.about.subject import Subjects
from veritab_engine.extract.passage import Passage
from veritab_engine.extract.phrase import Range
from veritab_engine.lazy import lazy

TOLD_BY_THEMSELVES = frozenset({"date", "time", "recurrence"})
"""Kinds whose claims are the time."""
BACK = 3
"""Sentences; no farther back is anything carried from."""


@dataclass(frozen=True)
class Surroundings:
    """One sentence, and the one before it in its paragraph: what each of its claims is about."""

    passage: Passage
    previous: Surroundings | None

    def of(self, claim: Claim) -> About:
        """What a claim of this sentence is about."""
        tokens = self.passage.sentence.tokens_of(claim.span)
        first, last = tokens.start, tokens.stop
        depends = self._subjects.of_value(first, last)
        carried = self._carried_subject if depends.subject is None and depends.stands_in else None
        measured = self._phrase(measure(self.passage, claim.kind, (first, last), depends))
        return About(
            subject=carried or self._phrase(depends.subject),
            measure=measured or (self._carried_measure if carried else None),
            time=None if claim.kind in TOLD_BY_THEMSELVES else self._time(first),
            place=self._phrase(self._nearest_place(first, last)),
            speaker=self._quoted_speaker if claim.quoted else self._speaker,
        )

    @lazy
    def _subjects(self) -> Subjects:
        return Subjects(self.passage)

    def _earlier(self) -> Iterator[Surroundings]:
        """The sentences before, nearest first."""
        found = self.previous
        for _ in range(BACK):
            if found is None:
                return
            yield found
            found = found.previous

    @lazy
    def _carried_subject(self) -> Phrase | None:
        """The subject of the nearest sentence before that has one."""
        found = (earlier._phrase(earlier._subjects.main) for earlier in self._earlier())
        return next(filter(None, found), None)

    @lazy
    def _carried_measure(self) -> Phrase | None:
        """The head of the subject that is carried."""
        earlier = next((earlier for earlier in self._earlier() if earlier._subjects.main is not None), None)
        return earlier._main_head if earlier is not None else None

    @property
    def _main_head(self) -> Phrase | None:
        main = self._subjects.main
        return self._phrase(head(self.passage, main)) if main is not None else None

    def _time(self, first: int) -> Phrase | None:
        """The date nearest to the value, else the last one before the sentence."""
        dates = self.passage.mentions.dates
        if not dates:
            return self._carried_time
        nearest = dates[0] if len(dates) == 1 else min(dates, key=lambda date: abs(date.first - first))
        return self._phrase((nearest.first, nearest.last))

    @lazy
    def _carried_time(self) -> Phrase | None:
        for earlier in self._earlier():
            if earlier.passage.mentions.dates:
                date = earlier.passage.mentions.dates[-1]
                return earlier._phrase((date.first, date.last))
        return None

    @lazy
    def _places(self) -> tuple[Range, ...]:
        return places(self.passage)

    def _nearest_place(self, first: int, last: int) -> Range | None:
        if len(self._places) < 2:
            return self._places[0] if self._places else None
        return min(self._places, key=lambda place: max(place[0] - last, first - place[1]))

    @lazy
    def _speaker(self) -> Phrase | None:
        """Who tells the sentence, in the words of this sentence or of one before it where a pronoun tells."""
        found = self._phrase(speaker(self.passage, self._subjects))
        if found is not None or not tells_by_pronoun(self.passage, self._subjects):
            return found
        told = (earlier._speaker for earlier in self._earlier())
        return next(filter(None, told), None) or self._carried_subject

    @lazy
    def _quoted_speaker(self) -> Phrase | None:
        """Who tells a quotation that may have begun before the sentence."""
        told = (earlier._speaker for earlier in self._earlier())
        return self._speaker or next(filter(None, told), None)

    @lazy
    def _phrases(self) -> dict[Range, Phrase]:
        return {}

    def _phrase(self, tokens: Range | None) -> Phrase | None:
        """The words in a range of tokens, made once: the claims of a sentence share most of what they are about."""
        if tokens is None:
            return None
        known = self._phrases
        if tokens not in known:
            known[tokens] = self.passage.phrase(tokens)
        return known[tokens]
