"""Whether a prediction has the value, and the unit, of a gold item."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from importlib import resources

import yaml

from benchmarks.extraction.gold import Item
from benchmarks.extraction.predicted import Prediction, Stretch
from veritab_engine.document import Sentence, Span
from veritab_engine.extract.noun import singular
from veritab_engine.mention.unit_expr import expression, factor
from veritab_engine.token import TOKEN

TOLERANCE = Decimal("0.000001")
"""Of the value: the sets write floats."""
SECONDS = {
    "second": 1,
    "minute": 60,
    "hour": 3600,
    "day": 86400,
    "week": 604800,
    "fortnight": 1209600,
    "month": 2592000,
    "quarter": 7776000,
    "year": 31536000,
    "decade": 315360000,
    "century": 3153600000,
}
"""A set may give a duration in another unit of time; months have 30 days there and years 365."""


def same_value(item: Item, found: Prediction) -> bool:
    """True where the values are one: numbers, ranges, or any of the dates that the item allows."""
    match item.value:
        case Decimal():
            same = _same_number(item.value, found.value) or _is_year(item, found)
            return same or _same_duration(item, found) or _same_measure(item, found)
        case (Decimal() as low, Decimal() as high):
            if isinstance(found.value, tuple):
                return _same_number(low, found.value[0]) and _same_number(high, found.value[1])
            return low == high and _same_number(low, found.value)
        case None:
            return False
        case dates:
            return found.dates is not None and any(_same_dates(str(gold), found.dates) for gold in dates)


def same_unit(item: Item, found: Prediction) -> bool:
    """True where both have the same unit, or neither has one; a counted noun is no unit to sets that know none.

    Sets give a counted noun as its head or as the whole phrase ("transplant", "heart transplant"), and a share as a
    percentage of one ("% condo"). Ours is the head of the phrase: it is right where the phrase has it. Nor need a set
    tell what money is paid for ("$5 a share"), or tell a quantity in the unit of the text: what is the same in another
    has the same unit, too.
    """
    gold, ours = canonical(item.unit, item.kind), canonical(found.unit, item.kind)
    if gold == ours or (gold == "" and (found.kind == "number" or _is_year(item, found))):
        return True
    if (found.kind == "number" and _has_head(gold, ours)) or (ours == "share" and gold.startswith("percent")):
        return True
    unrated = item.kind == "money" and " per " not in gold and gold == ours.partition(" per ")[0]
    return unrated or (gold in SECONDS and _same_duration(item, found)) or _same_measure(item, found)


def _has_head(phrase: str, head: str) -> bool:
    """True where the gold phrase has the counted noun's head; the time of a rate must agree, where both tell one."""
    counted, _, rate = head.partition(" per ")
    gold, _, gold_rate = phrase.partition(" per ")
    return counted in gold.split() and (not rate or not gold_rate or rate == gold_rate)


def canonical(unit: str | None, kind: str) -> str:
    """One name for a unit, however a set spells it; "" where it has none."""
    if unit is None:
        return ""
    lower = unit.lower().strip().removesuffix(" of age")
    names = _names()
    known = names["money"].get(lower) if kind == "money" or unit.isupper() else None
    known = (
        known or (_symbols(unit) if " " not in unit else None) or names["units"].get(lower) or names["money"].get(lower)
    )
    if known is not None:
        return known
    amount, per, rate = lower.partition(" per ")
    if per:
        money = names["money"].get(amount)
        rates = " per ".join(canonical(each, "") for each in rate.split(" per "))
        return f"{money or canonical(amount, kind)} per {rates}"
    words = [names["units"].get(word, word) for word in lower.replace("-", " ").split()]
    return " ".join(singular(word) for word in words)


def _symbols(unit: str) -> str | None:
    """The name of a unit that a set writes in symbols, in which capitals tell: "kg.m^-3", "mM"."""
    pieces = list(TOKEN.finditer(unit))
    whole = Span(0, len(unit))
    starts, ends = tuple(piece.start() for piece in pieces), tuple(piece.end() for piece in pieces)
    sentence = Sentence(0, 0, whole, tuple(piece[0] for piece in pieces), starts, ends)
    first = factor(sentence, 0) if pieces else None
    found = expression(sentence, first) if first is not None and first.symbol else None
    return found.name.replace("-", " ") if found is not None and found.last == len(pieces) else None


def _same_number(gold: Decimal, found: object) -> bool:
    return isinstance(found, Decimal) and abs(gold - found) <= abs(gold) * TOLERANCE


def _same_duration(item: Item, found: Prediction) -> bool:
    ours = SECONDS.get(found.unit or "")
    theirs = SECONDS.get(canonical(item.unit, item.kind))
    if ours is None or theirs is None or not isinstance(item.value, Decimal) or not isinstance(found.value, Decimal):
        return False
    return _same_number(item.value * theirs, found.value * ours)


def _is_year(item: Item, found: Prediction) -> bool:
    """True where a set that knows no dates has a year as a number."""
    if item.kind != "number" or found.dates is None or not isinstance(item.value, Decimal):
        return False
    return item.value == int(item.value) and found.quote == str(int(item.value))


def _same_measure(item: Item, found: Prediction) -> bool:
    """True where a set tells the same length, weight or volume in another unit ("5 feet 2 inches" in feet)."""
    ours = _sizes().get(found.unit or "")
    theirs = _sizes().get(canonical(item.unit, item.kind))
    if ours is None or theirs is None or ours[0] != theirs[0]:
        return False
    if not isinstance(item.value, Decimal) or not isinstance(found.value, Decimal):
        return False
    return _same_number(item.value * theirs[1], found.value * ours[1])


def _same_dates(gold: str, found: Stretch) -> bool:
    """True where a gold date is the stretch of time that was found.

    A gold range ends before its second date, or, where two periods are named ("2014 to 2018"), where the second begins;
    a gold day is that day; a gold instant is where the stretch begins; a bound leaves one side open.
    """
    first, cut, after = (gold.replace(" ", "T")).partition("/")
    if cut:
        start = _instant(first) == found.start if first else found.start is None
        return start and (_instant(after) in (found.end, found.last_begins) if after else found.end is None)
    if found.start is None or _instant(first) != found.start:
        return False
    return "T" in first or found.is_day or found.end is None


def _instant(iso: str) -> str:
    """Date and time to the second."""
    day, _, time = iso.partition("T")
    return f"{day}T{(time + ':00:00' if len(time) == 2 else time + ':00' if len(time) == 5 else time) or '00:00:00'}"


@cache
def _sizes() -> dict[str, tuple[str, Decimal]]:
    """Of a unit what it measures, and its size in the least unit of that."""
    told = yaml.safe_load((resources.files(__package__) / "units.yaml").read_text("utf-8"))["sizes"]
    return {unit: (measured, Decimal(str(size))) for measured, units in told.items() for unit, size in units.items()}


@cache
def _names() -> dict[str, dict[str, str]]:
    """From the sets' names of units to ours, by section."""
    told = yaml.safe_load((resources.files(__package__) / "units.yaml").read_text("utf-8"))
    return {
        section: {str(form).lower(): str(unit) for unit, forms in units.items() for form in (*forms, unit)}
        for section, units in told.items()
        if section != "sizes"
    }
