"""Superlatives in a sentence: where they are, which way they point, and at which rank.

Read by the kinds that build on them: a rank is a superlative by itself, a streak tells how long one has held.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from veritab_engine.claim import Direction
from veritab_engine.document import Sentence
from veritab_engine.extract.noun import is_plural
from veritab_engine.extract.passage import Passage
from veritab_engine.extract.phrase import DETERMINERS, Range, core_end, is_name, phrase_end
from veritab_engine.lexicon import forms, mapping, words
from veritab_engine.mention import Measure
from veritab_engine.value import Point

DIRECTIONS = {form: Direction(way) for form, way in forms("superlatives/words").items()}
DEGREES = {word: Direction(way) for word, way in mapping("superlatives/degrees").items()}
MEASURED = words("superlatives/measured")
COUNTED = words("superlatives/counted")
TOPS = words("superlatives/tops")
TOPPED = words("superlatives/topped")
PREMODIFIERS = words("superlatives/premodifiers")
JUDGING = frozenset((word,) for word in words("superlatives/judging"))
NOT_RANKED = words("superlatives/not_ranked")
OPEN_BEFORE = words("superlatives/open_before")
ONE_OF = words("superlatives/one_of")
ALONE_BEFORE = words("superlatives/alone_before")
STRETCHES = words("superlatives/stretches")
WINDOWS = frozenset({"since", "in"})
DEFINITE = frozenset({"the", "'s", "'", "its", "their", "his", "her", "our"})
BEFORE_DEGREE = DETERMINERS | {"'s", "-"}
BEFORE_OWNER = DETERMINERS | {"'s", "world"}
HELD = 6
"""How many tokens before a superlative "been" may stand: "has been the city's largest"."""
TRIGGERS = DIRECTIONS.keys() | DEGREES.keys() | TOPS


@dataclass(frozen=True, slots=True)
class Superlative:
    """ "Second-largest trading partner" in the tokens `first` to `last`; `noun` adds whose and of what it is."""

    first: int
    last: int
    noun: Range
    rank: Point
    direction: Direction


def superlatives(passage: Passage) -> Iterator[Superlative]:
    """Yield the superlatives with a definite rank, in the order of the text."""
    sentence = passage.sentence
    if TRIGGERS.isdisjoint(sentence.lower):
        return
    for i, lower in enumerate(sentence.lower):
        direction = _direction(sentence, i) if lower in TRIGGERS else None
        if direction is None:
            continue
        first, rank = _rank_before(passage, i)
        last = _head_end(passage, i) or (i + 1 if _stands_alone(sentence, first, i) else 0)
        if last and not _is_open(sentence, first):
            end = _window_end(passage, first, max(last, phrase_end(passage, last - 1)))
            yield Superlative(first, last, (_owner_start(sentence, first), end), rank, direction)


def _head_end(passage: Passage, i: int) -> int:
    """The end of the one thing that the superlative at `i` is of; 0 where it is of none, of several, or a judgement."""
    sentence = passage.sentence
    start = _head_from(sentence, i)
    last = core_end(sentence, start) if sentence.lower[i + 1 : i + 2] not in JUDGING else start
    following = sentence.lower[last] if last < len(sentence.lower) else ""
    if last > start + 1 and sentence.lower[last - 1].endswith("ing") and following in DETERMINERS:
        last -= 1
    head = sentence.lower[last - 1]
    several = is_plural(head) and not (sentence.lower[i] in DEGREES and head in COUNTED)
    if last <= i + 1 or several or head in NOT_RANKED:
        return 0
    return 0 if any(numeral.first == i + 1 == start for numeral in passage.mentions.numerals) else last


def _stands_alone(sentence: Sentence, first: int, i: int) -> bool:
    """True for "the lowest since 2009", "the largest of the three" and "Germany's largest,"."""
    lower = sentence.lower
    if i + 1 >= len(lower) or first < 1 or lower[first - 1] not in DEFINITE:
        return False
    if lower[i] not in DIRECTIONS:
        return _is_timed(sentence, i + 1)
    if first > 1 and lower[first - 2] in ("at", "by"):
        return False
    pointed = lower[first - 1] in ("'s", "'") or first < i
    return lower[i + 1] in ALONE_BEFORE or (pointed and lower[i + 1] in (",", "."))


def _window_end(passage: Passage, first: int, end: int) -> int:
    """Past the time that the rank is within: "since 2009", "in 40 years", "in decades", "on record".

    "Has been the largest since 2009" tells how long it has held, and "in 2009" when it did.
    """
    lower = passage.sentence.lower
    if lower[end : end + 2] == ("on", "record"):
        return end + 2
    if end + 1 >= len(lower) or lower[end] not in WINDOWS:
        return end
    begin = end + 2 if lower[end + 1] in ("a", "the") else end + 1
    if lower[end] == "since":
        held = "been" in lower[max(first - HELD, 0) : first]
        return end if held else next((d.last for d in passage.mentions.dates if d.first == begin), end)
    for quantity in passage.mentions.quantities:
        if quantity.measure is Measure.DURATION and quantity.first <= begin < quantity.last:
            return quantity.last
    return begin + 1 if begin < len(lower) and lower[begin] in STRETCHES else end


def _direction(sentence: Sentence, i: int) -> Direction | None:
    """Which end of its scale the word at `i` names; None where it is no superlative that can be measured."""
    lower = sentence.lower[i]
    following = sentence.lower[i + 1] if i + 1 < len(sentence.lower) else ""
    if lower in DIRECTIONS:
        return DIRECTIONS[lower]
    if lower in TOPS:
        head = sentence.lower[i + 2 : i + 3] if following in PREMODIFIERS else (following,)
        definite = sentence.lower[i - 1] not in ("a", "an", "another") if lower == "top" else _is_definite(sentence, i)
        return Direction.UP if head and head[0] in TOPPED and definite and sentence.words[i].islower() else None
    definite = i > 0 and (sentence.lower[i - 1] in BEFORE_DEGREE or _ends_ordinal(sentence, i))
    if not definite or following in MEASURED or following in COUNTED or _is_timed(sentence, i + 1):
        return DEGREES[lower] if definite else None
    counted = sentence.lower[core_end(sentence, i + 1) - 1] in COUNTED and sentence.lower[i - 1] == "the"
    return DEGREES[lower] if counted else None


def _is_timed(sentence: Sentence, i: int) -> bool:
    """True for "the most since 2019" and "the most in a decade"."""
    following = sentence.lower[i + 1 : i + 3]
    if sentence.lower[i : i + 1] == ("in",):
        return not STRETCHES.isdisjoint(following)
    return sentence.lower[i : i + 1] == ("since",)


def _is_definite(sentence: Sentence, i: int) -> bool:
    return i > 0 and sentence.lower[i - 1] in DEFINITE


def _ends_ordinal(sentence: Sentence, i: int) -> bool:
    return sentence.lower[i - 1].endswith(("th", "nd", "rd"))


def _head_from(sentence: Sentence, i: int) -> int:
    """The first token after the superlative, past "-ever", "ever", "one-day" and a participle that a hyphen joins."""
    first = i + 1
    if sentence.lower[first : first + 1] == ("-",):
        first += 2
    elif sentence.lower[first : first + 1] == ("ever",) or sentence.lower[i] in DEGREES:
        first += 1
    elif sentence.lower[first + 1 : first + 2] == ("-",) and core_end(sentence, first) == first:
        first += 2
    return first if core_end(sentence, first) > first else i + 1


def _rank_before(passage: Passage, i: int) -> tuple[int, Point]:
    """Where the superlative at `i` starts with its ordinal, and the rank: "second-largest", "third most populous"."""
    for ordinal in passage.mentions.ordinals:
        joined = passage.sentence.lower[ordinal.last : i]
        if ordinal.last <= i and joined in ((), ("-",)):
            return ordinal.first, Point(Decimal(ordinal.rank))
    return i, Point(Decimal(1))


def _owner_start(sentence: Sentence, first: int) -> int:
    """Where the genitive before a superlative starts: "Russia's largest trading partner"."""
    if sentence.lower[first - 1 : first] not in (("'s",), ("'",)):
        return first
    owner = first - 1
    while is_name(sentence, owner - 1):
        owner -= 1
    return owner if owner < first - 1 else first


def _is_open(sentence: Sentence, first: int) -> bool:
    """True for "one of the largest" and "among the biggest", which name no rank."""
    before = _owner_start(sentence, first)
    while before > 0 and sentence.lower[before - 1] in BEFORE_OWNER:
        before -= 1
    window = sentence.lower[max(0, before - 3) : before]
    of_several = window[-1:] == ("of",) and not ONE_OF.isdisjoint(window[:-1])
    return of_several or not OPEN_BEFORE.isdisjoint(window[-2:])
