"""Names as tables write them, with marks behind them: "Marlow*", "The Clock Towers[b]", "United States (USA)‡".

Which marks a column has is said by `fact:marks`, as for figures: cells are read without them, and a mark "()" stands
for whatever is in brackets. The code that stood there is another name, which inference says by `fact:aliases`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from veritab_engine.reference.numeral import BRACKETS, NOTE

MOST_MARKS = 60
MOST_CODES = 500
"""As many codes at most are said to be names; in a larger column they are but notes."""
MOST_ALIKE = 9
"""Of ten names with brackets, as many have a code, or a year, in them."""
FEWEST_LETTERS = 2
"""What is left of a name without its marks; the star of "A*" is a part of it."""
_MARK = re.compile(r"\s*([*†‡§¶]+|\[(?:\d{1,3}|[a-z]{1,2}|note \d{1,2})\]|[¹⁴-⁹⁰])$")
_BRACKETED = re.compile(r"(.*[^\s(])\s*\(([^()]*)\)")
_CODE, _YEAR, _COUNT = re.compile(r"[A-Z]{2,5}"), re.compile(r"(?:1[5-9]|20)\d\d"), re.compile(r"\d{1,2}")


def without_marks(text: str, marks: Collection[str]) -> str:
    """The name in a cell whose marks are known."""
    name = text
    while True:
        mark = next((mark for mark in marks if mark != BRACKETS and name.endswith(mark)), None)
        if mark is not None and len(mark) < len(name):
            name = name[: -len(mark)].rstrip()
        elif BRACKETS in marks and (found := _BRACKETED.fullmatch(name)) is not None:
            name = found[1]
        else:
            return name


def find_marks(texts: Sequence[str]) -> dict[str, str | int]:
    """The marks behind the names of a column, as `fact:marks` says them; none where two names would be one.

    A year or a code is taken off where most names have one and they tell no two apart; a count, "Roger Federer (3)",
    where the same name comes with others.
    """
    signs = dict.fromkeys(mark for text in texts for mark in _signs(text))
    if len(signs) > MOST_MARKS:
        return {}
    names = list(dict.fromkeys(without_marks(text, signs) for text in texts))
    told = [*signs, *([BRACKETS] if _are_aside(names) else [])]
    return dict.fromkeys(told, NOTE)


def codes_in(texts: Sequence[str], marks: Mapping[str, str | int]) -> dict[str, list[str]]:
    """The code that stands in brackets behind each name: {"United States": ["USA"]}."""
    if BRACKETS not in marks:
        return {}
    signs = [mark for mark in marks if mark != BRACKETS]
    found = (_BRACKETED.fullmatch(without_marks(text, signs)) for text in texts)
    codes = {each[1]: [each[2]] for each in found if each is not None and _CODE.fullmatch(each[2])}
    return codes if len(codes) <= MOST_CODES else {}


def _signs(text: str) -> list[str]:
    """The marks at the end of a name, the last one first."""
    signs: list[str] = []
    while (found := _MARK.search(text)) and sum(map(str.isalpha, text[: found.start()])) >= FEWEST_LETTERS:
        signs.append(found[1])
        text = text[: found.start()]
    return signs


def _are_aside(names: Sequence[str]) -> bool:
    """True where what stands in brackets behind names is no part of them."""
    found = [match for name in names if (match := _BRACKETED.fullmatch(name)) is not None]
    if not found:
        return False
    bare = {match[1] for match in found}
    if all(_COUNT.fullmatch(match[2]) for match in found):
        return len(bare) < len(found) or not bare.isdisjoint(names)
    most = max(sum(form.fullmatch(match[2]) is not None for match in found) for form in (_CODE, _YEAR))
    alike = most * 10 >= len(found) * MOST_ALIKE
    apart = len(bare) == len(found) and bare.isdisjoint(names)
    return alike and apart and 2 * len(found) >= len(names)
