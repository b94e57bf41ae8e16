"""Dates: "May 8, 2025", "December 2024", "2013", "the third quarter of 2024", "from 2010 to 2024", "last year".

Asserts nothing alone, but every claim of its clause is about this time. The value is a period at the date's own
precision; words that name it by the day on which the document speaks are resolved from there. A bound ("since 2014",
"before May") is the hedge; a time of day belongs to its date ("May 8 at 5 p.m.").
"""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.claim import Claim, ClaimKind
from veritab_engine.extract.passage import Passage
from veritab_engine.mention.dates.bounds import bound_around
from veritab_engine.mention.modality import modality_of

KIND = ClaimKind("date", summary="a day, month, quarter, year or longer period")
TRIGGERS = frozenset({"<date>"})


def find(passage: Passage) -> Iterator[Claim]:
    """Yield a claim for every date."""
    sentence = passage.sentence
    for mention in passage.mentions.dates:
        yield passage.claim(
            KIND,
            mention.first,
            mention.last,
            mention.period,
            hedge=None if mention.ranged else mention.bound or bound_around(sentence, mention.first, mention.last),
            modality=modality_of(sentence, mention.first),
        )
