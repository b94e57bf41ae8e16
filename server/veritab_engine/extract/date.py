"""Dates: "May 8, 2025", "December 2024", "2013", "the third quarter of 2024", "from 2010 to 2024", "last year".

Asserts nothing alone, but every claim of its clause is about this time. The value is a period at the date's own
precision; words that name it by the day on which the document speaks are resolved from there. A bound ("since 2014",
"before May") is the hedge; a time of day belongs to its date ("May 8 at 5 p.m.").
"""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.claim import Claim, ClaimKind
from veritab_engine.document import Sentence
from veritab_engine.extract.passage import Passage
from veritab_engine.lexicon import phrases
from veritab_engine.mention.modality import modality_of

BOUNDS = phrases("calendar/bounds")
BEHIND = phrases("calendar/bounds_behind")
ARTICLES = frozenset({"the", "around", "about"})

KIND = ClaimKind("date", summary="a day, month, quarter, year or longer period")
TRIGGERS = frozenset({"<date>"})


def find(passage: Passage) -> Iterator[Claim]:
    """Yield a claim for every date."""
    for mention in passage.mentions.dates:
        yield passage.claim(
            KIND,
            mention.first,
            mention.last,
            mention.period,
            hedge=None if mention.ranged else _bound(passage.sentence, mention.first, mention.last),
            modality=modality_of(passage.sentence, mention.first),
        )


def _bound(sentence: Sentence, first: int, last: int) -> str | None:
    """The bound that the words before a date make of it: "since 2014", "by Friday"; None where they make none."""
    start = first - 1 if first > 1 and sentence.lower[first - 1] in ARTICLES else first
    found = BOUNDS.before(sentence.lower, start) or BEHIND.at(sentence.lower, last)
    return found[0] if found is not None else None
