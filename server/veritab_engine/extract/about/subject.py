"""The subjects of a sentence's verbs, and which of them a value belongs to."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple

from veritab_engine.extract.passage import Passage
from veritab_engine.extract.phrase import CLAUSE_MARKS, FINITE, TELLING, Range, is_nominal, subject_of
from veritab_engine.lazy import lazy
from veritab_engine.lexicon import words

STANDING_IN = words("phrase/standing_in")
BREAKS = CLAUSE_MARKS | {"and", "or"}
SAYING = words("phrase/saying")
SUBJECTS = STANDING_IN | {"we", "i", "you", "who", "which", "that"}
OPENING = 2
"""Tokens; a value so near to the beginning of a sentence with no verb goes on with what was told before."""
NEAR = 6
"""Tokens between a value and the end of the subject that it counts: "20 cooperation documents were signed"."""


class Dependence(NamedTuple):
    """The verb that a value depends on and its subject; `stands_in` where that is a pronoun or left out."""

    verb: int | None
    subject: Range | None
    stands_in: bool = False


@dataclass(frozen=True)
class Subjects:
    """The verbs of a sentence with the noun phrases before them."""

    passage: Passage

    @lazy
    def verbs(self) -> list[int]:
        """The tokens of verbs and auxiliaries, in order: known ones, and words in -ed that no noun follows."""
        sentence = self.passage.sentence
        return [
            i for i, word in enumerate(sentence.lower) if word in FINITE or (word[-2:] == "ed" and self._is_past(i))
        ]

    def _is_past(self, i: int) -> bool:
        """True for a word in -ed between what may be its subject and what is no noun: "they tallied 17 points"."""
        sentence = self.passage.sentence
        follows = is_nominal(sentence, i - 1) or sentence.lower[i - 1] in SUBJECTS
        return i > 0 and follows and not is_nominal(sentence, i + 1)

    @lazy
    def _known(self) -> dict[int, Range | None]:
        return {}

    def of(self, verb: int) -> Range | None:
        """The noun phrase before a verb; None where a pronoun stands there, or nothing."""
        known = self._known
        if verb not in known:
            known[verb] = subject_of(self.passage, verb)
        return known[verb]

    def of_value(self, first: int, last: int) -> Dependence:
        """The verb that a value in the tokens `first` to `last` depends on, and that verb's subject.

        Of the verbs before the value it is the nearest with a subject; who tells of it ("the ministry said") is not
        what it is about. A value with no such verb may open the subject of the next one: "20 documents were signed".
        """
        if not self.verbs:
            return Dependence(None, None, stands_in=first < OPENING)
        nearest: int | None = None
        for place in range(bisect_right(self.verbs, first) - 1, -1, -1):
            verb = self.verbs[place]
            if nearest is None and self.passage.sentence.lower[verb] in TELLING:
                return self._told(verb, first, last)
            nearest = verb if nearest is None else nearest
            found = self.of(verb)
            if found is not None:
                return Dependence(nearest, found)
            if self.stands_in(verb):
                return Dependence(nearest, self._antecedent(place), stands_in=True)
        return Dependence(nearest, None) if nearest is not None else self._opened(last)

    def _told(self, verb: int, first: int, last: int) -> Dependence:
        """The value opens what is told ("said 20 documents were signed"), else it is its object ("added 23 points")."""
        opened = self._opened(last)
        if opened.subject is not None or self.passage.sentence.lower[verb] in SAYING:
            return opened
        return Dependence(verb, self.of(verb), stands_in=self.stands_in(verb))

    def stands_in(self, verb: int) -> bool:
        """True where the subject of a verb is a pronoun."""
        return not STANDING_IN.isdisjoint(self.passage.sentence.lower[max(verb - 2, 0) : verb])

    def _antecedent(self, place: int) -> Range | None:
        """The subject, earlier in the sentence, for which the pronoun before the verb of that place stands."""
        return next((found for verb in self.verbs[:place] if (found := self.of(verb)) is not None), None)

    def _opened(self, last: int) -> Dependence:
        place = bisect_right(self.verbs, last - 1)
        if place == len(self.verbs) or self.verbs[place] - last > NEAR:
            return Dependence(None, None)
        verb = self.verbs[place]
        found = self.of(verb)
        if found is None or found[1] <= last or not BREAKS.isdisjoint(self.passage.sentence.lower[last : found[1]]):
            return Dependence(verb, None)
        return Dependence(verb, (max(found[0], last), found[1]))

    @lazy
    def main(self) -> Range | None:
        """The subject of the sentence: of its first verb that has one and does not tell what others say."""
        found = [(self.passage.sentence.lower[verb] in TELLING, self.of(verb)) for verb in self.verbs]
        subjects = [(tells, subject) for tells, subject in found if subject is not None]
        return next((subject for tells, subject in subjects if not tells), subjects[0][1] if subjects else None)
