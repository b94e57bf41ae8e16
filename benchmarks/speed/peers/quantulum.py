"""quantulum3 as it is installed by default: its rules, without the classifier that tells ambiguous units apart.

The classifier needs scikit-learn and the like, and makes it slower.
"""

from __future__ import annotations

import warnings

from quantulum3 import parser

from benchmarks.speed.stopwatch import Reader

# At every import it says that the classifier is not there.
warnings.simplefilter("ignore")


def whole() -> Reader:
    """All quantities of a text with their units."""
    return lambda text: len(parser.parse(text))
