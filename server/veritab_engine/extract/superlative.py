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
from veritab_engine.value import Point

DIRECTIONS = {form: Direction(way) for form, way in forms("superlatives/words").items()}
DEGREES = {word: Direction(way) for word, way in mapping("superlatives/degrees").items()}
MEASURED = words("superlatives/measured")
COUNTED = words("superlatives/counted")
TOPPED = words("superlatives/topped")
PREMODIFIERS = words("superlatives/premodifiers")
OPEN_BEFORE = words("superlatives/open_before")
ONE_OF = words("superlatives/one_of")
TRIGGERS = DIRECTIONS.keys() | DEGREES.keys() | {"top"}


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
        last = core_end(sentence, _head_from(sentence, i))
        if last > i + 1 and not is_plural(sentence.lower[last - 1]) and not _is_open(sentence, first):
            noun = _owner_start(sentence, first), max(last, phrase_end(passage, last - 1))
            yield Superlative(first, last, noun, rank, direction)


def _direction(sentence: Sentence, i: int) -> Direction | None:
    """Which end of its scale the word at `i` names; None where it is no superlative that can be measured."""
    lower = sentence.lower[i]
    following = sentence.lower[i + 1] if i + 1 < len(sentence.lower) else ""
    if lower in DIRECTIONS:
        return DIRECTIONS[lower]
    if lower == "top":
        head = sentence.lower[i + 2 : i + 3] if following in PREMODIFIERS else (following,)
        return Direction.UP if head and head[0] in TOPPED and sentence.words[i].islower() else None
    definite = i > 0 and (sentence.lower[i - 1] in DETERMINERS | {"'s", "-"} or _ends_ordinal(sentence, i))
    return DEGREES[lower] if definite and following in MEASURED | COUNTED else None


def _ends_ordinal(sentence: Sentence, i: int) -> bool:
    return sentence.lower[i - 1].endswith(("th", "nd", "rd"))


def _head_from(sentence: Sentence, i: int) -> int:
    """The first token after the superlative, past "-ever", "ever" and a participle that a hyphen joins."""
    first = i + 1
    if sentence.lower[first : first + 1] == ("-",):
        first += 2
    elif sentence.lower[first : first + 1] == ("ever",) or sentence.lower[i] in DEGREES:
        first += 1
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
    before = first
    while before > 0 and (sentence.lower[before - 1] in DETERMINERS or sentence.lower[before - 1] in ("'s", "world")):
        before -= 1
    window = sentence.lower[max(0, before - 3) : before]
    of_several = window[-1:] == ("of",) and not ONE_OF.isdisjoint(window[:-1])
    return of_several or not OPEN_BEFORE.isdisjoint(window[-2:])
