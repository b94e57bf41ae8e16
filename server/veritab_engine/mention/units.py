"""What a number is measured in: money, percent, an age, a physical unit, time. Each reader looks around one numeral."""

from __future__ import annotations

from veritab_engine.document import Sentence
from veritab_engine.lexicon import phrases
from veritab_engine.mention import Measure, Numeral
from veritab_engine.mention.ages import age
from veritab_engine.mention.dressed import Dress, past_joint, splits_word
from veritab_engine.mention.measures import measure
from veritab_engine.mention.money import money

PERCENT = phrases("units/percent")
LOWER_CASE = frozenset({"pc", "bp", "pp", "bps", "ppt"})
"""Capitals make names of these: "5 PC makers", "BP"."""


def dress(sentence: Sentence, numeral: Numeral) -> Dress:
    """The numeral with the unit that stands around it; a plain number where none does."""
    return (
        money(sentence, numeral)
        or age(sentence, numeral)
        or _percent(sentence, numeral)
        or measure(sentence, numeral)
        or Dress(numeral.first, numeral.last, Measure.NUMBER, None)
    )


def _percent(sentence: Sentence, numeral: Numeral) -> Dress | None:
    start = past_joint(sentence, numeral.last)
    found = PERCENT.at(sentence.lower, start)
    if found is None or splits_word(sentence, found[1]):
        return None
    if sentence.lower[start] in LOWER_CASE and not sentence.words[start].islower():
        return None
    return Dress(numeral.first, found[1], Measure.PERCENT, found[0])
