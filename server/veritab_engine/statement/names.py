"""Names that a statement and a table write in two ways: "canadian" of a cell "can", "forward" of a cell "fw"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from veritab_engine.lexicon import groups
from veritab_engine.statement.cells import Word, lemmas
from veritab_engine.statement.senses import Sense, Value, frozen
from veritab_engine.statement.sheet import Sheet
from veritab_engine.statement.words import FILLERS, LOADED, ROWS, STOP

NAMED = 1.2
"""The weight of each word: less than a cell with the words themselves."""
_LONGEST = 4
SECTIONS = ("statement/names/countries", "statement/names/states", "statement/names/kinds")
"""A form may be of several names in them: "congolese"."""
_COMMON = STOP | FILLERS | ROWS | LOADED
_LEAST = 4
"""A shorter form is the whole of a cell, or nothing."""


@cache
def _forms() -> dict[tuple[str, ...], frozenset[tuple[str, ...]]]:
    """For each form its other forms, as lemmas."""
    found: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    for section in SECTIONS:
        for name, listed in groups(section).items():
            forms = {lemmas(form) for form in (name, *listed)}
            for form in forms:
                found.setdefault(form, set()).update(forms - {form})
    return {form: frozenset(others) for form, others in found.items()}


def named(words: Sequence[Word], sheet: Sheet) -> Iterator[tuple[float, Sense]]:
    """Spans that are in no cell while another form of the name is, each with the weight of what it explains."""
    for start in range(len(words)):
        for end in range(start + 1, min(start + _LONGEST, len(words)) + 1):
            span = tuple(word.lemma for word in words[start:end])
            others = _forms().get(span, frozenset())
            if not others or set(span) <= _COMMON or span in sheet.wholes or any(True for _ in sheet.holding(span)):
                continue
            whole: dict[int, set[int]] = {}
            part: dict[int, set[int]] = {}
            for form in others:
                for column, row in sheet.wholes.get(form, ()):
                    whole.setdefault(column, set()).add(row)
                if sum(map(len, form)) >= _LEAST:
                    for column, row in sheet.holding(form):
                        part.setdefault(column, set()).add(row)
            if whole or part:
                weight = NAMED * (end - start) if whole else 0.8 * (end - start)
                yield weight, Value(start, end, frozen(whole), frozen(part))
