"""Unbroken runs: "for 15 consecutive years", "the 15th straight year", "five in a row", "a four-game losing streak".

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
from veritab_engine.lexicon import listed, mapping, phrases, words
from veritab_engine.mention.hedges import apply, hedge_around
from veritab_engine.mention.modality import modality_of
from veritab_engine.value import Point

KIND = ClaimKind("streak", summary="unbroken run of periods or events")

ADJECTIVES = words("streaks/adjectives")
AFTER = phrases("streaks/after")
UNITS = mapping("streaks/units")
OUTCOMES = mapping("streaks/outcomes")
BETWEEN = words("streaks/between")
WITHOUT = words("streaks/without")
INSIDE = words("streaks/inside")
RUNS = words("streaks/runs")
RUN_OF = words("streaks/run_of")
REACHING = words("streaks/reaching")
AFTER_ENDS = frozenset(form.split()[-1] for form in listed("streaks/after"))
TRIGGERS = ADJECTIVES | AFTER_ENDS | WITHOUT | RUNS
LEADS_IN = words("streaks/leads_in")
NEAR = 3
"""How many tokens may lie between the number and the unit: "five consecutive monthly gains"."""

Run = tuple[int, str | None]
"""Where a run ends, and what it is counted in."""


def find(passage: Passage) -> Iterator[Claim]:
    """Yield a claim for every counted run."""
    for numeral in passage.mentions.numerals:
        number = (numeral.first, numeral.last)
        run = _run_end(passage, number, cardinal=True) or _named_run(passage, number) or _without(passage, number)
        if run:
            yield _claim(passage, number[0], numeral.point, run)
    for ordinal in passage.mentions.ordinals:
        run = _run_end(passage, (ordinal.first, ordinal.last), cardinal=False)
        if run:
            yield _claim(passage, ordinal.first, Point(Decimal(ordinal.rank)), run)


def _claim(passage: Passage, first: int, value: Point, run: Run) -> Claim:
    last, unit = run
    hedge, _, _ = hedge_around(passage.sentence, first, last)
    noun = _what_held(passage, (first, last))
    modality = modality_of(passage.sentence, first)
    return passage.claim(KIND, first, last, apply(hedge, value), unit=unit, hedge=hedge, noun=noun, modality=modality)


def _run_end(passage: Passage, number: Range, *, cardinal: bool) -> Run | None:
    """ "15 consecutive years", "fifth quarter in a row", "won five in a row"."""
    sentence, lower, after = passage.sentence, passage.sentence.lower, number[1]
    first = after + 1 if lower[after : after + 1] == ("-",) else after
    adjective = first < len(lower) and lower[first] in ADJECTIVES
    end = _unit_end(sentence, first + adjective)
    if end == first + adjective:
        return _of_outcomes(sentence, number[0], first, adjective=adjective)
    if adjective:
        known = not cardinal or lower[end - 1] in UNITS
        return (end, _unit(sentence, first + 1, end)) if known else None
    closing = AFTER.at(lower, end)
    return (closing[1], _unit(sentence, first, end)) if closing else None


def _of_outcomes(sentence: Sentence, number: int, i: int, *, adjective: bool) -> Run | None:
    """ "Won five in a row", "dropped their third straight": the verb tells what is counted."""
    lower = sentence.lower
    closing = i + 1 if adjective else (AFTER.at(lower, i) or ("", 0))[1]
    verb = number - 1
    while verb > 0 and number - verb < NEAR and lower[verb] in BETWEEN:
        verb -= 1
    return (closing, OUTCOMES[lower[verb]]) if closing and verb >= 0 and lower[verb] in OUTCOMES else None


def _named_run(passage: Passage, number: Range) -> Run | None:
    """ "An eight-game winning streak", "their winning streak to eight games"."""
    lower, unit = passage.sentence.lower, number[1] + 1
    if lower[number[1] : unit] == ("-",):
        end = unit + 1
        while end < len(lower) and end - unit < NEAR and lower[end] in RUN_OF:
            end += 1
        named = end > unit + 1 and end < len(lower) and lower[end] in RUNS
        return (end + 1, UNITS[lower[unit]]) if named and lower[unit] in UNITS else None
    run = number[0] - 2
    if run < 1 or lower[run + 1] not in REACHING or lower[run] not in RUNS or lower[run - 1] not in RUN_OF:
        return None
    return _counted(lower, number[1])


def _without(passage: Passage, number: Range) -> Run | None:
    """ "Winless in six games", "unbeaten in its last 12"."""
    lower, i = passage.sentence.lower, number[0]
    while i > 0 and lower[i - 1] in INSIDE:
        i -= 1
    return _counted(lower, number[1]) if 0 < i < number[0] and lower[i - 1] in WITHOUT else None


def _counted(lower: tuple[str, ...], i: int) -> Run:
    """The run with the unit at `i`, or without one."""
    return (i + 1, UNITS[lower[i]]) if i < len(lower) and lower[i] in UNITS else (i, None)


def _unit_end(sentence: Sentence, first: int) -> int:
    """The end of the counted noun: the first known unit, else the head of its phrase ("five straight home games")."""
    near = range(first, min(first + NEAR, len(sentence.lower)))
    return next((i + 1 for i in near if sentence.lower[i] in UNITS), core_end(sentence, first))


def _unit(sentence: Sentence, first: int, end: int) -> str:
    """The counted noun in the singular, hyphens and all ("double-double")."""
    word = sentence.lower[end - 1]
    if end - first > 2 and sentence.lower[end - 2] == "-":
        return f"{sentence.lower[end - 3]}-{singular(word)}"
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
