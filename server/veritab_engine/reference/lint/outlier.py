"""A figure is off by a power of ten against its neighbours in time.

Thousands were written for millions, or a decimal point moved. A figure is told where those before and behind it are
close to each other, and it would lie among them if it were divided by ten, a hundred or more. Series that jump are left
alone, and so are shares, small counts and figures at the ends of a series with too few neighbours.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from math import log10
from statistics import median

from veritab_engine.reference.lint.case import Case
from veritab_engine.reference.lint.rule import Rule
from veritab_engine.reference.problem import Problem, Severity
from veritab_engine.reference.table import Column

RULE = Rule("VT427", "off by a power of ten", Severity.WARNING)
REACH = 2
"""So many figures on either side are the neighbours."""
LEAST_NEIGHBOURS = 3
CLOSE, CLOSER = log10(2.5), log10(1.6)
"""The neighbours lie within this factor of each other; within the smaller one for a figure that is ten times off."""
LEAST, LEAST_TEN = 10, 100
"""Figures below so many of their last decimals are too coarse to tell; more are asked of one that is ten times off."""


def check(case: Case) -> Iterator[Problem]:
    """Every figure that its neighbours put at another power of ten."""
    if case.time is None:
        return
    for column in case.measures:
        if column.unit != "percent" and column.change_of is None:
            for rows in case.series.values():
                if len(rows) > LEAST_NEIGHBOURS:
                    yield from _in_series(case, column, rows)


def _in_series(case: Case, column: Column, rows: Sequence[int]) -> Iterator[Problem]:
    figures = [(row, number) for row in rows if (number := case.numbers(column)[row]) is not None and number > 0]
    if len(figures) <= LEAST_NEIGHBOURS:
        return
    logs = [log10(number) for _, number in figures]
    for place, (row, number) in enumerate(figures):
        around = [*logs[max(0, place - REACH) : place], *logs[place + 1 : place + 1 + REACH]]
        if len(around) < LEAST_NEIGHBOURS:
            around = logs[1 : 1 + LEAST_NEIGHBOURS] if place == 0 else logs[place - LEAST_NEIGHBOURS : place]
        power = _power(logs[place], around)
        step = 2 * case.half_step(column, row)
        least = min(number, Decimal(10 ** median(around)))
        if power and least >= step * (LEAST_TEN if abs(power) == 1 else LEAST):
            factor = f"{10 ** abs(power):,}"
            said = f"{case.cells[column.name][row]} is about {factor} times {'more' if power > 0 else 'less'} than "
            yield case.problem(RULE, said + "the figures before and behind it. Correct it?", row, column.name)


def _power(log: float, around: Sequence[float]) -> int:
    """By how many powers of ten the figure is off; 0 where it is not, or its neighbours cannot tell."""
    middle = median(around)
    power = round(log - middle)
    close = CLOSER if abs(power) == 1 else CLOSE
    smooth = max(around) - min(around) < close
    return power if smooth and abs(log - power - middle) < close / 2 else 0
