"""Multiples and odds: "five times higher", "twice the size", "a ratio of 5:1", "outnumbered three to one"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from veritab_engine.document import Sentence
from veritab_engine.extract.passage import Passage
from veritab_engine.extract.phrase import Range
from veritab_engine.lexicon import words
from veritab_engine.mention import Quantity
from veritab_engine.mention.digits import parse_digits
from veritab_engine.mention.hedges import apply, hedge_around
from veritab_engine.mention.marks import digits_at, joined
from veritab_engine.mention.spelled import TIMES
from veritab_engine.value import Number, Parts, Point

ONCE_OR_MORE = frozenset(TIMES)
TIMES_WORDS = frozenset({"times", "x"})
MULTIPLIED = words("ratios/multiplied")
"""Behind "five times", these compare: "higher", "as", "the", "earnings"."""
ODDS_CUES = words("ratios/odds_cues")
TRIGGERS = TIMES_WORDS | ONCE_OR_MORE | ODDS_CUES | {":"}
_NEAR = 6
"""How many tokens a cue may stand from its odds."""
RATIO = "ratio"
"""Announces its colon from any distance: "the ratio of teachers to pupils is 1:12"."""


@dataclass(frozen=True, slots=True)
class Multiple:
    """How many times one thing is another: a number in the tokens of `span`, or two parts where odds are told."""

    span: Range
    value: Number | Parts
    unit: str
    hedge: str | None = None


def multiples(passage: Passage) -> Iterator[Multiple]:
    """The multiples and odds of a sentence, in no order."""
    sentence = passage.sentence
    lower = sentence.lower
    if not TIMES_WORDS.isdisjoint(lower):
        yield from (each for quantity in passage.mentions.quantities for each in _times(sentence, quantity))
    for word in ONCE_OR_MORE if not ONCE_OR_MORE.isdisjoint(lower) else ():
        i = lower.index(word) if word in lower else len(lower)
        if lower[i + 1 : i + 2] and lower[i + 1] in MULTIPLIED:
            hedge, _, _ = hedge_around(sentence, i, i + 1)
            yield Multiple((i, i + 1), apply(hedge, Point(TIMES[word])), "times", hedge)
    if ":" in lower:
        yield from _colons(sentence)
    if not ODDS_CUES.isdisjoint(lower):
        yield from _odds(passage)


def _times(sentence: Sentence, quantity: Quantity) -> Iterator[Multiple]:
    """ "Five times higher", "6.5 times earnings", but not "40 times in all"."""
    times = sentence.lower[quantity.last : quantity.last + 2]
    if len(times) == 2 and times[0] in TIMES_WORDS and times[1] in MULTIPLIED:
        yield Multiple((quantity.first, quantity.last + 1), quantity.value, "times", quantity.hedge)


def _colons(sentence: Sentence) -> Iterator[Multiple]:
    """ "16:9", "a ratio of 1:250": what no clock shows, or stands by a word of odds."""
    for i, word in enumerate(sentence.words):
        if word != ":" or not (digits_at(sentence, i - 1) and digits_at(sentence, i + 1)):
            continue
        if not (joined(sentence, i) and joined(sentence, i + 1)) or sentence.words[i + 2 : i + 3] == (":",):
            continue
        told = RATIO in sentence.lower[:i] or _is_cued(sentence, i)
        clock = len(sentence.words[i + 1]) == 2 and not told
        if clock or (i > 1 and (sentence.words[i - 2][0].isupper() or sentence.words[i - 2] == ":")):
            continue
        first, second = parse_digits(sentence.words[i - 1]), parse_digits(sentence.words[i + 1])
        if first is not None and second is not None:
            yield Multiple((i - 1, i + 2), Parts((Point(first), Point(second))), "odds")


def _odds(passage: Passage) -> Iterator[Multiple]:
    """ "Odds of 20 to 1", "outnumber men by three to one", "a five-to-one margin"."""
    for high, low in pairwise(passage.mentions.numerals):
        between = passage.sentence.lower[high.last : low.first]
        if between not in (("to",), ("-", "to", "-"), ("-",), ("/",)) or not _is_cued(passage.sentence, high.first):
            continue
        if between == ("-",) and low.point.number != 1:
            continue
        yield Multiple((high.first, low.last), Parts((high.point, low.point)), "odds")


def _is_cued(sentence: Sentence, i: int) -> bool:
    return not ODDS_CUES.isdisjoint(sentence.lower[max(i - _NEAR, 0) : i + _NEAR])
