"""Phrases that are written as one: "in the (second|2nd) (quarter|period)" is four.

Between round brackets or square ones stand alternatives, parted by bars; an empty one may be left out: "(easily|)".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import product

from veritab_engine.errors import TableError

MOST = 512
"""A phrase that stands for more than these says too little of what it means."""
_GROUP = re.compile(r"\(([^()\[\]]*\|[^()\[\]]*)\)")
_MARKED = re.compile(r"\[([^()\[\]]*\|[^()\[\]]*)\]")


def alternatives(phrase: str) -> tuple[str, ...]:
    """The phrases that one stands for, itself where it has no bar; TableError for a bar outside of brackets."""
    inner = _GROUP.split(phrase)
    plain = tuple(dict.fromkeys("".join(each) for each in _chosen(inner, phrase, "{}")))
    found = [tidy for each in plain for tidy in _chosen(_MARKED.split(each), phrase, "[{}]")]
    if any("|" in "".join(each) for each in found):
        raise TableError(f'the phrase "{phrase}" has a bar outside of brackets. Write "(second|2nd) quarter".')
    return tuple(dict.fromkeys(" ".join("".join(each).split()) for each in found))


def all_alternatives(phrases: Iterable[str]) -> tuple[str, ...]:
    """The phrases that some stand for, each once, in order."""
    return tuple(dict.fromkeys(each for phrase in phrases for each in alternatives(phrase)))


def _chosen(parts: list[str], phrase: str, written: str) -> list[tuple[str, ...]]:
    """Every choice of one alternative for each second part."""
    choices = [
        [written.format(each.strip()) for each in part.split("|")] if index % 2 else [part]
        for index, part in enumerate(parts)
    ]
    count = 1
    for each in choices:
        count *= len(each)
    if count > MOST:
        raise TableError(f'the phrase "{phrase}" stands for {count} phrases, and may for {MOST}. Write it as several.')
    return list(product(*choices))
