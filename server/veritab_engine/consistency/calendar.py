"""Weekdays that the calendar denies: "Monday, May 8, 2025" and "January 27, 1945, a Sunday", whatever happened then.

Only of days told with their year. Older ones may be told by another calendar than today's.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from veritab_engine.claim import Claim
from veritab_engine.consistency.contradiction import Clash, Contradiction
from veritab_engine.document import Sentence
from veritab_engine.lexicon import mapping
from veritab_engine.link.scene import Scene
from veritab_engine.link.weekday import is_apposed
from veritab_engine.value import Period

ONE_CALENDAR = date(1924, 1, 1)
"""From here on all of Europe counted its days alike."""
WEEKDAYS = frozenset(name for name in mapping("calendar/weekdays") if name.endswith("day"))


def misdated(scene: Scene) -> Iterator[Contradiction]:
    """The weekdays of a text that are not those of the days told with them."""
    for index, claims in scene.claims_of.items():
        sentence = scene.prose.sentences[index]
        told = [each for each in claims if _is_full(each, sentence)]
        for claim in told:
            named = _weekdays(claim, sentence)
            if len(named) == 1:
                yield from _clash(claim, claim, named[0], sentence)
            elif not named:
                beside = next((each for each in claims if _is_said_of(each, claim, sentence)), None)
                if beside is not None:
                    yield from _clash(beside, claim, sentence.tokens_of(beside.span).start, sentence)


def _clash(claim: Claim, day: Claim, named: int, sentence: Sentence) -> Iterator[Contradiction]:
    """A contradiction where the weekday at a token is another than the day's."""
    right = f"{_day(day):%A}"
    if sentence.lower[named] != right.lower():
        start = sentence.starts[named] - claim.span.start
        instead = claim.quote[:start] + right + claim.quote[start + len(sentence.words[named]) :]
        yield Contradiction(claim, day, Clash.WEEKDAY, f"{_day(day).isoformat()} is a {right}", instead=instead)


def _is_full(claim: Claim, sentence: Sentence) -> bool:
    """True for one day that is told with its year, on which everybody counts by one calendar."""
    value = claim.value
    if not isinstance(value, Period) or value.first != value.last or value.first < ONE_CALENDAR:
        return False
    return str(value.first.year) in (sentence.words[i] for i in sentence.tokens_of(claim.span))


def _weekdays(claim: Claim, sentence: Sentence) -> list[int]:
    return [i for i in sentence.tokens_of(claim.span) if sentence.lower[i] in WEEKDAYS]


def _is_said_of(claim: Claim, day: Claim, sentence: Sentence) -> bool:
    """True for a weekday alone that an apposition, "which was" or "fell on" gives to the day before it."""
    at = sentence.tokens_of(claim.span)
    alone = claim.kind == "date" and len(at) == 1 and len(_weekdays(claim, sentence)) == 1
    return alone and is_apposed(sentence, sentence.tokens_of(day.span), at)


def _day(claim: Claim) -> date:
    assert isinstance(claim.value, Period)
    return claim.value.first
