"""Times of day: "5 p.m.", "at 14:22", "half past six", "from 2 to 4 pm", "noon", "in the evening".

Asserts when on a day something happens; with its day ("5 p.m. on May 8") it is a date. The value is the ISO time, or
two with a slash where it is a range: "17:00", "14:00/16:00"; a bound ("before 4 p.m.") is the hedge. What a page prints
of itself ("Updated 14:22") is none.
"""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.claim import Claim, ClaimKind
from veritab_engine.extract.passage import Passage
from veritab_engine.mention.dates.bounds import bound_around
from veritab_engine.mention.modality import modality_of
from veritab_engine.value import Text

KIND = ClaimKind("time", summary="a time of day")
TRIGGERS = frozenset({"<time>"})


def find(passage: Passage) -> Iterator[Claim]:
    """Yield a claim for every time of day that stands without a date."""
    for time in passage.mentions.times:
        hedge = None if "/" in time.iso else bound_around(passage.sentence, time.first, time.last)
        modality = modality_of(passage.sentence, time.first)
        yield passage.claim(KIND, time.first, time.last, Text(time.iso), hedge=hedge, modality=modality)
