"""A cell holds the error of a spreadsheet: "#REF!", "#DIV/0!".

The formula found no figure when the file was written, and the cell is read as text or as missing. Correct the formula
and write the file again, or leave the cell empty.
"""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.lexicon import words
from veritab_engine.reference.lint.case import Case
from veritab_engine.reference.lint.rule import Rule
from veritab_engine.reference.problem import Problem, Severity

RULE = Rule("VT436", "error of a spreadsheet", Severity.WARNING)


def check(case: Case) -> Iterator[Problem]:
    """Every cell that is such an error."""
    for column, texts in case.texts.items():
        wrong = {
            text: f'"{text}" is the error of a spreadsheet. Correct the formula, or leave the cell empty.'
            for text in dict.fromkeys(texts)
            if text[:1] == "#" and text.lower() in words("lint/formula_errors")
        }
        yield from case.each(RULE, column, wrong, texts)
