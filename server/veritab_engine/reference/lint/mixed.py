"""A cell makes a column of numbers one of texts: a letter O, "1.2bn", "4,48.9", a footnote mark, "see note".

Nearly all cells are plain numbers, and the column is read as text because of the others. Write them as the rest is
written; a column of codes is a key (`fact:role: key`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from veritab_engine.lexicon import words
from veritab_engine.reference.cells import is_number
from veritab_engine.reference.lint.case import Case
from veritab_engine.reference.lint.rule import Rule
from veritab_engine.reference.problem import Problem, Severity
from veritab_engine.reference.table import Column, Role

RULE = Rule("VT432", "odd cell among numbers", Severity.WARNING)
LEAST_CELLS = 4
ONE_IN = 5
"""Where more of the cells are odd, they are no slips."""
_SLIP = str.maketrans("OolI", "0011")
_FOOTNOTE = re.compile(r"[*†‡§]+$|\[\w{1,2}\]$|\(\w\)$")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_SCALED = re.compile(r"([\d.,]+)\s?([a-z]+)", re.IGNORECASE)


def check(case: Case) -> Iterator[Problem]:
    """Every cell that is nearly a number, in a column of numbers that is read as text."""
    for column in case.schema.columns:
        if column.type == "string" and column.role not in {Role.KEY, Role.TIME, Role.STATUS}:
            yield from _in_column(case, column)


def _in_column(case: Case, column: Column) -> Iterator[Problem]:
    missing = words("headers/missing")
    distinct = dict.fromkeys(case.cells[column.name])
    cells = [cell for cell in distinct if cell is not None and cell.lower() not in missing]
    odd = [cell for cell in cells if not _is_number(cell)]
    if len(cells) < LEAST_CELLS or not odd or len(odd) * ONE_IN > len(cells):
        return
    wrong = {
        cell: f'"{cell}" has {why}, and so the column is read as text. Write it as the other numbers are.'
        for cell in odd
        if (why := _why(cell))
    }
    yield from case.each(RULE, column.name, wrong, case.cells[column.name])


def _why(text: str) -> str | None:
    """What is odd about a text that is nearly a number; None where it is something else."""
    if _is_number(_FOOTNOTE.sub("", text).strip()):
        return "a footnote mark"
    if text.lower().strip(" ().") in words("lint/pointers"):
        return "words in place of a figure"
    scaled = _SCALED.fullmatch(text)
    is_scale = scaled is not None and scaled[2].lower() in words("lint/scales")
    if scaled and is_scale and _is_number(scaled[1]) and (len(scaled[2]) > 1 or "." in scaled[1]):
        return "a scale of its own"
    if is_number(text.replace(",", "")):
        return "a comma where no thousands are"
    return "a letter for a digit" if _is_number(text.translate(_SLIP)) else None


def _is_number(text: str) -> bool:
    return is_number(text) or _GROUPED.fullmatch(text) is not None
