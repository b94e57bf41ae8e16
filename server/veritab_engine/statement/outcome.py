"""Outcomes: "the redskins lost to the giants" of a table whose result is "l 24 - 14" where the opponent is the giants.

Such a table is about one side, and tells each contest as it went for that side. Where a statement says it of the other
side ("the giants won"), the contest went the other way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from veritab_engine.lexicon import forms, words
from veritab_engine.statement.cells import Word
from veritab_engine.statement.sheet import Heading, Sheet

CELLS = forms("statement/outcomes/cells")
WORDS = forms("statement/outcomes/words")
HEADINGS = words("statement/outcomes/headings")
RIVALS = words("statement/outcomes/rivals")
SIDES = words("statement/outcomes/sides")
TURNED = {"win": "loss", "loss": "win", "draw": "draw"}
_MOSTLY = 0.6


def outcomes(said: Sequence[Word], sheet: Sheet) -> Iterator[tuple[int, dict[int, frozenset[int]]]]:
    """For each word that tells an outcome, its index and by column the rows that went so."""
    told = [(column, _rows(column)) for column in sheet.columns]
    told = [(column, rows) for column, rows in told if rows]
    if len(told) != 1:
        return
    [(column, rows)] = told
    for index, word in enumerate(said):
        outcome = WORDS.get(word.lemma)
        if outcome is None:
            continue
        if _is_passive(said, index):
            outcome = TURNED[outcome]
        if _is_of_rival(said, index, sheet):
            outcome = TURNED[outcome]
        if outcome in rows:
            yield index, {column.index: rows[outcome]}


def _rows(column: Heading) -> Mapping[str, frozenset[int]]:
    """The rows by outcome of a column that tells outcomes, else nothing."""
    if not HEADINGS & set(column.words):
        return {}
    filled = [(row, cell.words) for row, cell in enumerate(column.cells) if cell.words]
    found: dict[str, set[int]] = {}
    for row, cell in filled:
        if cell[0] in CELLS:
            found.setdefault(CELLS[cell[0]], set()).add(row)
    if not filled or sum(map(len, found.values())) < _MOSTLY * len(filled) or not {"win", "loss"} & set(found):
        return {}
    return {outcome: frozenset(rows) for outcome, rows in found.items()}


def _is_passive(said: Sequence[Word], index: int) -> bool:
    """True for "were beaten by": done to the one who is spoken of."""
    if said[index].lemma not in ("beat", "defeat") or not index:
        return False
    return said[index - 1].lemma == "be"


def _is_of_rival(said: Sequence[Word], index: int, sheet: Sheet) -> bool:
    """True where the name of the other side stands before the word as its subject."""
    rivals = {column.index for column in sheet.columns if RIVALS & set(column.words)}
    for place in range(index - 1, -1, -1):
        if said[place].lemma in SIDES:
            return False
        if (
            {column for column, _, _ in sheet.places.get(said[place].lemma, ())} & rivals
            and said[place].text.isalpha()
            and len(said[place].text) > 2
        ):
            before = next((word.lemma for word in reversed(said[:place]) if word.lemma not in ("the", "a")), "")
            return before not in SIDES
    return False
