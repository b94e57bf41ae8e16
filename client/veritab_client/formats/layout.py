"""How text that was laid out is written on lines: what stands between its parts, and for what has no words."""

from __future__ import annotations

BETWEEN_BLOCKS = "\n\n"
"""A paragraph, a heading, an item or a row is a line, with an empty line between them, so that none runs on."""
BETWEEN_CELLS = "\t"
CODE = "code"
"""Stands for code in a sentence: a word that no table explains, so that what is said of code is not judged."""
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
"""Raised figures stay raised: a mark behind 2024 does not make it 20241, nor a power of ten a hundred and six."""
