"""Confidence: how likely a verdict is to be right, from what it rests on.

A verdict carries signals, numbers from 0 to 1 that say how its words were bound and what else they could have meant.
Their weights are fitted on statements and reports whose errors are known, and stand in the lexicon `confidence`; their
sum, bent to 0 to 1 by the logistic curve, is the share of verdicts like this one that were right there. A signal
without a weight counts for nothing, so that a new one can be measured before it is fitted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import exp
from types import MappingProxyType

from veritab_engine.finding import Verdict
from veritab_engine.lexicon import mapping
from veritab_engine.link.reading import Binding, Source
from veritab_engine.link.scene import Scene
from veritab_engine.value import AtLeast, AtMost, Interval, Parts, Period, Point, Value
from veritab_engine.verify.evaluate import Outcome
from veritab_engine.verify.judge import Judgement
from veritab_engine.verify.revision import UNSETTLED

DEFAULT = float(mapping("confidence/threshold")["default"])
"""Verdicts that are less sure are left open, unless a caller says otherwise."""
DECIDED = frozenset({Verdict.SUPPORTED, Verdict.CONFLICT})
ASSUMED = frozenset({Source.ONLY, Source.AS_OF})
"""Sources of a binding that no word of the text tells."""
WEIGHTS = MappingProxyType({name: float(weight) for name, weight in mapping("confidence/weights").items()})


def confidence(signals: Mapping[str, float]) -> float:
    """The chance that a verdict with these signals is right, 0 to 1."""
    weighed = WEIGHTS["bias"] + sum(WEIGHTS.get(name, 0.0) * value for name, value in signals.items())
    return 1 / (1 + exp(-weighed)) if weighed >= 0 else exp(weighed) / (1 + exp(weighed))


def weighed(judgement: Judgement, scene: Scene, least: float = DEFAULT) -> Judgement:
    """The judgement with its confidence; a verdict that is less sure than `least` is left open."""
    if judgement.verdict not in DECIDED or judgement.outcome is None:
        return judgement
    signals = _signals(judgement, judgement.outcome, scene)
    sure = confidence(signals)
    if sure < least:
        return replace(judgement, verdict=Verdict.AMBIGUOUS, diagnosis=None, suggestion=None, signals=signals)
    return replace(judgement, confidence=sure, signals=signals)


def _signals(judgement: Judgement, best: Outcome, scene: Scene) -> dict[str, float]:
    """What the verdict rests on; each is 0 where there is nothing to say."""
    reading = best.reading
    sources = {*(binding.source for binding in reading.bindings), reading.asked.source}
    return {
        "conflict": float(judgement.verdict is Verdict.CONFLICT),
        "score": reading.score,
        "explained": _explained(judgement, best, scene),
        "rival": _rival(judgement, best),
        "inferred": float(scene.tables.tables[reading.table].schema.inferred),
        "carried": float(Source.CARRIED in sources),
        "assumed": float(not ASSUMED.isdisjoint(sources)),
        "misspelt": float(any(_is_misspelt(binding) for binding in reading.bindings)),
        "unsettled": float(best.status in UNSETTLED),
        "hedged": float(judgement.claim.hedge is not None),
        "luck": luck(judgement.claim.value),
        "diagnosed": float(judgement.diagnosis is not None),
        "quoted": float(judgement.claim.quoted),
    }


def _explained(judgement: Judgement, best: Outcome, scene: Scene) -> float:
    """The share of the sentence's words and numbers that the reading accounts for, the claim's own among them."""
    clause = scene.clause(judgement.claim)
    words = {index for index, word in enumerate(clause.sentence.words) if word[0].isalnum()}
    return len(words.intersection(best.reading.explained.union(clause.tokens))) / max(len(words), 1)


def _rival(judgement: Judgement, best: Outcome) -> float:
    """How near another reading with another answer comes to the best, from 0 to 1; 0 where there is none."""
    others = [each.reading.score for each in judgement.considered if each.agreement is not best.agreement]
    return 1 - min(max(best.reading.score - max(others), 0.0), 1.0) if others else 0.0


def _is_misspelt(binding: Binding) -> bool:
    return binding.mention is not None and bool(binding.mention.spelt)


def luck(value: Value) -> float:
    """The chance that a value taken at random would agree: one digit is hit by one in ten, two by one in a hundred."""
    match value:
        case Point():
            shown = value.number.as_tuple().digits
            telling = len("".join(map(str, shown)).rstrip("0")) or 1
            return 10.0**-telling
        case AtLeast() | AtMost() | Interval():
            return 0.5
        case Period():
            return 0.01 if value.first == value.last else 0.1
        case Parts():
            return 0.01
        case _:
            return 0.05
