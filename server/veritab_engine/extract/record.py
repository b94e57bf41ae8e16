"""Records in a sentence: "a record high", "an all-time low", "record exports", "a record $5 billion", "a 40-year high".

Read by the kind `rank`: a record is the first rank of a series in time, all of it or a stretch of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from veritab_engine.claim import Direction
from veritab_engine.extract.passage import Passage
from veritab_engine.extract.phrase import Range, core_end, in_dates, phrase_end, subject_before
from veritab_engine.lexicon import mapping, phrases, words

PEAKS = phrases("superlatives/peaks")
RECORD_BEFORE = words("superlatives/record_before")
RECORD_NOUNS = words("superlatives/record_nouns")
ALONE = phrases("superlatives/record_alone")
ENDS = {word: Direction(way) for word, way in mapping("superlatives/ends").items()}
END_UNITS = words("superlatives/end_units")
TRIGGERS = ENDS.keys() | {"record"}
MOST = 3
"""How many words a record's noun phrase may have: "record quarterly profit"."""


@dataclass(frozen=True, slots=True)
class Record:
    """A record in the tokens of `span`; `noun` says of what it is one, where the words do."""

    span: Range
    direction: Direction
    noun: Range | None


def records(passage: Passage) -> Iterator[Record]:
    """Yield the records of a sentence."""
    lower = passage.sentence.lower
    if TRIGGERS.isdisjoint(lower):
        return
    for i, word in enumerate(lower):
        if word in ENDS:
            yield from _end(passage, i)
        elif word == "record" and i and lower[i - 1] in RECORD_BEFORE and not PEAKS.at(lower, i):
            yield from _of_noun(passage, i)


def _end(passage: Passage, i: int) -> Iterator[Record]:
    """ "An all-time high", "a 40-year high"."""
    lower = passage.sentence.lower
    peak = PEAKS.before(lower, i + 1)
    if peak and peak[1] and lower[peak[1] - 1] in RECORD_BEFORE:
        yield Record((peak[1], i + 1), Direction(peak[0]), subject_before(passage, peak[1]))
    elif i > 3 and lower[i - 1] in END_UNITS and lower[i - 2] == "-":
        for numeral in passage.mentions.numerals:
            if numeral.last == i - 2:
                yield Record((i, i + 1), ENDS[lower[i]], (numeral.first, i + 1))


def _of_noun(passage: Passage, i: int) -> Iterator[Record]:
    """ "Record exports", "record quarterly profit", "a record $244.8 billion"."""
    sentence, lower = passage.sentence, passage.sentence.lower
    after = i + 2 if lower[i + 1 : i + 2] == ("-",) else i + 1
    end = core_end(sentence, after)
    if after < end <= after + MOST and lower[end - 1] in RECORD_NOUNS and end - 1 not in in_dates(passage):
        yield Record((i, end), Direction.UP, (after, max(end, phrase_end(passage, after))))
    elif after == i + 1 and (_has_number(passage, after) or (end == after and ALONE.before(lower, after))):
        yield Record((i, i + 1), Direction.UP, subject_before(passage, i))


def _has_number(passage: Passage, i: int) -> bool:
    return any(quantity.first == i for quantity in passage.mentions.quantities)
