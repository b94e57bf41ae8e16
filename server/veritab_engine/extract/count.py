"""Counts: "20 cooperation documents", "more than 40 meetings", "75 million people", and bare numbers.

Asserts how many of something there are. The span holds the number's words only, the unit is the head of the counted
noun phrase in the singular ("document"), the noun the whole phrase ("cooperation documents"). A number that nothing is
counted with has no unit; one that is told for a time has it in its unit ("test per day"). Numbers that name things are
no counts: "Section 427", "No. 5", "COVID-19", "Boeing 737", "the top four". In a list of counts an article is one: "two
rebounds and a steal".
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from veritab_engine.claim import Claim, ClaimKind
from veritab_engine.extract.counted import counted_noun, unit_of
from veritab_engine.extract.idle import is_idle, is_in_name_of, is_label
from veritab_engine.extract.listed import single_items
from veritab_engine.extract.noun import singular
from veritab_engine.extract.passage import Passage
from veritab_engine.extract.quantity import of_measure
from veritab_engine.mention import Measure
from veritab_engine.mention.hedges import apply, hedge_behind
from veritab_engine.mention.modality import modality_of
from veritab_engine.value import Point

KIND = ClaimKind("count", summary="how many of something there are")
TRIGGERS = frozenset({"<number>"})


def find(passage: Passage) -> Iterator[Claim]:
    """Yield a claim for every number that counts; one inside what another counts is a name's ("two 737 jets")."""
    counted = range(0)
    ends: set[int] = set()
    for quantity in of_measure(passage, Measure.NUMBER):
        noun = counted_noun(passage, quantity)
        named = is_in_name_of(passage, quantity, counted) or is_label(passage, quantity, noun)
        if named or (noun is None and is_idle(passage, quantity)):
            continue
        counted = range(*noun) if noun else counted
        ends.update(noun[1:] if noun else ())
        behind = hedge_behind(passage.sentence, noun[1]) if noun and quantity.hedge is None else None
        yield passage.claim(
            KIND,
            quantity.first,
            quantity.last,
            apply(behind, quantity.value) if behind else quantity.value,
            unit=unit_of(passage, quantity, noun),
            hedge=behind or quantity.hedge,
            noun=noun,
            modality=modality_of(passage.sentence, quantity.outer[0]),
        )
    for article, noun in single_items(passage, ends):
        yield passage.claim(
            KIND,
            article,
            article + 1,
            Point(Decimal(1)),
            unit=singular(passage.sentence.words[noun[1] - 1]),
            noun=noun,
            modality=modality_of(passage.sentence, article),
        )
