"""Dates named by the day on which the document speaks: "yesterday", "last year", "the next 3 days", "two weeks ago"."""

from __future__ import annotations

from dataclasses import replace

from veritab_engine.document import Sentence
from veritab_engine.lexicon import mapping, phrases, words
from veritab_engine.mention import Numeral
from veritab_engine.mention.dates.raw import MONTHS, SEASONS, TURNS, UNKNOWN, WEEKDAYS, Away, RawDate, Unit, word_at
from veritab_engine.mention.marks import joined
from veritab_engine.mention.number_words import CARDINALS
from veritab_engine.mention.spelled import spelled

DAYS = phrases("calendar/relative_days")
NOW = phrases("calendar/now")
UNITS = {word: Unit(unit) for word, unit in mapping("calendar/units").items()}
PLURALS = {word: Unit(unit) for word, unit in mapping("calendar/plural_units").items()}
PARTS = mapping("clock/parts")
BEHIND = phrases("calendar/behind")
BOUND_TO = phrases("calendar/bound_to")
BEFORE_NOW = frozenset({"between", "until", "till", "from", "to"})
"""Elsewhere "now" tells no time: "has now travelled to Russia 13 times"."""
AHEAD = words("calendar/ahead")
FROM_NOW = AHEAD - {"next"}
SHORT = 5
"""Tokens of a sentence that may be a date and little else."""
SHORT_UNITS = frozenset({Unit.SECOND, Unit.MINUTE, Unit.HOUR})
"""A few of these are of one day, a few weeks of none."""
OWN_YEARS = frozenset({"fiscal", "financial", "school", "academic"})
TOLD = frozenset({"the", "previous"})
"""What opens a day that a story may have told before: "the next day"."""
OF_A_STORY = frozenset({"following", "preceding"})
BESIDE = {"after": 1, "following": 1, "before": -1, "preceding": -1}
COURSES = frozenset({"over", "in", "within", "for", "during", "by", "through", "throughout"})
ENDING = frozenset({"", ".", "?", "!"})
WORKING = frozenset({"business", "working", "trading"})
LATER = frozenset({"later", "earlier", "prior", "back"})
HALVES = {"am": "08:00/12:00", "a.m.": "08:00/12:00", "pm": "12:00/16:00", "p.m.": "12:00/16:00"}
BEHIND_A_HALF = frozenset(
    {"to", "and", "or", "until", "till", "on", "in", "at", "with", "for", "from", "by", "after", "before"}
)
VAGUE = {word: int(count) for word, count in mapping("calendar/vague_counts").items()}
ENDS = phrases("calendar/ends")
LOOSE_UNITS = frozenset({Unit.MONTH, Unit.YEAR, Unit.DECADE, Unit.CENTURY})
"""Time counted in these is a length ("a decade ago", "in two years") more than a date."""
BEFORE_LAST = words("calendar/before_last")
PAPERS_BEFORE = words("calendar/papers_before")
QUALIFIERS = words("calendar/unit_qualifiers")


def named_day(sentence: Sentence, index: int) -> RawDate | Away | None:
    """ "Yesterday", "the day after tomorrow", "now", "the eod"."""
    day = index + (sentence.lower[index] == "the")
    way = BESIDE.get(word_at(sentence, day + 1)) if word_at(sentence, day) == "day" else None
    if way is not None and _is_dated(sentence, day + 2):
        return Away(index, day + 2, Unit.DAY, way)
    found = DAYS.at(sentence.lower, index)
    if (
        found is not None
        and not (word_at(sentence, index - 1) in PAPERS_BEFORE and sentence.words[index][0].isupper())
        and (sentence.lower[index] not in TOLD or is_told_from_now(sentence))
    ):
        tonight = sentence.lower[index] in ("tonight", "tonite")
        raw = RawDate(index, found[1], Unit.DAY, shift=int(found[0]), clock="20:00/23:59:59" if tonight else "")
        return half_of_day(sentence, raw)
    now = NOW.at(sentence.lower, index)
    bare = sentence.lower[index] == "now"
    to_come = bare and word_at(sentence, index + 1) in ENDING and _looks_ahead(sentence)
    if now is not None and (not bare or to_come or word_at(sentence, index - 1) in BEFORE_NOW):
        return RawDate(index, now[1], Unit.DAY, shift=0)
    end = ENDS.at(sentence.lower, index)
    if end is None or (sentence.lower[end[1] - 1] == "day" and not _is_told(sentence, end[1])):
        return None
    return RawDate(index, end[1], Unit(end[0]), shift=0, approximate=True)


def _is_told(sentence: Sentence, last: int) -> bool:
    """True unless "at the end of the day," only sums up."""
    return is_told_from_now(sentence) and word_at(sentence, last) != ","


def _is_dated(sentence: Sentence, index: int) -> bool:
    """True where a date by name or in digits may stand: behind "the day after"."""
    return index < len(sentence.words) and (sentence.words[index][0].isupper() or sentence.words[index][0].isdigit())


def half_of_day(sentence: Sentence, raw: RawDate) -> RawDate:
    """With "am" or "pm" for its morning or afternoon: "today pm"."""
    half = HALVES.get(word_at(sentence, raw.last))
    following = word_at(sentence, raw.last + 1)
    if half is None or (following[:1].isalpha() and following not in BEHIND_A_HALF):
        return raw
    return replace(raw, last=raw.last + 1, clock=half)


def is_told_from_now(sentence: Sentence) -> bool:
    """True where the sentence looks ahead or says little more than the date: else "three days later" is of a story."""
    return len(sentence.words) <= SHORT or _looks_ahead(sentence)


def _looks_ahead(sentence: Sentence) -> bool:
    return sentence.words[-1] == "?" or not FROM_NOW.isdisjoint(sentence.vocabulary)


def _is_all(sentence: Sentence, first: int, last: int) -> bool:
    """True where the sentence says no more than the date."""
    return first < 2 and last >= len(sentence.words) - 1


def turned(sentence: Sentence, index: int) -> RawDate | None:
    """ "Last year", "this Wednesday", "the next 3 days", "next fiscal year", "last night", "this week Monday"."""
    shift, inner = TURNS[sentence.lower[index]], index + 1
    inner += word_at(sentence, inner) in QUALIFIERS
    unit = word_at(sentence, inner)
    raw: RawDate | None = None
    if _is_of_a_story(sentence, index, unit) and not is_told_from_now(sentence):
        return RawDate(index, inner + 1, Unit.YEAR, UNKNOWN) if unit in WEEKDAYS else None
    if unit in UNITS:
        fiscal = word_at(sentence, inner - 1) in OWN_YEARS and unit == "year"
        raw = RawDate(index, inner + 1, Unit.FISCAL if fiscal else UNITS[unit], shift=shift)
    elif unit in SEASONS and word_at(sentence, inner + 1) != "of":
        raw = RawDate(index, inner + 1, Unit.SEASON, number=int(mapping("calendar/seasons")[unit]), shift=shift)
    elif unit == "night" and shift <= 0:
        raw = RawDate(index, inner + 1, Unit.DAY, shift=shift, clock="20:00/23:59:59")
    elif unit in PARTS:
        low, _, high = PARTS[unit].partition("-")
        end = "23:59:59" if high == "24" else f"{high}:00"
        raw = RawDate(index, inner + 1, Unit.DAY, shift=shift, clock=f"{int(low):02}:00/{end}")
    elif unit in MONTHS and _is_name(sentence, inner):
        raw = RawDate(index, inner + 1, Unit.MONTH, month=MONTHS[unit], shift=shift)
    elif unit in WEEKDAYS and _is_name(sentence, inner):
        latest = sentence.lower[index] == "past"
        raw = RawDate(index, inner + 1, Unit.WEEKDAY, number=WEEKDAYS[unit], shift=None if latest else shift)
    else:
        raw = _several(sentence, index, shift)
    if raw is None or _is_compound(sentence, raw.last):
        return None
    ranks = word_at(sentence, raw.last) == "of" and word_at(sentence, index - 1) == "the"
    return raw if not ranks or sentence.lower[index] not in ("last", "next") else None


def _is_of_a_story(sentence: Sentence, index: int, unit: str) -> bool:
    """True where "following" and "the next day" may count from what was told before; "over the next year" does not."""
    word = sentence.lower[index]
    if word != "next":
        return word in OF_A_STORY
    return unit in UNITS and word_at(sentence, index - 1) == "the" and word_at(sentence, index - 2) not in COURSES


def _is_name(sentence: Sentence, index: int) -> bool:
    """True for a month or weekday with a capital, or one long enough to be nothing else."""
    return sentence.words[index][0].isupper() or len(sentence.words[index]) > 5


def _is_compound(sentence: Sentence, last: int) -> bool:
    """True for "last-minute", "this year-end"."""
    return word_at(sentence, last) == "-" and joined(sentence, last) and word_at(sentence, last + 1)[:1].isalpha()


def _several(sentence: Sentence, index: int, shift: int) -> RawDate | None:
    """ "Next 3 days", "past two weeks": a stretch that begins or ends now."""
    count, last = count_at(sentence, index + 1)
    unit = PLURALS.get(word_at(sentence, last + (word_at(sentence, last) in QUALIFIERS)))
    if count is None or unit is None or shift == 0 or not _is_led(sentence, index):
        return None
    business = word_at(sentence, last) in WORKING
    unit = Unit.BUSINESS_DAY if business and unit is Unit.DAY else unit
    vague = sentence.lower[last - 1] in VAGUE
    last += 1 + (word_at(sentence, last) in QUALIFIERS)
    return RawDate(index, last, unit, shift=shift, count=count, approximate=vague)


def _is_led(sentence: Sentence, index: int) -> bool:
    """True unless "last" and "past" may be verb or preposition: "could last three days", "past two guards"."""
    return sentence.lower[index] not in ("last", "past") or index == 0 or word_at(sentence, index - 1) in BEFORE_LAST


def count_at(sentence: Sentence, index: int) -> tuple[int | None, int]:
    """A small number at a token, and the index after it."""
    word = word_at(sentence, index)
    if word in CARDINALS and word_at(sentence, index + 1) in PLURALS:
        return CARDINALS[word], index + 1
    if word.isdecimal() and word.isascii() and len(word) <= 3:
        return int(word), index + 1
    if word in CARDINALS:
        found = spelled(sentence.lower, index)
        if isinstance(found, Numeral) and found.point.number < 1000:
            return int(found.point.number), found.last
    if word in VAGUE:
        return VAGUE[word], index + 1
    return None, index


def counted(sentence: Sentence, index: int) -> RawDate | Away | None:
    """ "3 days ago", "two weeks from tomorrow", "a week after May 8", "30 minutes later", "3 next weeks"."""
    count, last = _count_with_article(sentence, index)
    if count is None:
        return None
    turn = word_at(sentence, last)
    if turn in TURNS and PLURALS.get(word_at(sentence, last + 1)) and TURNS[turn]:
        return RawDate(index, last + 2, PLURALS[sentence.lower[last + 1]], shift=TURNS[turn], count=count)
    unit = PLURALS.get(turn) or UNITS.get(turn)
    if unit is None:
        return None
    if word_at(sentence, last + 1) == "and":
        return _compound(
            sentence, index, unit, count, counted(sentence, last + 2) if last + 2 < len(sentence.words) else None
        )
    behind = BEHIND.at(sentence.lower, last + 1)
    bound = BOUND_TO.at(sentence.lower, last + 1)
    if bound is not None and (behind is None or bound[1] > behind[1]):
        return _away(sentence, index, bound, unit, count)
    last_word = sentence.lower[behind[1] - 1] if behind is not None else ""
    if behind is None or (unit in LOOSE_UNITS and last_word not in ("now", "today")):
        return None
    all_told, opens = _is_all(sentence, index, behind[1]), index < 2
    if last_word in LATER and not all_told and (opens or not _looks_ahead(sentence)):
        return None
    return RawDate(index, behind[1], unit, shift=0, count=count * int(behind[0]), number=1)


def _compound(sentence: Sentence, index: int, unit: Unit, count: int, rest: RawDate | Away | None) -> RawDate | None:
    """ "2 weeks and 2 days ago": so long before what the rest means."""
    if not isinstance(rest, RawDate) or rest.number != 1 or rest.anchor is not None or unit in LOOSE_UNITS:
        return None
    if unit is rest.unit or word_at(sentence, index - 1) == "and":
        return None
    return RawDate(index, rest.last, unit, count=count if rest.count > 0 else -count, anchor=rest, far=True)


def _away(sentence: Sentence, index: int, bound: tuple[str, int], unit: Unit, count: int) -> Away:
    """ "Two weeks after", "three days starting", "for 3 days from"."""
    way = bound[0]
    spans = way == "span" or (sentence.lower[bound[1] - 1] == "from" and word_at(sentence, index - 1) == "for")
    return Away(index, bound[1], unit, count if way == "span" else count * int(way), spans=spans)


def _count_with_article(sentence: Sentence, index: int) -> tuple[int | None, int]:
    """A count of units at a token: "3", "a", "a few", "half an" (which is less than one)."""
    word, following = word_at(sentence, index), word_at(sentence, index + 1)
    if word in ("a", "an"):
        vague = following in VAGUE and PLURALS.get(word_at(sentence, index + 2)) in SHORT_UNITS
        return (VAGUE[following], index + 2) if vague else (1, index + 1)
    if word == "half" and following in ("a", "an"):
        return (1, index + 2) if word_at(sentence, index + 2) in ("hour", "minute") else (None, index)
    return count_at(sentence, index)


def ahead(sentence: Sentence, index: int) -> RawDate | Away | None:
    """ "In two weeks", "within 3 days", where the sentence looks ahead or says no more; "in two days from today"."""
    count, last = _count_with_article(sentence, index + 1)
    if word_at(sentence, last) in WORKING and word_at(sentence, last + 1) in ("day", "days") and count is not None:
        raw = RawDate(index, last + 2, Unit.BUSINESS_DAY, shift=0, count=count, number=1)
        return raw if _is_all(sentence, index, last + 2) or _looks_ahead(sentence) else None
    unit = PLURALS.get(word_at(sentence, last)) or UNITS.get(word_at(sentence, last))
    if count is None or unit is None or word_at(sentence, last + 1) in ("of", "a", "-"):
        return None
    bound = BOUND_TO.at(sentence.lower, last + 1)
    if bound is not None and bound[0] == "1":
        return Away(index, bound[1], unit, count)
    if not _is_all(sentence, index, last + 1) and not _looks_ahead(sentence):
        return None
    raw = RawDate(index, last + 1, unit, shift=0, count=count, number=1, approximate=unit in LOOSE_UNITS)
    return replace(raw, number=2) if sentence.lower[index] == "within" else raw
