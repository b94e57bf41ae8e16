"""Microsoft Recognizers-Text: the eight English models that find what claims are made of.

Each model is a pass of its own over the text; together they tell numbers, ordinals, percentages, ages, currencies,
dimensions, temperatures and dates. A span that two models find counts twice.
"""

from __future__ import annotations

import recognizers_suite as suite

from benchmarks.speed.stopwatch import Reader

ENGLISH = "en-us"
MODELS = (
    suite.recognize_number,
    suite.recognize_ordinal,
    suite.recognize_percentage,
    suite.recognize_age,
    suite.recognize_currency,
    suite.recognize_dimension,
    suite.recognize_temperature,
    suite.recognize_datetime,
)


def whole() -> Reader:
    """All that the models resolve."""
    return lambda text: sum(len(recognize(text, ENGLISH)) for recognize in MODELS)
