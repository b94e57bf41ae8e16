"""Asides: stretches of a sentence that pick no rows, whatever words they hold."""

from __future__ import annotations

from veritab_engine.lexicon import words
from veritab_engine.link.scene import SEGMENT_ENDS, Clause

COMPARING = frozenset({"such", "well", "much", "many", "far", "long", "same", "twice"})
"""Before "as" these begin another phrase: "such as oil"."""
LONGEST_CAPACITY = 6


def asides(clause: Clause) -> frozenset[int]:
    """The tokens of all asides of the clause's sentence."""
    return _capacities(clause) | _since_clauses(clause) | _fields(clause)


def _capacities(clause: Clause) -> frozenset[int]:
    """The tokens of "as president of China", "as head of state": a capacity restricts nothing; "such as" does."""
    lower, found = clause.sentence.lower, set[int]()
    for i in range(1, len(lower)):
        if lower[i] != "as" or lower[i - 1] in COMPARING:
            continue
        end = i + 1
        while (
            end < len(lower)
            and lower[end].isalpha()
            and (lower[end] == "of" or lower[end] not in words("words/prepositions"))
        ):
            end += 1
        found.update(range(i, min(end, i + LONGEST_CAPACITY)))
    return frozenset(found)


def _since_clauses(clause: Clause) -> frozenset[int]:
    """The tokens of "since he became Chinese president in 2013": it tells from when, and picks nothing else."""
    lower, found = clause.sentence.lower, set[int]()
    for i, word in enumerate(lower):
        if word == "since":
            end = _segment_end(lower, i)
            dated = any(i < at.start < end for _, at in clause.dates)
            found.update(range(i, end) if dated else ())
    return frozenset(found)


def _fields(clause: Clause) -> frozenset[int]:
    """The tokens of "in areas such as trade and justice": examples of a whole, and no part of it."""
    lower, found = clause.sentence.lower, set[int]()
    for i in range(len(lower) - 2):
        if lower[i] == "in" and lower[i + 1] in words("words/fields") and lower[i + 2] in words("words/exemplifying"):
            found.update(range(i, _segment_end(lower, i)))
    return frozenset(found)


def _segment_end(lower: tuple[str, ...], first: int) -> int:
    """Where the stretch that begins at a token ends: at the next comma or other break."""
    return next((i for i in range(first, len(lower)) if lower[i] in SEGMENT_ENDS), len(lower))
