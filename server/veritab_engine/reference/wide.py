"""Wide tables: which columns are times, from headers and cells.

What is found is said by `fact:split` and `fact:unpivot`, which `reshape` carries out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from veritab_engine.lexicon import words
from veritab_engine.reference.descriptor import words as spoken
from veritab_engine.reference.header import read_header
from veritab_engine.reference.numeral import take_apart
from veritab_engine.reference.period import parse_date, parse_period
from veritab_engine.reference.reshape import INTO, matched
from veritab_engine.reference.sources import Grid

FEWEST_TIMES = 2
MOST_LISTED = 8
"""As many columns are listed by name; more are told by a pattern."""
SAMPLE = 300
"""As many rows show whether columns hold figures."""

YEAR = r"(?:1[5-9]|20|21)\d\d"
MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_TIMES: tuple[tuple[str, str, str], ...] = (
    ("year", YEAR, ""),
    ("year", rf"({YEAR})(?: ?(?:\([a-z]{{1,4}}\)|[*†‡]|[pe]))?", ""),
    ("year", rf"(?:FY|CY|YR?|X|Year )[ _-]?{YEAR}", ""),
    ("year", r"(?:FY|CY)[ _-]?'?\d\d", ""),
    ("year", rf"{YEAR} ?[AEF]", ""),
    ("year", rf"{YEAR} \[YR{YEAR}\]", ""),
    ("year", rf"{YEAR}[-–/]\d\d", "%Y-%y"),
    ("quarter", rf"{YEAR}[ _-]?Q[1-4]", ""),
    ("quarter", rf"Q[1-4][ _-]?'?{YEAR}", ""),
    ("quarter", r"Q[1-4][ _-]?'?\d\d", ""),
    ("quarter", r"[1-4]Q[ _-]?'?\d\d(?:\d\d)?", ""),
    ("half", rf"{YEAR}[ _-]?[HS][12]|H[12][ _-]?{YEAR}", ""),
    ("month", rf"{YEAR}-(?:0[1-9]|1[0-2])", ""),
    ("month", rf"{YEAR}[ _-]?M(?:0[1-9]|1[0-2])", ""),
    ("month", rf"(?i:{MONTH}) {YEAR}", "%B %Y|%b %Y"),
    ("month", rf"(?i:{MONTH})-{YEAR}", "%B-%Y|%b-%Y"),
    ("month", rf"(?i:{MONTH})[-' ]\d\d", "%b-%y|%b %y|%b'%y"),
    ("day", rf"{YEAR}-\d\d-\d\d", ""),
    ("day", r"\d{1,2}/\d{1,2}/\d\d", "%m/%d/%y|%d/%m/%y"),
    ("day", rf"\d{{1,2}}/\d{{1,2}}/{YEAR}", "%m/%d/%Y|%d/%m/%Y"),
)
"""What a header that is a time looks like, what it is called, and the formats that may read it."""
_SEPARATOR = r"[ _:,./-]{1,3}"


@dataclass(frozen=True, slots=True)
class Times:
    """Columns that are times: the pattern of their names, what the times are called, and their format."""

    columns: tuple[str, ...]
    pattern: str
    into: str
    format: str = ""
    beside: str = ""
    """The column whose cells are the years of months or quarters."""
    names: bool = False
    """True for names instead of times."""
    named: bool = False
    """True where each header names its measure too."""


def find_split(grid: Grid) -> dict[str, Any] | None:
    r"""The first column of Eurostat's files: "freq,unit,geo\TIME_PERIOD" over cells "A,PC,AT"."""
    name = grid.header[0]
    own, _, _ = name.partition("\\")
    into = [part.strip() for part in own.split(",")]
    if len(into) < FEWEST_TIMES or not all(into) or set(into) & set(grid.header[1:]):
        return None
    if any(text.count(",") != len(into) - 1 for text in grid.columns[0]):
        return None
    return {"column": name, "into": into, "at": ","}


def find_unpivot(grid: Grid, value: str) -> tuple[dict[str, Any], str] | None:
    """The columns of a table that are times, as `fact:unpivot`, with the format of the times; None where none are.

    The format "names" says that the columns are names.

    `value` is what the figures are called where no header says it.
    """
    times = max(_candidates(grid), key=lambda found: len(found.columns), default=None)
    times = times or _on_their_side(grid) or max(_dated(grid), key=lambda found: len(found.columns), default=None)
    if times is None:
        return None
    rest = [name for name in grid.header if name not in times.columns]
    into = _free(_into(grid, times.into), rest)
    told: dict[str, Any] = {"columns": _columns(times), "into": into}
    if times.beside:
        told["with"] = times.beside
    if not times.named:
        told["value"] = _free(value, [*rest, into])
    return told, "names" if times.names else times.format


def find_once(grid: Grid, unpivot: Mapping[str, Any], format: str, beside: Sequence[str]) -> dict[str, str]:
    """The columns of figures beside the times that tell no time themselves, with the last of the times: now.

    "Employees" beside the revenue of 2023 and 2024 are those of today, and none of 2023.
    """
    if format == "names" or "with" in unpivot:
        return {}
    told = {groups[INTO] for groups in matched(grid.header, unpivot["columns"]).values()}
    read = {text: parse_date(text, format) if format else parse_period(text) for text in told}
    known = {text: period.last for text, period in read.items() if period is not None}
    if len(known) < len(told) or len(set(known.values())) < FEWEST_TIMES:
        return {}
    last = max(known, key=lambda text: known[text])
    undated = (name for name in beside if not any(map(str.isdigit, name)) and holds_figures(grid, name))
    return dict.fromkeys((name for name in undated if not _dates_the_thing(name)), last)


def _candidates(grid: Grid) -> Iterator[Times]:
    """Sets of columns that are times: each form of a time alone, then with the name of a measure beside it."""
    for into, form, formats in _TIMES:
        told = {name: match.group(match.re.groups) for name in grid.header if (match := re.fullmatch(form, name))}
        plain = list(told)
        if len(plain) >= FEWEST_TIMES and len(plain) < len(grid.header) and _all_figures(grid, plain):
            format = _format(list(told.values()), formats)
            if format is not None:
                yield Times(tuple(plain), form, into, format)
    yield from _under_years(grid)
    for into, form, formats in _TIMES:
        for pattern in (
            rf"(?P<value>.*[^\W\d_].*?)(?:{_SEPARATOR})?\(?(?P<into>{form})\)?",
            rf"(?P<into>{form}){_SEPARATOR}(?P<value>.*[^\W\d_].*)",
        ):
            found = {name: match for name in grid.header if (match := re.fullmatch(pattern, name))}
            stems = defaultdict(list)
            for name, match in found.items():
                stems[match["value"]].append(name)
            wide = [name for names in stems.values() if len(names) >= FEWEST_TIMES for name in names]
            if len(wide) == len(found) >= FEWEST_TIMES and _all_figures(grid, wide):
                format = _format([found[name]["into"] for name in wide], formats)
                if format is not None and len(wide) < len(grid.header):
                    yield Times(tuple(wide), pattern, into, format, named=True)


def _dated(grid: Grid) -> Iterator[Times]:
    """Measures that say when they were taken, where nothing else does: "pax_2023_m", "Budget 2023 (EUR '000)".

    When something was founded says nothing of its figures, and four digits under a unit are no years.
    """
    plain = (name for name in grid.header if not _dates_the_thing(name) and read_header(name).unit is None)
    if any(_are_times(texts_of(grid, name)) for name in plain):
        return
    for into, form, formats in _TIMES:
        for pattern in (
            rf"(?P<value>[^\d]*[^\W\d_]){_SEPARATOR}\(?(?P<into>{form})\)?(?P<rest>(?:[ _,]+[^\d]*[^\W\d_].*)?)",
            rf"(?P<into>{form}){_SEPARATOR}(?P<value>[^\W\d_][^\d]*)(?P<rest>)",
        ):
            found = {name: match for name in grid.header if (match := re.fullmatch(pattern, name))}
            format = _format([match["into"] for match in found.values()], formats)
            told = [match["value"] + match["rest"] for match in found.values()]
            if found and format is not None and all(map(_is_measured, told)) and _all_figures(grid, list(found)):
                yield Times(tuple(found), pattern, into, format, named=True)


def _is_measured(name: str) -> bool:
    """True for a header that names a measure and its unit, and not since when: "Change since", "Target by"."""
    since = words("words/prepositions") | words("headers/end") | words("headers/start")
    return spoken(name).lower().split(" ")[-1] not in since


def _dates_the_thing(name: str) -> bool:
    return not words("headers/dated").isdisjoint(spoken(name).lower().split(" "))


def _are_times(texts: Sequence[str]) -> bool:
    filled = [text for text in texts[:SAMPLE] if text]
    return bool(filled) and all(parse_period(text) is not None for text in filled)


def _under_years(grid: Grid) -> Iterator[Times]:
    """Months or quarters as columns beside a column of years."""
    years = [name for name in grid.header if name.lower() in words("headers/year") and _are_years(texts_of(grid, name))]
    for into, form, format in (("month", MONTH, "%Y %b"), ("month", MONTH, "%Y %B"), ("quarter", r"Q[1-4]", "")):
        found = [name for name in grid.header if re.fullmatch(form, name, re.IGNORECASE)]
        told = [f"2000 {name}" for name in found]
        reads = all(parse_date(text, format) if format else parse_period(text) for text in told)
        if len(years) == 1 and len(found) >= FEWEST_TIMES and reads and _all_figures(grid, found):
            yield Times(tuple(found), "|".join(found), into, format, beside=years[0])
            return


def _on_their_side(grid: Grid) -> Times | None:
    """Columns that are names: of countries, or whatever has the metrics of the first column."""
    figures = [name for name in grid.header if holds_figures(grid, name)]
    places = [name for name in figures if name.lower() in words("headers/places")]
    others = [name for name in grid.header if name not in figures]
    first = read_header(grid.header[0]).phrase.lower()
    metrics = len(others) == 1 and others[0] == grid.header[0] and first in words("headers/transposed")
    if len(figures) < FEWEST_TIMES or not others or not (metrics or len(places) == len(figures)):
        return None
    into = "name" if metrics else "country"
    return Times(tuple(figures), "|".join(map(re.escape, figures)), into, names=True)


def _are_years(texts: Sequence[str]) -> bool:
    return bool(texts) and all(re.fullmatch(YEAR, text) for text in texts if text)


def _format(times: Sequence[str], formats: str) -> str | None:
    """The format that reads every time, "" where none is needed; None where none does, or two do otherwise."""
    if not formats:
        return "" if all(parse_period(text) for text in times) else None
    if formats == "%Y-%y":
        formats = "%Y-%y|%Y/%y"
    fitting = [form for form in formats.split("|") if all(parse_date(text, form) for text in times)]
    if len(fitting) == 2 and fitting[0].startswith(("%m/", "%d/")):
        fitting = [form for form in fitting if _in_order(times, form)]
        return fitting[0] if len(fitting) == 1 else None
    return fitting[0] if fitting else None


def _in_order(times: Sequence[str], form: str) -> bool:
    """True where the times follow each other: columns of days are written in their order."""
    periods = [period.first for text in times if (period := parse_date(text, form)) is not None]
    return periods == sorted(periods)


def _columns(times: Times) -> str | list[str]:
    if not times.named and len(times.columns) <= MOST_LISTED and not re.compile(times.pattern).groups:
        return list(times.columns)
    return times.pattern


def _into(grid: Grid, into: str) -> str:
    r"""What the column of times is called: "TIME_PERIOD" where a header says "geo\TIME_PERIOD"."""
    told = [name.partition("\\")[2].strip() for name in grid.header if "\\" in name]
    return next((name for name in told if name), into)


def _free(name: str, taken: Sequence[str]) -> str:
    return name if name not in taken else _free(f"{name} (file)", taken)


def _all_figures(grid: Grid, names: Sequence[str]) -> bool:
    """True where columns hold figures, or nothing; a column of names is no column of figures."""
    held = [figures_in(texts_of(grid, name)) for name in names]
    return any(held) and all(share is None or share > 0.5 for share in held)


def holds_figures(grid: Grid, name: str) -> bool:
    """True for a column whose cells are figures, and not mostly times."""
    share = figures_in(texts_of(grid, name))
    times = sum(parse_period(text) is not None for text in texts_of(grid, name)[:SAMPLE])
    header = set(spoken(name).lower().split(" "))
    is_year = bool(header & words("headers/year")) and times > 0
    said = words("headers/keys") | words("headers/remarks")
    return share is not None and share > 0.5 and not is_year and not header & said


def figures_in(texts: Sequence[str]) -> float | None:
    """The share of the cells that are figures; None where all are empty."""
    filled = [text for text in texts[:SAMPLE] if text and text.lower() not in words("headers/missing")]
    filled = filled or [text for text in texts if text and text.lower() not in words("headers/missing")][:SAMPLE]
    return sum(take_apart(text) is not None for text in filled) / len(filled) if filled else None


def is_label(name: str) -> bool:
    """True for a header that only counts or ranks the rows."""
    return name.lower() in words("headers/counters") or name.lower() in words("headers/ranks")


def texts_of(grid: Grid, name: str) -> Sequence[str]:
    """The cells of a column."""
    return grid.columns[grid.header.index(name)]
