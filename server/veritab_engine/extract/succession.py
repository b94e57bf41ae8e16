"""Successions: "took over from Mark Carney", "his predecessor, Janet Yellen", "gave way to Jean-Claude Trichet".

Asserts who held an office right before, or right after, somebody else. The value is the name as written, which is the
span; the unit is "predecessor" or "successor"; the noun is the person whom they followed or who followed them, or what
stands for that person ("his"), empty where the clause does not say. "Successor but one" is left out. Only what
the tables know of is a claim.
"""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.claim import Claim, ClaimKind
from veritab_engine.document import Sentence
from veritab_engine.extract.passage import Passage
from veritab_engine.extract.person import person_at, person_start
from veritab_engine.extract.phrase import Range, subject_of
from veritab_engine.lexicon import phrases, words
from veritab_engine.mention.modality import modality_of
from veritab_engine.value import Text

KIND = ClaimKind("succession", summary="who held an office before or after somebody", latent=True)

PREDECESSOR, SUCCESSOR = "predecessor", "successor"
BEFORE, AFTER = phrases("holders/predecessor"), phrases("holders/successor")
NOUNS = frozenset({PREDECESSOR, SUCCESSOR})
POSSESSIVES = frozenset({"'s", "'"})
TRIGGERS = BEFORE.heads | AFTER.heads


def find(passage: Passage) -> Iterator[Claim]:
    """Yield a claim for every person who is said to come before or after another one."""
    lower = passage.sentence.lower
    for i, word in enumerate(lower):
        after = AFTER.at(lower, i) if word in AFTER.heads else None
        before = BEFORE.at(lower, i) if word in BEFORE.heads and after is None else None
        found = after or before
        who = person_at(passage, found[1]) if found else None
        if found is not None and who is not None:
            span = passage.sentence.span_of(*who)
            yield passage.claim(
                KIND,
                *who,
                Text.of(passage.prose.text[span.start : span.end]),
                unit=SUCCESSOR if after else PREDECESSOR,
                noun=_other(passage, i),
                modality=modality_of(passage.sentence, i),
            )


def _other(passage: Passage, i: int) -> Range | None:
    """Who followed, or was followed: before the verb, or as the owner of the noun."""
    sentence = passage.sentence
    if sentence.lower[i] in NOUNS:
        return _owner(passage, i)
    end = i
    while end > 0 and sentence.lower[end - 1] in words("holders/before"):
        end -= 1
    first = person_start(passage, end)
    return (first, end) if first < end else subject_of(passage, i)


def _owner(passage: Passage, noun: int) -> Range | None:
    """ "His", or "Merkel" in "Merkel's successor"."""
    sentence: Sentence = passage.sentence
    if noun and sentence.lower[noun - 1] in POSSESSIVES:
        first = person_start(passage, noun - 1)
        return (first, noun - 1) if first < noun - 1 else None
    return (noun - 1, noun) if noun and sentence.lower[noun - 1] in ("his", "her") else None
