"""Figures: numbers that signs tie together are one value, never taken apart: "17-11-5", "9.6 (60)", "3 goals to 1"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from veritab_engine.lexicon import forms
from veritab_engine.statement.cells import Word, digits
from veritab_engine.statement.senses import Sense, Value, frozen
from veritab_engine.statement.sheet import Sheet
from veritab_engine.statement.values import is_ordinal

CELLS = forms("statement/outcomes/cells")
TIED = 1.55
"""More than a cell weighs that is one of the numbers: figures that signs tie are one figure."""
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_TIES = frozenset({"-", "–", ":", "/", "(", "°", "′", "'"})


def ties(words: Sequence[Word], text: str) -> frozenset[int]:
    """The words that a sign ties to the figure before them: two of "17-11-5", one of "9.6 (60)".

    A year is tied to nothing: "1990 - 1995" may be one season of a table, or two ends of a time.
    """
    found: set[int] = set()
    for index in range(1, len(words)):
        left, right = words[index - 1], words[index]
        gap = text[left.end : right.start].strip()
        figures_meet = left.text[-1].isdigit() and right.text[0].isdigit() and not is_ordinal(right)
        if gap in _TIES and figures_meet and (not _YEAR.fullmatch(left.lemma) or index - 1 in found):
            found.add(index)
    return frozenset(found)


def figures(words: Sequence[Word], tied: frozenset[int], sheet: Sheet) -> Iterator[tuple[float, Sense]]:
    """Numbers that signs tie together where no cell holds them, and those of one cell with "to" between them."""
    for start in range(len(words)):
        end = start + 1
        while end in tied:
            end += 1
        if start not in tied and end > start + 1:
            live = _adjoining(words[start:end], sheet)
            if start and _is_outcome(words[start - 1], sheet) and not _adjoining(words[start - 1 : end], sheet):
                yield TIED * (end - start) + 1.2, Value(start - 1, end, {}, {})
            weight = 0.0 if live else TIED * (end - start)
            yield weight, _held(start, end, live, end - start, sheet) if live else _respelled(words, start, end, sheet)
        elif (spoken := _spoken(words, start)) is not None:
            live = _adjoining([words[start], words[spoken]], sheet)
            if live:
                yield TIED * (spoken + 1 - start), _held(start, spoken + 1, live, 2, sheet)


def _respelled(words: Sequence[Word], start: int, end: int, sheet: Sheet) -> Value:
    """Figures with the digits of a cell, whatever signs part them: "59:65" of a cell "59.65"; or of none."""
    whole: dict[int, set[int]] = {}
    for column, row in sheet.figures.get(digits(word.lemma for word in words[start:end]), ()):
        whole.setdefault(column, set()).add(row)
    return Value(start, end, frozen(whole), {})


def _is_outcome(word: Word, sheet: Sheet) -> bool:
    """True for the "w" of a score "w 14 - 0"."""
    return word.lemma in CELLS and word.lemma in sheet.places


def _spoken(words: Sequence[Word], start: int) -> int | None:
    """Where the second number of "3 to 1", "3 goals to 1" stands."""
    if not words[start].lemma.isdigit():
        return None
    for place in (start + 1, start + 2):
        if place + 1 < len(words) and words[place].lemma == "to" and words[place + 1].lemma.isdigit():
            return place + 1
    return None


def _adjoining(words: Sequence[Word], sheet: Sheet) -> set[tuple[int, int, int]]:
    """Where the words stand in cells one behind the other."""
    live = set(sheet.places.get(words[0].lemma, ()))
    for shift, word in enumerate(words[1:], 1):
        live &= {(column, row, at - shift) for column, row, at in sheet.places.get(word.lemma, ())}
    return live


def _held(start: int, end: int, live: set[tuple[int, int, int]], length: int, sheet: Sheet) -> Value:
    """A value of the cells that hold so many words there."""
    whole: dict[int, set[int]] = {}
    part: dict[int, set[int]] = {}
    for column, row, at in live:
        found = whole if at == 0 and len(sheet.cell(row, column).words) == length else part
        found.setdefault(column, set()).add(row)
    return Value(start, end, frozen(whole), frozen(part))
