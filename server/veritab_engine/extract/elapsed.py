"""Time elapsed: "80 years ago", "Eighty years later", "12 years after the initiative was launched", "for 75 years".

Asserts that so much time lies between an event and the time that the text speaks of, or between two events. The value
is the number and the unit the unit of time; decades and centuries are told in years, loosely. The span is the number
with its unit; "ago", "later", "after", "since" or "for" stand next to it in the sentence and say how it points, and so
does "in" behind a first ("the first visit in 25 years"). The
noun is the event: the rest of the clause, or the clause behind "since" and "after". "From a year ago" is the base of
a comparison and no claim, and "for five years" counts only where something has held ("have been friends for").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from veritab_engine.claim import Claim, ClaimKind, Modality
from veritab_engine.document import Sentence
from veritab_engine.extract.passage import Passage
from veritab_engine.extract.phrase import AUXILIARIES, VERBS, Range, clause_around, ends_clause
from veritab_engine.lexicon import mapping, phrases, words
from veritab_engine.mention import Measure
from veritab_engine.mention.hedges import apply, hedge_around
from veritab_engine.mention.modality import modality_of
from veritab_engine.value import Number, Point

KIND = ClaimKind("elapsed", summary="time between an event and now, or between two events")

UNITS = words("elapsed/units")
YEARS_IN = {word: Decimal(years) for word, years in mapping("elapsed/years_in").items()}
PART_OF = phrases("elapsed/part_of")
BEHIND = words("elapsed/behind")
AHEAD = words("elapsed/ahead")
TOWARDS = words("elapsed/towards")
BASELINES = words("elapsed/baselines")
COMPARED = words("elapsed/compared")
HAVE = words("elapsed/have")
PLANS = words("elapsed/plans")
CONJUNCTIONS = frozenset({"and", "or"})
TRIGGERS = words("elapsed/triggers")
POINTERS = BEHIND | AHEAD | TOWARDS | {"for", "earlier", "in"}
FOLLOWING = BEHIND | TOWARDS | {"later"}
AFTERWARDS = BEHIND | AHEAD | {"earlier"}
FIRSTS = words("elapsed/firsts")
PASSED = words("elapsed/passed")
ENDS_PHRASE = VERBS | AUXILIARIES
WITHIN = 8
"""How many tokens before "in 25 years" the "first" may stand that it belongs to."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A number with its unit of time in `first` to `last`; `outer` takes in its hedge."""

    first: int
    last: int
    outer: Range
    value: Number
    unit: str
    hedge: str | None


def find(passage: Passage) -> Iterator[Claim]:
    """Yield a claim for every stretch of time that points at an event."""
    sentence = passage.sentence
    if TRIGGERS.isdisjoint(sentence.lower) or POINTERS.isdisjoint(sentence.lower):
        return
    told: set[int] = set()
    for stretch in (*_numbered(passage), *_in_words(sentence)):
        if stretch.first not in told and _points(sentence, stretch.outer):
            told.add(stretch.first)
            noun = _event(sentence, stretch.outer)
            yield passage.claim(
                KIND,
                stretch.first,
                stretch.last,
                stretch.value,
                unit=stretch.unit,
                hedge=stretch.hedge,
                noun=noun,
                modality=_modality(sentence, stretch.outer, noun),
            )


def _numbered(passage: Passage) -> Iterator[_Stretch]:
    """ "80 years", "more than two decades"."""
    for q in passage.mentions.quantities:
        if q.measure is Measure.DURATION and q.unit in UNITS:
            yield _Stretch(q.first, q.last, q.outer, q.value, q.unit, q.hedge)
        elif q.measure is Measure.DURATION and q.unit in YEARS_IN:
            number = q.numerals[0].point.number
            value = apply(q.hedge, _loosely(number * YEARS_IN[q.unit], YEARS_IN[q.unit]))
            yield _Stretch(q.first, q.last, q.outer, value, "year", q.hedge)


def _in_words(sentence: Sentence) -> Iterator[_Stretch]:
    """ "A decade", "the decade", "half a century", "a quarter of a century"."""
    lower = sentence.lower
    for i, word in enumerate(lower):
        if word not in YEARS_IN or not i or lower[i - 1] not in ("a", "the"):
            continue
        parts = PART_OF.before(lower, i - 1)
        first = parts[1] if parts else i - (lower[i - 1] == "a")
        step = YEARS_IN[word] * (Decimal(parts[0]) if parts else 1)
        hedge, outer_first, outer_last = hedge_around(sentence, first, i + 1)
        yield _Stretch(first, i + 1, (outer_first, outer_last), apply(hedge, _loosely(step, step)), "year", hedge)


def _loosely(years: Decimal, step: Decimal) -> Point:
    """A number of years told in decades, centuries or parts of them."""
    return Point(years, shown_to=step / 10, coarsest=step)


def _points(sentence: Sentence, outer: Range) -> bool:
    """True where the words around the stretch make it point at an event."""
    lower, (first, last) = sentence.lower, outer
    after = lower[last] if last < len(lower) else ""
    before = lower[first - 1] if first else ""
    if after in FOLLOWING and not (before == "for" and after in TOWARDS):
        return before not in BASELINES and lower[first] not in COMPARED and (before != "in" or after not in TOWARDS)
    if after == "earlier":
        return first == 0
    if after == "on":
        return lower[last + 1 : last + 2] in ((",",), (".",))
    if after in HAVE and lower[last + 2 : last + 3] == ("since",):
        return lower[last + 1] in PASSED
    if before == "in":
        return _is_first(sentence, first)
    return before == "for" and _has_held(sentence, outer)


def _is_first(sentence: Sentence, stretch: int) -> bool:
    """True where a noun phrase that "first" opens reaches up to "in 25 years"; a verb between them ends it."""
    for i in range(stretch - 2, max(stretch - WITHIN, 0) - 1, -1):
        if sentence.lower[i] in FIRSTS:
            return True
        if sentence.lower[i] in ENDS_PHRASE or ends_clause(sentence, i):
            return False
    return False


def _has_held(sentence: Sentence, span: Range) -> bool:
    """True where the clause, or the main clause after a leading "For 75 years,", stands in the perfect."""
    low, high = clause_around(sentence, *span)
    if span[0] - low == 1 and high + 1 < len(sentence.words):
        high = clause_around(sentence, high + 1, high + 1)[1]
    return not HAVE.isdisjoint(sentence.lower[low:high])


def _modality(sentence: Sentence, outer: Range, event: Range | None) -> Modality:
    """As the stretch stands; "five years later, it would" tells of what may come."""
    lower = sentence.lower
    ahead = lower[outer[1] : outer[1] + 1] and lower[outer[1]] in AHEAD
    if ahead and event and event[0] >= outer[1] and not PLANS.isdisjoint(lower[event[0] : event[1]]):
        return Modality.HYPOTHETICAL
    return modality_of(sentence, outer[0])


def _event(sentence: Sentence, span: Range) -> Range | None:
    """The words for the event that the stretch points at."""
    lower, (first, last) = sentence.lower, span
    if lower[last : last + 2] == ("prior", "to"):
        last += 1
    if lower[last : last + 1] and (lower[last] in TOWARDS or lower[last - 1] == "prior"):
        return _unless_empty(last + 1, clause_around(sentence, last + 1, last + 1)[1])
    if lower[last : last + 1] and lower[last] in HAVE:
        return (
            _unless_empty(last + 3, clause_around(sentence, last + 3, last + 3)[1]) if last + 3 < len(lower) else None
        )
    pointer = last + 1 if lower[last : last + 1] and lower[last] in AFTERWARDS else last
    low, high = clause_around(sentence, first, pointer)
    low += lower[low] in CONJUNCTIONS
    if first - low > 1:
        return low, first - (lower[first - 1] in ("for", "in"))
    if pointer < high:
        return pointer, high
    begin = high + 1
    return _unless_empty(begin, clause_around(sentence, begin, begin)[1]) if begin < len(lower) else None


def _unless_empty(first: int, last: int) -> Range | None:
    return (first, last) if first < last else None
