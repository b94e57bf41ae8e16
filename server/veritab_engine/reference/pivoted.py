"""Tables that name a measure in each row: which column does, as `fact:pivot`, which `reshape` carries out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from veritab_engine.lexicon import words
from veritab_engine.reference.descriptor import words as spoken
from veritab_engine.reference.header import read_header
from veritab_engine.reference.sources import Grid
from veritab_engine.reference.wide import SAMPLE, figures_in, holds_figures, is_label, texts_of

MOST_MEASURES = 400
LONGEST_NAME = 256
"""A cell of more characters names no measure."""


def find_pivot(grid: Grid) -> dict[str, Any] | None:
    """The column that names what the one column of figures measures, as `fact:pivot`; None where there is none."""
    figures = [name for name in grid.header if holds_figures(grid, name) and not is_label(name)]
    names = [name for name in grid.header if _names_measures(grid, name)]
    if len(figures) != 1 or not names or names[0] == figures[0]:
        return None
    named = names[0]
    measures = set(texts_of(grid, named)) - {""}
    others = set(grid.header) - {named, figures[0]}
    if len(measures) > MOST_MEASURES or measures & others or not measures:
        return None
    leave = [name for name in grid.header if name in others and _follows(grid, name, named)]
    kept = [texts_of(grid, name) for name in grid.header if name in others and name not in leave]
    keys = list(zip(*kept, texts_of(grid, named), strict=True))
    if len(set(keys)) < len(keys):
        return None
    pivot = {"column": named, "value": figures[0]}
    return {**pivot, "leave": leave} if leave else pivot


def _names_measures(grid: Grid, name: str) -> bool:
    """True for a column that says what a figure is of: by its own header, or by units in its cells."""
    texts = [text for text in dict.fromkeys(texts_of(grid, name)) if text]
    if not texts or figures_in(texts):
        return False
    header = read_header(name)
    if spoken(header.phrase).lower() in words("headers/measures") or _are_line_items(texts):
        return True
    told = [read_header(text) for text in texts[:SAMPLE] if len(text) <= LONGEST_NAME]
    return len(texts) > 1 and sum(each.unit is not None for each in told) * 2 > len(told)


def _are_line_items(texts: Sequence[str]) -> bool:
    """True for the rows of a statement: most of them tell of revenue, cost or profit."""
    told = sum(not words("headers/line_items").isdisjoint(spoken(text).lower().split(" ")) for text in texts)
    return len(texts) > 1 and told * 2 > len(texts)


def _follows(grid: Grid, name: str, named: str) -> bool:
    """True for a column that each measure has one text of: its code, its unit."""
    told: dict[str, str] = {}
    header = set(spoken(name).lower().split(" "))
    if header & words("headers/remarks"):
        return True
    for measure, text in set(zip(texts_of(grid, named), texts_of(grid, name), strict=True)):
        if told.setdefault(measure, text) != text:
            return False
    return bool(header & (words("headers/keys") | words("headers/unit_columns")))


def units_of(grid: Grid, pivot: Mapping[str, Any]) -> dict[str, str]:
    """The unit and scale of each measure, where columns of units and scales name them."""
    units = [
        name for name in pivot.get("leave", ()) if set(spoken(name).lower().split(" ")) & words("headers/unit_columns")
    ]
    told = zip(*(texts_of(grid, name) for name in units), strict=True) if units else ()
    return dict(zip(texts_of(grid, pivot["column"]), (" ".join(texts) for texts in told), strict=False))
