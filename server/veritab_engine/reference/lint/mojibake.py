"""A text was read in the wrong encoding once: "CÃ´te d'Ivoire".

No sentence writes the name that way. Write it as it should be, and mend the step that saved the file.
"""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.reference.lint.case import Case
from veritab_engine.reference.lint.rule import Rule
from veritab_engine.reference.problem import Problem, Severity

RULE = Rule("VT431", "text in the wrong encoding", Severity.WARNING)
ENCODINGS = ("cp1252", "latin-1")
LOST = "\N{REPLACEMENT CHARACTER}"


def check(case: Case) -> Iterator[Problem]:
    """Every cell that would be UTF-8 if it had not been taken for something else."""
    for column in case.schema.columns:
        if column.type == "string":
            cells = case.cells[column.name]
            wrong = {cell: said for cell in dict.fromkeys(cells) if cell is not None and (said := _said(cell))}
            yield from case.each(RULE, column.name, wrong, cells)


def _said(text: str) -> str | None:
    if text.isascii():
        return None
    if LOST in text:
        return f'"{text}" has a character that was lost. Write it anew.'
    for encoding in ENCODINGS:
        try:
            return f'"{text}" was read in the wrong encoding. Write "{text.encode(encoding).decode()}".'
        except UnicodeError:
            continue
    return None
