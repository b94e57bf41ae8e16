"""Which time a claim is about: the date beside it, one carried from before, or the day the document speaks on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from veritab_engine.lexicon import forms, phrases, words
from veritab_engine.link.back import BASE, stretch_back, told_back
from veritab_engine.link.calendar import ends_a_year
from veritab_engine.link.clause import Clause
from veritab_engine.link.compared import SEGMENT_ENDS, standard
from veritab_engine.link.reading import Asked, Source
from veritab_engine.link.set_apart import is_set_apart, opens_a_record
from veritab_engine.reference.row_times import LONGEST_MONTH
from veritab_engine.value import Number, Period

LONGEST_DAY, LONGEST_HALF = 4, 184
SAME_LENGTH = 3
"""Quarters, and halves, differ by no more days than this."""
OPENING = frozenset({"since", "from"})
COORDINATED = (("and",), ("or",), ("&",), (",",))
BOUNDING = frozenset({"before", "until", "till", "after", "pre"})
"""Words before a date that tell of the time on its other side: "before 2009"."""
LEADING = frozenset({"in", "the", "to", "of", "a", "level", "figure"})
OPENS = 3
"""A date that starts no later than this token opens its sentence ("Compared with 2020, …")."""
LONGEST_SINCE = 9
REACH_OF_FROM = 3
"""Tokens before a figure among which "from" leads to it, past a hedge and an article."""
REACH_OF_AFTER = 2
"""Tokens before a figure among which "after" leads to it, past a hedge."""
REACH_OF_NOUN = 3
"""Tokens between a figure and the "after" of the one that it follows."""
REACH_OF_DATE = 2
"""A date no further behind a figure than this belongs to it: "$57.3 million in 2023"."""
REACH_OF_UNIT = 1
UNITS = frozenset({"year", "quarter", "month", "week", "day"})
BACK = frozenset({"previous", "prior", "preceding"})
NOT_ASKED = Asked(None, Source.NONE)
ELSEWHERE = Asked(None, Source.NONE, elsewhere=True)


def days(period: Period) -> int:
    """The length of a period in days."""
    return (period.last - period.first).days + 1


def asked_time(clause: Clause, length: int) -> Asked:
    """The time that the claim is about, as rows of `length` days could answer it.

    A day in the text is a setting for yearly rows ("On May 8 he said that trade …") and is passed over; a month or a
    quarter is not: a figure for the first quarter has no row among the years.
    """
    before = _time_before(clause)
    if before is not None:
        return before
    if _right_behind(clause) or starts_a_change(clause) or _comes_after(clause):
        return ELSEWHERE
    if length > LONGEST_MONTH and _is_of_part_year(clause, length):
        return ELSEWHERE
    when = when_date(clause)
    if when is not None:
        return when
    nearest = max(_attached(clause, length), key=lambda scored: scored[0], default=None)
    if nearest is not None:
        if _is_one_of_several(clause, nearest[1].tokens) or _ends_a_stretch(clause, nearest[1].tokens, length):
            return ELSEWHERE
        led = _led_by(clause, range(min(nearest[1].tokens), max(nearest[1].tokens) + 1))
        other = (led == "since" and _ends_a_change(clause)) or _is_of_a_verb_before(clause, nearest[1].tokens)
        return ELSEWHERE if led in BOUNDING or other else nearest[1]
    if _points_on(clause) or (clause.claim.kind != "change" and _points_elsewhere(clause)):
        return ELSEWHERE
    for period in clause.earlier_dates():
        if _answers(period, length):
            return Asked(period, Source.CARRIED)
    return NOT_ASKED


def _time_before(clause: Clause) -> Asked | None:
    """The time of the figure that a change starts from: "fell to $2 million in 2022 from $3 million a year earlier".

    It is counted from the one date that the sentence tells.
    """
    lower, last = clause.sentence.lower, clause.tokens.stop
    leads = "from" in lower[max(clause.tokens.start - REACH_OF_FROM, 0) : clause.tokens.start]
    behind = next((back for back in told_back(clause) if 0 <= back.tokens.start - last <= REACH_OF_UNIT), None)
    if not leads or behind is None or behind.unit not in UNITS or clause.claim.kind == "change":
        return None
    dates = [(period, at) for period, at in clause.dates if not set(at) <= set(behind.tokens)]
    if len(dates) != 1 or dates[0][1].start > clause.tokens.start:
        return None
    period = stretch_back(dates[0][0], behind.unit)
    told = frozenset((*behind.tokens, *dates[0][1]))
    return Asked(period, Source.SENTENCE, tokens=told) if period is not None else None


def starts_a_change(clause: Clause) -> bool:
    """True for the undated figure that a change starts from: "rose to $62.8 million from $57.3 million".

    "The previous year" dates it by the year told before, and not by the day of the text.
    """
    lower, first, last = clause.sentence.lower, clause.tokens.start, clause.tokens.stop
    led = lower[max(first - REACH_OF_FROM, 0) : first]
    if "from" not in led or "to" in led[led.index("from") :] or clause.claim.kind == "change":
        return False
    if forms("change_verbs/verbs").keys().isdisjoint(lower[:first]):
        return False
    behind = (at for _, at in clause.dates if 0 <= at.start - last <= REACH_OF_DATE)
    return not any(BACK.isdisjoint(lower[at.start : at.stop]) for at in behind)


def _is_of_a_verb_before(clause: Clause, date: frozenset[int]) -> bool:
    """True for the date of what went another way before: "dipped in 2021 but climbed to 33.4", "before rising to"."""
    lower, first, last = clause.sentence.lower, min(date), max(date) + 1
    between = lower[last : clause.tokens.start]
    if words("bases/turning").isdisjoint(between):
        return False
    return not forms("change_verbs/verbs").keys().isdisjoint(lower[:first])


def _ends_a_change(clause: Clause) -> bool:
    """True for the figure that something came to: the date that it is counted since is of where it started."""
    lower, first = clause.sentence.lower, clause.tokens.start
    return "to" in lower[max(first - REACH_OF_AFTER, 0) : first]


def _comes_after(clause: Clause) -> bool:
    """True for the undated figure that another one follows: "reported 14 cases after nine" tells nine of before."""
    lower, first, last = clause.sentence.lower, clause.tokens.start, clause.tokens.stop
    near = range(max(first - REACH_OF_AFTER, 0), first)
    after = next((i for i in near if lower[i] == "after"), None)
    if after is None or any(0 <= at.start - last <= REACH_OF_DATE for _, at in clause.dates):
        return False
    figures = (at for other, at in clause.neighbours if isinstance(other.value, Number))
    return any(after - REACH_OF_NOUN <= at.stop <= after for at in figures)


def _right_behind(clause: Clause) -> bool:
    """True for "$89.2 billion then"."""
    behind = clause.sentence.lower[clause.tokens.stop : clause.tokens.stop + 1]
    return clause.claim.kind != "change" and not words("words/story_time").isdisjoint(behind)


def _is_one_of_several(clause: Clause, tokens: frozenset[int]) -> bool:
    """True for a date of "in 2023 and 2024": one figure for both, or one each in order, is not told apart."""
    lower, starts = clause.sentence.lower, {at.start for _, at in clause.dates}
    ends = {at.stop for _, at in clause.dates}
    first, last = min(tokens), max(tokens) + 1
    behind = lower[last : last + 1] in COORDINATED and last + 1 in starts
    return behind or (lower[first - 1 : first] in COORDINATED and first - 1 in ends)


def _ends_a_stretch(clause: Clause, tokens: frozenset[int], length: int) -> bool:
    """True for "in the week to March 3" where rows are days: the figure is of more than one."""
    before = clause.sentence.lower[max(min(tokens) - 2, 0) : min(tokens)]
    if length > LONGEST_MONTH or len(before) != len(("week", "to")):
        return False
    return before[0] in words("words/stretches") and before[1] in words("words/ending")


def when_date(clause: Clause) -> Asked | None:
    """The date that a clause with "when" hangs on: "in 2023, when the total rose by 26.3 percent"."""
    start = clause.segment.start
    if start < 2 or clause.sentence.lower[start] != "when":
        return None
    before = ((period, at) for period, at in clause.dates if at.stop == start - 1)
    return next((Asked(period, Source.SENTENCE, tokens=frozenset(at)) for period, at in before), None)


def _is_of_part_year(clause: Clause, length: int) -> bool:
    """True beside "the first four months", "so far this year", "to date", with no semicolon between.

    "The second quarter of 2023" is no part of a year where the rows are quarters.
    """
    quarters = [
        at for period, at in clause.dates if length <= LONGEST_HALF and abs(days(period) - length) <= SAME_LENGTH
    ]
    whole = {i for at in quarters for i in at}
    lower, first, last = clause.sentence.lower, clause.tokens.start, clause.tokens.stop
    while first > 0 and lower[first - 1] not in (";", ":"):
        first -= 1
    while last < len(lower) and lower[last] not in (";", ":"):
        last += 1
    whole |= {i for back in told_back(clause) for i in back.tokens}
    whole |= {i for other, at in clause.neighbours if other.kind == "streak" for i in at}
    whole |= {i for i in range(first, last) if opens_a_record(lower, _segment_start(lower, i))} - {*clause.segment}
    around = (i for i in range(first, last) if i not in clause.tokens and i not in whole)
    return any(phrases("words/part_year").at(lower, i) for i in around)


def _segment_start(lower: Sequence[str], i: int) -> int:
    return next((j + 1 for j in range(i - 1, -1, -1) if lower[j] in SEGMENT_ENDS), 0)


def _points_elsewhere(clause: Clause) -> bool:
    """True for "a year later", "five years earlier", "then": a time that only the story so far could tell.

    "From a year earlier" is the base of a change, not the time of the figure.
    """
    lower = clause.sentence.lower
    for i in clause.segment:
        if lower[i] in words("words/story_time") and not any(word in BASE for word in lower[max(i - 3, 0) : i]):
            return True
    return False


def _points_on(clause: Clause) -> bool:
    """True for "the next year" without a year to count from: a change in it is of no year told before."""
    return any(phrases("words/story_next").at(clause.sentence.lower, i) for i in clause.segment)


def _attached(clause: Clause, length: int) -> Iterator[tuple[float, Asked]]:
    based = {i for back in told_back(clause) for i in back.tokens} if clause.claim.kind == "change" else set()
    for period, tokens in clause.dates:
        if based.issuperset(tokens) or _is_of_the_standard(clause, tokens) or is_set_apart(clause, tokens):
            continue
        if _answers(period, length) or LONGEST_DAY < days(period) < length or ends_a_year(clause, tokens):
            if clause.claim.kind == "change" and _is_base(clause, period, tokens):
                continue
            if _announces(clause, tokens) and tokens.stop > clause.tokens.start:
                continue
            since = _opens(clause, period, tokens) or _in_since_clause(clause, tokens)
            yield _closeness(clause, tokens), Asked(period, Source.SENTENCE, since, frozenset(tokens))


def _is_of_the_standard(clause: Clause, tokens: range) -> bool:
    """True for a date of what the claim is compared with: "18.4 billion, 715 million less than in 2023"."""
    held = [at for _, at in clause.neighbours]
    compared = standard(clause.sentence.lower, tokens, [*held, clause.tokens])
    return bool(compared) and (clause.claim.kind == "comparison" or clause.tokens.start not in compared)


def change_base(clause: Clause) -> Period | None:
    """The time that a change is told to be counted from: "since 2020", "compared with 2020"; None where none is.

    It stands in the claim's own segment or opens the sentence: "up 1.9 percent, its slowest since 2020" has none.
    """
    for period, tokens in clause.dates:
        near = tokens.start in clause.segment or tokens.start <= OPENS
        if near and _is_base(clause, period, tokens):
            return period
    return None


def dates_another(clause: Clause, tokens: range) -> bool:
    """True for a date that is told of something else: "president since 2012", "before 2009"."""
    return _led_by(clause, tokens) in OPENING | BOUNDING or _in_since_clause(clause, tokens)


def _is_base(clause: Clause, period: Period, tokens: range) -> bool:
    """True for a date that a change is counted from: "on 2023" is one, and "on Monday" is none."""
    led_by = _led_by(clause, tokens)
    if led_by == "on" and days(period) <= LONGEST_MONTH:
        return False
    return led_by in BASE | OPENING or _in_since_clause(clause, tokens)


def _opens(clause: Clause, period: Period, tokens: range) -> bool:
    """True for "since 2013" and "from 2013", and not for "from May 7 to 10", which ends."""
    led_by = _led_by(clause, tokens)
    return led_by in OPENING and not (led_by == "from" and "/" in period.iso)


def _led_by(clause: Clause, tokens: range) -> str:
    """The word that a date hangs on, small words between them passed over."""
    i = tokens.start - 1
    while i > 0 and clause.sentence.lower[i] in LEADING:
        i -= 1
    return clause.sentence.lower[i] if i >= 0 else ""


def _in_since_clause(clause: Clause, tokens: range) -> bool:
    """True for "since he took office in 2013": the date opens a stretch that runs on."""
    lower = clause.sentence.lower
    for i in range(tokens.start - 1, max(tokens.start - LONGEST_SINCE, -1), -1):
        if lower[i] in SEGMENT_ENDS:
            return False
        if lower[i] == "since":
            return i >= clause.tokens.stop or tokens.stop <= clause.tokens.start
    return False


def _answers(period: Period, length: int) -> bool:
    """A period names rows of `length` days where it is as long or, for days, where it holds them."""
    return length <= LONGEST_MONTH or length - 2 <= days(period)


def _announces(clause: Clause, tokens: range) -> bool:
    """True for a date with a colon, which tells of what follows: "$62.8 million (2023: $57.3 million)"."""
    return clause.sentence.lower[tokens.stop : tokens.stop + 1] == (":",)


def _closeness(clause: Clause, tokens: range) -> float:
    """How firmly a date belongs to the claim: right beside it, opening the sentence, in its segment, elsewhere."""
    gap = tokens.start - clause.tokens.stop
    if _announces(clause, tokens) and clause.tokens.start - tokens.stop <= 2:
        return 6.0
    if 0 <= gap <= REACH_OF_DATE:
        return 5.0
    distance = gap if gap > 0 else clause.tokens.start - tokens.stop
    if tokens.start in clause.scene.owned_dates[clause.claim.sentence]:
        return 0.5 - distance / 1000
    if tokens.start in clause.segment and tokens.start > 2:
        return 3.5 - distance / 1000
    return 3.0 if tokens.start <= 2 else 1.0 - distance / 1000
