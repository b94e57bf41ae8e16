"""Dates that are no time of the story: of what a figure is compared with, and those that only bound a time."""

from __future__ import annotations

from collections.abc import Sequence

from veritab_engine.lexicon import words

SEGMENT_ENDS = frozenset({",", ";", ":", "(", ")", "\N{EM DASH}", "\N{EN DASH}", "--"})
LONGEST_BOUND = 9
"""Tokens between "since" and the date of its clause: "since he took office in 2013"."""

IN_TIME = frozenset({"in", "at", "for", "during"})
"""Behind "as many as" these lead to the time of what a figure is compared with: "as recently as 2016" has none."""


def standard(lower: Sequence[str], date: range, figures: Sequence[range]) -> range:
    """The tokens from the comparing word to the end of a date of what a figure is compared with; none for any other.

    Behind "from" a figure must stand before the date ("grown from 98,215 in 2010 to"), as "from 2010" opens a stretch.
    `figures` are the tokens of the sentence's claims, which are passed over.
    """
    within = {i: held.start for held in figures for i in held if held != date}
    i, past_figure = date.start - 1, False
    while i >= 0:
        if lower[i] in words("bases/comparing") or (lower[i] == "from" and past_figure):
            return range(i, date.stop)
        if (
            lower[i] == "as"
            and lower[i + 1] in IN_TIME
            and not {"much", "many", "as"}.isdisjoint(lower[max(i - 2, 0) : i])
        ):
            return range(i, date.stop)
        if i > 0 and lower[i] in words("bases/compared_by") and lower[i - 1] in words("bases/compared"):
            return range(i - 1, date.stop)
        if i in within:
            i, past_figure = within[i] - 1, True
        elif past_figure and lower[i] == "to":
            return range(0)
        elif lower[i] in words("bases/before_dates"):
            i -= 1
        else:
            return range(0)
    return range(0)


def carries(lower: Sequence[str], date: range, figures: Sequence[range]) -> bool:
    """Whether the sentences behind may go on in the time of a date."""
    if standard(lower, date, figures) or _is_counted_from(lower, date):
        return False
    for i in range(date.start - 1, max(date.start - LONGEST_BOUND, -1), -1):
        if lower[i] in SEGMENT_ENDS:
            return True
        if lower[i] in words("bases/bounding"):
            return False
    return True


def _is_counted_from(lower: Sequence[str], date: range) -> bool:
    """True for "it grew by $17.8 million from the third quarter", though no figure stands between."""
    i = date.start - 1
    while i > 0 and lower[i] in words("bases/before_dates"):
        i -= 1
    return i > 0 and lower[i] == "from"
