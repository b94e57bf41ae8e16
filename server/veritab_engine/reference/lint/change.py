"""A published change disagrees with the figures that it is said to be derived from (`fact:derived`).

The change from the row of the period before is computed from the figures. Offices revise last year's figure and publish
the change against that, so that up to a percentage point, and what rounding explains, is no fault. In a table without a
descriptor, "Growth (%)" beside one other measure is taken for its change where more of its figures are than are not.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from veritab_engine.lexicon import words
from veritab_engine.reference.header import read_header
from veritab_engine.reference.lint.case import Case
from veritab_engine.reference.lint.rule import Rule
from veritab_engine.reference.problem import Problem, Severity
from veritab_engine.reference.table import Column

RULE = Rule("VT426", "change that the figures do not give", Severity.WARNING)
REVISION = Decimal(1)
"""Percentage points that a revised base may make."""
MEASURES = 2
"""A change and what it is of: where there are more measures, it may be of any."""


def check(case: Case) -> Iterator[Problem]:
    """Every published change in percent that is too far from the one computed."""
    measures = {column.name: column for column in case.measures}
    for column in case.measures:
        if column.change_of in measures and column.unit == "percent":
            yield from (problem for problem in _changes(case, column, measures[column.change_of]) if problem)
    for column, of in _guessed(case):
        found = list(_changes(case, column, of))
        wrong = [problem for problem in found if problem]
        if 2 * len(wrong) < len(found):
            yield from wrong


def _guessed(case: Case) -> Iterator[tuple[Column, Column]]:
    """The change of a bare table, and the measure that it must be of: the only other."""
    if case.schema.inferred and len(case.measures) == MEASURES:
        for column, of in (case.measures, case.measures[::-1]):
            named = read_header(column.name).phrase.lower() in words("headers/changes")
            if named and column.change_of is None and column.unit == "percent" and of.unit != "percent":
                yield column, of


def _changes(case: Case, column: Column, of: Column) -> Iterator[Problem | None]:
    """For every change that can be computed what is wrong with it, None where nothing is."""
    for rows in case.series.values() if case.frequency is not None else ():
        for before, row in pairwise(rows):
            if _is_computable(case, column, of, before, row):
                yield _against(case, column, of, before, row)


def _is_computable(case: Case, column: Column, of: Column, before: int, row: int) -> bool:
    published, base, figure = case.numbers(column)[row], case.numbers(of)[before], case.numbers(of)[row]
    return published is not None and figure is not None and bool(base) and _follows(case, before, row)


def _against(case: Case, column: Column, of: Column, before: int, row: int) -> Problem | None:
    published, base, figure = case.numbers(column)[row], case.numbers(of)[before], case.numbers(of)[row]
    assert published is not None
    assert base is not None
    assert figure is not None
    computed = (figure / base - 1) * 100
    rounding = case.half_step(column, row)
    rounding += (case.half_step(of, row) + case.half_step(of, before) * abs(figure / base)) / abs(base) * 100
    if abs(computed - published) > rounding + REVISION:
        said = (
            f"{published:f} percent is published, and {of.name} changed by {computed:.1f} percent from the row before. "
        )
        return case.problem(RULE, said + "Correct one.", row, column.name)
    return None


def _follows(case: Case, before: int, row: int) -> bool:
    """True where the rows are of neighbouring periods."""
    earlier, later = case.periods[before], case.periods[row]
    return earlier is not None and later is not None and (later.first - earlier.last).days == 1
