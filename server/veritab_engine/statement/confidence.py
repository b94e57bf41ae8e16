"""How likely a verdict on a statement is right, from what its reading cost and how far off the next one is."""

from __future__ import annotations

from math import exp

from veritab_engine.lexicon import mapping
from veritab_engine.statement.compose import Parse
from veritab_engine.statement.senses import MISREAD, UNKNOWN, Label, Other, Said, Value
from veritab_engine.statement.words import AKIN, ROWS

WEIGHTS = {name: float(weight) for name, weight in mapping("statement/confidence/weights").items()}
FAMILIES = {name: float(weight) for name, weight in mapping("statement/confidence/families").items()}
_MOST_MARGIN = 1.5
_MOST_TIED = 5.0


def confidence(said: Said, parse: Parse, margin: float, holds: bool) -> float:
    """The likelihood, from 0 to 1, that what a parse says is right.

    `margin` is by how much the next parse is dearer that says otherwise.
    """
    others = [sense for sense in said.senses if isinstance(sense, Other)]
    known = {
        "bind": parse.cost - parse.unread,
        "unread": parse.unread,
        "margin": min(margin, _MOST_MARGIN),
        "absent": parse.binding.absent,
        "loose": len(parse.binding.loose),
        "part": sum(isinstance(sense, Value) and bool(sense.part) and not sense.whole for sense in said.senses),
        "unknown": sum(0.5 <= sense.cost < 1.5 for sense in others),
        "tied": min(evidence(said), _MOST_TIED),
        "holds": holds,
        "words": len(said.words) / 10,
        "conditions": len(parse.binding.conditions),
        "bias": 1,
    }
    odds = FAMILIES.get(parse.family, 0.0) + sum(WEIGHTS[name] * value for name, value in known.items())
    return 1 / (1 + exp(-odds))


def evidence(said: Said) -> float:
    """How much ties a statement to this table: values of whole cells, and headings, less the words unknown to it."""
    return sum(_tie(sense, said) for sense in said.senses)


def _tie(sense: object, said: Said) -> float:
    if isinstance(sense, Value):
        if not sense.whole:
            return 0.5 if sense.part else 0.0
        plain = sense.number is not None and (sense.day is None or sense.day.told < 2)
        return 1.0 if not plain else 0.7 if sense.number is not None and abs(sense.number) >= 100 else 0.2
    if isinstance(sense, Label):
        words = said.words[sense.start : sense.end]
        common = all(word.lemma in AKIN or word.lemma in ROWS for word in words)
        return (0.5 if common else 1.0) if sense.whole else 0.25
    return -0.5 if isinstance(sense, Other) and UNKNOWN <= sense.cost < MISREAD else 0.0
