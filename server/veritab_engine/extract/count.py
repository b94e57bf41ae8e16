"""Counts: "20 cooperation documents", "more than 40 meetings", "75 million people", and bare numbers.

Asserts how many of something there are. The span holds the number's words only, the unit is the head of the counted
noun phrase in the singular ("document"), the noun the whole phrase ("cooperation documents"). A number that nothing is
counted with has no unit. Numbers that name things are no counts: "Section 427", "No. 5", "COVID-19", "Boeing 737".
"""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.claim import Claim, ClaimKind
from veritab_engine.extract.noun import noun_phrase_after, singular
from veritab_engine.extract.passage import Passage
from veritab_engine.extract.quantity import of_measure
from veritab_engine.mention import Measure, Quantity
from veritab_engine.mention.modality import modality_of

KIND = ClaimKind("count", summary="how many of something there are")


def find(passage: Passage) -> Iterator[Claim]:
    """Yield a claim for every number that counts."""
    for quantity in of_measure(passage, Measure.NUMBER):
        noun = _noun(passage, quantity)
        if noun is None and _is_idle(passage, quantity):
            continue
        yield passage.claim(
            KIND,
            quantity.first,
            quantity.last,
            quantity.value,
            unit=singular(passage.sentence.words[noun[1] - 1]) if noun else None,
            hedge=quantity.hedge,
            noun=noun,
            modality=modality_of(passage.sentence, quantity.outer[0]),
        )


def _noun(passage: Passage, quantity: Quantity) -> tuple[int, int] | None:
    """The counted noun phrase, past a hedge ("40 or more people") and past "of" ("hundreds of firms")."""
    lower = passage.sentence.lower
    index = max(quantity.last, quantity.outer[1])
    if index < len(lower) and lower[index] == "of" and quantity.hedge == "several":
        index += 1
    elif index < len(lower) and lower[index] == "-" and passage.sentence.ends[index - 1] == passage.sentence.starts[index]:
        index += 1
    return noun_phrase_after(passage.sentence, index)


def _is_idle(passage: Passage, quantity: Quantity) -> bool:
    """True for numbers that assert nothing by themselves: "one" alone, "dozens", scores and list markers."""
    [*numerals] = quantity.numerals
    lower = passage.sentence.lower
    only = lower[quantity.first] if quantity.last == quantity.first + 1 else ""
    return only == "one" or (len(numerals) == 2 and "-" in lower[quantity.first : quantity.last])
