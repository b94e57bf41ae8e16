"""Figures do not add up, where `fact:additive` says that they do, or the rest of a bare table does.

`{parts: [exports, imports]}` makes a measure the sum of others in its row; with `{over: region, total: World}` the rows
of World hold the sum of all other regions. What rounding can explain, half a last decimal for every figure, is no
fault. A row or group in which a figure is missing is left alone. In a table without a descriptor a row or column called
"Total" is one where at least as many of its figures are the very sum of the others as are not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from veritab_engine.lexicon import words
from veritab_engine.reference.descriptor import words as spoken
from veritab_engine.reference.lint.case import Case
from veritab_engine.reference.lint.rule import Rule
from veritab_engine.reference.problem import Problem, Severity
from veritab_engine.reference.table import Column, Role, Total

RULE = Rule("VT425", "figures that do not add up", Severity.WARNING)
Figure = tuple[Column, int]
"""A cell that holds a number: its column, and its row."""
Sum = tuple[Figure, tuple[Figure, ...]]
"""A total with its parts."""


def check(case: Case) -> Iterator[Problem]:
    """Every sum that is not that of its parts."""
    for total, parts in _declared(case):
        if _off_by(case, total, parts):
            yield _problem(case, total, parts)
    for sums in _guessed(case) if case.schema.inferred else ():
        told = [sum_ for sum_ in sums if _is_told(case, sum_)]
        wrong = [sum_ for sum_ in told if _off_by(case, *sum_)]
        if wrong and len(wrong) <= sum(1 for sum_ in told if _off_by(case, *sum_, rounded=False) == 0):
            yield from (_problem(case, *sum_) for sum_ in wrong)


def _declared(case: Case) -> Iterator[Sum]:
    measures = {column.name: column for column in case.measures}
    for column in case.measures:
        if column.parts and set(column.parts) <= measures.keys():
            for row in range(len(case.draft.grid)):
                yield (column, row), tuple((measures[name], row) for name in column.parts)
        if column.total is not None and column.total.over in case.cells:
            yield from _over(case, column, column.total)


def _guessed(case: Case) -> Iterator[list[Sum]]:
    """The sums that a bare table seems to have: those of each column called "Total", and of each name that is."""
    summed = [column for column in case.measures if column.unit != "percent" and not _is_rated(column)]
    for column in summed:
        parts = [part for part in summed if part is not column]
        if len(parts) > 1 and column.name.lower() in words("lint/sums"):
            yield [((column, row), tuple((part, row) for part in parts)) for row in range(len(case.draft.grid))]
    for names in case.schema.columns:
        for cell in names.totals:
            if len(names.totals) == 1 and cell.lower() in words("lint/sums"):
                yield [sum_ for column in summed for sum_ in _over(case, column, Total(names.name, cell))]


def _is_told(case: Case, sum_: Sum) -> bool:
    """True for a sum of two figures or more besides zeros: what has fewer may be equal by chance."""
    return sum(1 for column, row in sum_[1] if case.numbers(column)[row]) > 1


def _is_rated(column: Column) -> bool:
    """True for what does not add up: a rate, an average, a price."""
    said = {word for phrase in (column.name, *column.phrases) for word in spoken(phrase).lower().split(" ")}
    return not said.isdisjoint(words("lint/unsummed"))


def _over(case: Case, column: Column, total: Total) -> Iterator[Sum]:
    return (((column, row), tuple((column, part) for part in rows)) for row, rows in _groups(case, total))


def _groups(case: Case, total: Total) -> Iterator[tuple[int, list[int]]]:
    """Each row of a total with the rows that it is the sum of: those that differ from it in the one column alone."""
    held = [column.name for column in case.schema.columns if column.role not in {Role.MEASURE, Role.STATUS}]
    others = [case.cells[name] for name in held if name != total.over]
    totals: dict[tuple[str | None, ...], int] = {}
    parts: dict[tuple[str | None, ...], list[int]] = {}
    for row, cell in enumerate(case.cells[total.over]):
        group = tuple(cells[row] for cells in others)
        if cell == total.cell:
            totals[group] = row
        else:
            parts.setdefault(group, []).append(row)
    return ((row, parts[group]) for group, row in totals.items() if group in parts)


def _off_by(case: Case, total: Figure, parts: Sequence[Figure], *, rounded: bool = True) -> Decimal | None:
    """How far a total is from the sum of its parts, 0 where rounding explains it; None where a figure is missing."""
    stated = case.numbers(total[0])[total[1]]
    numbers = [number for column, row in parts if (number := case.numbers(column)[row]) is not None]
    if stated is None or len(numbers) < len(parts):
        return None
    off = abs(sum(numbers, Decimal(0)) - stated)
    rounding = sum((case.half_step(column, row) for column, row in (total, *parts)), Decimal(0))
    return Decimal(0) if rounded and off <= rounding else off


def _problem(case: Case, total: Figure, parts: Sequence[Figure]) -> Problem:
    column, row = total
    added = sum((case.numbers(part)[at] or Decimal(0) for part, at in parts), Decimal(0))
    sum_of = f"{(added / column.multiplier).normalize():f}"
    said = f"{case.cells[column.name][row]} is not the sum of its {len(parts)} parts, which is {sum_of}. Correct one."
    return case.problem(RULE, said, row, column.name)
