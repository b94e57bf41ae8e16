"""Ages: "29 years old", "the 18-month-old", "aged 66", "Maddon, 66, said", "an 87 y/o man", "a child of five".

Asserts how old somebody or something is. The value is the number and the unit the unit of time in the singular, a
year where the text names none. A span holds the number and, where they stand there, the words that make an age of it
("years old"); "aged" and "turned" stay outside.
"""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.claim import Claim, ClaimKind
from veritab_engine.extract.passage import Passage
from veritab_engine.extract.quantity import claim_of, of_measure
from veritab_engine.mention import Measure

KIND = ClaimKind("age", summary="how old somebody or something is")


def find(passage: Passage) -> Iterator[Claim]:
    """Yield a claim for every age."""
    for quantity in of_measure(passage, Measure.AGE):
        yield claim_of(passage, KIND, quantity, quantity.unit)
