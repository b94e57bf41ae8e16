"""Ages: "29 years old", "the 18-month-old", "aged 66", "Maddon, 66, said", "an 87 y/o man", "a child of five".

"In his 40s" is an interval of ten years, "in her early 60s" of its first four.

Asserts how old somebody or something is. The value is the number and the unit the unit of time in the singular, a
year where the text names none. A span holds the number and, where they stand there, the words that make an age of it
("years old"); "aged" and "turned" stay outside.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from veritab_engine.claim import Claim, ClaimKind
from veritab_engine.extract.passage import Passage
from veritab_engine.extract.quantity import claim_of, of_measure
from veritab_engine.lexicon import mapping, words
from veritab_engine.mention import Measure
from veritab_engine.mention.modality import modality_of
from veritab_engine.value import Interval

KIND = ClaimKind("age", summary="how old somebody or something is")

POSSESSIVES = words("ages/possessives")
LEADS = words("ages/leads")
PARTS = mapping("ages/parts")
DECADES = mapping("ages/decades")
_PLURAL = (("s",), ("'s",))
TRIGGERS = POSSESSIVES | {"<age>"}


def find(passage: Passage) -> Iterator[Claim]:
    """Yield a claim for every age."""
    for quantity in of_measure(passage, Measure.AGE):
        yield claim_of(passage, KIND, quantity, quantity.unit)
    yield from _decades(passage)


def _decades(passage: Passage) -> Iterator[Claim]:
    """ "In his 40s", "into her early sixties"."""
    lower = passage.sentence.lower
    if POSSESSIVES.isdisjoint(lower):
        return
    for i, word in enumerate(lower):
        if word in POSSESSIVES and i > 0 and lower[i - 1] in LEADS:
            yield from _decade(passage, i + 1)


def _decade(passage: Passage, first: int) -> Iterator[Claim]:
    lower = passage.sentence.lower
    part = lower[first] if lower[first : first + 1] and lower[first] in PARTS else ""
    start = first + bool(part)
    start += lower[start : start + 1] == ("-",)
    word = lower[start] if start < len(lower) else ""
    in_digits = len(word) == 2 and word.isdecimal() and word[1] == "0" and lower[start + 1 : start + 2] in _PLURAL
    decade = word if in_digits else DECADES.get(word)
    if decade is None:
        return
    low, high = map(int, PARTS[part].split())
    value = Interval(Decimal(int(decade) + low), Decimal(int(decade) + high), Decimal(1))
    yield passage.claim(
        KIND,
        first,
        start + 1 + in_digits,
        value,
        unit="year",
        hedge="range",
        modality=modality_of(passage.sentence, first),
    )
