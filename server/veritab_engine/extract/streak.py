"""Unbroken runs: "for 15 consecutive years", "the 15th straight year", "five wins in a row", "three years running".

Asserts that something held, or happened, in each of so many periods or events up to the one the text speaks of. The
value is their number, the unit the period or event in the singular; the span runs from the number to the unit or the
words after it ("15 years in a row"). The noun is what held: the superlative of the sentence where there is one
("largest trading partner"), else the rest of the clause.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from veritab_engine.claim import Claim, ClaimKind
from veritab_engine.document import Sentence
from veritab_engine.extract.noun import singular
from veritab_engine.extract.passage import Passage
from veritab_engine.extract.phrase import Range, clause_around, core_end
from veritab_engine.extract.superlative import superlatives
from veritab_engine.lexicon import mapping, phrases, words
from veritab_engine.mention.hedges import apply, hedge_around
from veritab_engine.mention.modality import modality_of
from veritab_engine.value import Point

KIND = ClaimKind("streak", summary="unbroken run of periods or events")

ADJECTIVES = words("streaks/adjectives")
AFTER = phrases("streaks/after")
UNITS = mapping("streaks/units")
TRIGGERS = ADJECTIVES | AFTER.heads
LEADS_IN = frozenset({"for", "the", "a", "its", "his", "her", "their"})
NEAR = 3
"""How many tokens may lie between the number and the unit: "five consecutive monthly gains"."""


def find(passage: Passage) -> Iterator[Claim]:
    """Yield a claim for every counted run."""
    if TRIGGERS.isdisjoint(passage.sentence.lower):
        return
    for numeral in passage.mentions.numerals:
        yield from _run(passage, (numeral.first, numeral.last), numeral.point)
    for ordinal in passage.mentions.ordinals:
        yield from _run(passage, (ordinal.first, ordinal.last), Point(Decimal(ordinal.rank)))


def _run(passage: Passage, number: Range, value: Point) -> Iterator[Claim]:
    end = _run_end(passage, number[1])
    if end is None:
        return
    last, unit = end
    span = (number[0], last)
    hedge, _, _ = hedge_around(passage.sentence, *span)
    yield passage.claim(
        KIND,
        *span,
        apply(hedge, value),
        unit=unit,
        hedge=hedge,
        noun=_what_held(passage, span),
        modality=modality_of(passage.sentence, span[0]),
    )


def _run_end(passage: Passage, after: int) -> tuple[int, str] | None:
    """Where the run whose number ends at `after` ends, and its unit."""
    sentence, lower = passage.sentence, passage.sentence.lower
    first = after + 1 if lower[after : after + 1] == ("-",) else after
    adjective = first < len(lower) and lower[first] in ADJECTIVES
    first += adjective
    end = _unit_end(sentence, first)
    closing = None if adjective else AFTER.at(lower, end)
    if end == first or not (adjective or closing):
        return None
    return closing[1] if closing else end, _unit(lower[end - 1])


def _unit_end(sentence: Sentence, first: int) -> int:
    """The end of the counted noun: the first known unit, else the head of its phrase ("five straight home games")."""
    near = range(first, min(first + NEAR, len(sentence.lower)))
    return next((i + 1 for i in near if sentence.lower[i] in UNITS), core_end(sentence, first))


def _unit(word: str) -> str:
    return UNITS.get(word) or singular(word)


def _what_held(passage: Passage, span: Range) -> Range | None:
    """The superlative that the run is of, else the clause before it, else the clause after it."""
    sentence = passage.sentence
    low, high = clause_around(sentence, *span)
    after = min(high + 1, len(sentence.words))
    for clause in ((low, high), (after, clause_around(sentence, after, after)[1])):
        found = [s.noun for s in superlatives(passage) if clause[0] <= s.first < clause[1]]
        if found:
            return min(found, key=lambda noun: abs(noun[0] - span[0]))
    before = span[0]
    while before > low and sentence.lower[before - 1] in LEADS_IN:
        before -= 1
    if before > low:
        return low, before
    begin, end = (span[1], high) if span[1] < high else (after, clause_around(sentence, after, after)[1])
    return (begin, end) if begin < end else None
