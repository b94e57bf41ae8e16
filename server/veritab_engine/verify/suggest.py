"""Suggestions: the true value in the form of the claim's own words ("$240.1 billion" becomes "$244.8 billion")."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from veritab_engine.claim import Claim, Direction
from veritab_engine.finding import Diagnosis, Suggestion
from veritab_engine.lexicon import mapping
from veritab_engine.link.reading import Operation
from veritab_engine.link.scene import Scene
from veritab_engine.value import Agreement, Period, Point, Text, Value, rounded
from veritab_engine.verify.evaluate import Outcome
from veritab_engine.verify.spell import ordinal_suffix, spelled

_CORE = re.compile(r"\d[\d,\u00a0\u2007-\u200a\u202f']*(?:\.\d+)?")
_SCALE = re.compile(r"[A-Za-z]+")
_PERCENT = re.compile(r"(?:percentage points?|per cent|percent)")
MOST_DECIMALS = 3
THOUSAND = 1000
WITHOUT_MEND = frozenset({Operation.MEMBER, Operation.LATER})
"""Operations whose truth is no word to put in place of another."""
DOZEN = 12


def suggest(claim: Claim, outcome: Outcome, diagnosis: Diagnosis | None = None) -> Suggestion | None:
    """What to put in place of the claim's span; None where the true value cannot be put in the same form.

    Who is no member of one organization is not therefore meant to be in another.
    """
    if outcome.reading.operation in WITHOUT_MEND or _goes_the_other_way(claim, outcome):
        return None
    said = outcome.reading.said
    if outcome.reading.operation is Operation.PREDICATE and said is not None:
        return Suggestion(claim.span, said.predicate.opposite) if said.predicate.opposite else None
    if diagnosis is not None and diagnosis.code == "percent_for_points":
        unit = _PERCENT.sub(diagnosis.detail["found"], claim.quote, count=1)
        return Suggestion(claim.span, unit) if unit != claim.quote else None
    text = in_form_of(claim.quote, claim.value, outcome.expected)
    return Suggestion(claim.span, text) if text and text != claim.quote else None


def _goes_the_other_way(claim: Claim, outcome: Outcome) -> bool:
    """True where more should be less: no other figure mends that."""
    true = outcome.expected
    if outcome.reading.operation is not Operation.DIFFERENCE or not isinstance(true, Point):
        return False
    return (true.number < 0) != (claim.direction is Direction.DOWN)


def right_spelling(claim: Claim, scene: Scene) -> Suggestion | None:
    """The name as it is known, where the claim is a name that the text misspells."""
    clause = scene.clause(claim)
    own = (name for name in clause.named.names if name.tokens == clause.tokens)
    return next((Suggestion(claim.span, name.spelt) for name in own if name.spelt), None)


def in_form_of(quote: str, claimed: Value, true: Value | None) -> str | None:
    """`true` written as `quote` writes `claimed`: same currency sign, scale word and decimals where they suffice."""
    match claimed, true:
        case Text(), Text(text=text):
            return text
        case Period(), Period():
            return _date(quote, true)
        case Period(first=first), Text(text=text):
            return quote.replace(f"{first:%A}", text)
        case Point(number=number), Point():
            core = _CORE.search(quote)
            return _digits(quote, core, number, true) if core else _words(quote, number, true)
        case _:
            return None


def _digits(quote: str, core: re.Match[str], number: Decimal, true: Point) -> str | None:
    shown = Decimal(re.sub(r"[^\d.]", "", core.group()))
    if not shown or not number:
        return None
    factor = abs(number / shown)
    if not _is_scale(factor):
        return None
    head, tail = quote[: core.start()], quote[core.end() :]
    factor, tail = _rescaled(abs(true.number), factor, tail, in_thousands=shown >= THOUSAND)
    decimals = len(core.group().partition(".")[2])
    written = _written(abs(true.number), factor, decimals, true, grouped="," in core.group())
    return head + written + _suffixed(tail, true.number)


def _is_scale(factor: Decimal) -> bool:
    """True for powers of ten and dozens; other factors come of two units or of fractions ("6 feet 2", "2 1/2")."""
    return factor == DOZEN or factor.scaleb(-factor.adjusted()) == 1


def _rescaled(true: Decimal, factor: Decimal, tail: str, *, in_thousands: bool) -> tuple[Decimal, str]:
    """The scale word that suits the true value, where the quote's own one is off by thousands or more.

    A quote that tells thousands of billions itself keeps to them.
    """
    scales = {word: Decimal(value) for word, value in mapping("written/scales").items()}
    found = _SCALE.search(tail)
    if (
        found is None
        or found.group() not in scales
        or factor <= true < factor * THOUSAND * (THOUSAND if in_thousands else 1)
    ):
        return factor, tail
    own = scales[found.group()]
    unscaled = factor / own
    fitting = [word for word, value in scales.items() if value * unscaled <= true and len(word) > 2]
    if not fitting:
        return factor, tail
    word = max(fitting, key=lambda each: scales[each])
    return scales[word] * unscaled, tail[: found.start()] + word + tail[found.end() :]


def _written(true: Decimal, factor: Decimal, decimals: int, point: Point, grouped: bool) -> str:
    """The coefficient rounded to `decimals`, or to as many more as make it agree with the truth."""
    for places in range(decimals, max(decimals, MOST_DECIMALS) + 1):
        step = Decimal(1).scaleb(-places)
        coefficient = rounded(true / factor, step, ROUND_HALF_UP)
        if Point(coefficient * factor, step * factor).compare(Point(true, point.shown_to)) is Agreement.AGREES:
            break
    return f"{coefficient:,f}" if grouped or coefficient >= 10_000 else f"{coefficient:f}"


def _suffixed(tail: str, number: Decimal) -> str:
    """An ordinal's ending follows its number: "11th" becomes "12th", "21st", "2nd"."""
    return ordinal_suffix(int(number)) + tail[2:] if tail[:2].lower() in ("st", "nd", "rd", "th") else tail


def _words(quote: str, number: Decimal, true: Point) -> str | None:
    """Number words for number words, with the rest of the quote kept ("Eighty years")."""
    if true.number != int(true.number) or number != int(number):
        return None
    for ordinal in (True, False):  # "seventh" holds "seven"
        old, new = spelled(int(number), ordinal), spelled(int(true.number), ordinal)
        at = quote.lower().find(old) if old else -1
        if at >= 0 and old and new:
            cased = new.capitalize() if quote[at].isupper() else new
            return quote[:at] + cased + quote[at + len(old) :]
    return None


def _date(quote: str, true: Period) -> str | None:
    if quote.strip().isdigit():
        return str(true.first.year)
    if true.first != true.last:
        return true.iso
    month = f"{true.first:%B}"
    if re.fullmatch(r"[A-Za-z]+\.? \d{1,2}, \d{4}", quote):
        return f"{month} {true.first.day}, {true.first.year}"
    if re.fullmatch(r"\d{1,2} [A-Za-z]+ \d{4}", quote):
        return f"{true.first.day} {month} {true.first.year}"
    if re.fullmatch(r"[A-Za-z]+\.? \d{4}", quote):
        return f"{month} {true.first.year}"
    if re.fullmatch(r"[A-Za-z]+\.? \d{1,2}", quote):
        return f"{month} {true.first.day}"
    return true.iso
