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
from veritab_engine.extract.passage import Passage
from veritab_engine.extract.phrase import (
    BORDERS,
    Range,
    ends_clause,
    in_dates,
    phrase_at,
    subject_before,
    subject_of,
)
from veritab_engine.lexicon import forms, mapping, phrases, words
from veritab_engine.mention import Measure, Quantity
from veritab_engine.mention.hedges import apply, hedge_around
from veritab_engine.mention.modality import modality_of
from veritab_engine.value import Number, Point

KIND = ClaimKind("change", summary="by how much a measure rose or fell")

VERBS = {form: Direction(way) for form, way in forms("change_verbs/verbs").items() if " " not in form}
NOUNS = {form: Direction(way) for form, way in forms("change_verbs/nouns").items()}
COMPARATIVES = {form: Direction(way) for form, way in forms("change_verbs/comparatives").items()}
NOUN_LEADS = words("change_verbs/noun_leads")
THAN = words("change_verbs/than")
FACTORS = {word: Decimal(factor) for word, factor in mapping("change_verbs/factors").items()}
FOLDS = {word: Decimal(factor) for word, factor in mapping("change_verbs/folds").items()}
FOLD = words("change_verbs/fold")
NOT_A_FACTOR = words("change_verbs/not_a_factor")
NOT_OF_MONEY = words("change_verbs/not_of_money")
BETWEEN = words("change_verbs/between")
BEFORE_NOUN = words("change_verbs/before_noun")
POINTS = phrases("change_verbs/points")
TRIGGERS = VERBS.keys() | NOUNS.keys() | COMPARATIVES.keys() | FACTORS.keys() | FOLDS.keys() | FOLD
Told = tuple[Direction, Range | None]
"""Which way an amount goes, and what changed."""
SHARING = {(",",), ("and",), ("having",), ("to",), ("but",), ("then",)}
"""What stands between a verb and an earlier one with the same subject."""
FAR = 8
"""How many tokens may lie between a verb of change and its "by": "cut its emissions of carbon by 20 percent"."""


@dataclass(frozen=True, slots=True)
class _Amount:
    """An amount of change: where its tokens end, its value and its unit."""

    last: int
    value: Number
    unit: str | None


def find(passage: Passage) -> Iterator[Claim]:
    """Yield a claim for every amount of change."""
    if TRIGGERS.isdisjoint(passage.sentence.lower):
        return
    for amount in passage.mentions.quantities:
        sized = _amount(passage.sentence, amount)
        told = _by_verb(passage, amount) or _by_word_after(passage, sized.last, amount) if sized else None
        if sized and told:
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
    yield from _factors(passage)


def _amount(sentence: Sentence, amount: Quantity) -> _Amount | None:
    """The quantity as an amount of change, "a fifth" as 20 percent, loosely; None for what is none ("five games")."""
    if amount.measure in (Measure.MONEY, Measure.PERCENT):
        return _Amount(amount.last, amount.value, amount.unit)
    points = POINTS.at(sentence.lower, amount.last)
    if amount.measure is not Measure.NUMBER or points:
        return _Amount(points[1], amount.value, points[0]) if points else None
    by = "by" in sentence.lower[max(0, amount.outer[0] - 1) : amount.first]
    if not by or not _is_border(sentence, amount.last):
        return None
    number = amount.numerals[0].point.number
    if amount.numerals[0].in_words and 0 < number < 1:
        share = number * 100
        return _Amount(amount.last, apply(amount.hedge, Point(share, share / 10, share / 2)), "percent")
    return _Amount(amount.last, amount.value, None)


def _by_verb(passage: Passage, amount: Quantity) -> Told | None:
    """ "Rose 2 percent", "an increase of 2 percent", "cut emissions by 2 percent"."""
    lower = passage.sentence.lower
    i = amount.outer[0] - 1
    while i >= 0 and lower[i] in BETWEEN and lower[i] not in VERBS:
        i -= 1
    between = lower[i + 1 : amount.first]
    if i < 0 or ("to" in between and amount.hedge != "up_to"):
        return None
    if amount.measure is Measure.MONEY and lower[i] in NOT_OF_MONEY:
        return None
    if lower[i] in NOUNS and not NOUN_LEADS.isdisjoint(between) and (lower[i] not in VERBS or "of" in between):
        changed = _of_noun(passage, i + 1) or _of_noun(passage, _past_base(lower, amount.last))
        return NOUNS[lower[i]], changed or subject_before(passage, i)
    if lower[i] in VERBS:
        return VERBS[lower[i]], _subject(passage, i)
    return _transitive(passage, i + 1) if "by" in between else None


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
    if i == last and word in COMPARATIVES and lower[i + 1 : i + 2] and lower[i + 1] in THAN:
        return COMPARATIVES[word], subject_before(passage, i)
    return None


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


def _factors(passage: Passage) -> Iterator[Claim]:
    """ "Exports doubled", "jumped tenfold", "a 10-fold increase"."""
    sentence, lower = passage.sentence, passage.sentence.lower
    for i, word in enumerate(lower):
        following = lower[i + 1] if i + 1 < len(lower) else ""
        if word in FACTORS and following not in NOT_A_FACTOR and not _is_joined(sentence, i):
            noun = _object(passage, i + 1) or _subject(passage, i)
            yield _factor(passage, (i, i + 1), FACTORS[word], noun)
        elif word in FOLDS:
            yield _factor(passage, (i, i + 1), FOLDS[word], subject_before(passage, i))
    for numeral in passage.mentions.numerals:
        if lower[numeral.last : numeral.last + 2] == ("-", "fold"):
            yield _factor(
                passage, (numeral.first, numeral.last + 2), numeral.point.number, subject_before(passage, numeral.first)
            )


def _factor(passage: Passage, span: Range, factor: Decimal, noun: Range | None) -> Claim:
    hedge, _, _ = hedge_around(passage.sentence, *span)
    return passage.claim(
        KIND,
        *span,
        apply(hedge, Point(factor, shown_to=Decimal("0.1"), coarsest=Decimal("0.5"))),
        unit="times",
        hedge=hedge,
        direction=Direction.UP if factor > 1 else Direction.DOWN,
        noun=noun,
        modality=modality_of(passage.sentence, span[0]),
    )


def _object(passage: Passage, after: int) -> Range | None:
    """What a factor verb is said to change, behind its determiner: "doubled the sales of"."""
    found = phrase_at(passage, after)
    return found if found and found[0] > after and found[0] not in in_dates(passage) else None


def _is_joined(sentence: Sentence, i: int) -> bool:
    return sentence.lower[i + 1 : i + 2] == ("-",) or sentence.lower[i - 1 : i] == ("-",)


def _is_border(sentence: Sentence, i: int) -> bool:
    """True where no noun follows that would be counted."""
    return i >= len(sentence.words) or sentence.lower[i] in BORDERS or not sentence.lower[i][0].isalnum()
