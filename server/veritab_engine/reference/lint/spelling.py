"""One entity seems to be written in two ways: "Côte d'Ivoire" and "Cote d'Ivoire", "United States" and "United Sates".

Two spellings are two entities where no table of aliases joins them. Told are spellings that differ in case, accents or
punctuation alone, and those that differ by one letter where one is rare and the other is not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from rapidfuzz.distance import OSA

from veritab_engine.reference.index import fold
from veritab_engine.reference.lint.case import Case
from veritab_engine.reference.lint.rule import Rule
from veritab_engine.reference.problem import Problem, Severity
from veritab_engine.reference.table import Column, Role, TableKind
from veritab_engine.token import words_of

RULE = Rule("VT446", "two spellings of one name", Severity.NOTE)
_DIGIT = re.compile(r"\d")
LEAST_LETTERS = 7
"""Shorter names differ by a letter and are two: Iran, Iraq."""
RARER = 4
"""A slip occurs at most once for so many times of the right spelling."""
MOST_NAMES = 50_000
"""A column of more names is not looked at: so many names lie close by chance."""


def check(case: Case) -> Iterator[Problem]:
    """The rarer of two spellings, at the first row that has it."""
    for column in case.schema.columns:
        if column.type == "string" and column.entity is not None and not _is_resolved(case, column):
            yield from _in_column(case, column.name)


def _is_resolved(case: Case, column: Column) -> bool:
    known = case.entities is not None and case.entities.knows(column.entity or "")
    return known or case.schema.kind is TableKind.ALIASES or column.role in {Role.KEY, Role.TIME}


def _in_column(case: Case, column: str) -> Iterator[Problem]:
    cells = case.cells[column]
    counts = Counter(cell for cell in cells if cell is not None and _is_name(cell))
    if len(counts) > MOST_NAMES:
        return
    for slip, meant in _pairs(counts):
        said = f'"{slip}" may be "{meant}" written in another way. Write both alike, or give them one id.'
        yield case.problem(RULE, said, cells.index(slip), column)


def _is_name(text: str) -> bool:
    """True for letters without digits: times and scores lie close to each other."""
    return text.upper() != text.lower() and not _DIGIT.search(text)


def _pairs(counts: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """Pairs of a rarer and a commoner spelling."""
    same: dict[tuple[str, ...], str] = {}
    commonest = sorted(counts, key=lambda text: -counts[text])
    for text in commonest:
        meant = same.setdefault(tuple(fold(word) for word in words_of(text) if any(map(str.isalnum, word))), text)
        if meant != text:
            yield text, meant
    shortened: dict[str, str] = {}
    for text in commonest:
        if len(text) >= LEAST_LETTERS:
            forms = {text, *(text[:place] + text[place + 1 :] for place in range(len(text)))}
            near = {shortened[form] for form in forms if form in shortened}
            yield from ((text, meant) for meant in sorted(near) if _is_slip(text, meant, counts))
            for form in forms:
                shortened.setdefault(form, text)


def _is_slip(text: str, meant: str, counts: Mapping[str, int]) -> bool:
    folded = fold(text) != fold(meant)
    return folded and OSA.distance(text, meant) == 1 and counts[text] * RARER <= counts[meant]
