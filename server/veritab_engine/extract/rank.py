"""Ranks and superlatives: "Russia's largest trading partner", "second-largest economy", "ranked 5th", "a record high".

Asserts the place of one among its kind at the time that the text speaks of. The value is the rank, 1 where only the
superlative is named; "among the top three" is at most 3. The direction says which end of the scale counts as first:
up for "largest", down for "smallest". The span is the superlative with its head noun, the noun is all that the rank
is among ("largest trading partner of China"). "One of the largest" names no rank, and "best" no scale.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from veritab_engine.claim import Claim, ClaimKind, Direction
from veritab_engine.extract.passage import Passage
from veritab_engine.extract.phrase import Range, core_end, in_dates, phrase_at, phrase_end, subject_before
from veritab_engine.extract.superlative import superlatives
from veritab_engine.lexicon import mapping, words
from veritab_engine.mention.modality import modality_of
from veritab_engine.value import AtMost, Number, Point

KIND = ClaimKind("rank", summary="place of one among its kind")

RECORD_HIGH = words("superlatives/record_high")
RECORD_LOW = words("superlatives/record_low")
RECORD_BEFORE = words("superlatives/record_before")
RECORD_NOUNS = words("superlatives/record_nouns")
RANKING = words("superlatives/ranking")
NUMBER_MARKS = words("superlatives/number_marks")
SPELLED = mapping("superlatives/spelled")
INTO_THE_TOP = frozenset({"among", "in", "into", "of", "within"})
FIRST = Point(Decimal(1))


def find(passage: Passage) -> Iterator[Claim]:
    """Yield a claim for every rank."""
    for s in superlatives(passage):
        yield _claim(passage, (s.first, s.last), s.rank, s.direction, s.noun)
    yield from _records(passage)
    yield from _top_of_a_list(passage)
    yield from _ranked(passage)
    if not NUMBER_MARKS.isdisjoint(passage.sentence.lower):
        yield from _numbered(passage)


def _records(passage: Passage) -> Iterator[Claim]:
    """ "A record high", "record exports", "a record $244.8 billion"."""
    lower = passage.sentence.lower
    for i, word in enumerate(lower):
        if word != "record" or not i or lower[i - 1] not in RECORD_BEFORE:
            continue
        after = i + 2 if lower[i + 1 : i + 2] == ("-",) else i + 1
        head = lower[after] if after < len(lower) else ""
        end = max(after + 1, phrase_end(passage, after))
        if head in RECORD_HIGH | RECORD_LOW | RECORD_NOUNS:
            way = Direction.DOWN if head in RECORD_LOW else Direction.UP
            named = head in RECORD_NOUNS
            about = (after, end) if named else subject_before(passage, i)
            yield _claim(passage, (i, after + 1), FIRST, way, about)


def _top_of_a_list(passage: Passage) -> Iterator[Claim]:
    """ "Among the top three exporters", "in the top 10"."""
    lower = passage.sentence.lower
    for numeral in passage.mentions.numerals:
        first = numeral.first - 1
        if first < 2 or lower[first] != "top" or lower[first - 1] != "the" or lower[first - 2] not in INTO_THE_TOP:
            continue
        end = max(numeral.last, core_end(passage.sentence, numeral.last))
        among = (first, max(end, phrase_end(passage, numeral.last)))
        yield _claim(passage, (first, end), AtMost(numeral.point.number), Direction.UP, among)


def _ranked(passage: Passage) -> Iterator[Claim]:
    """ "Ranked 5th among exporters", "finished third"."""
    sentence = passage.sentence
    for ordinal in passage.mentions.ordinals:
        verb = ordinal.first - 1
        if verb >= 0 and sentence.lower[verb] in RANKING and core_end(sentence, ordinal.last) == ordinal.last:
            value, span = Point(Decimal(ordinal.rank)), (ordinal.first, ordinal.last)
            yield _claim(passage, span, value, Direction.UP, _ranked_among(passage, ordinal.last, verb))


def _numbered(passage: Passage) -> Iterator[Claim]:
    """ "Ranks No. 5 in Asia", "the No. 1 exporter", "the number-one buyer"."""
    sentence = passage.sentence
    for first, word in enumerate(sentence.lower):
        number = first + 1
        while word in NUMBER_MARKS and number < len(sentence.lower) and sentence.lower[number] in (".", "-"):
            number += 1
        rank = _small_number(sentence.lower, number) if word in NUMBER_MARKS else None
        if rank is None:
            continue
        end = core_end(sentence, number + 1)
        if end > number + 1:
            yield _claim(passage, (first, end), rank, Direction.UP, (first, phrase_end(passage, number + 1)))
        elif first and sentence.lower[first - 1] in RANKING:
            among = _ranked_among(passage, number + 1, first - 1)
            yield _claim(passage, (first, number + 1), rank, Direction.UP, among)


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
