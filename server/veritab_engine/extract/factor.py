"""Factors of change: "exports doubled", "jumped tenfold", "a 10-fold increase", "would triple the output"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from veritab_engine.claim import Direction
from veritab_engine.document import Sentence
from veritab_engine.extract.passage import Passage
from veritab_engine.extract.phrase import Range
from veritab_engine.lexicon import forms, mapping, words

FACTORS = {word: Decimal(factor) for word, factor in mapping("change_verbs/factors").items()}
INFINITIVES = {word: Decimal(factor) for word, factor in mapping("change_verbs/factor_infinitives").items()}
BEFORE_INFINITIVES = words("change_verbs/before_infinitives")
FOLDS = {word: Decimal(factor) for word, factor in mapping("change_verbs/folds").items()}
FOLD = words("change_verbs/fold")
NOT_A_FACTOR = words("change_verbs/not_a_factor")
FALLING = frozenset(
    form
    for section in ("change_verbs/verbs", "change_verbs/nouns", "change_verbs/comparatives")
    for form, way in forms(section).items()
    if way == "down"
)
TRIGGERS = frozenset(FACTORS.keys() | INFINITIVES.keys() | FOLDS.keys() | FOLD)
ONE = Decimal(1)
_NEAR = 3


@dataclass(frozen=True, slots=True)
class Factor:
    """A factor of change in the tokens of `span`; `verb` where a verb holds it, which has a subject and an object."""

    span: Range
    number: Decimal
    direction: Direction
    verb: bool


def factors(passage: Passage) -> Iterator[Factor]:
    """The factors of change of a sentence."""
    sentence, lower = passage.sentence, passage.sentence.lower
    if TRIGGERS.isdisjoint(lower):
        return
    for i, word in enumerate(lower):
        if word in TRIGGERS:
            factor = _of_verb(sentence, i)
            if factor is not None:
                yield Factor((i, i + 1), factor, Direction.UP if factor > ONE else Direction.DOWN, verb=True)
            elif word in FOLDS:
                yield _fold(sentence, (i, i + 1), FOLDS[word])
    for numeral in passage.mentions.numerals:
        if lower[numeral.last : numeral.last + 2] == ("-", "fold"):
            yield _fold(sentence, (numeral.first, numeral.last + 2), numeral.point.number)
        elif lower[numeral.last : numeral.last + 1] == ("fold",):
            yield _fold(sentence, (numeral.first, numeral.last + 1), numeral.point.number)


def _of_verb(sentence: Sentence, i: int) -> Decimal | None:
    """The factor of "doubled" and "will double"; None for "doubled down" and "double standards"."""
    lower = sentence.lower
    following = lower[i + 1] if i + 1 < len(lower) else ""
    if following in NOT_A_FACTOR or _is_joined(sentence, i):
        return None
    if lower[i] in FACTORS:
        return FACTORS[lower[i]]
    return INFINITIVES.get(lower[i]) if i and lower[i - 1] in BEFORE_INFINITIVES else None


def _fold(sentence: Sentence, span: Range, number: Decimal) -> Factor:
    """ "Fell tenfold", "a threefold drop", and what goes up."""
    around = (*sentence.lower[max(span[0] - _NEAR, 0) : span[0]], *sentence.lower[span[1] : span[1] + 1])
    return Factor(span, number, Direction.UP if FALLING.isdisjoint(around) else Direction.DOWN, verb=False)


def _is_joined(sentence: Sentence, i: int) -> bool:
    return sentence.lower[i + 1 : i + 2] == ("-",) or sentence.lower[i - 1 : i] == ("-",)
