"""Times of day: "5 p.m.", "17:30", "half past six", "ten o'clock", "from 2 to 4 pm", "in the evening", "noon"."""

from __future__ import annotations

from dataclasses import dataclass, replace

from veritab_engine.document import Sentence
from veritab_engine.lexicon import mapping, phrases, words
from veritab_engine.mention import Numeral
from veritab_engine.mention.dates.raw import MONTHS, WEEKDAYS, word_at
from veritab_engine.mention.marks import MINUS, joined
from veritab_engine.mention.number_words import CARDINALS
from veritab_engine.mention.spelled import spelled

MERIDIEMS = phrases("clock/meridiems")
NAMED = phrases("clock/named")
PARTS = mapping("clock/parts")
PART_LEADS = phrases("clock/part_leads")
ZONES = phrases("clock/zones")
OFFSETS = frozenset(str(hours) for hours in range(15))
"""Hours that a zone may lie from GMT."""
OCLOCK = phrases("clock/oclock")
PAST = phrases("clock/past")
FRACTIONS = {"half": 30, "quarter": 15}
TYING = words("clock/tying")
JOINERS = words("clock/joiners")
AFTER_AN_HOUR = words("clock/after_an_hour")
LEADS = words("clock/leads")
FIGURES = frozenset("0123456789")
HOURED = frozenset(f"h{minute:02}" for minute in range(60))
"""The rest of "16h00" behind its hour."""
OPENS = CARDINALS.keys() | NAMED.heads | FRACTIONS.keys() | PART_LEADS.heads | PARTS.keys()
VERSES = words("clock/verses")
RUNNING = words("clock/running")
NOON, DAY = 12, 24
MINUTES = frozenset({"minutes", "minute", "min", "mins"})
BEHIND_MINUTES = MINUTES | PAST.heads


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day in the tokens `first` to `last`: seconds from midnight, of the start and, in a range, of the end.

    `sure` is False for a bare hour ("at 7"), which only a date beside it makes a time; `part` is the name of a part of
    the day ("morning").
    """

    first: int
    last: int
    start: int
    end: int | None = None
    sure: bool = True
    halved: bool = False
    """True where the half of the day is told, by "pm" or by an hour past twelve."""
    part: str = ""

    @property
    def iso(self) -> str:
        """ "17:00", "08:00:31", or "17:00/19:00"."""
        return _iso(self.start) if self.end is None else f"{_iso(self.start)}/{_iso(self.end)}"


def _iso(seconds: int) -> str:
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour:02}:{minute:02}" + (f":{second:02}" if second else "")


def single(sentence: Sentence, index: int) -> Clock | None:
    """The one time of day, or part of the day, that opens at a token."""
    if index >= len(sentence.words):
        return None
    word = sentence.lower[index]
    if word in NAMED.heads and (named := NAMED.at(sentence.lower, index)) is not None:
        return Clock(index, named[1], int(named[0]) * 3600, halved=True)
    found = _figured(sentence, index) if word[0] in FIGURES else _worded(sentence, index, word)
    if found is None or found.part:
        return found
    told = _halved(sentence, found)
    if not told.halved and _is_reference(sentence, index):
        return None
    told = _zoned(sentence, told)
    runs = word_at(sentence, told.last) in RUNNING or (told.last == index + 1 and len(word) == 3)
    return told if not runs and (told.sure or not _counts(sentence, told.last)) else None


def _figured(sentence: Sentence, index: int) -> Clock | None:
    past = _past(sentence, index) if word_at(sentence, index + 1) in BEHIND_MINUTES else None
    return past or _digits(sentence, index)


def _worded(sentence: Sentence, index: int, word: str) -> Clock | None:
    if word in CARDINALS:
        return _past(sentence, index) or _spelled(sentence, index)
    if word in FRACTIONS or word == "a":
        return _past(sentence, index)
    return _part(sentence, index)


def _is_reference(sentence: Sentence, index: int) -> bool:
    """True for the digits of "John 3:16", and of a run in 2:03:59: "in" tells how long, "at" when."""
    word, lower = (sentence.words[index - 1], sentence.lower[index - 1]) if index else ("", "")
    name = index > 1 and word[0].isupper() and word.isalpha() and lower not in WEEKDAYS and lower not in MONTHS
    if not sentence.words[index].isdecimal() or not (lower == "in" or name or lower in VERSES):
        return False
    return word_at(sentence, index + 3) not in MONTHS


def is_military(word: str) -> bool:
    """True for the four digits of "0930"."""
    return len(word) == 4 and word.isdecimal()


def _counts(sentence: Sentence, last: int) -> bool:
    """True where a noun behind a bare number makes a count of it: "for 2 nights"."""
    following = word_at(sentence, last)
    return (following[:1].isalpha() and following not in AFTER_AN_HOUR) or (
        following in ("%", "-") and word_at(sentence, last + 1)[:1].isalpha()
    )


def _digits(sentence: Sentence, index: int) -> Clock | None:
    """ "7:56:30", "8.30", "0930", "5"; a bare number is no sure time."""
    word = sentence.words[index]
    inside = index > 1 and sentence.words[index - 1] == ":" and joined(sentence, index)
    if inside or not (word[0].isdigit() and word.isascii()):
        return None
    if word.count(".") == 1:
        hour, minute = word.split(".")
        return _made(index, index + 1, hour, minute, "0", sure=False) if len(minute) == 2 else None
    if not word.isdecimal():
        return None
    following = word_at(sentence, index + 1)
    if following in HOURED and joined(sentence, index + 1):
        return _made(index, index + 2, word, following[1:], "0", sure=True)
    if following == ":" and joined(sentence, index + 1) and joined(sentence, index + 2):
        last, second = index + 3, "0"
        if word_at(sentence, last) == ":" and joined(sentence, last) and len(word_at(sentence, last + 1)) == 2:
            second, last = sentence.words[last + 1], last + 2
        minute = sentence.words[index + 2]
        return _made(index, last, word, minute, second, sure=True) if len(minute) == 2 else None
    if len(word) in (3, 4):
        return _made(index, index + 1, word[:-2], word[-2:], "0", sure=False)
    return _made(index, index + 1, word, "0", "0", sure=False) if len(word) < 3 else None


def _made(first: int, last: int, hour: str, minute: str, second: str, *, sure: bool) -> Clock | None:
    if not (hour.isdecimal() and minute.isdecimal() and second.isdecimal() and len(hour) < 3):
        return None
    h, m, s = int(hour), int(minute), int(second)
    if h > DAY or m > 59 or s > 59:
        return None
    return Clock(
        first, last, h % DAY * 3600 + m * 60 + s, sure=sure, halved=h > NOON or (len(hour) == 2 and hour[0] == "0")
    )


def _spelled(sentence: Sentence, index: int) -> Clock | None:
    """ "five", "four twenty-three": hours in words."""
    if sentence.lower[index] not in CARDINALS:
        return None
    found = spelled(sentence.lower, index)
    if not isinstance(found, Numeral) or not 1 <= found.point.number <= NOON:
        return None
    hour, last, minute = int(found.point.number), found.last, 0
    if word_at(sentence, last) in CARDINALS:
        told = spelled(sentence.lower, last)
        if isinstance(told, Numeral) and 1 <= told.point.number <= 59:
            minute, last = int(told.point.number), told.last
    sure = minute >= 10 and word_at(sentence, index - 1) == "at"
    return Clock(index, last, hour * 3600 + minute * 60, sure=sure)


def _past(sentence: Sentence, index: int) -> Clock | None:
    """ "Half past six", "a quarter to nine", "20 min past eight", "ten past 9"."""
    start = index + (word_at(sentence, index) == "a")
    word = word_at(sentence, start)
    if word in FRACTIONS:
        minutes, last = FRACTIONS[word], start + 1
    elif word.isdecimal() and len(word) < 3:
        minutes, last = int(word), start + 1
    elif word in CARDINALS:
        told = spelled(sentence.lower, start)
        if not isinstance(told, Numeral) or told.point.number > 59:
            return None
        minutes, last = int(told.point.number), told.last
    else:
        return None
    if word_at(sentence, last) in MINUTES:
        last += 1
    way = PAST.at(sentence.lower, last)
    hour = _hour(sentence, way[1]) if way and way[1] < len(sentence.words) else None
    if way is None or hour is None or hour.start % 3600:
        return None
    sure = word in FRACTIONS or way[0] == "past" or sentence.lower[way[1]] in ("noon", "midday", "midnight")
    if not sure and sentence.lower[last - 1] not in MINUTES:
        return None
    start = (hour.start + (minutes if way[0] == "past" else -minutes) * 60) % (DAY * 3600)
    return Clock(index, hour.last, start, sure=sure, halved=hour.halved)


def _hour(sentence: Sentence, index: int) -> Clock | None:
    named = NAMED.at(sentence.lower, index)
    if named is not None:
        return Clock(index, named[1], (int(named[0]) or DAY) * 3600, halved=True)
    return _digits(sentence, index) or _spelled(sentence, index)


def _halved(sentence: Sentence, found: Clock) -> Clock:
    """With "pm", "o'clock" or "in the evening" behind it; "8:45p" tells the half, a bare "12p" may be pence."""
    lower, last, start, sure, halved = sentence.lower, found.last, found.start, found.sure, found.halved
    if word_at(sentence, last) == "ish" and joined(sentence, last):
        last, sure = last + 1, word_at(sentence, found.first - 1) in TYING
    oclock = OCLOCK.at(lower, last)
    if oclock is not None and (lower[last] not in ("hours", "hrs") or is_military(sentence.words[last - 1])):
        last, sure = oclock[1], True
    half = MERIDIEMS.at(lower, last)
    short = half is not None and half[1] == last + 1 and len(lower[last]) == 1
    if half is not None and (not short or _takes_a_letter(sentence, last)) and start < (NOON + 1) * 3600:
        start = start % (NOON * 3600) + (NOON * 3600 if half[0] == "pm" else 0)
        last, sure, halved = half[1], sure or not short, True
    part = _part(sentence, last)
    if part is not None and part.sure:
        afternoon = (
            part.part in ("afternoon", "evening", "night") and NOON // 2 <= start // 3600 % DAY < NOON
        ) or part.part == "afternoon"
        start += NOON * 3600 if afternoon and start < NOON * 3600 and not halved else 0
        last, sure, halved = part.last, True, True
    return Clock(found.first, last, start, found.end, sure, halved)


def _takes_a_letter(sentence: Sentence, last: int) -> bool:
    """True for "7a" and "8:45p": the letter sticks to an hour, or to its minutes."""
    digits = sentence.words[last - 1]
    return joined(sentence, last) and len(digits) < 3 and digits.isdecimal()


def _zoned(sentence: Sentence, found: Clock) -> Clock:
    """With the name of a time zone behind it, which makes a time of a bare hour, too: "17.30 Beijing time"."""
    zone = ZONES.at(sentence.lower, found.last)
    if zone is None or not (found.sure or sentence.words[found.last].isupper() or zone[1] > found.last + 1):
        return found
    return replace(found, last=_past_offset(sentence, zone[1]), sure=True)


def _past_offset(sentence: Sentence, last: int) -> int:
    """The index after the "+2" of "GMT+2"."""
    if sentence.lower[last - 1] not in ("gmt", "utc") or word_at(sentence, last) not in MINUS | {"+"}:
        return last
    return last + 2 if word_at(sentence, last + 1) in OFFSETS and joined(sentence, last + 1) else last


def _part(sentence: Sentence, index: int) -> Clock | None:
    """ "In the morning", "late afternoon"."""
    lead = PART_LEADS.at(sentence.lower, index)
    start = lead[1] if lead is not None else index
    word = word_at(sentence, start)
    if word not in PARTS:
        return None
    low, _, high = PARTS[word].partition("-")
    name = word.removesuffix("s") if word != "tonight" else word
    end = int(high) * 3600 if int(high) < DAY else DAY * 3600 - 1
    return Clock(index, start + 1, int(low) * 3600, end, sure=lead is not None, halved=True, part=name)
