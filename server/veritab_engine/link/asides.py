"""Asides: stretches of a sentence that pick no rows, whatever words they hold."""

from __future__ import annotations

from veritab_engine.lexicon import forms, phrases, words
from veritab_engine.link.clause import Clause
from veritab_engine.link.compared import SEGMENT_ENDS

COMPARING = frozenset({"such", "well", "much", "many", "far", "long", "same", "twice"})
"""Before "as" these begin another phrase: "such as oil"."""
PRAISED = frozenset({"the", "its", "their", "'s"})
JOINTS = frozenset({"and", "but", "while"})
LONGEST_CAPACITY = 6


def asides(clause: Clause) -> frozenset[int]:
    """The tokens of all asides of the clause's sentence."""
    return _capacities(clause) | _since_clauses(clause) | _fields(clause) | _connecting(clause) | _superlatives(clause)


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


def relatives(clause: Clause) -> frozenset[int]:
    """The tokens of ", which shares a border with Russia,": it says something of a name, and picks no event."""
    lower, found = clause.sentence.lower, set[int]()
    for i in range(1, len(lower)):
        if lower[i] in words("words/relatives") and lower[i - 1] == ",":
            end = _segment_end(lower, i)
            if lower[end : end + 1] == (",",) and not i <= clause.tokens.start < end:
                found.update(range(i, end))
    return frozenset(found)


def _fields(clause: Clause) -> frozenset[int]:
    """The tokens of "in areas such as trade and justice": examples of a whole, and no part of it."""
    lower, found = clause.sentence.lower, set[int]()
    for i in range(len(lower) - 2):
        if lower[i] == "in" and lower[i + 1] in words("words/fields") and lower[i + 2] in words("words/exemplifying"):
            found.update(range(i, _segment_end(lower, i)))
    return frozenset(found)


def _superlatives(clause: Clause) -> frozenset[int]:
    """The tokens of "the largest employer in the index", behind the figure or between commas: it praises its owner."""
    lower, found = clause.sentence.lower, set[int]()
    for i in range(1, len(lower) - 1):
        told = any(word in forms("superlatives/words") for word in lower[i + 1 : i + 3])
        if lower[i] not in PRAISED or not told or lower[i - 1] == "at":
            continue
        first = next((j + 1 for j in range(i - 1, -1, -1) if lower[j] in SEGMENT_ENDS), 0)
        end = next((j for j in range(i, len(lower)) if lower[j] in SEGMENT_ENDS or lower[j] in JOINTS), len(lower))
        apposed = 0 < first == i and end < len(lower) and clause.tokens.start not in range(i, end)
        if i >= max(clause.tokens.stop, clause.noun_tokens.stop) or apposed:
            found.update(range(i, end))
    return frozenset(found)


def _connecting(clause: Clause) -> frozenset[int]:
    """The tokens of "on the other hand", "by contrast": they join a sentence to the one before."""
    lower, found = clause.sentence.lower, set[int]()
    for i in range(len(lower)):
        hit = phrases("words/connecting").at(lower, i)
        found.update(range(i, hit[1]) if hit is not None else ())
    return frozenset(found)


def _segment_end(lower: tuple[str, ...], first: int) -> int:
    """Where the stretch that begins at a token ends: at the next comma or other break."""
    return next((i for i in range(first, len(lower)) if lower[i] in SEGMENT_ENDS), len(lower))
