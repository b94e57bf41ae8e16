"""Where a date or a time of day may open: told by a token and its neighbours, so that few places are read in vain."""

from __future__ import annotations

from collections.abc import Collection

from veritab_engine.lexicon import mapping
from veritab_engine.mention.dates import clock as clocks
from veritab_engine.mention.dates.holidays import NAMES
from veritab_engine.mention.dates.parts import DECADES, QUARTERS, YEARLY
from veritab_engine.mention.dates.raw import MONTHS, SEASONS, TURNS, WEEKDAYS
from veritab_engine.mention.dates.relative import (
    DAYS,
    ENDS,
    NOW,
    PLURALS,
    QUALIFIERS,
    UNITS,
    VAGUE,
)
from veritab_engine.mention.marks import DASHES, SUFFIXES
from veritab_engine.mention.number_words import CARDINALS, ORDINALS

DIGITS = frozenset("0123456789")
ARTICLES = frozenset({"a", "an"})
EDGES = mapping("calendar/edges").keys()
PLACES = frozenset({"first", "second", "third", "fourth", "last", "final"})
TENS = frozenset({"twenty", "thirty"})
TIED = DASHES | {"/", ":", "to", "of", "and", ",", "till", "until", "through", "in", "(", "the", "day"}
COUNTED = UNITS.keys() | PLURALS.keys() | TURNS.keys() | QUALIFIERS
OF_AN_HOUR = (
    (clocks.MERIDIEMS.heads | clocks.OCLOCK.heads | clocks.PAST.heads) | clocks.MINUTES | clocks.PART_LEADS.heads
) | (clocks.HOURED | {"ish"})
BEFORE_AN_HOUR = clocks.TYING.union(WEEKDAYS, MONTHS, clocks.PARTS, DAYS.heads)
BEHIND_DIGITS = MONTHS.keys() | SUFFIXES | COUNTED | OF_AN_HOUR | TIED | {"s", "'s"}
BEFORE_DIGITS = BEFORE_AN_HOUR | {"on", "the"}
OF_A_NUMBER = COUNTED | OF_AN_HOUR | CARDINALS.keys() | {"-", "to", "and"}
OF_A_RANK = (MONTHS.keys() | COUNTED | CARDINALS.keys() | WEEKDAYS.keys() | ORDINALS.keys()) | {
    "-",
    "of",
    "half",
    "century",
    "centuries",
    "day",
    "to",
    "till",
    "through",
    "and",
    "in",
}
OF_A_TURN = (COUNTED | MONTHS.keys() | WEEKDAYS.keys() | SEASONS.keys() | clocks.PARTS.keys() | CARDINALS.keys()) | (
    VAGUE.keys() | NAMES.heads | {"-", "date"}
)
FOLLOWERS = (
    dict.fromkeys(CARDINALS, OF_A_NUMBER)
    | dict.fromkeys(ORDINALS.keys() | QUARTERS.keys(), OF_A_RANK)
    | dict.fromkeys(TURNS, OF_A_TURN)
    | dict.fromkeys(("in", "within"), CARDINALS.keys() | ARTICLES | VAGUE.keys() | {"half", "the"})
    | dict.fromkeys(clocks.FRACTIONS, clocks.PAST.heads | {"-", "a", "an"})
    | dict.fromkeys(ARTICLES, UNITS.keys() | PLURALS.keys() | VAGUE.keys() | {"quarter"})
    | {"at": clocks.PARTS.keys() | {"the", "present", "this"}, "during": frozenset({"the"})}
)
"""What must stand behind a word for it to open a date, besides digits; words that are not here need nothing."""
_ALONE = MONTHS.keys() | WEEKDAYS.keys() | YEARLY.keys() | SEASONS.keys() | DECADES.keys() | EDGES | clocks.OPENS
PHRASED: dict[str, frozenset[str]] = {}
for _phrases in (NAMES, DAYS, NOW, ENDS):
    for _head in _phrases.heads.difference(_ALONE, FOLLOWERS):
        PHRASED[_head] = PHRASED.get(_head, frozenset()) | _phrases.seconds.get(_head, frozenset({""}))
"""Words that open nothing but phrases ("the day before"): what comes next, "" where they may stand alone."""
BEHIND_THE = clocks.PARTS.keys() | EDGES | {"middle", "moment", "present"}
"""After "in the", "at the" and "during the", these make a time."""
FOLLOWERS |= {head: seconds for head, seconds in PHRASED.items() if "" not in seconds}
OPENING = NAMES.heads.union(MONTHS, WEEKDAYS, DAYS.heads, NOW.heads, ENDS.heads, YEARLY, SEASONS, DECADES).union(
    EDGES, clocks.OPENS, {"week", "weekend", "within"}, FOLLOWERS
)
"""The words that may open a date or a time of day; digits may, too."""
_LONGEST_CODE = 6


def candidates(lower: tuple[str, ...]) -> list[int]:
    """The tokens that may open a date or a time of day."""
    last = len(lower) - 1
    found = []
    for i, word in enumerate(lower):
        if word in OPENING:
            followers = FOLLOWERS.get(word)
            if followers is None or _is_followed(lower, i, last, followers):
                found.append(i)
        elif word[0] in DIGITS:
            if _may_open(lower, i, word):
                found.append(i)
        elif word[-1] in DIGITS and len(word) <= _LONGEST_CODE:
            found.append(i)
    return found


def _is_followed(lower: tuple[str, ...], i: int, last: int, followers: Collection[str]) -> bool:
    behind = lower[i + 1] if i < last else ""
    if behind in followers:
        return behind != "the" or (i + 2 <= last and lower[i + 2] in BEHIND_THE)
    word = lower[i]
    return word not in PHRASED and (behind[:1] in DIGITS or lower[i - 1] in BEFORE_DIGITS)


def _may_open(lower: tuple[str, ...], i: int, word: str) -> bool:
    """True where digits may be a year, a day, an hour or a count of units."""
    size = len(word)
    if size == 4 and word.isdecimal():
        return True
    behind, before = lower[i + 1] if i + 1 < len(lower) else "", lower[i - 1] if i else ""
    if "." in word:
        return before in BEFORE_DIGITS or behind in OF_AN_HOUR or word.count(".") == 2
    if "," in word or (size > 4 and size != 8):
        return False
    return size == 8 or behind in BEHIND_DIGITS or before in BEFORE_DIGITS


def may_be_time(lower: tuple[str, ...], i: int) -> bool:
    """True where a time of day may open at a token that opens a date or a time."""
    word = lower[i]
    if word[0] not in DIGITS:
        return word in clocks.OPENS or word in ARTICLES
    behind, before = lower[i + 1] if i + 1 < len(lower) else "", lower[i - 1] if i else ""
    if behind in OF_AN_HOUR or behind == ":" or behind in clocks.JOINERS or before in BEFORE_AN_HOUR:
        return True
    return "." in word or behind in DAYS.heads
