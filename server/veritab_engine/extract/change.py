"""Changes: "up 1.9 percent from a year earlier", "fell by $3 billion", "a 12 percent rise in exports", "doubled".

Asserts by how much a measure differs from an earlier period's, and which way. The value is the amount of change; the
unit is "percent", "percentage point", "basis point", "point", a currency, or none for a bare number. "Doubled",
"halved" and "tenfold" have the factor as value (2, 0.5, 10) and the unit "times". The span is the amount, or the
word that holds the factor; the noun is what changed. Where it ended ("to 5.3 million") is a claim of another kind.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from veritab_engine.claim import Claim, ClaimKind, Direction
from veritab_engine.document import Sentence
from veritab_engine.extract import factor
from veritab_engine.extract.amount import Amount, amount_of
from veritab_engine.extract.passage import Passage
from veritab_engine.extract.phrase import (
    Range,
    ends_clause,
    in_dates,
    phrase_at,
    subject_before,
    subject_of,
)
from veritab_engine.lexicon import forms, words
from veritab_engine.mention import Measure, Quantity
from veritab_engine.mention.hedges import apply, hedge_around
from veritab_engine.mention.marks import MINUS, joined
from veritab_engine.mention.modality import modality_of
from veritab_engine.value import Point

KIND = ClaimKind("change", summary="by how much a measure rose or fell")

VERBS = {form: Direction(way) for form, way in forms("change_verbs/verbs").items() if " " not in form}
NOUNS = {form: Direction(way) for form, way in forms("change_verbs/nouns").items()}
COMPARATIVES = {form: Direction(way) for form, way in forms("change_verbs/comparatives").items()}
NOUN_LEADS = words("change_verbs/noun_leads")
THAN = words("change_verbs/than")
NOT_OF_MONEY = words("change_verbs/not_of_money")
ALSO_TELLS = words("change_verbs/also_tells")
ALWAYS_COMPARES = words("change_verbs/always_compares")
BETWEEN = words("change_verbs/between")
BEFORE_NOUN = words("change_verbs/before_noun")
TRIGGERS = frozenset(VERBS.keys() | NOUNS.keys() | COMPARATIVES.keys() | factor.TRIGGERS | {"+"} | MINUS)
Told = tuple[Direction, Range | None]
"""Which way an amount goes, and what changed."""
SHARING = {(",",), ("and",), ("having",), ("to",), ("but",), ("then",)}
"""What stands between a verb and an earlier one with the same subject."""
NOT_BY_HALF = frozenset({"of", "the", "a", "an", "that", "as", "-", "its", "their"})
"""Behind "half", these make a part of something of it: "in half the time"."""
FAR = 8
"""How many tokens may lie between a verb of change and its "by": "cut its emissions of carbon by 20 percent"."""


@dataclass(frozen=True, slots=True)
class _Change:
    """A change that was told, for what goes on from it."""

    amount: Amount
    told: Told


def find(passage: Passage) -> Iterator[Claim]:
    """Yield a claim for every amount of change."""
    before: _Change | None = None
    for amount in passage.mentions.quantities:
        sized = amount_of(passage.sentence, amount, before.amount if before else None)
        told = _told(passage, amount, sized, before) if sized else None
        if sized is None or told is None:
            continue
        before = _Change(sized, told)
        yield passage.claim(
            KIND,
            amount.first,
            sized.last,
            sized.value,
            unit=sized.unit,
            hedge=amount.hedge,
            direction=told[0],
            noun=told[1],
            modality=modality_of(passage.sentence, amount.outer[0]),
        )
    yield from (_factor(passage, each) for each in factor.factors(passage))
    if "half" in passage.sentence.lower:
        yield from _halves(passage)


def _told(passage: Passage, amount: Quantity, sized: Amount, before: _Change | None) -> Told | None:
    return (
        _by_verb(passage, amount)
        or _by_word_after(passage, sized.last, amount)
        or _by_sign(passage.sentence, amount)
        or (_restated(passage.sentence, amount, sized, before) if before else None)
    )


def _by_sign(sentence: Sentence, amount: Quantity) -> Told | None:
    """ "Dow +0.2%", "DAX -1.6%": a sign, behind a name where it is a minus."""
    first = amount.first
    if amount.measure is not Measure.PERCENT or len(amount.numerals) > 1 or first == 0:
        return None
    apart = not joined(sentence, first - 1) or sentence.words[first - 2 : first - 1] == ("(",)
    if sentence.words[first - 1] == "+" and joined(sentence, first) and apart:
        return Direction.UP, None
    name = sentence.words[first - 1]
    named = name[0].isupper() or name[0].isdigit() or name == "("
    return (Direction.DOWN, None) if sentence.words[first] in MINUS and named else None


def _restated(sentence: Sentence, amount: Quantity, sized: Amount, before: _Change) -> Told | None:
    """The same change in another unit: "lost 190 points, or 0.6%", "fell 190 points (0.6%)"."""
    between = sentence.lower[before.amount.last : amount.outer[0]]
    bracketed = between == ("(",) and sentence.lower[sized.last : sized.last + 1] == (")",)
    again = between in ((",", "or"), ("or",)) or bracketed
    return before.told if again and sized.unit != before.amount.unit else None


def _by_verb(passage: Passage, amount: Quantity) -> Told | None:
    """ "Rose 2 percent", "an increase of 2 percent", "cut emissions by 2 percent"."""
    lower = passage.sentence.lower
    i = amount.outer[0] - 1
    while i >= 0 and (lower[i] in BETWEEN or lower[i].endswith("ly")) and lower[i] not in VERBS:
        i -= 1
    between = lower[i + 1 : amount.first]
    if _is_level(lower, amount):
        return None
    if i < 0 or ("to" in between and amount.hedge != "up_to"):
        return None
    if amount.measure is Measure.MONEY and lower[i] in NOT_OF_MONEY and not _is_of_price(lower, amount.last):
        return None
    if lower[i] in ALSO_TELLS and lower[amount.last : amount.last + 1] == ("of",):
        return None
    if lower[i] in NOUNS and not NOUN_LEADS.isdisjoint(between) and (lower[i] not in VERBS or "of" in between):
        changed = _of_noun(passage, i + 1) or _of_noun(passage, _past_base(lower, amount.last))
        return NOUNS[lower[i]], changed or subject_before(passage, i)
    if lower[i] in ALWAYS_COMPARES and "by" in between:
        return COMPARATIVES[lower[i]], subject_before(passage, i)
    if lower[i] in VERBS:
        return VERBS[lower[i]], _subject(passage, i)
    return _transitive(passage, i + 1) if "by" in between else None


def _is_level(lower: tuple[str, ...], amount: Quantity) -> bool:
    """True for "fell as low as $1.19", which tells where to."""
    return lower[amount.outer[0] : amount.outer[0] + 2] in (("as", "low"), ("as", "high"))


def _is_of_price(lower: tuple[str, ...], last: int) -> bool:
    """True where the level that was reached follows: "gained 10 sen to RM31.20"."""
    if lower[last : last + 1] not in (("to",), ("at",)):
        return False
    behind = lower[last + 1 : last + 4]
    return behind[:1] not in (("a",), ("an",), ("the",)) and any(word[0].isdigit() for word in behind)


def _subject(passage: Passage, verb: int) -> Range | None:
    """What stands before the verb, else the subject that it shares with an earlier one: "reached $5 billion, up"."""
    shared = passage.sentence.lower[verb] in ("up", "down") or passage.sentence.lower[verb - 1 : verb] in SHARING
    return subject_of(passage, verb) or (subject_before(passage, verb) if shared else None)


def _transitive(passage: Passage, by: int) -> Told | None:
    """The verb whose object stands before "by": "cut emissions by 2 percent"."""
    for i in range(by - 1, max(-1, by - FAR), -1):
        word = passage.sentence.lower[i]
        if word in VERBS and word not in ("up", "down"):
            return VERBS[word], phrase_at(passage, i + 1) or subject_before(passage, i)
        if ends_clause(passage.sentence, i):
            return None
    return None


def _by_word_after(passage: Passage, last: int, amount: Quantity) -> Told | None:
    """ "2 percent increase in exports", "2 percent higher than a year earlier"."""
    lower = passage.sentence.lower
    i = _past_base(lower, last)
    word = lower[i] if i < len(lower) else ""
    if word in NOUNS and not (amount.measure is Measure.MONEY and word in NOT_OF_MONEY):
        return NOUNS[word], _of_noun(passage, i + 1) or subject_before(passage, last)
    if i == last and not word.isalpha():
        i = last = _past_restated(passage, last)
        word = lower[i] if i < len(lower) else ""
    compared = word in ALWAYS_COMPARES or (i + 1 < len(lower) and lower[i + 1] in THAN)
    if i == last and word in COMPARATIVES and compared:
        return COMPARATIVES[word], subject_before(passage, i)
    return None


def _past_restated(passage: Passage, last: int) -> int:
    """Past the same amount in another unit: ", or 0.8%," in "64 cents, or 0.8%, lower"."""
    lower = passage.sentence.lower
    if lower[last : last + 2] != (",", "or"):
        return last
    again = next((each.last for each in passage.mentions.quantities if each.first == last + 2), last)
    return again + 1 if lower[again : again + 1] == (",",) and again > last else again


def _past_base(lower: tuple[str, ...], i: int) -> int:
    """Past "year-on-year", "annual" and the like."""
    while i < len(lower) and lower[i] in BEFORE_NOUN and lower[i] not in NOUNS:
        i += 1
    return i


def _of_noun(passage: Passage, i: int) -> Range | None:
    """What rose: "in exports", "of its exports" at `i`."""
    if passage.sentence.lower[i : i + 1] not in (("in",), ("of",)):
        return None
    found = phrase_at(passage, i + 1)
    return found if found and found[0] not in in_dates(passage) else None


def _factor(passage: Passage, found: factor.Factor) -> Claim:
    hedge, _, _ = hedge_around(passage.sentence, *found.span)
    first, last = found.span
    noun = (_object(passage, last) or _subject(passage, first)) if found.verb else subject_before(passage, first)
    return passage.claim(
        KIND,
        first,
        last,
        apply(hedge, Point(found.number, shown_to=Decimal("0.1"), coarsest=Decimal("0.5"))),
        unit="times",
        hedge=hedge,
        direction=found.direction,
        noun=noun,
        modality=modality_of(passage.sentence, first),
    )


def _object(passage: Passage, after: int) -> Range | None:
    """What a factor verb is said to change, behind its determiner: "doubled the sales of"."""
    found = phrase_at(passage, after)
    return found if found and found[0] > after and found[0] not in in_dates(passage) else None


def _halves(passage: Passage) -> Iterator[Claim]:
    """ "Fell by half", "was cut in half": half as much again, or half gone; other halves are shares."""
    lower = passage.sentence.lower
    for i, word in enumerate(lower):
        led = i > 1 and lower[i - 1] in ("by", "in")
        if word != "half" or not led or (lower[i + 1 : i + 2] and lower[i + 1] in NOT_BY_HALF):
            continue
        told = (VERBS[lower[i - 2]], _subject(passage, i - 2)) if lower[i - 2] in VERBS else None
        told = told or (_transitive(passage, i - 1) if lower[i - 1] == "by" else None)
        if told:
            value = Point(Decimal(50), Decimal(5), Decimal(25))
            modality = modality_of(passage.sentence, i)
            yield passage.claim(
                KIND, i, i + 1, value, unit="percent", direction=told[0], noun=told[1], modality=modality
            )
