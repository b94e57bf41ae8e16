"""Calendars: a time told in fiscal years is for tables of fiscal years, and a year is for no row of months.

"Fiscal 2024", "FY2024" and "the year ended September 30, 2024" bind to tables of fiscal years, and to no table of the
calendar; "in 2024" binds to no table of fiscal years. A figure for 2024 is in no row of a month, and one for the first
quarter in no row of a year.
"""

from __future__ import annotations

import re
from dataclasses import replace

from veritab_engine.lexicon import words
from veritab_engine.link.clause import Clause
from veritab_engine.link.reading import Asked, Source
from veritab_engine.reference import Table
from veritab_engine.reference.frequency import FiscalYear, year_to
from veritab_engine.reference.table import Role, TableKind
from veritab_engine.value import Period

LONGEST_WEEK, LONGEST_MONTH, SHORTEST_YEAR = 7, 31, 364
REACH = 5
"""Tokens before a date among which "the year ended" stands, an article and a preposition passed over."""
TWO_YEARS = frozenset({"-", "/", "\N{EN DASH}"})
ELSEWHERE = Asked(None, Source.NONE, elsewhere=True)
_YEAR = re.compile(r"\d{2}")
_CODE = re.compile(r"fy\d{2,4}")


def in_calendar(asked: Asked, clause: Clause, table: Table, latest: Period) -> Asked:
    """The time asked for in the calendar of the table, whose last row is `latest`; elsewhere where it has none such."""
    if asked.period is None or asked.elsewhere:
        return asked
    fiscal = fiscal_year_of(table)
    year_end = ends_a_year(clause, asked.tokens)
    if year_end or _is_fiscal(clause, asked):
        found = _ended(asked, fiscal) if year_end else _of_fiscal(asked, clause, fiscal)
        return replace(found, tokens=found.tokens | _around(clause, asked.tokens))
    if fiscal is not None and not fiscal.is_calendar and _days(latest) > LONGEST_MONTH:
        return ELSEWHERE
    return _of_frequency(asked, table, latest)


def _ended(asked: Asked, fiscal: FiscalYear | None) -> Asked:
    assert asked.period is not None
    last = asked.period.last
    return replace(asked, period=fiscal.ending_on(last) if fiscal is not None else year_to(last))


def _around(clause: Clause, tokens: frozenset[int]) -> frozenset[int]:
    """The words beside a date that make a year of accounts of it."""
    if not tokens:
        return tokens
    telling = words("words/fiscal") | words("words/year_ends") | {"year", "years"}
    near = (*range(max(min(tokens) - REACH, 0), min(tokens)), *range(max(tokens) + 1, max(tokens) + 3))
    lower = clause.sentence.lower
    return frozenset(i for i in near if i < len(lower) and lower[i] in telling)


def fiscal_year_of(table: Table) -> FiscalYear | None:
    """The fiscal year that a table counts by; None for the calendar's."""
    return next((column.fiscal for column in table.schema.of_role(Role.TIME) if column.fiscal is not None), None)


def ends_a_year(clause: Clause, tokens: frozenset[int] | range) -> bool:
    """True for the date of "the fiscal year ended September 30, 2024", "the 12 months to March 2024"."""
    if not tokens:
        return False
    lower, first = clause.sentence.lower, min(tokens)
    before = lower[max(first - REACH, 0) : first]
    while before and before[-1] in words("words/dating"):
        before = before[:-1]
    if not before or before[-1] not in words("words/year_ends"):
        return False
    led = before[:-1]
    while led and led[-1] in words("words/dating"):
        led = led[:-1]
    return led[-1:] == ("year",) or led[-2:] in (("12", "months"), ("twelve", "months"))


def _is_fiscal(clause: Clause, asked: Asked) -> bool:
    """True where the words for a time, or those right before or behind them, speak of fiscal years."""
    if asked.source is Source.CARRIED or not asked.tokens:
        return asked.period is not None and asked.period.approximate
    lower, first, last = clause.sentence.lower, min(asked.tokens), max(asked.tokens) + 1
    near = (*lower[max(first - 2, 0) : last], *lower[last : last + 2])
    return any(word in words("words/fiscal") or _CODE.fullmatch(word) for word in near)


def _of_fiscal(asked: Asked, clause: Clause, fiscal: FiscalYear | None) -> Asked:
    """What a fiscal year, or a part of one, is in a table's own; a year told by none of its digits is not known."""
    assert asked.period is not None
    told = clause.sentence.words[min(asked.tokens) : max(asked.tokens) + 1] if asked.tokens else ()
    relative = bool(told) and _YEAR.search(" ".join(told)) is None
    if fiscal is None or relative or _is_of_part(clause, asked.tokens):
        return ELSEWHERE
    if fiscal.start is not None and _has_two_years(clause, asked.tokens):
        return replace(asked, period=fiscal.starting_in(asked.period.first.year))
    return replace(asked, period=fiscal.named_by(asked.period))


def _is_of_part(clause: Clause, tokens: frozenset[int]) -> bool:
    """True for the fiscal year of "Q1 FY2024", which is told of a part of it."""
    return bool(tokens) and any(0 <= min(tokens) - at.stop <= 1 for _, at in clause.dates)


def _has_two_years(clause: Clause, tokens: frozenset[int]) -> bool:
    """True for "fiscal 2023/24", which both its years name."""
    if not tokens:
        return False
    lower, last = clause.sentence.lower, max(tokens) + 1
    return lower[last : last + 1] != () and lower[last] in TWO_YEARS and "".join(lower[last + 1 : last + 2]).isdecimal()


def _of_frequency(asked: Asked, table: Table, latest: Period) -> Asked:
    """A year is asked of no month; a day tells of none either, and is passed over, as it is among years."""
    assert asked.period is not None
    length, told = _days(latest), _days(asked.period)
    if table.schema.kind is not TableKind.OBSERVATIONS or length > LONGEST_MONTH:
        return asked
    if length > LONGEST_WEEK:
        return ELSEWHERE if told > LONGEST_MONTH else asked if told > LONGEST_WEEK else Asked(None, Source.NONE)
    if length > 1 or table.schema.frequency == "D":
        return ELSEWHERE if told > length else asked
    return asked


def row_length(table: Table, latest: Period) -> int:
    """How many days a row lasts: of one that stands for a month or a week, more than a day can answer for."""
    length = _days(latest)
    steady = table.schema.kind is TableKind.OBSERVATIONS and 1 < length <= LONGEST_MONTH
    return LONGEST_MONTH + 1 if steady else length


def _days(period: Period) -> int:
    return (period.last - period.first).days + 1
