"""Owners: whose a value is, by the words of the text.

"Curry" is "Stephen Curry" where the text has that name and no other Curry; where it has two, "Curry" is nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from veritab_engine.claim import Claim
from veritab_engine.document import Sentence
from veritab_engine.extract.phrase import is_name
from veritab_engine.lexicon import words

Name = tuple[str, ...]
POSSESSIVE = ("'s", "'")
PRONOUNS = frozenset({"his", "her", "its", "their"})


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a text by the word that they end with, in lower case."""

    by_last: dict[str, frozenset[Name]]

    @classmethod
    def of(cls, sentences: Iterable[Sentence]) -> Names:
        """All runs of words that are written as names."""
        found: dict[str, set[Name]] = {}
        for sentence in sentences:
            for first, last in runs(sentence):
                name = sentence.lower[first:last]
                found.setdefault(name[-1], set()).add(name)
        return cls({last: frozenset(names) for last, names in found.items()})

    def whole(self, name: Name) -> Name | None:
        """The longest name of the text that ends in this one; None where two different ones do."""
        longer = [each for each in self.by_last.get(name[-1], ()) if each[-len(name) :] == name]
        longest = max(longer, key=len, default=name)
        if any(longest[-len(each) :] != each for each in longer):
            return None
        return longest


def runs(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """The ranges of tokens that are written as names."""
    i, end = 0, len(sentence.words)
    while i < end:
        first = i
        while i < end and is_name(sentence, i):
            i += 1
        if i > first:
            yield first, i
        i += 1


def owner_of(claim: Claim, sentence: Sentence, names: Names) -> Name | None:
    """Whose the value is: a name in full, or the words of a common noun; () where it is nobody's, None in doubt."""
    tokens = sentence.tokens_of(claim.span)
    if not tokens:
        return None
    before = sentence.lower[tokens.start - 1] if tokens.start else ""
    if before in POSSESSIVE:
        return _possessor(sentence, tokens.start - 1, names)
    if claim.kind == "ordinal" and before in PRONOUNS:
        return (before,)
    subject = claim.about.subject
    if subject is None or subject.span.overlaps(claim.span):
        return ()
    if not sentence.span.contains(subject.span) or _in_doubt(claim, sentence):
        return None
    held = sentence.tokens_of(subject.span)
    measured = _measured(claim, sentence)
    told = [i for i in held if i not in measured and _tells(sentence.lower[i])]
    return _resolved(sentence, told, names)


def _measured(claim: Claim, sentence: Sentence) -> range:
    measure, subject = claim.about.measure, claim.about.subject
    if claim.noun and measure is not None and subject is not None and measure.span == subject.span:
        return range(0)  # what is counted is the measure: "Ruiz had 24 points"
    return sentence.tokens_of(measure.span) if measure is not None else range(0)


def _tells(word: str) -> bool:
    function = words("words/function") | words("words/prepositions") | words("phrase/determiners")
    return word not in function and word not in POSSESSIVE and word[0].isalnum()


def _resolved(sentence: Sentence, told: list[int], names: Names) -> Name | None:
    """A subject that is one name is that name in full; any other is its own words."""
    name = tuple(sentence.lower[i] for i in told)
    if told and all(is_name(sentence, i) for i in told) and told[-1] - told[0] == len(told) - 1:
        return names.whole(name)
    return name


def _possessor(sentence: Sentence, end: int, names: Names) -> Name | None:
    first = end
    while is_name(sentence, first - 1):
        first -= 1
    return names.whole(sentence.lower[first:end]) if first < end else None


def _in_doubt(claim: Claim, sentence: Sentence) -> bool:
    """True where a pronoun between subject and value may stand for another, or another name has the value itself."""
    subject, tokens = claim.about.subject, sentence.tokens_of(claim.span)
    held = sentence.tokens_of(subject.span) if subject is not None else range(0)
    between = range(held.stop, tokens.start)
    if not between:
        return bool(held) and held.start > tokens.start
    named = [run for run in runs(sentence) if run[1] <= tokens.start]
    stands_in = any(sentence.lower[i] in words("consistency/pronouns") for i in between)
    if stands_in and len(named) > 1:
        return True
    others = (run for run in named if run[0] >= held.stop)
    return any(_takes_over(sentence, run) for run in others)


def _takes_over(sentence: Sentence, run: tuple[int, int]) -> bool:
    """True for a name with a verb of its own, or behind "with" or "by": "with Hill adding 20 points"."""
    behind = sentence.lower[run[1] : run[1] + 1]
    led = sentence.lower[max(run[0] - 2, 0) : run[0]]
    verbs = words("phrase/verbs") | words("phrase/auxiliaries") | words("consistency/holding")
    return any(word.endswith(("ing", "ed")) or word in verbs for word in behind) or "by" in led or "with" in led
