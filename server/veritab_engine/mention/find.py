"""Find all mentions by form of one sentence."""

from __future__ import annotations

import re
from datetime import date

from veritab_engine.document import Sentence
from veritab_engine.mention import Mentions
from veritab_engine.mention.dates import OPENING, dates
from veritab_engine.mention.fractions import VULGAR
from veritab_engine.mention.marks import SCALES
from veritab_engine.mention.numbers import numbers
from veritab_engine.mention.quantities import lone, quantities
from veritab_engine.mention.sets import SETS
from veritab_engine.mention.spelled import OPENS
from veritab_engine.mention.vague import SEVERAL

# The articles open numbers only before a scale word, which triggers by itself.
TRIGGERS = OPENING.union(OPENS, SEVERAL, VULGAR, SCALES, SETS, {"ago"}) - {"a", "an"}
_DIGIT = re.compile("[0-9]")


def find_mentions(sentence: Sentence, as_of: date | None) -> Mentions:
    """The numbers, ordinals, dates and quantities of a sentence; relative dates count from `as_of`."""
    if not _may_have_any(sentence):
        return Mentions(sentence, (), (), (), tuple(lone(sentence)))
    found, times, taken = dates(sentence, as_of)
    cardinals, ordinals = numbers(sentence, taken)
    amounts = quantities(sentence, cardinals, taken)
    if ordinals:
        ordinals = [each for each in ordinals if not any(one.first <= each.first < one.last for one in amounts)]
    return Mentions(sentence, tuple(cardinals), tuple(ordinals), tuple(found), tuple(amounts), tuple(times))


def _may_have_any(sentence: Sentence) -> bool:
    """A cheap look for digits and trigger words, so that plain prose costs next to nothing."""
    return not TRIGGERS.isdisjoint(sentence.vocabulary) or _DIGIT.search(" ".join(sentence.words)) is not None
