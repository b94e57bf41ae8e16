"""Ordinals of events: "his 11th trip to Russia", "the third round of talks".

Asserts that an event is the n-th of its series on the day the text speaks. The value is the rank, the span the
ordinal alone; the noun is the series with what narrows it ("trip to Russia"), its members are rows of an event table.
"First" counts where a noun of events follows; "first quarter", "First Lady", fractions, dates and regnal numbers do
not. "Since 2019" or "in eight years" behind the series stand in the sentence, not in the noun, and restrict it. An
ordinal that is all that is said ("25th", "The twenty-first.") has no noun, and no table can be asked about it.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from veritab_engine.claim import Claim, ClaimKind
from veritab_engine.document import Sentence
from veritab_engine.extract.passage import Passage
from veritab_engine.extract.phrase import Range, core_end, in_dates, phrase_end
from veritab_engine.lexicon import words
from veritab_engine.mention import Ordinal
from veritab_engine.mention.modality import modality_of
from veritab_engine.value import Point

KIND = ClaimKind("ordinal", summary="position of an event in its series")

NOT_A_SERIES = words("series/not_a_series")
NOT_A_HEAD = words("series/not_a_head")
EVENTS = words("series/events")
BETWEEN = words("series/between")
ENDS = frozenset(".!?…\"'”’)")
TRIGGERS = frozenset({"<ordinal>"})


def find(passage: Passage) -> Iterator[Claim]:
    """Yield a claim for every ordinal that heads a series of events."""
    for ordinal in passage.mentions.ordinals:
        first = _series_start(passage.sentence, ordinal)
        if _counts(passage, ordinal, first):
            yield _claim(passage, ordinal, (first, phrase_end(passage, first)))
        elif _stands_alone(passage, ordinal):
            yield _claim(passage, ordinal, None)


def _claim(passage: Passage, ordinal: Ordinal, noun: Range | None) -> Claim:
    return passage.claim(
        KIND,
        ordinal.first,
        ordinal.last,
        Point(Decimal(ordinal.rank)),
        noun=noun,
        modality=modality_of(passage.sentence, ordinal.first),
    )


def _stands_alone(passage: Passage, ordinal: Ordinal) -> bool:
    """True for "25th" and "The twenty-first.", with nothing else in the sentence."""
    words = passage.sentence.words
    if ordinal.first > 1 or (ordinal.first == 1 and passage.sentence.lower[0] != "the"):
        return False
    return all(mark[0] in ENDS for mark in words[ordinal.last :]) and ordinal.first not in in_dates(passage)


def _series_start(sentence: Sentence, ordinal: Ordinal) -> int:
    """Past "-ever" and "and final", which belong to the ordinal."""
    first = ordinal.last
    while first < len(sentence.words) and sentence.lower[first] in BETWEEN:
        first += 1
    return first


def _counts(passage: Passage, ordinal: Ordinal, first: int) -> bool:
    """True where the words from `first` on name a series of events."""
    sentence = passage.sentence
    end = core_end(sentence, first)
    if any(other.first == first for other in passage.mentions.ordinals):
        return False
    if end == first or ordinal.first in in_dates(passage) or _is_compound(sentence, ordinal, first):
        return False
    core = sentence.lower[first:end]
    if core[-1] in NOT_A_HEAD or not NOT_A_SERIES.isdisjoint(core):
        return False
    if _is_proper(sentence, ordinal, first) or _is_fraction(passage, ordinal):
        return False
    return ordinal.rank > 1 or core[-1] in EVENTS


def _is_compound(sentence: Sentence, ordinal: Ordinal, first: int) -> bool:
    """True for "second-largest", "11th-century" and "mid-19th"; "first-ever" is none."""
    if ordinal.first and sentence.lower[ordinal.first - 1] in ("-", "/"):
        return True
    joined = sentence.lower[ordinal.last : ordinal.last + 1] == ("-",)
    return joined and sentence.lower[first - 1] != "ever"


def _is_proper(sentence: Sentence, ordinal: Ordinal, first: int) -> bool:
    """True for "Second World War", "Fifth Avenue" and "Charles the Third": a capital that no sentence start gives."""
    if not ordinal.in_words or ordinal.first == 0 or not sentence.words[ordinal.first][0].isupper():
        return False
    return sentence.words[first][0].isupper() or sentence.lower[ordinal.first - 1] == "the"


def _is_fraction(passage: Passage, ordinal: Ordinal) -> bool:
    """True where a number stands right before: "one third", "two fifths"."""
    return any(numeral.last == ordinal.first for numeral in passage.mentions.numerals)
