"""The values of a statement with the words that relate them: "more than 5", "between 2 and 4", "90 or above"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from veritab_engine.lexicon import forms, mapping
from veritab_engine.lexicon import words as lexicon
from veritab_engine.statement.options import TOP, Claimed
from veritab_engine.statement.senses import Cue, Label, Other, Said, Value
from veritab_engine.statement.words import STOP, UNITS

_ORDER = lexicon("statement/grammar/order")
_TOP = lexicon("statement/grammar/top")
_RANGES = mapping("statement/grammar/ranges")
_OR_MORE = forms("statement/grammar/or_more")
_UNIT = 2
"""How many senses a unit may take between a number and "or more"."""


def claimed(said: Said) -> tuple[Claimed, ...]:
    """The values of a statement, in its order."""
    related = {each.value.start: each for each in (*_ranges(said), *_or_more(said))}
    found: list[Claimed] = []
    before: Cue | None = None
    for sense in said.senses:
        if isinstance(sense, Cue):
            before = sense if sense.kind == "relation" or said.words[sense.start].lemma in _TOP else None
        elif isinstance(sense, Value):
            found.append(_after(before, sense, related.get(sense.start)))
            before = None
        elif isinstance(sense, Label):
            kept = before is not None and before.end == sense.start and before.name in _ORDER
            before = before if kept else None
        elif isinstance(sense, Other) and said.words[sense.start].lemma not in STOP:
            before = None
    return tuple(found)


def _after(before: Cue | None, value: Value, related: Claimed | None) -> Claimed:
    """A value with the cue before it: a relation, or the "top" of "the top ten"."""
    if before is None:
        return related or Claimed(value)
    if before.kind == "relation":
        return Claimed(value, before.name, before)
    if value.number is not None and not value.ordinal and before.end == value.start:
        return Claimed(value, TOP, before)
    return related or Claimed(value)


def _ranges(said: Said) -> Iterator[Claimed]:
    """The ends of "between a and b" and "from a to b", of days or of numbers."""
    values = [sense for sense in said.senses if isinstance(sense, Value)]
    for one, two in pairwise(values):
        opening = said.words[one.start - 1].lemma if one.start else ""
        joint = [word.lemma for word in said.words[one.end : two.start]]
        if joint != [_RANGES.get(opening)]:
            continue
        if one.day is not None and two.day is not None:
            yield Claimed(one, "since")
            yield Claimed(two, "until")
        elif one.number is not None and two.number is not None:
            yield Claimed(one, ">=")
            yield Claimed(two, "<=")


def _or_more(said: Said) -> Iterator[Claimed]:
    """ "90 or above", "80 kg or lower"."""
    for index, value in enumerate(said.senses):
        if not isinstance(value, Value) or value.number is None:
            continue
        behind = said.senses[index + 1 : index + 3 + _UNIT]
        lemmas = [said.words[each.start].lemma for each in behind]
        if "or" in lemmas[:-1]:
            joint = lemmas.index("or")
            relation = _OR_MORE.get(lemmas[joint + 1])
            if relation is not None and set(lemmas[:joint]) <= UNITS:
                yield Claimed(value, relation, behind[joint + 1])
