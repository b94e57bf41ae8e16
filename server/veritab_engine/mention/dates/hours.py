"""Stretches of a day: "from 2 to 4 pm", "between 8:15 and noon", "from 10 am for 3 hours and 30 minutes"."""

from __future__ import annotations

from dataclasses import replace

from veritab_engine.document import Sentence
from veritab_engine.lexicon import mapping
from veritab_engine.mention.dates.clock import DAY, JOINERS, NOON, Clock, is_military, single
from veritab_engine.mention.dates.raw import word_at
from veritab_engine.mention.dates.relative import count_at

LASTING = mapping("clock/lasting")
OPENING_A_STRETCH = frozenset({"from", "starting", "beginning"})


def clock(sentence: Sentence, index: int) -> Clock | None:
    """The time of day that opens at a token, with the second one where it is a range."""
    found = single(sentence, index)
    if found is None:
        return None
    joiner = found.last
    if word_at(sentence, joiner) in JOINERS and joiner + 1 < len(sentence.words):
        between = word_at(sentence, found.first - 1) == "between"
        second = single(sentence, joiner + 1) if sentence.lower[joiner] != "and" or between else None
        if second is not None and not second.part and not found.part:
            ranged = _ranged(found, second)
            return replace(ranged, sure=ranged.sure or _are_of_a_day(sentence, found, second))
    return _lasting(sentence, found)


def _lasting(sentence: Sentence, found: Clock) -> Clock:
    """With how long it lasts, where it opens a stretch: "from 2 pm for 3 hours and 30 minutes"."""
    lasts = found.sure and not found.part and word_at(sentence, found.last) == "for"
    if not lasts or word_at(sentence, found.first - 1) not in OPENING_A_STRETCH:
        return found
    last, seconds = found.last + 1, 0
    while (length := _length(sentence, last)) is not None:
        last, seconds = length[1], seconds + length[0]
        last += word_at(sentence, last) == "and" and _length(sentence, last + 1) is not None
    return replace(found, last=last, end=(found.start + seconds) % (DAY * 3600)) if seconds else found


def _are_of_a_day(sentence: Sentence, first: Clock, second: Clock) -> bool:
    """True for "between 0930 and 1130": four digits of which one begins with nought are no years and no counts."""
    words = sentence.words[first.last - 1], sentence.words[second.last - 1]
    led = word_at(sentence, first.first - 1) in ("between", "from")
    return led and all(map(is_military, words)) and any(word[0] == "0" for word in words)


def _length(sentence: Sentence, index: int) -> tuple[int, int] | None:
    """The seconds of "3 hours" or "half an hour" at a token, and the index after it."""
    count, last = count_at(sentence, index)
    unit = LASTING.get(word_at(sentence, last))
    return (count * int(unit), last + 1) if count is not None and unit is not None else None


def _ranged(first: Clock, second: Clock) -> Clock:
    """Both ends of a range; the half of the day that one tells holds for the other where it fits."""
    start, end = first.start, second.end if second.end is not None else second.start
    if second.halved and not first.halved and end >= NOON * 3600 and start + NOON * 3600 <= end:
        start += NOON * 3600
    if end < start < end + NOON * 3600 and not (first.halved or second.halved):
        end += NOON * 3600
    return Clock(first.first, second.last, start, end, first.sure or second.sure, first.halved or second.halved)
