"""Ranks and superlatives: "Russia's largest trading partner", "second-largest economy", "ranked 5th", "a record high".

Asserts the place of one among its kind at the time that the text speaks of. The value is the rank, 1 where only the
superlative is named; "among the top three" is at most 3. The direction says which end of the scale counts as first:
up for "largest", down for "smallest". The span is the superlative with its head noun, or the words for the place; the
noun is all that the rank is among ("largest trading partner of China", "lowest since 2009", "40-year high"). "One of
the largest" names no rank, and "best" no scale; "the biggest problem" is a judgement.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from veritab_engine.claim import Claim, ClaimKind, Direction
from veritab_engine.extract.passage import Passage
from veritab_engine.extract.phrase import (
    DETERMINERS,
    Range,
    core_end,
    in_dates,
    is_name,
    is_nominal,
    phrase_at,
    phrase_end,
    subject_before,
)
from veritab_engine.extract.record import TRIGGERS as RECORD_TRIGGERS
from veritab_engine.extract.record import records
from veritab_engine.extract.superlative import DIRECTIONS, ONE_OF, superlatives
from veritab_engine.extract.superlative import TRIGGERS as SUPERLATIVE_TRIGGERS
from veritab_engine.lexicon import mapping, words
from veritab_engine.mention import Ordinal
from veritab_engine.mention.modality import modality_of
from veritab_engine.value import AtMost, Number, Point

KIND = ClaimKind("rank", summary="place of one among its kind")

RANKING = words("superlatives/ranking")
BETWEEN = words("superlatives/between")
SHARING = words("superlatives/sharing")
PLACES = words("superlatives/places")
RANKED_AS = words("superlatives/ranked_as")
TOPPING = words("superlatives/topping")
FIELDS = words("superlatives/fields")
LISTS = words("superlatives/lists")
NUMBER_MARKS = words("superlatives/number_marks")
NOT_RANKING = words("superlatives/not_ranking")
SPELLED = mapping("superlatives/spelled")
INTO_THE_TOP = frozenset({"among", "in", "into", "of", "within"})
ARTICLES = frozenset({"a", "an"})
POSSESSIVES = frozenset({"'s", "'"})
BEFORE_NUMBER = POSSESSIVES | {"world", "then", "current", "former", "new"}
FIRST = Point(Decimal(1))
TRIGGERS = SUPERLATIVE_TRIGGERS | RECORD_TRIGGERS | NUMBER_MARKS | TOPPING | {"<ordinal>"}


def find(passage: Passage) -> Iterator[Claim]:
    """Yield a claim for every rank."""
    lower = passage.sentence.lower
    for s in superlatives(passage):
        yield _claim(passage, (s.first, s.last), s.rank, s.direction, s.noun)
    for record in records(passage):
        yield _claim(passage, record.span, FIRST, record.direction, record.noun)
    if passage.mentions.numerals:
        yield from _top_of_a_list(passage)
    for ordinal in passage.mentions.ordinals:
        yield from _ranked(passage, ordinal)
    if not NUMBER_MARKS.isdisjoint(lower):
        yield from _numbered(passage)
    if not TOPPING.isdisjoint(lower):
        yield from _topped(passage)


def _top_of_a_list(passage: Passage) -> Iterator[Claim]:
    """ "Among the top three", "in the world's top 10", "a top-five producer", "one of the three largest banks"."""
    sentence, lower = passage.sentence, passage.sentence.lower
    for numeral in passage.mentions.numerals:
        first = numeral.first - 1 - (lower[numeral.first - 1] == "-")
        top = first > 0 and lower[first] == "top"
        largest = numeral.last < len(lower) and lower[numeral.last] in DIRECTIONS
        if not top and not largest:
            continue
        first = first if top else numeral.first
        end = max(numeral.last, core_end(sentence, numeral.last))
        if lower[first - 1] in ARTICLES or _is_among(passage, first):
            among = (first, max(end, phrase_end(passage, numeral.last)))
            way = Direction.UP if top else DIRECTIONS[lower[numeral.last]]
            yield _claim(passage, (first, end), AtMost(abs(numeral.point.number)), way, among)


def _is_among(passage: Passage, first: int) -> bool:
    """True where "among the", or "in the world's", stands before token `first`."""
    sentence, lower, i = passage.sentence, passage.sentence.lower, first
    if lower[i - 1] in POSSESSIVES:
        i -= 2
        while is_name(sentence, i - 1):
            i -= 1
        i -= lower[i - 1] == "the"
    elif lower[i - 1] == "the":
        i -= 1
    into = 0 < i < first and lower[i - 1] in INTO_THE_TOP
    return into and (lower[i - 1] != "of" or (i > 1 and lower[i - 2] in ONE_OF))


def _ranked(passage: Passage, ordinal: Ordinal) -> Iterator[Claim]:
    """ "Ranked 5th among exporters", "came in third", "tied for second", "third place", "second-ranked"."""
    sentence, lower = passage.sentence, passage.sentence.lower
    value, after, span = Point(Decimal(ordinal.rank)), ordinal.last, (ordinal.first, ordinal.last)
    verb = ordinal.first - 1 - (lower[ordinal.first - 1] in BETWEEN)
    ends = core_end(sentence, after) == after
    if ends and verb >= 0 and lower[verb] in RANKING:
        yield _claim(passage, span, value, Direction.UP, _ranked_among(passage, after, verb))
    elif ends and ordinal.first > 1 and lower[ordinal.first - 2] in SHARING and lower[ordinal.first - 1] == "for":
        yield _claim(passage, span, value, Direction.UP, _ranked_among(passage, after, ordinal.first - 2))
    elif lower[after : after + 1] == ("-",) and after + 1 < len(lower) and lower[after + 1] in RANKED_AS:
        end = core_end(sentence, after + 2)
        yield _claim(passage, (ordinal.first, after + 2), value, Direction.UP, (ordinal.first, max(end, after + 2)))
    elif lower[after : after + 2] == ("only", "to") or _is_in_field(passage, ordinal):
        yield _claim(passage, span, value, Direction.UP, subject_before(passage, ordinal.first))
    elif _is_place(passage, ordinal):
        among = subject_before(passage, ordinal.first)
        yield _claim(passage, (ordinal.first, after + 1), value, Direction.UP, among)


def _is_in_field(passage: Passage, ordinal: Ordinal) -> bool:
    """True for "third in the standings" and "second on the team", but not for "the first in the world to"."""
    sentence, begin = passage.sentence, ordinal.last + 2
    if (
        sentence.lower[ordinal.last : begin] not in (("in", "the"), ("on", "the"))
        or sentence.lower[ordinal.first - 1] in DETERMINERS
    ):
        return False
    end = core_end(sentence, begin)
    return end > begin and sentence.lower[end - 1] in FIELDS


def _is_place(passage: Passage, ordinal: Ordinal) -> bool:
    """True for "third place", but not for "in the first place"."""
    lower, after = passage.sentence.lower, ordinal.last
    if after >= len(lower) or lower[after] not in PLACES or core_end(passage.sentence, after) != after + 1:
        return False
    return ordinal.rank > 1 or lower[ordinal.first - 1] != "the"


def _numbered(passage: Passage) -> Iterator[Claim]:
    """ "Ranks No. 5 in Asia", "the No. 1 exporter", "the number-one buyer", "No. 3 seed Coco Gauff"."""
    sentence = passage.sentence
    for first, word in enumerate(sentence.lower):
        number = first + 1
        while word in NUMBER_MARKS and number < len(sentence.lower) and sentence.lower[number] in (".", "-"):
            number += 1
        rank = _small_number(sentence.lower, number) if word in NUMBER_MARKS else None
        if rank is None:
            continue
        end = core_end(sentence, number + 1)
        if end > number + 1 and NOT_RANKING.isdisjoint(sentence.lower[number + 1 : end]):
            named = next((i for i in range(number + 1, end) if is_name(sentence, i)), end)
            if named > number + 1 and _is_label(passage, first):
                continue
            yield _claim(passage, (first, named), rank, Direction.UP, (first, phrase_end(passage, number + 1)))
        elif end == number + 1 and first and sentence.lower[first - 1] in RANKING:
            among = _ranked_among(passage, number + 1, first - 1)
            yield _claim(passage, (first, number + 1), rank, Direction.UP, among)


def _is_label(passage: Passage, first: int) -> bool:
    """True for "Flight No. 7 landed": the number belongs to the noun before it."""
    before = passage.sentence.lower[first - 1] if first else ""
    return is_nominal(passage.sentence, first - 1) and before not in BEFORE_NUMBER


def _topped(passage: Passage) -> Iterator[Claim]:
    """ "Finland topped the ranking", "tops the medal table"."""
    sentence, lower = passage.sentence, passage.sentence.lower
    for i, word in enumerate(lower[:-2]):
        if word in TOPPING and lower[i + 1] == "the":
            end = core_end(sentence, i + 2)
            if end > i + 2 and lower[end - 1] in LISTS:
                yield _claim(passage, (i, end), FIRST, Direction.UP, (i + 2, phrase_end(passage, i + 2)))


def _small_number(lower: tuple[str, ...], i: int) -> Point | None:
    """The rank that the token at `i` tells, in digits or in a word; numbers after "No." are no mentions."""
    word = lower[i] if i < len(lower) else ""
    digits = SPELLED.get(word, word)
    return Point(Decimal(digits)) if digits.isascii() and digits.isdigit() and len(digits) < 4 else None


def _ranked_among(passage: Passage, after: int, verb: int) -> Range | None:
    """What follows "among" or "in", else the subject of the verb of ranking."""
    lower = passage.sentence.lower
    if lower[after : after + 1] and lower[after] in INTO_THE_TOP:
        among = phrase_at(passage, after + 1)
        if among and among[0] not in in_dates(passage):
            return among
    return subject_before(passage, verb)


def _claim(passage: Passage, span: Range, value: Number, direction: Direction, noun: Range | None) -> Claim:
    return passage.claim(
        KIND, *span, value, direction=direction, noun=noun, modality=modality_of(passage.sentence, span[0])
    )
